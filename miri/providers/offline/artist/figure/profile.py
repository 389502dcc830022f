"""The head from the side, facing right. The chin is near (0.38, 0), the crown (0, -1).

Why here: walking, singing and looking out of a window are seen from the side.
Next: head.py.
"""

from math import sin

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.face import EYE_WHITE, LIPS, Mien
from miri.providers.offline.artist.figure.hair import CUTS
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape, blob, ribbon


def outline(traits: Traits, mien: Mien) -> Shape:
    """Skull and face; women and children have softer brows, noses and chins."""
    soft = 0.02 if traits.feminine or traits.age == "child" else 0.0
    gape = 0.05 if mien.mouth == "sing" else 0.0
    face = [
        (-0.03, -1.0), (0.2, -0.93), (0.325, -0.78), (0.362 - soft * 0.4, -0.64),
        (0.38 - soft, -0.555), (0.357, -0.495), (0.41 - soft * 0.5, -0.39),
        (0.478 - soft, -0.305), (0.462 - soft, -0.272), (0.405, -0.252), (0.408, -0.225),
        (0.43, -0.195), (0.392, -0.17), (0.418, -0.14 + gape), (0.38, -0.1 + gape),
        (0.395 - soft, -0.05 + gape), (0.345 - soft, 0.005 + gape), (0.22, -0.02 + gape),
        (0.02, -0.13), (-0.06, -0.24), (-0.12, -0.34), (-0.3, -0.36), (-0.43, -0.5),
        (-0.47, -0.68), (-0.38, -0.88), (-0.2, -0.98),
    ]  # fmt: skip
    return Shape().smooth(face)


class Profile:
    """Draws one head from the side."""

    def __init__(self, relief: Relief, traits: Traits, mien: Mien, fine: float):
        self.relief, self.traits, self.mien, self.fine = relief, traits, mien, fine
        self.line = traits.skin.mix(traits.hair_colour, 0.7).mix(relief.lamp.ink, 0.5)
        self.cut = CUTS.get(traits.hair, CUTS["short"])

    def behind(self) -> None:
        """Hair that falls behind the shoulders."""
        cut, colour = self.cut, self.traits.hair_colour
        if cut.round:
            radii = [1 + 0.04 * sin(i * 2.3) for i in range(20)]
            self.relief.part(blob(-0.08, -0.64, 0.44 + cut.side, radii), colour, depth=0.2)
        elif cut.length > -0.3:
            self.relief.part(self._mane(), colour, depth=0.16)
        if cut.tail == "bun":
            self.relief.part(Shape().circle(-0.48, -0.82, 0.17), colour, depth=0.1)
        if cut.tail in ("pony", "braids"):
            tail = [(-0.42, -0.75), (-0.68, -0.5), (-0.66, 0.0), (-0.74, 0.45)]
            self.relief.part(ribbon(tail, [0.06, 0.13, 0.11, 0.01]), colour, depth=0.1)

    def draw(self) -> None:
        """Face and hair."""
        face = outline(self.traits, self.mien)
        self.relief.part(face, self.traits.skin, depth=0.16)
        with self.relief.ink.clip(face):
            self._shadows()
            if self.fine > 30:
                self._features()
        if self.cut.fringe != "none":
            self._hair()
        if not (self.cut.length > -0.3 or self.cut.round):
            self._ear()

    def _shadows(self) -> None:
        skin = self.traits.skin
        jaw = Shape().polygon([(0.4, 0.1), (0.02, -0.1), (-0.12, -0.3), (-0.6, -0.3), (-0.6, 0.2)])
        self.relief.dark(jaw, skin, 0.4, blur=0.06)
        self.relief.dark(Shape().oval(0.31, -0.5, 0.09, 0.05), skin, 0.5, blur=0.03)
        self.relief.flat_blur(Shape().oval(0.18, -0.29, 0.12, 0.09), skin.mix(LIPS, 0.5), 0.3, 0.05)

    def _features(self) -> None:
        relief, skin, mien = self.relief, self.traits.skin, self.mien
        thick = 0.012 if self.traits.feminine else 0.02
        brow = ribbon([(0.375, -0.57), (0.3, -0.605), (0.19, -0.57)], [thick, thick, thick * 0.2])
        relief.dark(brow, self.line, 0.85, blur=0.004)
        if mien.eyes == "closed" or self.fine < 48:
            lid = ribbon([(0.335, -0.455), (0.29, -0.44), (0.235, -0.46)], [0.004, 0.011, 0.004])
            relief.dark(lid, self.line, 0.95)
        else:
            self._eye()
        relief.dark(Shape().oval(0.42, -0.268, 0.022, 0.012), self.line, 0.8, blur=0.005)
        relief.dark(
            Shape().smooth([(0.36, -0.33), (0.375, -0.27), (0.34, -0.26)]), skin, 0.6, 0.015
        )
        self._lips()

    def _eye(self) -> None:
        white = (
            Shape()
            .move(0.345, -0.455)
            .quad(0.3, -0.515, 0.235, -0.462)
            .quad(0.3, -0.44, 0.345, -0.455)
        )
        self.relief.flat(white, EYE_WHITE.mix(self.traits.skin, 0.3))
        with self.relief.ink.clip(white):
            self.relief.dark(Shape().oval(0.325, -0.472, 0.02, 0.033), self.line, 1.0)
        upper = ribbon([(0.352, -0.455), (0.3, -0.495), (0.225, -0.462)], [0.007, 0.011, 0.003])
        self.relief.dark(upper, self.line, 1.0)

    def _lips(self) -> None:
        lips = self.traits.skin.mix(LIPS, 0.6 if self.traits.feminine else 0.34)
        if self.mien.mouth == "sing":
            gape = Shape().move(0.5, -0.2).quad(0.3, -0.16, 0.33, -0.13).line(0.5, -0.09).close()
            self.relief.dark(gape, self.line, 1.0)
            return
        upper = Shape().move(0.5, -0.215).quad(0.39, -0.22, 0.335, -0.172).line(0.5, -0.172).close()
        lower = Shape().move(0.5, -0.12).quad(0.37, -0.125, 0.345, -0.17).line(0.5, -0.172).close()
        self.relief.dark(upper, lips, 0.75)
        self.relief.flat(lower, lips, 0.8)
        seam = ribbon([(0.42, -0.172), (0.33, -0.17)], [0.006, 0.003])
        self.relief.dark(seam, self.line, 0.9)

    def _ear(self) -> None:
        ear = Shape().smooth(
            [
                (-0.0, -0.53),
                (0.05, -0.57),
                (0.09, -0.51),
                (0.06, -0.42),
                (0.02, -0.36),
                (-0.02, -0.42),
            ]
        )
        self.relief.part(ear, self.traits.skin.lit(-0.01), depth=0.05)
        self.relief.dark(Shape().oval(0.035, -0.47, 0.016, 0.045), self.traits.skin, 0.7, 0.012)

    def _mane(self) -> Shape:
        cut = self.cut
        end, out = cut.length, cut.side
        sway = [cut.wave * sin(i * 2.2) for i in range(4)]
        return Shape().smooth(
            [
                (0.0, -1.0), (-0.3, -0.98), (-0.5 - out, -0.7), (-0.5 - out + sway[1], -0.2),
                (-0.48 - out + sway[2], (end - 0.2) * 0.6), (-0.42 + sway[3], end),
                (-0.14, end - 0.02), (-0.06 + sway[2], (end - 0.2) * 0.5), (0.02, -0.3), (0.1, -0.7),
            ]
        )  # fmt: skip

    def _hair(self) -> None:
        cut = self.cut
        puff, side = cut.puff, cut.side
        hairline = {
            "bangs": [(0.38, -0.68), (0.39, -0.6), (0.2, -0.6), (0.13, -0.5)],
            "jagged": [(0.36, -0.76), (0.4, -0.66), (0.28, -0.68), (0.22, -0.58), (0.12, -0.54)],
            "up": [(0.33 + puff * 0.6, -0.9), (0.3, -0.79), (0.19, -0.7), (0.13, -0.52)],
            "curtain": [(0.32, -0.82), (0.28, -0.7), (0.17, -0.58), (0.14, -0.36)],
        }.get(cut.fringe, [(0.33, -0.84), (0.27, -0.76), (0.17, -0.66), (0.13, -0.5)])
        low = -0.32 if cut.length <= -0.3 else -0.18
        cap = [
            (-0.02, -1.01 - puff), (0.22 + puff * 0.3, -0.95 - puff * 0.8), *hairline,
            (0.1, -0.42), (0.0, -0.52), (-0.05, -0.4), (-0.12, low), (-0.32, low - 0.04),
            (-0.46 - side, -0.52), (-0.49 - side, -0.72), (-0.4 - side * 0.6, -0.92 - puff * 0.4),
            (-0.22, -1.0 - puff * 0.8),
        ]  # fmt: skip
        shape = Shape().smooth(cap)
        self.relief.part(shape, self.traits.hair_colour, depth=0.14)
        if self.fine > 60:
            self._strands(shape, self.traits.hair_colour)

    def _strands(self, within: Shape, colour: Colour) -> None:
        ink, lamp = self.relief.ink, self.relief.lamp
        with ink.clip(within):
            for i in range(14):
                reach = 0.1 + i * 0.045
                line = (
                    Shape()
                    .move(0.3 - i * 0.03, -0.9)
                    .cubic(
                        -0.1,
                        -1.05 + reach * 0.4,
                        -0.45 + reach * 0.3,
                        -0.8 + reach * 0.5,
                        -0.4 + reach * 0.5,
                        -0.25,
                    )
                )
                tone = lamp.edge(colour) if i % 3 == 0 else lamp.shade(colour)
                ink.stroke(line, tone, 0.01, 0.14)

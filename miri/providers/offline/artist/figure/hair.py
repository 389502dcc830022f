"""Hair seen from the front, from the side and from behind: a cut is a few numbers.

Why here: hair is what tells two silhouettes apart. Head coordinates: chin (0, 0), crown (0, -1).
Next: head.py (the order of drawing), headwear.py.
"""

from dataclasses import dataclass
from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape, blob, ribbon


@dataclass(frozen=True)
class Cut:
    """A haircut. `length` is where it ends below the chin in heads (-0.5 = above the ears),
    `puff` and `side` are volume on top and beside, `fringe` is how the forehead is framed.
    """

    length: float = -0.5
    puff: float = 0.05
    side: float = 0.03
    fringe: str = "side"
    wave: float = 0.0
    tail: str = ""
    round: float = 0.0


CUTS: dict[str, Cut] = {
    "bald": Cut(fringe="none"),
    "buzz": Cut(puff=0.012, side=0.008, fringe="buzz"),
    "short": Cut(puff=0.06, side=0.02, fringe="side"),
    "quiff": Cut(puff=0.15, side=0.01, fringe="up"),
    "tousled": Cut(puff=0.1, side=0.05, fringe="jagged", length=-0.42),
    "bob": Cut(length=-0.08, puff=0.06, side=0.09, fringe="curtain"),
    "bangs": Cut(length=0.05, puff=0.06, side=0.08, fringe="bangs"),
    "long": Cut(length=1.05, puff=0.06, side=0.07, fringe="curtain"),
    "wavy": Cut(length=0.8, puff=0.08, side=0.12, fringe="curtain", wave=0.05),
    "curly": Cut(length=0.3, puff=0.14, side=0.16, fringe="jagged", wave=0.09),
    "afro": Cut(length=-0.2, puff=0.3, side=0.28, fringe="up", round=1.0),
    "bun": Cut(puff=0.04, side=0.012, fringe="back", tail="bun"),
    "ponytail": Cut(puff=0.04, side=0.015, fringe="back", tail="pony"),
    "braids": Cut(puff=0.04, side=0.03, fringe="curtain", tail="braids"),
    "shoulder": Cut(length=0.38, puff=0.06, side=0.07, fringe="side", wave=0.015),
    "man_bun": Cut(puff=0.03, side=0.01, fringe="back", tail="bun"),
}


class Hair:
    """Draws one head's hair; `turn` is 0 .. 0.7 to the right, `sway` blows its ends aside."""

    def __init__(
        self, relief: Relief, style: str, colour: Colour, turn: float, fine: float,
        sway: float = 0.0,
    ):  # fmt: skip
        self.relief, self.colour, self.turn, self.fine = relief, colour, turn, fine
        self.sway = sway
        self.cut = CUTS.get(style, CUTS["short"])
        self.chance = Chance("hair", style)

    def behind(self) -> None:
        """What falls behind the shoulders, or stands out behind the head."""
        cut, t = self.cut, self.turn
        if cut.round:
            self._cloud(-0.05 * t, -0.68, 0.36 + cut.side)
        elif cut.length > -0.3:
            self.relief.part(self._curtain(cut.length, 0.34 + cut.side), self.colour, depth=0.2)
        if cut.tail == "bun":
            knot = Shape().circle(-0.2 * t, -1.12, 0.17)
            self.relief.part(knot, self.colour, depth=0.1)
        if cut.tail == "pony":
            self._tail(-0.3 - 0.25 * t, -0.75)

    def over(self) -> None:
        """What frames the face."""
        cut = self.cut
        if cut.fringe == "none":
            return
        cap = self._cap()
        self.relief.part(cap, self.colour, depth=0.1, rim=0.7)
        if self.fine > 60:
            self._strands(cap)
        if cut.length > -0.3 and not cut.round:
            self._locks()
        if cut.tail == "braids":
            for side in (-1, 1):
                self._braid(side * 0.36, -0.35, side)

    def back(self) -> None:
        """The whole head of hair as seen from behind."""
        cut = self.cut
        if cut.fringe == "none":
            return
        if cut.round:
            self._cloud(0, -0.66, 0.36 + cut.side)
        shape = self._back_shape()
        self.relief.part(shape, self.colour, depth=0.22)
        if self.fine > 30:
            self._strands(shape)
        if cut.tail == "bun":
            self.relief.part(Shape().circle(0, -0.86, 0.19), self.colour, depth=0.1)
        if cut.tail == "pony":
            self._tail(0.0, -0.72)
        if cut.tail == "braids":
            for side in (-1, 1):
                self._braid(side * 0.2, -0.2, side)

    def _cap(self) -> Shape:
        t, cut = self.turn, self.cut
        puff, side = cut.puff, cut.side
        ear = -0.42 if cut.fringe != "buzz" else -0.5
        outer = [
            (-0.335 + 0.06 * t, ear), (-0.36 - 0.05 * t - side, -0.66),
            (-0.335 - 0.11 * t - side, -0.86), (-0.215 - 0.1 * t - side * 0.6, -0.985 - puff * 0.8),
            (-0.04 * t, -1.01 - puff), (0.215 - 0.03 * t + side * 0.6, -0.985 - puff * 0.8),
            (0.335 - 0.03 * t + side, -0.86), (0.36 - 0.04 * t + side * (1 - t), -0.66),
            (0.342 - 0.05 * t, -0.53),
        ]  # fmt: skip
        return Shape().smooth(outer + self._hairline())

    def _hairline(self) -> list[tuple[float, float]]:
        """From the far temple back to the near one."""
        t, fringe = self.turn, self.cut.fringe
        far, near = (0.315 - 0.05 * t, -0.6), (-0.29 + 0.1 * t, -0.58)
        if fringe == "bangs":
            cut = [(0.2 + 0.06 * t, -0.615), (0.07 * t, -0.6), (-0.2 + 0.08 * t, -0.615)]
            return [(0.32 - 0.05 * t, -0.56), *cut, (-0.3 + 0.08 * t, -0.56)]
        if fringe == "jagged":
            tips = [(0.25, -0.7), (0.17, -0.62), (0.1, -0.73), (0.0, -0.64), (-0.09, -0.74)]
            tips += [(-0.17, -0.63), (-0.24, -0.72)]
            return [far, *((x + 0.1 * t, y) for x, y in tips), near]
        if fringe == "curtain":
            part = -0.08 + 0.13 * t
            sweep = [(part + 0.25, -0.7), (part + 0.03, -0.9), (part - 0.02, -0.9)]
            return [far, *sweep, (part - 0.19, -0.72), near]
        if fringe == "side":
            part = 0.17 + 0.08 * t
            return [far, (part + 0.03, -0.82), (part - 0.12, -0.74), (-0.16 + 0.1 * t, -0.68), near]
        lift = {"buzz": -0.8, "up": -0.82, "back": -0.84}.get(fringe, -0.8)
        return [
            far,
            (0.24 + 0.03 * t, lift + 0.04),
            (0.1 * t, lift),
            (-0.22 + 0.1 * t, lift + 0.04),
            near,
        ]

    def _curtain(self, length: float, half: float) -> Shape:
        t, wave = self.turn, self.cut.wave
        left: list[tuple[float, float]] = []
        right: list[tuple[float, float]] = []
        for i in range(7):
            y = -0.78 + (length + 0.78) * i / 6
            belly = half * (1 + 0.22 * sin(i / 6 * 2.6)) * (0.78 if i == 6 else 1)
            blown = self.sway * (i / 6) ** 2
            left.append((blown - belly - 0.1 * t + wave * sin(i * 2.1), y))
            right.append((blown + belly - 0.16 * t + wave * sin(i * 2.4 + 1), y))
        crown, nape = (-0.1 * t, -0.98), (self.sway - 0.1 * t, length + 0.05)
        return Shape().smooth([crown, *right, nape, *left[::-1]])

    def _locks(self) -> None:
        """Strands beside the cheeks, over the shoulders."""
        t, cut = self.turn, self.cut
        end = min(cut.length, 0.75)
        for side in (-1, 1):
            if side > 0 and t > 0.45:
                continue
            x = 0.335 * side - (0.06 * t if side > 0 else -0.03 * t)
            points: list[tuple[float, float]] = []
            for i in range(6):
                y = -0.66 + (end + 0.66) * i / 5
                sway = cut.wave * sin(i * 2 + side) + side * 0.07 * sin(i / 5 * 3.1)
                blown = self.sway * (i / 5) ** 2
                points.append((x + sway + blown + side * cut.side * 0.5, y))
            widths = [0.03, 0.07, 0.085, 0.085, 0.07, 0.012]
            self.relief.part(ribbon(points, widths), self.colour, depth=0.05, rim=0.45)

    def _back_shape(self) -> Shape:
        cut = self.cut
        if cut.length > -0.3 and not cut.round:
            return self._curtain(cut.length, 0.36 + cut.side)
        side, low = 0.365 + cut.side, -0.14 if cut.fringe != "buzz" else -0.2
        points = [(0.0, -1.01 - cut.puff), (0.25 + cut.side, -0.95), (side, -0.66), (0.32, -0.36)]
        points += [(0.2, low)]
        mirrored = [(-x, y) for x, y in points[:0:-1]]
        return Shape().smooth([*points, (0.0, low + 0.03), *mirrored])

    def _cloud(self, x: float, y: float, r: float) -> None:
        radii = [1 + self.chance.spread(0.045) for _ in range(22)]
        self.relief.part(blob(x, y, r, radii, 0.92), self.colour, depth=0.2)

    def _tail(self, x: float, y: float) -> None:
        a, b = self.sway * 0.6, self.sway * 1.2
        points = [(x, y), (x - 0.12, y + 0.3), (x - 0.06 + a, y + 0.8), (x - 0.14 + b, y + 1.2)]
        self.relief.part(ribbon(points, [0.07, 0.13, 0.12, 0.01]), self.colour, depth=0.08)

    def _braid(self, x: float, y: float, side: int) -> None:
        for i in range(9):
            knot = Shape().oval(
                x + side * 0.03 * sin(i * 0.7), y + i * 0.115, 0.085 - i * 0.004, 0.075
            )
            self.relief.part(knot, self.colour, depth=0.05)

    def _strands(self, within: Shape) -> None:
        left, top, right, bottom = within.box
        middle = (left + right) / 2 + 0.04
        ink, lamp = self.relief.ink, self.relief.lamp
        with ink.clip(within):
            for i in range(18):
                x = left + (right - left) * (i + self.chance.random()) / 18
                bow = (x - middle) * 0.55
                line = (
                    Shape()
                    .move(middle + (x - middle) * 0.3, top)
                    .cubic(x, top + 0.1, x + bow * 0.5, top + 0.35, x + bow * 0.4, bottom)
                )
                tone = lamp.edge(self.colour) if i % 3 == 0 else lamp.shade(self.colour)
                ink.stroke(
                    line,
                    tone,
                    0.006 + 0.012 * self.chance.random(),
                    0.1 + 0.12 * self.chance.random(),
                )
            shine = Shape().move(left, top + 0.34).quad(middle, top + 0.12, right, top + 0.34)
            ink.stroke(shine, lamp.edge(self.colour), 0.07, 0.2, 0.03)

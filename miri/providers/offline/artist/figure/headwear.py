"""Hats, hoods, scarves over the head, glasses, headphones, beards.

Why here: what sits on a head is drawn after it and must fit its turn.
Next: head.py.
"""

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.figure.face import Mien, across
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape, ribbon

DARK_GLASS = from_hex("#14141A")
GOLD = from_hex("#D9A441")


class Headwear:
    """Draws what a person has on the head, in head coordinates."""

    def __init__(self, relief: Relief, traits: Traits, mien: Mien):
        self.relief, self.traits, self.mien = relief, traits, mien
        self.outfit = traits.outfit

    def beard(self, turn: float) -> None:
        """Stubble, a full beard or a moustache, for a front view."""
        kind, colour = self.traits.beard, self.traits.hair_colour
        if not kind:
            return
        x = 0.16 * turn
        mouth = across(0.0, turn) + 0.045 * turn
        if kind in ("beard", "stubble"):
            drop = 0.055 if kind == "beard" else 0.0
            outer = [
                (0.325 + 0.02 * turn, -0.42), (0.3 + 0.05 * turn, -0.2), (0.17 + x, -0.01 + drop),
                (x, 0.03 + drop), (-0.17 + x, -0.01 + drop), (-0.3 + 0.06 * turn, -0.2),
                (-0.335, -0.42), (-0.24 + 0.1 * turn, -0.26), (mouth - 0.13, -0.22),
                (mouth, -0.235), (mouth + 0.13, -0.22), (0.24 + 0.04 * turn, -0.26),
            ]  # fmt: skip
            gape = self.mien.mouth == "sing"
            lips = Shape().oval(mouth, -0.15 if gape else -0.165, 0.095, 0.082 if gape else 0.032)
            shape = Shape().smooth(outer).minus(lips)
            alpha = 0.95 if kind == "beard" else 0.35
            self.relief.dark(shape, colour.lit(0.06), alpha, blur=0.007)
        if kind in ("moustache", "beard"):
            lip = ribbon(
                [(mouth - 0.13, -0.185), (mouth, -0.225), (mouth + 0.13, -0.185)],
                [0.01, 0.03, 0.01],
            )
            self.relief.dark(lip, colour, 0.95, blur=0.005)

    def front(self, turn: float) -> None:
        """Hat and glasses on a face that looks at us."""
        if self.outfit.glasses:
            self._glasses(turn)
        self._hat(turn, 0.36)
        if "headphones" in self.outfit.extras:
            self._headphones(0.4, turn)

    def side(self) -> None:
        """Hat and glasses in profile."""
        if self.outfit.glasses:
            lens = Shape().rounded(0.24, -0.53, 0.39, -0.4, 0.04)
            self._lens(lens)
            self.relief.ink.stroke(
                Shape().move(0.24, -0.49).line(-0.02, -0.5),
                self.relief.lamp.base(DARK_GLASS),
                0.018,
            )
        with self.relief.ink.moved(-0.05, 0, turn=-0.06):
            self._hat(0.0, 0.43, side=True)
        if "headphones" in self.outfit.extras:
            self._headphones(0.04, 0.0)

    def back(self) -> None:
        """Hat from behind."""
        self._hat(0.0, 0.37, back=True)

    def _glasses(self, turn: float) -> None:
        for side in (-1, 1):
            narrow = 1 - (0.34 if side > 0 else 0.06) * turn
            x = across(0.155 * side, turn)
            lens = Shape().rounded(x - 0.115 * narrow, -0.535, x + 0.115 * narrow, -0.39, 0.06)
            self._lens(lens)
        left, right = across(-0.05, turn), across(0.05, turn)
        bridge = Shape().move(left, -0.48).quad((left + right) / 2, -0.51, right, -0.48)
        self.relief.ink.stroke(bridge, self.relief.lamp.base(DARK_GLASS), 0.018)

    def _lens(self, lens: Shape) -> None:
        lamp = self.relief.lamp
        dark = self.outfit.glasses == "sunglasses"
        self.relief.ink.fill(lens, lamp.base(DARK_GLASS), 0.95 if dark else 0.15)
        if dark:
            with self.relief.ink.clip(lens):
                left, top, right, bottom = lens.box
                glint = Shape().polygon(
                    [(left, bottom), (left + 0.05, bottom), (right, top), (right - 0.08, top)]
                )
                self.relief.ink.fill(glint, lamp.edge(DARK_GLASS), 0.5, 0.01)
        self.relief.ink.stroke(lens, lamp.base(DARK_GLASS), 0.018)

    def _headphones(self, half: float, turn: float) -> None:
        colour = self.outfit.accent
        band = Shape().move(-half, -0.5).cubic(-half, -1.2, half, -1.2, half, -0.5)
        self.relief.ink.stroke(band, self.relief.lamp.base(DARK_GLASS), 0.06)
        for side in (-1, 1):
            if side > 0 and turn > 0.4:
                continue
            cup = Shape().oval(half * side, -0.46, 0.075, 0.13)
            self.relief.part(cup, colour, depth=0.06)

    def _hat(self, turn: float, half: float, side: bool = False, back: bool = False) -> None:
        draw = {
            "fedora": self._brimmed, "cowboy": self._brimmed, "sunhat": self._brimmed,
            "tophat": self._brimmed, "beanie": self._beanie, "cap": self._cap,
            "hood": self._hood, "hijab": self._hood, "crown": self._crown, "kippah": self._kippah,
            "helmet": self._helmet, "beret": self._beret, "wreath": self._wreath,
        }.get(self.outfit.hat)  # fmt: skip
        if draw is not None:
            draw(-0.04 * turn, half, side, back)

    def _brimmed(self, x: float, half: float, side: bool, back: bool) -> None:
        kind, colour = self.outfit.hat, self.outfit.hat_colour
        brim = {"fedora": 0.2, "cowboy": 0.36, "sunhat": 0.42, "tophat": 0.14}[kind]
        tall = {"fedora": 0.36, "cowboy": 0.4, "sunhat": 0.26, "tophat": 0.72}[kind]
        wide, y = half + brim, -0.74
        curl = 0.1 if kind == "cowboy" else 0.03
        crown = (
            Shape().move(x - half - 0.02, y).cubic(x - half, y - tall * 0.8, x - half * 0.7,
            y - tall, x - half * 0.5, y - tall).quad(x, y - tall * (0.86 if kind != "tophat" else 1),
            x + half * 0.5, y - tall).cubic(x + half * 0.7, y - tall, x + half, y - tall * 0.8,
            x + half + 0.02, y).close()
        )  # fmt: skip
        self.relief.part(crown, colour, depth=0.16)
        band = Shape().rect(x - half, y - 0.1, x + half, y - 0.01)
        self.relief.dark(band, colour.lit(-0.08), 0.9)
        edge = [(x - wide, y + 0.01 - curl), (x - half * 0.5, y - 0.05), (x + half * 0.5, y - 0.05)]
        edge += [(x + wide, y + 0.01 - curl), (x + half * 0.7, y + 0.08), (x, y + 0.1)]
        edge += [(x - half * 0.7, y + 0.08)]
        self.relief.part(Shape().smooth(edge), colour, depth=0.05)

    def _beanie(self, x: float, half: float, side: bool, back: bool) -> None:
        colour = self.outfit.hat_colour
        dome = (
            Shape()
            .move(x - half - 0.03, -0.72)
            .cubic(x - half, -1.2, x + half, -1.2, x + half + 0.03, -0.72)
        )
        self.relief.part(dome.close(), colour, depth=0.15)
        cuff = Shape().rounded(x - half - 0.04, -0.8, x + half + 0.04, -0.62, 0.05)
        self.relief.part(cuff, colour.lit(-0.03), depth=0.06)

    def _cap(self, x: float, half: float, side: bool, back: bool) -> None:
        colour = self.outfit.hat_colour
        dome = (
            Shape()
            .move(x - half - 0.02, -0.7)
            .cubic(x - half, -1.16, x + half, -1.16, x + half + 0.02, -0.7)
        )
        self.relief.part(dome.quad(x, -0.76, x - half - 0.02, -0.7).close(), colour, depth=0.15)
        if back:
            return
        if side:
            peak = Shape().move(half - 0.1, -0.78).quad(half + 0.3, -0.8, half + 0.42, -0.68)
            peak.quad(half + 0.2, -0.68, half - 0.08, -0.68).close()
        else:
            peak = Shape().smooth(
                [
                    (x - half, -0.74),
                    (x, -0.82),
                    (x + half, -0.74),
                    (x + 0.28, -0.62),
                    (x - 0.28, -0.62),
                ]
            )
        self.relief.part(peak, colour.lit(-0.05), depth=0.05)

    def _hood(self, x: float, half: float, side: bool, back: bool) -> None:
        veil = self.outfit.hat == "hijab"
        colour = self.outfit.hat_colour if veil else self.outfit.top_colour
        out = half + (0.07 if veil else 0.13)
        outer = Shape().smooth(
            [
                (x, -1.12), (x + out * 0.75, -1.0), (x + out, -0.6), (x + out * 0.95, -0.1),
                (x + 0.42, 0.22), (x, 0.3), (x - 0.42, 0.22), (x - out * 0.95, -0.1),
                (x - out, -0.6), (x - out * 0.75, -1.0),
            ]
        )  # fmt: skip
        if back:
            self.relief.part(outer, colour, depth=0.2)
            return
        shift = 0.2 if side else 0.0
        hole = Shape().oval(x + shift, -0.42, 0.29 if veil else 0.32, 0.43 if veil else 0.48)
        self.relief.part(outer.minus(hole), colour, depth=0.14)

    def _crown(self, x: float, half: float, side: bool, back: bool) -> None:
        points = [(x - half, -0.82)]
        for i in range(5):
            at = x - half + (2 * half) * i / 4
            points += [(at, -1.2), (at + half / 4, -0.98)] if i < 4 else [(at, -1.2)]
        points.append((x + half, -0.82))
        self.relief.part(Shape().polygon(points), GOLD, depth=0.08)

    def _kippah(self, x: float, half: float, side: bool, back: bool) -> None:
        if side:
            shape = (
                Shape()
                .move(-0.3, -0.97)
                .quad(-0.1, -1.13, 0.1, -1.02)
                .quad(-0.1, -1.0, -0.3, -0.97)
            )
        else:
            shape = Shape().oval(x, -0.99, 0.2, 0.06 if not back else 0.14)
        self.relief.part(shape, self.outfit.hat_colour, depth=0.05)

    def _helmet(self, x: float, half: float, side: bool, back: bool) -> None:
        shell = Shape().oval(x, -0.55, half + 0.16, 0.62)
        self.relief.part(shell, self.outfit.hat_colour, depth=0.2)
        if back:
            return
        visor = Shape().rounded(x - 0.3 + (0.2 if side else 0), -0.75, x + 0.36, -0.3, 0.18)
        self.relief.part(visor, DARK_GLASS, depth=0.1, rim=1.4)

    def _beret(self, x: float, half: float, side: bool, back: bool) -> None:
        shape = Shape().smooth(
            [
                (x - half - 0.12, -0.85),
                (x - 0.2, -1.13),
                (x + half, -1.04),
                (x + half, -0.8),
                (x, -0.84),
            ]
        )
        self.relief.part(shape, self.outfit.hat_colour, depth=0.1)

    def _wreath(self, x: float, half: float, side: bool, back: bool) -> None:
        for i in range(9):
            t = i / 8 * 2 - 1
            flower = Shape().circle(x + half * t, -0.8 - 0.1 * (1 - t * t), 0.07)
            self.relief.part(flower, self.outfit.accent.lit(0.08 * (i % 2)), depth=0.04)

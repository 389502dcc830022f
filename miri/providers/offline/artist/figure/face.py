"""Faces: front and three-quarter, drawn with light and few lines. The chin is (0, 0), the
crown (0, -1); every face looks right (a left-looking one is mirrored by head.py).

Why here: the face carries a close-up. Next: profile.py, hair.py, head.py (who puts it together).
"""

from dataclasses import dataclass

from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape, ribbon

LIPS = from_hex("#8E3B3B")
EYE_WHITE = from_hex("#DCD6CF")


@dataclass(frozen=True)
class Mien:
    """What a face does: eyes open, closed or wide; mouth still, smile, sad, sing; gaze."""

    eyes: str = "open"
    mouth: str = "still"
    look: float = 0.0
    lift: float = 0.0
    tears: bool = False


def contour(traits: Traits, turn: float) -> Shape:
    """The outline of skull and jaw for a turn of 0 (front) .. 0.7 (three-quarter)."""
    jaw = 0.88 if traits.feminine or traits.age == "child" else 1.0
    t = turn
    far = [
        (0.0, -1.0), (0.215 - 0.02 * t, -0.955), (0.325 - 0.03 * t, -0.83),
        (0.355 - 0.035 * t, -0.66), (0.338 - 0.045 * t, -0.52), (0.335 - 0.01 * t, -0.4),
        (0.285 * jaw + 0.06 * t, -0.21), (0.165 * jaw + 0.13 * t, -0.05),
    ]  # fmt: skip
    near = [
        (0.0 + 0.16 * t, 0.004), (-0.165 * jaw + 0.16 * t, -0.05), (-0.29 * jaw + 0.06 * t, -0.21),
        (-0.335 - 0.02 * t, -0.42), (-0.355 - 0.08 * t, -0.66), (-0.325 - 0.12 * t, -0.83),
        (-0.215 - 0.1 * t, -0.955),
    ]  # fmt: skip
    return Shape().smooth(far + near)


def across(x: float, turn: float) -> float:
    """Where a feature at x of a front view stands after the turn."""
    return x * (1 - 0.2 * turn * turn) + 0.175 * turn - 0.06 * turn * abs(x)


class Face:
    """Draws one face; `fine` is how many pixels the head is high."""

    def __init__(self, relief: Relief, traits: Traits, mien: Mien, turn: float, fine: float):
        self.relief, self.traits, self.mien = relief, traits, mien
        self.turn, self.fine = turn, fine
        self.skin = traits.skin
        self.line = traits.skin.mix(traits.hair_colour, 0.7).mix(relief.lamp.ink, 0.5)

    def draw(self) -> None:
        """Skull, shadows, then features as far as the size allows."""
        head = contour(self.traits, self.turn)
        self._ear()
        self.relief.part(head, self.skin, depth=0.2, rim=0.8)
        with self.relief.ink.clip(head):
            self._planes()
            if self.fine > 30 and not self.traits.faceless:
                self._blush()
                self._sockets()
                self._nose()
                self._mouth()
                self._eyes()
                self._brows()
                self._marks()

    def _x(self, x: float) -> float:
        return across(x, self.turn)

    def _ear(self) -> None:
        for side in (-1, 1):
            if side > 0 and self.turn > 0.25:
                continue
            x = side * 0.352 + (0.1 * self.turn if side < 0 else 0)
            ear = Shape().oval(x, -0.47, 0.05, 0.1)
            self.relief.part(ear, self.skin.lit(-0.02), depth=0.05)

    def _planes(self) -> None:
        """The big shadow: the half of the face that looks away from the light."""
        lamp = self.relief.lamp
        side = -1 if lamp.x > 0 else 1
        middle = self._x(0.0)
        nose = middle + (0.055 + 0.05 * self.turn) * (1 if side > 0 else 0.4)
        edge = [
            (middle + 0.1 * side, -1.1), (middle + 0.12 * side, -0.72),
            (middle + 0.05 * side, -0.54), (middle + 0.03 * side, -0.44), (nose, -0.3),
            (middle + 0.055 * side, -0.235), (middle + 0.07 * side, -0.17),
            (middle + 0.05 * side, -0.1), (middle + 0.06 * side, -0.02), (middle, 0.2),
            (side * 0.9, 0.2), (side * 0.9, -1.1),
        ]  # fmt: skip
        self.relief.dark(Shape().polygon(edge), self.skin, 0.5, blur=0.022)
        brow = Shape().oval(middle, -1.02, 0.6, 0.2)
        self.relief.dark(brow, self.skin, 0.35, blur=0.07)
        under = Shape().oval(middle, 0.05, 0.3, 0.1)
        self.relief.dark(under, self.skin, 0.4, blur=0.05)

    def _blush(self) -> None:
        warm = self.skin.mix(LIPS, 0.45)
        for side in (-1, 1):
            cheek = Shape().oval(self._x(0.2 * side), -0.31, 0.1, 0.075)
            self.relief.flat_blur(cheek, warm, 0.35, 0.045)

    def _sockets(self) -> None:
        for side in (-1, 1):
            x = self._x(0.15 * side)
            socket = Shape().oval(x, -0.515, 0.115 * self._narrow(side), 0.05)
            self.relief.dark(socket, self.skin, 0.5, blur=0.026)
        bridge = Shape().oval(self._x(0.0), -0.5, 0.03, 0.06)
        self.relief.bright(bridge, self.skin, 0.25, blur=0.02)

    def _narrow(self, side: int) -> float:
        return 1 - (0.34 if side > 0 else 0.06) * self.turn

    def _nose(self) -> None:
        lamp = self.relief.lamp
        side = -1 if lamp.x > 0 else 1
        if self.turn > 0.3:
            side = 1
        x = self._x(0.0)
        tip = x + 0.07 * self.turn
        bridge = Shape().smooth(
            [
                (x + 0.02 * side, -0.5), (tip + 0.032 * side, -0.31), (tip + 0.075 * side, -0.262),
                (tip + 0.02 * side, -0.252), (tip - 0.01 * side, -0.3), (x, -0.42),
            ]
        )  # fmt: skip
        self.relief.dark(bridge, self.skin, 0.5, blur=0.012)
        base = ribbon(
            [(tip - 0.062, -0.262), (tip, -0.246), (tip + 0.062, -0.262)], [0.006, 0.011, 0.006]
        )
        self.relief.dark(base, self.line, 0.75, blur=0.004)
        self.relief.bright(
            Shape().oval(tip - 0.012 * side, -0.3, 0.018, 0.02), self.skin, 0.55, 0.01
        )

    def _mouth(self) -> None:
        x, mien = self._x(0.0) + 0.045 * self.turn, self.mien
        half = 0.105 * (1 - 0.22 * self.turn) * (1.12 if mien.mouth == "smile" else 1.0)
        bend = {"smile": -0.02, "sad": 0.016}.get(mien.mouth, 0.0)
        full = 1.25 if self.traits.feminine else 0.85
        lips = self.skin.mix(LIPS, 0.62 if self.traits.feminine else 0.34).lit(-0.03)
        if mien.mouth == "sing":
            self._open_mouth(x, half, lips)
            return
        y = -0.168
        upper = (
            Shape().move(x - half, y + bend).quad(x - half * 0.4, y - 0.036 * full, x, y - 0.02 * full)
            .quad(x + half * 0.4, y - 0.036 * full, x + half, y + bend)
            .quad(x, y + 0.012, x - half, y + bend).close()
        )  # fmt: skip
        lower = (
            Shape().move(x - half * 0.86, y + bend * 0.8).quad(x, y + 0.074 * full, x + half * 0.86,
            y + bend * 0.8).quad(x, y + 0.01, x - half * 0.86, y + bend * 0.8).close()
        )  # fmt: skip
        self.relief.flat(lower, lips.lit(0.02), 0.9)
        self.relief.dark(upper, lips, 0.85)
        self.relief.bright(Shape().oval(x, y + 0.026 * full, half * 0.3, 0.008), lips, 0.5, 0.008)
        seam = ribbon(
            [(x - half, y + bend), (x, y + 0.004), (x + half, y + bend)], [0.003, 0.006, 0.003]
        )
        self.relief.dark(seam, self.line, 0.9)
        self.relief.dark(Shape().oval(x, -0.098, 0.06, 0.016), self.skin, 0.55, blur=0.016)

    def _open_mouth(self, x: float, half: float, lips: Colour) -> None:
        """Wide above, narrow below, teeth under the upper lip."""
        y, w = -0.155, half * 0.92

        def form(k: float) -> Shape:
            return Shape().smooth(
                [
                    (x - w * k, y - 0.02 * k), (x - w * 0.45 * k, y - 0.056 * k), (x, y - 0.046 * k),
                    (x + w * 0.45 * k, y - 0.056 * k), (x + w * k, y - 0.02 * k),
                    (x + w * 0.66 * k, y + 0.055 * k), (x, y + 0.082 * k),
                    (x - w * 0.66 * k, y + 0.055 * k),
                ]
            )  # fmt: skip

        self.relief.part(form(1.0), lips.mix(self.skin, 0.25), depth=0.02, rim=0.3)
        inner = form(0.72)
        self.relief.dark(inner, self.line, 1.0)
        with self.relief.ink.clip(inner):
            teeth = Shape().rounded(x - w * 0.5, y - 0.06, x + w * 0.5, y - 0.018, 0.015)
            self.relief.flat(teeth, EYE_WHITE, 0.85)
            tongue = Shape().oval(x, y + 0.062, w * 0.42, 0.03)
            self.relief.flat(tongue, LIPS, 0.6)

    def _eyes(self) -> None:
        for side in (-1, 1):
            x, w = self._x(0.152 * side), 0.082 * self._narrow(side)
            if self.mien.eyes == "closed" or self.fine < 48:
                self._closed_eye(x, w, side)
            else:
                self._open_eye(x, w, side)
            if self.mien.tears:
                self._tear(x + 0.012 * side)

    def _tear(self, x: float) -> None:
        trail = ribbon([(x, -0.44), (x + 0.006, -0.37), (x, -0.3)], [0.004, 0.006, 0.004])
        self.relief.bright(trail, EYE_WHITE, 0.4, 0.003)
        drop = (
            Shape()
            .move(x, -0.325)
            .quad(x + 0.022, -0.285, x, -0.275)
            .quad(x - 0.022, -0.285, x, -0.325)
        )
        self.relief.bright(drop, EYE_WHITE, 0.85)
        self.relief.ink.fill(Shape().circle(x - 0.004, -0.29, 0.004), EYE_WHITE, 0.95)

    def _closed_eye(self, x: float, w: float, side: int) -> None:
        y = -0.462
        lash = ribbon(
            [
                (x - w, y - 0.004),
                (x - w * 0.4, y + 0.018),
                (x + w * 0.4, y + 0.018),
                (x + w, y - 0.004),
            ],
            [0.004, 0.011, 0.011, 0.004],
        )
        self.relief.dark(lash, self.line, 0.95)
        if self.traits.feminine:
            out = x + w * side
            lashes = Shape().move(out, y).line(out + 0.025 * side, y + 0.02)
            self.relief.ink.stroke(lashes, self.relief.lamp.shade(self.line), 0.008, 0.8)

    def _open_eye(self, x: float, w: float, side: int) -> None:
        y, wide = -0.468, 1.25 if self.mien.eyes == "wide" else 1.0
        high = (0.047 if self.traits.feminine else 0.038) * wide
        inner, outer = x - w * side, x + w * side
        almond = (
            Shape().move(inner, y + 0.012).cubic(inner + w * 0.5 * side, y - high * 1.5,
            outer - w * 0.7 * side, y - high * 1.5, outer, y - 0.006)
            .cubic(outer - w * 0.6 * side, y + 0.036, inner + w * 0.7 * side, y + 0.04, inner,
            y + 0.012).close()
        )  # fmt: skip
        self.relief.flat(almond, EYE_WHITE.mix(self.skin, 0.3))
        with self.relief.ink.clip(almond):
            self._iris(x, y - 0.008, w)
            lid = Shape().rect(x - 0.2, y - 0.2, x + 0.2, y - high * 0.62)
            self.relief.dark(lid, self.line, 0.55, blur=0.012)
        upper = ribbon(
            [(inner, y + 0.012), (inner + w * 0.55 * side, y - high * 1.02),
             (outer - w * 0.5 * side, y - high * 0.98), (outer + 0.012 * side, y - 0.008)],
            [0.003, 0.009, 0.012, 0.004],
        )  # fmt: skip
        self.relief.dark(upper, self.line, 1.0)
        crease = (
            Shape()
            .move(inner + 0.02 * side, y - high * 1.1)
            .quad(x, y - high * 1.75, outer, y - high * 0.75)
        )
        self.relief.ink.stroke(crease, self.relief.lamp.shade(self.skin), 0.008, 0.7)

    def _iris(self, x: float, y: float, w: float) -> None:
        gaze = x + self.mien.look * w * 0.45 + 0.012 * self.turn
        rise = y - self.mien.lift * 0.02
        r = 0.04
        ink = self.relief.ink
        self.relief.dark(Shape().circle(gaze, rise, r), self.line, 1.0)
        self.relief.flat(Shape().circle(gaze, rise + 0.003, r * 0.82), self.traits.eyes)
        if self.fine > 300:
            self._iris_rays(gaze, rise, r)
        self.relief.dark(Shape().circle(gaze, rise, r * 0.4), self.line.lit(-0.2), 1.0)
        light = 0.3 if self.relief.lamp.x > 0 else -0.3
        ink.fill(Shape().circle(gaze + r * light, rise - r * 0.42, r * 0.2), EYE_WHITE, 0.95)
        ink.fill(Shape().circle(gaze - r * light, rise + r * 0.45, r * 0.1), EYE_WHITE, 0.4)

    def _iris_rays(self, x: float, y: float, r: float) -> None:
        from math import cos, pi, sin

        spokes: list[tuple[float, float]] = []
        for i in range(48):
            angle, near = 2 * pi * i / 48, r * (0.42 + 0.1 * ((i * 7) % 5) / 5)
            spokes += [(x + cos(angle) * near, y + sin(angle) * near)]
            spokes += [(x + cos(angle) * r * 0.78, y + sin(angle) * r * 0.78)]
        self.relief.ink.lines(spokes, r * 0.045, self.relief.lamp.edge(self.traits.eyes), 0.35)

    def _brows(self) -> None:
        sad = 0.02 if self.mien.mouth == "sad" or self.mien.tears else 0.0
        thick = 0.013 if self.traits.feminine else 0.021
        for side in (-1, 1):
            k = self._narrow(side)
            x = self._x(0.152 * side)
            brow = ribbon(
                [(x - 0.088 * side * k, -0.562 - sad), (x + 0.02 * side * k, -0.588),
                 (x + 0.112 * side * k, -0.556 + sad)],
                [thick, thick * 0.95, thick * 0.25],
            )  # fmt: skip
            self.relief.dark(brow, self.line, 0.85, blur=0.004)

    def _marks(self) -> None:
        if self.traits.age != "old":
            return
        for side in (-1, 1):
            x = self._x(0.13 * side)
            line = Shape().move(x, -0.27).quad(x + 0.035 * side, -0.2, x + 0.02 * side, -0.14)
            self.relief.ink.stroke(line, self.relief.lamp.shade(self.skin), 0.011, 0.7, 0.004)

"""Hands, from a mitten in the distance to five fingers with nails in a close-up.

Why here: hands hold the things of the story. The wrist is (0, 0), the hand points down, its
length is 1; the thumb is on the left.
Next: body.py (hands on arms), close.py (hands alone).
"""

from dataclasses import dataclass
from math import cos, radians, sin

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape, ribbon

KNUCKLES = (-0.17, -0.06, 0.055, 0.16)
LENGTHS = (0.45, 0.5, 0.47, 0.37)


@dataclass(frozen=True)
class Grip:
    """How a hand is held: curl 0 (straight) .. 1 (fist), spread of the fingers in degrees."""

    curl: float = 0.25
    spread: float = 5.0
    thumb: float = 28.0


RELAXED = Grip()
OPEN = Grip(0.0, 11.0, 48.0)
FIST = Grip(0.85, 1.0, 12.0)
HOLD = Grip(0.62, 2.0, 30.0)


class Hand:
    """Draws one hand."""

    def __init__(self, relief: Relief, skin: Colour, grip: Grip, fine: float):
        self.relief, self.skin, self.grip, self.fine = relief, skin, grip, fine

    def draw(self) -> None:
        """Far hands are one shape, near ones have fingers; `fine` is the length in pixels."""
        if self.fine < 26:
            self._mitten()
            return
        self._thumb()
        for i in (3, 0, 2, 1):
            self._finger(i)
        palm = Shape().smooth(
            [(-0.13, -0.04), (-0.215, 0.2), (-0.215, 0.42), (-0.1, 0.52), (0.1, 0.52), (0.2, 0.42),
             (0.18, 0.18), (0.12, -0.04)]
        )  # fmt: skip
        self.relief.part(palm, self.skin, depth=0.1, rim=0.6)
        if self.fine > 120:
            self._knuckles()

    def _mitten(self) -> None:
        end = 1.0 - 0.4 * self.grip.curl
        shape = Shape().smooth(
            [(-0.13, -0.03), (-0.22, 0.25), (-0.19, 0.5), (-0.08, end), (0.08, end), (0.19, 0.5),
             (0.13, -0.03)]
        )  # fmt: skip
        self.relief.part(shape, self.skin, depth=0.12)

    def _finger(self, i: int) -> None:
        grip, fan = self.grip, (-1.5 + i) * self.grip.spread
        angle = radians(fan)
        x, y = KNUCKLES[i], 0.45
        reach = LENGTHS[i] * (1 - 0.62 * grip.curl)
        bend = grip.curl * 0.12
        tip = (x + sin(angle) * reach, y + cos(angle) * reach)
        middle = ((x + tip[0]) / 2 - bend * 0.4, (y + tip[1]) / 2)
        finger = ribbon([(x, y - 0.1), (x, y), middle, tip], [0.055, 0.062, 0.056, 0.044])
        self.relief.part(finger, self.skin, depth=0.045)
        if self.fine > 120 and grip.curl < 0.6:
            nail = Shape().oval(tip[0], tip[1] - 0.005, 0.026, 0.036)
            self.relief.bright(nail, self.skin, 0.55)

    def _thumb(self) -> None:
        angle = radians(-self.grip.thumb)
        x, y = -0.17, 0.14
        joint = (x + sin(angle) * 0.24, y + cos(angle) * 0.24)
        end = radians(-self.grip.thumb * (0.3 if self.grip.curl > 0.5 else 0.75))
        tip = (joint[0] + sin(end) * 0.2, joint[1] + cos(end) * 0.2)
        thumb = ribbon(
            [(x + 0.08, y - 0.06), (x, y + 0.05), joint, tip], [0.09, 0.085, 0.063, 0.045]
        )
        self.relief.part(thumb, self.skin, depth=0.05)

    def _knuckles(self) -> None:
        for x in KNUCKLES:
            crease = Shape().move(x - 0.035, 0.46).quad(x, 0.445, x + 0.035, 0.46)
            self.relief.ink.stroke(crease, self.relief.lamp.shade(self.skin), 0.01, 0.6, 0.006)

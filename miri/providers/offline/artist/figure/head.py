"""The head put together: what lies behind the shoulders, the face, hair, beard, hat, glasses.

Why here: the order of drawing, and mirroring for heads that look left, live in one place.
Next: face.py, profile.py, hair.py, headwear.py.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import radians

from miri.providers.offline.artist.figure.face import Face, Mien, contour
from miri.providers.offline.artist.figure.hair import Hair
from miri.providers.offline.artist.figure.headwear import Headwear
from miri.providers.offline.artist.figure.profile import Profile
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.relief import Lamp, Relief
from miri.providers.offline.artist.shape import Point

PROFILE_FROM = 0.8
SEAT = -0.14  # where the neck enters, in head coordinates


@dataclass(frozen=True)
class HeadPose:
    """Where and how a head is held: `at` is the top of the neck, angles in degrees."""

    at: Point
    view: str = "front"
    turn: float = 0.0
    tilt: float = 0.0
    nod: float = 0.0
    sway: float = 0.0


class Head:
    """Draws one head on an ink measured in heads; `fine` is a head's height in pixels."""

    def __init__(self, ink: Ink, lamp: Lamp, traits: Traits, mien: Mien, fine: float):
        self.ink, self.lamp, self.traits, self.mien, self.fine = ink, lamp, traits, mien, fine

    def behind(self, pose: HeadPose) -> None:
        """Hair behind the shoulders."""
        if pose.view == "back":
            return
        with self._placed(pose) as relief:
            if abs(pose.turn) >= PROFILE_FROM:
                Profile(relief, self.traits, self.mien, self.fine).behind()
            else:
                self._hair(relief, abs(pose.turn), pose.sway).behind()

    def draw(self, pose: HeadPose) -> None:
        """Everything in front of the shoulders."""
        with self._placed(pose) as relief:
            wear = Headwear(relief, self.traits, self.mien)
            if pose.view == "back":
                self._from_behind(relief, wear, pose.sway)
            elif abs(pose.turn) >= PROFILE_FROM:
                Profile(relief, self.traits, self.mien, self.fine).draw()
                wear.side()
            else:
                self._from_front(relief, wear, abs(pose.turn), pose.sway)

    def _from_behind(self, relief: Relief, wear: Headwear, sway: float) -> None:
        relief.part(contour(self.traits, 0.0), self.traits.skin, depth=0.2)
        self._hair(relief, 0.0, sway).back()
        wear.back()

    def _from_front(self, relief: Relief, wear: Headwear, turn: float, sway: float) -> None:
        Face(relief, self.traits, self.mien, turn, self.fine).draw()
        wear.beard(turn)
        self._hair(relief, turn, sway).over()
        wear.front(turn)

    def _hair(self, relief: Relief, turn: float, sway: float) -> Hair:
        style = self.traits.hair
        if self.traits.outfit.hat in ("hijab", "hood", "beanie", "helmet"):
            style = "bald" if self.traits.outfit.hat in ("hijab", "helmet") else style
        return Hair(relief, style, self.traits.hair_colour, turn, self.fine, sway)

    @contextmanager
    def _placed(self, pose: HeadPose) -> Generator[Relief, None, None]:
        flip = pose.turn < 0 and pose.view != "back"
        lamp = replace(self.lamp, x=-self.lamp.x) if flip else self.lamp
        profile = abs(pose.turn) >= PROFILE_FROM and pose.view != "back"
        turn = radians(pose.tilt) + (radians(pose.nod * 40) * (-1 if flip else 1) if profile else 0)
        x = 0.03 if profile else -0.05 * abs(pose.turn)
        with (
            self.ink.moved(pose.at.x, pose.at.y, turn=turn, flip=flip),
            self.ink.moved(x, -SEAT * (1 - abs(pose.nod) * 0.1 * (0 if profile else 1))),
        ):
            yield Relief(self.ink, lamp, 0.16, self.fine)

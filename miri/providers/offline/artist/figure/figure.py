"""A whole figure: joints, body, clothes and head in the order in which they overlap.

Why here: everything that draws a person calls this and nothing below it.
Next: pose.py (named poses), cast.py (who stands where).
"""

from dataclasses import dataclass

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.figure.body import Body
from miri.providers.offline.artist.figure.clothes import Clothes
from miri.providers.offline.artist.figure.face import Mien
from miri.providers.offline.artist.figure.head import Head, HeadPose
from miri.providers.offline.artist.figure.held import Held
from miri.providers.offline.artist.figure.skeleton import Joints, Pose, joints
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.relief import Lamp
from miri.providers.offline.artist.shape import ribbon

FEATHER = from_hex("#E8E4DC")


@dataclass(frozen=True)
class Figure:
    """A person in a pose, perhaps with something in hand."""

    traits: Traits
    pose: Pose = Pose()
    mien: Mien = Mien()
    held: Held | None = None

    def joints(self) -> Joints:
        """The skeleton in heads, feet on (0, 0)."""
        return joints(self.traits.build, self.pose)

    def draw(self, ink: Ink, lamp: Lamp, x: float, y: float, head: float) -> None:
        """Stand at (x, y); `head` is the height of the head in pixels."""
        with ink.moved(x, y, head):
            _Drawing(self, ink, lamp, head).draw()


class _Drawing:
    def __init__(self, figure: Figure, ink: Ink, lamp: Lamp, fine: float):
        pose = figure.pose
        found = figure.joints()
        self.pose = pose
        self.body = Body(ink, lamp, figure.traits, pose, found, fine)
        self.clothes = Clothes(self.body)
        self.head = Head(ink, lamp, figure.traits, figure.mien, fine)
        self.held, self.fine = figure.held, fine
        self.joints, self.ink, self.lamp = found, ink, lamp
        turn = 1.0 if pose.view == "side" and abs(pose.turn) < 0.3 else pose.turn
        self.head_pose = HeadPose(
            found.head, pose.view, turn, pose.tilt + pose.lean * 0.4 + pose.bow * 0.4, pose.nod,
            pose.sway * (-1 if turn < 0 and pose.view != "back" else 1),
        )  # fmt: skip

    def draw(self) -> None:
        if self.pose.view == "side":
            self._side()
        else:
            self._front()

    def _front(self) -> None:
        clothes, pose = self.clothes, self.pose
        if pose.view == "front":
            self.head.behind(self.head_pose)
        self._wings()
        clothes.coat_back()
        for which in ("left", "right"):
            clothes.legs(which)
        if pose.view == "back":
            self._hold()
        self._arms()
        clothes.skirt()
        self.body.neck()
        clothes.top()
        clothes.coat()
        clothes.scarf()
        if pose.view == "front":
            self.head.draw(self.head_pose)
            self._hold()
            for which in ("left", "right"):
                self.body.forearm(which, *clothes.sleeve)
        else:
            self.head.draw(self.head_pose)

    def _wings(self) -> None:
        """An angel's wings, behind the shoulders."""
        if "wings" not in self.body.traits.outfit.extras:
            return
        at, top = self.body.frame.at, self.body.frame.length
        for k in (-1, 1):
            for reach, drop, wide in (
                (2.9, -1.2, 0.5),
                (2.5, 0.1, 0.44),
                (1.9, 1.2, 0.36),
                (1.2, 2.0, 0.28),
            ):
                root, bend = at(0.25 * k, top * 0.8), at(1.3 * k, top * 0.8 + 1.5 - drop * 0.4)
                tip = at(reach * k, top * 0.8 - drop - 0.3)
                feather = ribbon([root, bend, tip], [0.14, wide, 0.04])
                self.body.relief.part(feather, FEATHER, depth=0.12)

    def _hold(self) -> None:
        if self.held is not None:
            self.held.draw(self.ink, self.lamp, self.joints, self.fine)

    def _arms(self) -> None:
        for which in ("left", "right"):
            self.body.arm(which, *self.clothes.sleeve)

    def _side(self) -> None:
        clothes = self.clothes
        self._wings()
        self.body.arm("left", *clothes.sleeve)
        clothes.legs("left")
        clothes.legs("right")
        clothes.skirt()
        self.head.behind(self.head_pose)
        self.body.neck()
        clothes.top()
        clothes.coat()
        clothes.scarf()
        self.head.draw(self.head_pose)
        self._hold()
        self.body.arm("right", *clothes.sleeve)

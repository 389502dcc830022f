"""A body's joints: proportions and a pose in, points out. Lengths are in heads.

Why here: clothes, hands and heads hang on joints; none of them needs to know about angles.
Next: pose.py (the table of poses), body.py (what is drawn around the joints).
"""

from dataclasses import dataclass, replace
from math import radians

from miri.providers.offline.artist.shape import Point

Bend = tuple[float, float]
"""Upper and lower limb, in degrees from straight down; positive turns to screen right."""


@dataclass(frozen=True)
class Pose:
    """How a body stands. In front views left and right are the screen's; in side views the
    body faces right, `left` is the far side and `right` the near one. `reach` foreshortens arms.

    `turn` turns the head (-1 left .. 1 right, beyond 0.8 a profile), `nod` lowers it (negative
    raises it), `thigh` foreshortens thighs that come towards us, `drop` lowers the pelvis.
    """

    view: str = "front"
    lean: float = 0.0
    bow: float = 0.0
    drop: float = 0.0
    shift: float = 0.0
    hips: float = 0.0
    tilt: float = 0.0
    turn: float = 0.0
    nod: float = 0.0
    shoulders: float = 0.0
    left_arm: Bend = (-8.0, -4.0)
    right_arm: Bend = (8.0, 4.0)
    left_leg: Bend = (-4.0, -2.0)
    right_leg: Bend = (4.0, 2.0)
    thigh: float = 1.0
    reach: float = 1.0
    seat: bool = False
    holds: str = ""
    sway: float = 0.0
    """How far hems and the ends of hair are blown aside, in heads."""


@dataclass(frozen=True)
class Build:
    """Proportions in heads."""

    shin: float = 1.86
    thigh: float = 1.9
    torso: float = 2.5
    upper_arm: float = 1.38
    forearm: float = 1.15
    shoulder: float = 0.84
    hip: float = 0.34
    waist: float = 0.5
    girth: float = 1.0
    neck: float = 0.3

    @property
    def height(self) -> float:
        """Standing height in heads."""
        return self.shin + self.thigh + self.torso + self.neck + 1.12


MAN = Build()
WOMAN = Build(
    shin=1.9, thigh=1.95, torso=2.35, upper_arm=1.32, forearm=1.1, shoulder=0.68, hip=0.35,
    waist=0.4, girth=0.86, neck=0.33,
)  # fmt: skip
CHILD = Build(
    shin=1.25, thigh=1.25, torso=1.75, upper_arm=0.95, forearm=0.8, shoulder=0.58, hip=0.27,
    waist=0.42, girth=0.78, neck=0.2,
)  # fmt: skip


@dataclass(frozen=True)
class Joints:
    """Where everything is, in heads; the ground under the pelvis is (0, 0), up is negative."""

    pelvis: Point
    neck: Point
    head: Point
    left_shoulder: Point
    right_shoulder: Point
    left_elbow: Point
    right_elbow: Point
    left_wrist: Point
    right_wrist: Point
    left_hip: Point
    right_hip: Point
    left_knee: Point
    right_knee: Point
    left_ankle: Point
    right_ankle: Point

    def lowered(self, dy: float) -> "Joints":
        """All joints moved down."""
        moved = {name: point.plus(0, dy) for name, point in vars(self).items()}
        return replace(self, **moved)


ANKLE = 0.22


def joints(build: Build, pose: Pose) -> Joints:
    """Forward kinematics; the lowest foot (or the seat's shins) ends up on the ground."""
    side = pose.view == "side"
    pelvis = Point(pose.shift, -(build.shin + build.thigh + ANKLE) + pose.drop)
    lean = radians(180 - pose.lean)
    neck = pelvis.away(lean, build.torso)
    head = neck.away(radians(180 - pose.lean * 0.6 - pose.tilt - pose.bow), build.neck + 0.02)
    across = 0.16 if side else 1.0
    tip = radians(pose.shoulders)
    half = build.shoulder * across
    chest = neck.toward(pelvis, 0.13)
    left_shoulder = chest.plus(-half, half * tip)
    right_shoulder = chest.plus(half, -half * tip)
    roll = radians(pose.hips)
    wide = build.hip * (0.25 if side else 1.0)
    left_hip = pelvis.plus(-wide, wide * roll)
    right_hip = pelvis.plus(wide, -wide * roll)
    upper, fore = build.upper_arm * pose.reach, build.forearm * pose.reach
    left_elbow, left_wrist = _chain(left_shoulder, pose.left_arm, upper, fore)
    right_elbow, right_wrist = _chain(right_shoulder, pose.right_arm, upper, fore)
    thigh = build.thigh * pose.thigh
    left_knee, left_ankle = _chain(left_hip, pose.left_leg, thigh, build.shin)
    right_knee, right_ankle = _chain(right_hip, pose.right_leg, thigh, build.shin)
    found = Joints(
        pelvis, neck, head, left_shoulder, right_shoulder, left_elbow, right_elbow, left_wrist,
        right_wrist, left_hip, right_hip, left_knee, right_knee, left_ankle, right_ankle,
    )  # fmt: skip
    lowest = max(left_ankle.y, right_ankle.y, pelvis.y + 0.32, left_knee.y, right_knee.y)
    return found.lowered(-lowest - (ANKLE if lowest == max(left_ankle.y, right_ankle.y) else 0.16))


def _chain(start: Point, bend: Bend, upper: float, lower: float) -> tuple[Point, Point]:
    middle = start.away(radians(bend[0]), upper)
    return middle, middle.away(radians(bend[1]), lower)

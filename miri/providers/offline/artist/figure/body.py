"""Body parts around the joints: torso, arms, legs, feet; bare or dressed. Units are heads.

Why here: the anatomy, once; clothes.py only adds cloth.
Next: clothes.py, figure.py (the order of drawing).
"""

from collections.abc import Callable
from math import atan2, degrees, radians

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.hand import FIST, HOLD, OPEN, RELAXED, Grip, Hand
from miri.providers.offline.artist.figure.skeleton import Joints, Pose
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.relief import Lamp, Relief
from miri.providers.offline.artist.shape import Point, Shape, bent, limb

HAND = 0.74
GRIPS = {"open": OPEN, "fist": FIST, "hold": HOLD}


class Frame:
    """Coordinates along a torso: x across (screen right), y up from the pelvis, in heads."""

    def __init__(self, joints: Joints):
        self.origin = joints.pelvis
        length = joints.neck.gap(joints.pelvis)
        self.length = length
        self.ux = (joints.neck.x - joints.pelvis.x) / length
        self.uy = (joints.neck.y - joints.pelvis.y) / length

    def at(self, x: float, y: float) -> Point:
        """A point of the torso on the canvas."""
        return Point(
            self.origin.x + self.ux * y - self.uy * x, self.origin.y + self.uy * y + self.ux * x
        )


class Body:
    """Draws parts of one figure."""

    def __init__(
        self, ink: Ink, lamp: Lamp, traits: Traits, pose: Pose, joints: Joints, fine: float
    ):
        self.ink, self.traits, self.pose, self.joints, self.fine = ink, traits, pose, joints, fine
        self.relief = Relief(ink, lamp, 0.17, fine)
        self.build = traits.build
        self.frame = Frame(joints)
        self.side = pose.view == "side"

    @property
    def girth(self) -> float:
        """How thick the limbs are beside a grown man's."""
        return self.build.girth * self.traits.heavy

    def widths(self) -> tuple[float, float, float]:
        """Half widths of chest, waist and hips."""
        heavy = self.traits.heavy
        if self.traits.age == "child":
            chest, waist, hips = 0.46, 0.43 * heavy, 0.44
        elif self.traits.feminine:
            chest, waist, hips = 0.545, 0.4 * heavy, 0.58
        else:
            chest, waist, hips = 0.69, 0.52 * heavy, 0.53
        if self.side:
            return chest * 0.62, waist * 0.74, hips * 0.74
        return chest * (0.6 + 0.4 * heavy), waist, hips * (0.7 + 0.3 * heavy)

    def torso(self, loose: float = 0.0, hem: float = -0.32) -> Shape:
        """Shoulders to hips; `loose` adds cloth, `hem` is where it ends below the pelvis."""
        return self._side_torso(loose, hem) if self.side else self._front_torso(loose, hem)

    def _front_torso(self, loose: float, hem: float) -> Shape:
        chest, waist, hips = (w + loose for w in self.widths())
        joints, at, top = self.joints, self.frame.at, self.frame.length
        rise = 0.13 * self.girth
        left, right = joints.left_shoulder, joints.right_shoulder
        points = [
            at(-0.17, top + 0.12), at(-0.26, top - 0.03), left.plus(-0.02, -rise - loose * 0.3),
            left.plus(-0.15 * self.girth - loose * 0.4, 0.04), at(-chest, top * 0.68),
            *_flanks(at, top, waist, hips, hem), at(chest, top * 0.68),
            right.plus(0.15 * self.girth + loose * 0.4, 0.04),
            right.plus(0.02, -rise - loose * 0.3), at(0.26, top - 0.03), at(0.17, top + 0.12),
        ]  # fmt: skip
        return Shape().smooth(points)

    def _side_torso(self, loose: float, hem: float) -> Shape:
        chest, waist, hips = (w + loose * 0.8 for w in self.widths())
        at, top = self.frame.at, self.frame.length
        bust = 0.07 if self.traits.feminine and self.traits.age != "child" else 0.0
        points = [
            at(-0.16, top + 0.1), at(-chest * 0.9, top - 0.22), at(-chest * 1.02, top * 0.7),
            *_side_flanks(at, top, waist, hips, hem),
            at(chest * 0.95 + bust, top * 0.66), at(chest * 0.66, top - 0.16),
            at(0.13, top + 0.08),
        ]  # fmt: skip
        return Shape().smooth(points)

    def neck(self) -> None:
        """The column under the head, with the jaw's shadow on it."""
        joints = self.joints
        half = (0.155 if self.traits.feminine else 0.195) * (
            0.85 if self.traits.age == "child" else 1
        )
        base = joints.neck.plus(-0.02 if self.side else 0, 0.12)
        top = joints.head.plus(0.0, -0.12)
        column = limb(base, top, half * 1.3, half * 0.95)
        self.relief.part(column, self.traits.skin, depth=0.13, rim=0.7)
        if self.pose.view != "back":
            with self.ink.clip(column):
                shade = Shape().oval(top.x, top.y + 0.03, 0.34, 0.2)
                self.relief.dark(shade, self.traits.skin, 0.75, blur=0.05)

    def arm(self, which: str, sleeve: Colour | None, length: float, loose: float) -> None:
        """One arm; the sleeve covers `length` of it (0.25 short, 1 long)."""
        shoulder, elbow, wrist = self.arm_points(which)
        girth, skin = self.girth, self.traits.skin
        top, middle, end = 0.185 * girth, 0.14 * girth, 0.095 * girth
        if not self.side:
            inward = 0.05 if which == "left" else -0.05
            shoulder = shoulder.plus(inward, 0.05)
        self.hand(which)
        if sleeve is None or length < 1:
            self.relief.part(bent(shoulder, elbow, wrist, (top, middle, end), 0.1), skin, depth=0.1)
        if sleeve is None:
            return
        if length < 0.6:
            end_at = shoulder.toward(elbow, length * 2)
            short = limb(shoulder, end_at, top + loose, middle + loose * 1.6)
            self.relief.part(short, sleeve, depth=0.12)
            return
        radii = (top + loose, middle + loose, end + loose * 0.9)
        self.relief.part(bent(shoulder, elbow, wrist, radii, 0.05), sleeve, depth=0.12, rim=0.8)
        self._elbow_folds(elbow, wrist, sleeve)

    def forearm(self, which: str, sleeve: Colour | None, length: float, loose: float) -> None:
        """The lower arm and hand once more, where they lie before the body."""
        _, elbow, wrist = self.arm_points(which)
        torso = self.joints
        left = min(torso.left_shoulder.x, torso.right_shoulder.x)
        right = max(torso.left_shoulder.x, torso.right_shoulder.x)
        if not left - 0.1 < wrist.x < right + 0.1 or wrist.y > torso.pelvis.y + 0.9:
            return
        girth = self.girth
        middle, end = 0.14 * girth, 0.095 * girth
        self.hand(which)
        cloth = sleeve is not None and length >= 0.6
        colour = sleeve if sleeve is not None and cloth else self.traits.skin
        extra = loose if cloth else 0.0
        self.relief.part(
            limb(elbow, wrist, middle + extra, end + extra * 0.9, 0.06), colour, depth=0.11
        )

    def arm_points(self, which: str) -> tuple[Point, Point, Point]:
        """Shoulder, elbow, wrist."""
        joints = self.joints
        if which == "left":
            return joints.left_shoulder, joints.left_elbow, joints.left_wrist
        return joints.right_shoulder, joints.right_elbow, joints.right_wrist

    def leg_points(self, which: str) -> tuple[Point, Point, Point]:
        """Hip, knee, ankle."""
        joints = self.joints
        if which == "left":
            return joints.left_hip, joints.left_knee, joints.left_ankle
        return joints.right_hip, joints.right_knee, joints.right_ankle

    def _elbow_folds(self, elbow: Point, wrist: Point, cloth: Colour) -> None:
        if self.fine < 40:
            return
        for share in (0.06, 0.16):
            at = elbow.toward(wrist, share)
            self.relief.fold([(at.x - 0.1, at.y - 0.02), (at.x + 0.08, at.y + 0.03)], cloth, 0.02)

    def hand(self, which: str) -> None:
        """The hand at the end of an arm."""
        _, elbow, wrist = self.arm_points(which)
        turn = -atan2(wrist.x - elbow.x, wrist.y - elbow.y)
        flip = (which == "left") != (self.pose.view == "back") and not self.side
        lamp = self.relief.lamp
        grip = self._grip(which)
        size = HAND * (0.82 if self.traits.age == "child" else 0.9 if self.traits.feminine else 1)
        with self.ink.moved(wrist.x, wrist.y, size, turn, flip):
            relief = Relief(self.ink, _turned(lamp, turn, flip), 0.1, self.fine)
            Hand(relief, self.traits.skin, grip, self.fine * size).draw()

    def _grip(self, which: str) -> Grip:
        holds = self.pose.holds.split()
        for word in holds:
            side, _, grip = word.partition(":")
            if side in (which, "both") and grip in GRIPS:
                return GRIPS[grip]
        return RELAXED

    def leg(self, which: str, cloth: Colour | None, loose: float, shoe: Colour) -> None:
        """One leg with its shoe; without cloth it is bare."""
        hip, knee, ankle = self.leg_points(which)
        girth = self.girth * (1.06 if self.traits.feminine else 1.0)
        colour = self.traits.skin if cloth is None else cloth
        self.shoe(which, shoe)
        radii = (0.31 * girth + loose * 0.5, 0.195 * girth + loose * 0.6, 0.115 * girth + loose)
        self.relief.part(bent(hip, knee, ankle, radii, 0.13), colour, depth=0.15)
        if cloth is not None and self.fine > 34:
            at = knee
            self.relief.fold(
                [(at.x - 0.15, at.y - 0.03), (at.x + 0.12, at.y + 0.04)], colour, 0.025
            )

    def shoe(self, which: str, colour: Colour) -> None:
        """The foot on the ground."""
        _, knee, ankle = self.leg_points(which)
        if self.side:
            tilt = degrees(atan2(ankle.x - knee.x, ankle.y - knee.y))
            turn = (
                radians(max(0.0, -tilt - 12) * 1.1) if tilt < 0 else radians(-max(0.0, tilt - 25))
            )
            foot = Shape().smooth(
                [(-0.19, -0.16), (0.13, -0.2), (0.3, -0.03), (0.58, 0.08), (0.6, 0.2), (-0.2, 0.21)]
            )
            self.relief.part(foot.placed(ankle.x, ankle.y, 1.0, turn), colour, depth=0.07)
            return
        out = -1 if which == "left" else 1
        toe = 0.06 * out
        foot = Shape().smooth(
            [(-0.14, -0.13), (0.14, -0.13), (0.19 + toe, 0.12), (0.13 + toe * 2, 0.22),
             (-0.13 + toe * 2, 0.22), (-0.19 + toe, 0.12)]
        )  # fmt: skip
        self.relief.part(foot.moved(ankle.x, ankle.y), colour, depth=0.07)


At = Callable[[float, float], Point]


def _flanks(at: At, top: float, waist: float, hips: float, hem: float) -> list[Point]:
    """The outline from waist to hem and back up; a hem above the hips ends at the waist."""
    if hem > 0.15:
        return [
            at(-waist, top * 0.36),
            at(-waist - 0.03, hem),
            at(waist + 0.03, hem),
            at(waist, top * 0.36),
        ]
    return [
        at(-waist, top * 0.34), at(-hips, 0.0), at(-hips * 0.97, hem), at(hips * 0.97, hem),
        at(hips, 0.0), at(waist, top * 0.34),
    ]  # fmt: skip


def _side_flanks(at: At, top: float, waist: float, hips: float, hem: float) -> list[Point]:
    """The same from the side."""
    back, front = at(-waist * 0.8, top * 0.33), at(waist * 0.95, top * 0.33)
    if hem > 0.15:
        return [back, at(-waist * 0.9, hem), at(waist, hem), front]
    return [
        back, at(-hips * 1.12, 0.02), at(-hips * 0.95, hem), at(hips * 0.85, hem),
        at(hips * 0.86, 0.0), front,
    ]  # fmt: skip


def _turned(lamp: Lamp, turn: float, flip: bool) -> Lamp:
    """The lamp as seen from a turned part."""
    from dataclasses import replace
    from math import cos, sin

    x = lamp.x * cos(turn) + lamp.y * sin(turn)
    y = -lamp.x * sin(turn) + lamp.y * cos(turn)
    return replace(lamp, x=-x if flip else x, y=y)

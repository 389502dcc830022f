"""How a pose moves: a walk cycle, a dance, a singer's sway. Time in, pose out.

Why here: a figure that lives makes an animatic; poses stay data, motions are a few sines on them.
Next: composition.py, which asks for the cast at a time; panes.py, which draws the cycle once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, pi, sin

from miri.providers.offline.artist.figure.face import Mien
from miri.providers.offline.artist.figure.skeleton import Bend, Pose

Move = Callable[[Pose, float], Pose]
"""A pose and a phase (0..2 pi); phase 0 is close to the pose itself."""


@dataclass(frozen=True)
class Motion:
    """A repeated movement: seconds per cycle, metres per second travelled."""

    period: float
    move: Move
    speed: float = 0.0


def _swing(upper: float, lower: float, bend: Bend) -> Bend:
    return bend[0] + upper, bend[1] + lower


def _stride(pose: Pose, phase: float, thigh: float, lift: float, arm: float, elbow: float) -> Pose:
    """Legs and arms of a walk or run seen from the side."""

    def leg(at: float) -> Bend:
        upper = thigh * cos(at) + thigh * 0.12
        return upper, upper - lift * (0.3 + max(0.0, sin(at + 0.5)))

    def hand(at: float) -> Bend:
        upper = -arm * cos(at)
        return upper, upper + elbow

    return replace(
        pose,
        right_leg=leg(phase),
        left_leg=leg(phase + pi),
        right_arm=hand(phase) if not pose.holds.startswith("right") else pose.right_arm,
        left_arm=hand(phase + pi),
        lean=pose.lean + 1.2 * cos(2 * phase),
    )


def _walk(pose: Pose, phase: float) -> Pose:
    if pose.view == "side":
        return _stride(pose, phase, 23.0, 30.0, 22.0, 16.0)
    lift = max(0.0, sin(phase))
    other = max(0.0, -sin(phase))
    return replace(
        pose,
        left_leg=(-4.0, -2.0 + 9.0 * lift),
        right_leg=(4.0, 2.0 - 9.0 * other),
        left_arm=_swing(4 * sin(phase), 8 * sin(phase), pose.left_arm),
        right_arm=_swing(4 * sin(phase), 8 * sin(phase), pose.right_arm),
        hips=4.0 * sin(phase),
        shoulders=-3.0 * sin(phase),
        lean=1.2 * sin(phase),
    )


def _run(pose: Pose, phase: float) -> Pose:
    if pose.view != "side":
        return _walk(pose, phase)
    return _stride(pose, phase, 46.0, 66.0, 44.0, 88.0)


def _dance(pose: Pose, phase: float) -> Pose:
    s, c = sin(phase), cos(phase) - 1
    return replace(
        pose,
        lean=pose.lean + 5 * c,
        hips=pose.hips + 7 * c,
        shoulders=pose.shoulders - 6 * c,
        tilt=pose.tilt + 6 * s,
        left_arm=_swing(14 * s, 26 * s, pose.left_arm),
        right_arm=_swing(14 * s, 26 * s, pose.right_arm),
        left_leg=_swing(4 * s, 8 * s, pose.left_leg),
        right_leg=_swing(4 * s, 8 * s, pose.right_leg),
    )


def _sing(pose: Pose, phase: float) -> Pose:
    s = sin(phase)
    return replace(
        pose,
        lean=pose.lean + 2.2 * s,
        tilt=pose.tilt + 3.4 * s,
        hips=pose.hips + 2.5 * s,
        left_arm=_swing(9 * s, 20 * s, pose.left_arm),
    )


def _strum(pose: Pose, phase: float) -> Pose:
    s, fast = sin(phase), sin(3 * phase)
    return replace(
        pose,
        lean=pose.lean + 2 * s,
        tilt=pose.tilt + 4 * s,
        left_arm=_swing(3 * fast, 11 * fast, pose.left_arm),
        right_leg=_swing(2 * s, 3 * s, pose.right_leg),
    )


def _hands(pose: Pose, phase: float) -> Pose:
    return replace(
        pose,
        lean=pose.lean + 1.6 * sin(phase),
        left_arm=_swing(4 * sin(2 * phase), 8 * sin(2 * phase), pose.left_arm),
        right_arm=_swing(4 * sin(2 * phase + 2), 8 * sin(2 * phase + 2), pose.right_arm),
    )


def _drum(pose: Pose, phase: float) -> Pose:
    return replace(
        pose,
        tilt=pose.tilt + 4 * sin(2 * phase),
        left_arm=_swing(6 * sin(2 * phase), 40 * sin(2 * phase), pose.left_arm),
        right_arm=_swing(6 * sin(2 * phase), 40 * sin(2 * phase), pose.right_arm),
    )


def _cheer(pose: Pose, phase: float) -> Pose:
    s = sin(phase)
    return replace(
        pose,
        lean=pose.lean + 2 * s,
        left_arm=_swing(9 * s, 12 * s, pose.left_arm),
        right_arm=_swing(9 * s, 12 * s, pose.right_arm),
    )


def _drift(pose: Pose, phase: float) -> Pose:
    s = sin(phase)
    return replace(
        pose,
        lean=pose.lean + 4 * s,
        bow=pose.bow + 4 * s,
        left_arm=_swing(8 * s, 12 * s, pose.left_arm),
        right_arm=_swing(-8 * s, -10 * s, pose.right_arm),
        left_leg=_swing(7 * s, 10 * s, pose.left_leg),
        right_leg=_swing(-7 * s, -9 * s, pose.right_leg),
    )


def _rock(pose: Pose, phase: float) -> Pose:
    return replace(pose, lean=pose.lean + 1.8 * sin(phase), tilt=pose.tilt + 1.6 * sin(phase))


def _wave(pose: Pose, phase: float) -> Pose:
    s = sin(phase)
    return replace(pose, right_arm=_swing(3 * s, 10 * s, pose.right_arm))


def _breathe(pose: Pose, phase: float) -> Pose:
    s = sin(phase)
    return replace(
        pose,
        lean=pose.lean + 0.5 * s,
        tilt=pose.tilt + 1.0 * s,
        shoulders=pose.shoulders + 0.6 * s,
        left_arm=_swing(1.3 * s, 2.0 * s, pose.left_arm),
        right_arm=_swing(1.3 * s, 2.0 * s, pose.right_arm),
        sway=pose.sway + 0.1 * s,
    )


def _ease(pose: Pose, phase: float) -> Pose:
    """Hands stay where they are: in pockets, on the knees, on a book."""
    s = sin(phase)
    return replace(pose, tilt=pose.tilt + 1.2 * s, sway=pose.sway + 0.1 * s)


MOTIONS: dict[str, Motion] = {
    "walk": Motion(1.15, _walk, 1.35),
    "run": Motion(0.72, _run, 3.2),
    "dance": Motion(1.25, _dance),
    "sing": Motion(2.1, _sing),
    "guitar": Motion(1.5, _strum),
    "piano": Motion(1.2, _hands),
    "violin": Motion(1.2, _strum),
    "drums": Motion(1.0, _drum),
    "trumpet": Motion(1.6, _rock),
    "arms_up": Motion(1.3, _cheer),
    "arms_wide": Motion(3.2, _cheer),
    "fist_up": Motion(1.2, _wave),
    "jump": Motion(1.3, _cheer),
    "float": Motion(3.6, _drift),
    "embrace": Motion(3.0, _rock),
    "reach": Motion(2.2, _wave),
    "carry": Motion(3.0, _rock),
    "hold_hands": Motion(3.0, _rock),
    "stand": Motion(3.4, _breathe),
    **{
        name: Motion(3.4, _ease)
        for name in ("pockets", "crossed", "lean", "read", "phone", "drink", "sit", "sit_ground")
    },
}
IDLE = ("stand", "pockets", "crossed", "lean", "read", "phone", "drink", "sit", "sit_ground")
"""Movements so small that a few drawings serve for going and coming back."""


def mouthed(mien: Mien, phase: float) -> Mien:
    """A singer's mouth, open on the first part of each half cycle."""
    if mien.mouth != "sing":
        return mien
    return mien if sin(2 * phase + 0.7) > -0.35 else replace(mien, mouth="still")

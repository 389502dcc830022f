"""From words to a pose and a face: "back turned, arms raised" becomes angles.

Why here: the table of poses is data (words/poses.toml); this reads it.
Next: skeleton.py (what a pose is), motion.py (how a pose moves).
"""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.figure.face import Mien
from miri.providers.offline.artist.figure.skeleton import Pose
from miri.providers.offline.artist.words.lexicon import lexicon, table

POSE_FIELDS = {field.name for field in fields(Pose)}


@dataclass(frozen=True)
class Posture:
    """A named pose; `flip` mirrors side views to face left, `prop` is what it needs at hand."""

    name: str
    pose: Pose
    mien: Mien
    flip: bool = False
    prop: str = ""
    airborne: bool = False


@lru_cache(maxsize=128)
def variants(name: str) -> tuple[tuple[Pose, str, bool], ...]:
    """All drawings of a pose: the pose, its prop, whether it floats."""
    return tuple(_read(entry) for entry in table("poses")["poses"][name])


def _read(entry: dict[str, Any]) -> tuple[Pose, str, bool]:
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key in POSE_FIELDS:
            values[key] = (value[0], value[1]) if key.endswith(("_arm", "_leg")) else value
    return Pose(**values), str(entry.get("prop", "")), bool(entry.get("float"))


def posture(pose_text: str, description: str, context: str, chance: Chance) -> Posture:
    """Read a pose: the pose text first, then the description, then the scene for the face."""
    words = lexicon("poses")
    name = _pick(words.names(pose_text)) or _pick(words.names(description)) or "stand"
    options = variants(name)
    pose, prop, airborne = options[int(chance.stream("variant").random() * len(options))]
    turns = lexicon("poses", "turns").names(pose_text) or lexicon("poses", "turns").names(
        description
    )
    flip = chance.stream("flip").happens(0.5) and pose.view == "side"
    pose, flip = _turned(pose, turns, flip, name)
    return Posture(name, pose, _mien(pose_text, description, context, name), flip, prop, airborne)


def _pick(names: list[str]) -> str:
    """The most telling of several poses: "standing at a microphone, singing" sings."""
    weak = ("stand", "carry", "reach")
    strong = [name for name in names if name not in weak]
    return (strong or names or [""])[0]


def _turned(pose: Pose, turns: list[str], flip: bool, name: str) -> tuple[Pose, bool]:
    if "up" in turns:
        pose = replace(pose, nod=-0.6, bow=pose.bow - 12 if pose.view == "side" else pose.bow)
    if "down" in turns:
        pose = replace(pose, nod=0.6, bow=pose.bow + 10)
    if "left" in turns or "right" in turns:
        flip = "left" in turns
        pose = replace(pose, turn=-0.6 if flip else 0.6) if pose.view == "front" else pose
    if "side" in turns and pose.view == "front":
        pose = replace(pose, turn=1.0 if pose.turn >= 0 else -1.0)
    if "over" in turns:
        pose = replace(pose, turn=0.65)
    if "front" in turns and pose.view == "side" and name == "walk":
        pose = replace(
            pose, view="front", left_leg=(-5.0, 3.0), right_leg=(6.0, 10.0), left_arm=(-14.0, 4.0),
            right_arm=(13.0, -6.0), lean=0.0, turn=0.0, hips=4.0, shoulders=-3.0,
        )  # fmt: skip
    if "back" in turns and name not in ("sit_ground", "lie", "embrace", "kneel", "piano"):
        pose = _from_behind(pose, name)
    return pose, flip


def _from_behind(pose: Pose, name: str) -> Pose:
    if pose.view == "side":
        legs = ((-5.0, 3.0), (6.0, 10.0)) if name in ("walk", "run") else ((-4.0, -2.0), (5.0, 2.0))
        pose = replace(
            pose, left_leg=legs[0], right_leg=legs[1], left_arm=(-10.0, -4.0),
            right_arm=(11.0, 5.0), lean=0.0, bow=0.0,
        )  # fmt: skip
    return replace(pose, view="back", turn=0.0)


def _mien(pose_text: str, description: str, context: str, name: str) -> Mien:
    faces = lexicon("poses", "faces")
    said = faces.names(pose_text) or faces.names(description)
    moods = faces.names(context)
    mouth = "still"
    if "sing" in said or name == "sing":
        mouth = "sing"
    elif "smile" in said:
        mouth = "smile"
    elif "sad" in said or "tears" in said or "sad" in moods:
        mouth = "sad"
    eyes = "closed" if "closed" in said else "wide" if "wide" in said else "open"
    turns = lexicon("poses", "turns").names(pose_text)
    if "down" in turns:
        eyes = "closed"
    lift = 1.0 if "up" in turns else 0.0
    look = -0.6 if "left" in turns else 0.6 if "right" in turns else 0.0
    return Mien(eyes, mouth, look, lift, "tears" in said)

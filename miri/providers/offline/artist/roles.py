"""Roles: how a pose fits the place, the company and the thing in hand.

Why here: words give a pose; a car, a group or an umbrella change it.
Next: cast.py, which puts the role on its place.
"""

import re
from dataclasses import dataclass, replace

from miri.domain.prompt import Framing, Subject
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.figure import Figure
from miri.providers.offline.artist.figure.held import HANGING, HELD, OVERHEAD, Held
from miri.providers.offline.artist.figure.postures import Posture, posture, variants
from miri.providers.offline.artist.figure.skeleton import Pose
from miri.providers.offline.artist.figure.wardrobe import dressed, person
from miri.providers.offline.artist.ground import OPEN, SEATS
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.seating import seat_named
from miri.providers.offline.artist.view import View
from miri.providers.offline.artist.words.lexicon import lexicon

MICROPHONES = {"stage", "club", "bar", "recording"}


DOWN = (
    "at the feet", "at her feet", "at his feet", "on the ground", "beside", "next to", "לרגל",
    "על הרצפה", "לצד", "ליד",
)  # fmt: skip

COMPANY = ("pockets", "stand", "crossed", "stand")


LENS = re.compile(
    r"(?:facing|looking (?:at|into|straight at)|towards?|to|at|into|from|for) (?:the )?(?:camera|lens)"
    r"|(?:ל|אל ה|מול ה)מצלמה"
)


DEEP = (
    (("waist deep", "waist-deep", "עד המותניים"), 3.6),
    (("knee deep", "knee-deep", "עד הברכיים"), 2.0),
    (("ankle deep", "ankle-deep", "עד הקרסוליים"), 0.5),
)


@dataclass(frozen=True)
class Seat:
    """Somebody's number among all, and place within a group that stands around a middle."""

    number: int
    all: int
    place: int
    group: int
    middle: float


@dataclass(frozen=True)
class Role:
    """A figure ready to be placed. `sunk` is how deep it stands in water or grass, in heads;
    `mouth` says that only the mouth is wanted.
    """

    figure: Figure
    posture: Posture
    sunk: float = 0.0
    mouth: bool = False
    grounded: bool = False
    seat: str = "bench"
    beside: Held | None = None


def play(subject: Subject, seat: Seat, reading: Reading, s: Scenery) -> Role:
    """Who somebody is, in which pose, with what in hand."""
    near = s.view.camera.framing is Framing.EXTREME_CLOSE_UP
    traits = dressed(person(subject.description), reading.palette, subject.description)
    chance = s.shot.stream("pose", seat.number)
    held = posture(subject.pose, subject.description, reading.text, chance)
    held = _facing(_fitted(_seated(held, subject, reading), seat, reading.place), subject, seat, s)
    pose = held.pose
    if near and abs(pose.turn) < 0.8:
        pose = replace(pose, turn=pose.turn * 0.4, tilt=pose.tilt * 0.4)
    thing = _in_hand(subject, held, s, traits.outfit.accent)
    beside = thing if thing and _put_down(subject, held, thing) else None
    thing = None if beside else thing
    if held.prop == "mic" and thing is None:
        pose = replace(pose, right_arm=(20.0, 34.0), holds="both:open")
    if thing is not None and thing.name == "mic" and s.view.close:
        thing = replace(thing, name="mic_stand")
        pose = replace(pose, right_arm=(14.0, 8.0), holds="")
    figure = Figure(traits, _raised(pose, thing), held.mien, thing)
    grounded = held.name == "sit" and pose.view == "back" and _seatless(subject, reading)
    return Role(
        figure,
        held,
        _sunk(subject, s.view),
        near and _mouth_only(subject),
        grounded,
        seat_named(f"{subject.pose} {s.text}") if seat.group == 1 else "bench",
        beside,
    )


def _seatless(subject: Subject, reading: Reading) -> bool:
    words = f"{subject.pose} {subject.description}".lower()
    return reading.place in OPEN and not any(seat in words for seat in SEATS)


def _seated(held: Posture, subject: Subject, reading: Reading) -> Posture:
    """Out in the open people sit on the ground, unless the words name something to sit on."""
    if held.name != "sit" or held.pose.view == "back" or not _seatless(subject, reading):
        return held
    pose = variants("sit_ground")[0][0]
    return replace(held, name="sit_ground", pose=replace(pose, nod=held.pose.nod))


def _put_down(subject: Subject, held: Posture, thing: Held) -> bool:
    """Does a bag stand on the ground instead of hanging from a hand?"""
    words = subject.pose.lower()
    return thing.name in HANGING and (held.pose.seat or any(one in words for one in DOWN))


def _facing(held: Posture, subject: Subject, seat: Seat, s: Scenery) -> Posture:
    """Somebody alone looks into the picture, not out of it, unless the prompt says so."""
    if seat.all > 1 or held.pose.view != "side" or _told(subject):
        return held
    return replace(held, flip=s.subject_x > s.view.x(0.5))


def _told(subject: Subject) -> bool:
    """Does the prompt say which way somebody looks?"""
    turns = lexicon("poses", "turns").names(subject.pose)
    return "left" in turns or "right" in turns


def _fitted(held: Posture, seat: Seat, place: str) -> Posture:
    """A pose as it suits the place and the company: no two of a group stand alike."""
    if place == "car" and held.name == "drive":
        return replace(held, pose=variants("drive")[1][0], flip=False)
    if seat.group < 2 or held.name not in ("stand", "carry") or held.pose.view != "front":
        return held
    pose = variants(COMPANY[seat.place % len(COMPANY)])[0][0]
    turn = (0.32, -0.12, 0.18, -0.34)[seat.place % 4]
    return replace(held, pose=replace(pose, turn=turn, tilt=pose.tilt + turn * 8, nod=0.0))


def _in_hand(subject: Subject, held: Posture, s: Scenery, accent: Colour) -> Held | None:
    text = _without_lens(f"{subject.pose} . {subject.description}")
    named = [name for name in lexicon("things").names(text) if name in HELD]
    name = held.prop
    if name == "mic" and not (named or MICROPHONES & set(lexicon("places").names(s.text))):
        name = ""
    if (
        held.name in ("carry", "read", "drink", "phone", "walk", "stand", "sit", "run", "reach")
        and named
    ):
        name = named[0]
    elif held.name == "trumpet" and "saxophone" in named:
        name = "saxophone"
    if not name:
        return None
    return Held(name, s.tones, accent, s.tones.lamp)


def _raised(pose: Pose, thing: Held | None) -> Pose:
    """Umbrellas and balloons are held up, lanterns and cases hang down."""
    if thing is None:
        return pose
    if thing.name in OVERHEAD:
        arm = (34.0, 122.0) if pose.view == "side" else (24.0, 128.0)
        return replace(pose, right_arm=arm, holds="right:fist")
    if thing.name in HANGING:
        return replace(pose, left_arm=(-8.0, -3.0), holds="left:fist")
    return pose


def _without_lens(text: str) -> str:
    """Text without the camera that takes the picture: nobody holds that one."""
    return LENS.sub(" ", text.lower())


def _sunk(subject: Subject, v: View) -> float:
    """How deep somebody stands: "waist-deep in the sea" hides the legs."""
    text = subject.pose.lower()
    if v.close:
        return 0.0
    return next((depth for words, depth in DEEP if any(word in text for word in words)), 0.0)


def _mouth_only(subject: Subject) -> bool:
    parts = lexicon("poses", "parts").names(subject.pose)
    return bool(parts) and parts[0] == "lips"

"""The cast: who stands where and how large: thirds, two-shots, groups.

Why here: composition of figures in the frame.
Next: roles.py (what they do there), troupe.py (who draws them), props.py (things beside them).
"""

from dataclasses import dataclass, replace
from math import pi

from miri.domain.prompt import Framing, Subject
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.figure.figure import Figure
from miri.providers.offline.artist.figure.held import Held
from miri.providers.offline.artist.figure.motion import MOTIONS, mouthed
from miri.providers.offline.artist.figure.postures import Posture
from miri.providers.offline.artist.ground import dry, within
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.roles import Role, Seat, play
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.things.catalogue import catalogue
from miri.providers.offline.artist.view import HEAD_TOP, View
from miri.providers.offline.artist.words.lexicon import lexicon

PLACES_X = {"left": 0.3, "right": 0.7, "centre": 0.5, "background": 0.62}
BAND = ("playing the guitar", "playing the violin", "playing the trumpet", "playing the guitar")
POSITIONS = {
    "left": ("left", "שמאל", "משמאל"), "right": ("right", "ימין", "מימין"),
    "background": ("background", "behind", "distance", "far", "רקע", "ברקע", "מרחוק"),
}  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """A person in place: `x`, `y` where the feet stand, `head` the head's height in pixels."""

    figure: Figure
    posture: Posture
    x: float
    y: float
    head: float
    key: str
    order: float = 1.0
    sunk: float = 0.0
    """How deep the feet are below water or grass, in heads."""
    grounded: bool = False
    """Sits on the bare ground, seen from behind."""
    seat: str = "bench"
    """What they sit on, where the pose needs something: see seating.py."""
    beside: Held | None = None
    """What stands on the ground next to them."""


def position(words: str) -> str:
    """left, right, centre or background."""
    text = words.lower()
    for name, forms in POSITIONS.items():
        if any(form in text for form in forms):
            return name
    return "centre"


def lead_x(reading: Reading, view: View, shot: Chance) -> float:
    """Where the main subject stands: what is asked for, else a third, else the middle."""
    subjects = [*reading.people, *reading.things]
    if not subjects:
        return view.x(0.5 + shot.stream("empty").choice((-1, 1)) * 0.1)
    if _many(reading) > 1:
        return view.x(0.5)
    asked = position(subjects[0].position)
    if asked != "centre":
        return view.x(PLACES_X[asked])
    if view.tall or view.camera.framing in (Framing.EXTREME_CLOSE_UP,) or reading.place == "studio":
        return view.x(0.5)
    offset = {Framing.CLOSE_UP: 0.05, Framing.MEDIUM: 0.08, Framing.FULL: 0.09}.get(
        view.camera.framing, 0.13
    )
    if reading.people and _bulky(reading) and not view.close:
        offset = 0.22
    return view.x(0.5 + offset * shot.stream("lead").choice((-1, 1)))


def _bulky(reading: Reading) -> bool:
    """Something that stands beside people and needs room there."""
    kinds = [name for one in reading.things for name in lexicon("things").names(one.description)]
    return any(catalogue()[kind].wide * catalogue()[kind].tall > 0.6 for kind in kinds)


def _many(reading: Reading) -> int:
    return sum(len(_split(subject)) for subject in reading.people)


def _split(subject: Subject) -> list[Subject]:
    """One subject may be several people: "a couple", "the band"."""
    said = lexicon("people", "many").names(subject.description)
    sexes = lexicon("people", "sex").names(subject.description)
    pose = lexicon("poses").names(subject.pose)
    count = {"couple": 2, "family": 3, "band": 4}.get(said[0], 1) if said else 1
    if count == 1 and len(sexes) == 2 and "embrace" in pose:
        count = 2
    if count == 1:
        return [subject]
    both = ["woman", "man", "woman", "man"]
    if len(sexes) == 1:
        both = ["woman" if sexes[0] == "feminine" else "man"] * 4
    plays = BAND if count == 4 and said[0] == "band" and set(pose) <= {"stand"} else [subject.pose]
    return [
        subject.model_copy(
            update={
                "description": f"{both[i]} {i + 1} {subject.description}",
                "pose": plays[i % len(plays)],
            }
        )
        for i in range(count)
    ]


def actors(reading: Reading, s: Scenery) -> list[Actor]:
    """Everybody in the picture, in the order of drawing."""
    groups = [[one for one in _split(p) if not _faceless(one)] for p in reading.people]
    groups = [group for group in groups if group][:4]
    count = sum(len(group) for group in groups)
    found: list[Actor] = []
    for k, group in enumerate(groups):
        for i, subject in enumerate(group):
            seat = Seat(len(found), count, i, len(group), _middle(groups, k, s))
            found.append(_actor(subject, seat, reading, s))
    if count == 2 and any(actor.posture.name == "embrace" for actor in found):
        found = _embraced(found, s)
    return sorted(found, key=lambda actor: actor.order)


def _middle(groups: list[list[Subject]], k: int, s: Scenery) -> float:
    """Where a group stands: as asked, else spread over the frame."""
    where = position(groups[k][0].position)
    if where in ("left", "right"):
        return s.view.x(PLACES_X[where])
    if len(groups) == 1:
        return s.subject_x
    return s.view.x(0.5 + (k - (len(groups) - 1) / 2) * 0.3)


def _faceless(subject: Subject) -> bool:
    """A crowd is part of the scenery."""
    said = lexicon("people", "many").names(subject.description)
    return bool(said) and said[0] == "crowd"


def _actor(subject: Subject, seat: Seat, reading: Reading, s: Scenery) -> Actor:
    where, v = position(subject.position), s.view
    role = play(subject, seat, reading, s)
    traits = role.figure.traits
    scale = _distance(where, v) * _crowding(seat, v) * (1.7 if role.mouth else 1.0)
    head = v.stature * scale * traits.stature / traits.build.height
    y = dry(reading.place, v, _foot(role, where, seat, v, head))
    x = within(reading.place, v, _place_x(seat, v, head), y)
    return Actor(
        role.figure, role.posture, x, y + role.sunk * head * 0.6, head,
        f"person {seat.number}",
        order=0.0 if where == "background" else 1.0 + 0.1 * (seat.place % 2), sunk=role.sunk,
        grounded=role.grounded, seat=role.seat, beside=role.beside,
    )  # fmt: skip


def _crowding(seat: Seat, v: View) -> float:
    """Close shots of several people step back a little."""
    if seat.all == 1 or not v.close:
        return 1.0
    return 0.86 if seat.all == 2 else 0.62


def _foot(role: Role, where: str, seat: Seat, v: View, head: float) -> float:
    """The height at which somebody stands, sits, floats, or hangs from the frame's top."""
    if v.close:
        return _hang(role.figure, v, head, role.mouth)
    y = v.ground(0.42) if _distance(where, v) < 0.9 else v.feet
    if seat.group > 2:
        y += head * (0.22 if seat.place % 2 else -0.1)
    if role.posture.airborne:
        y = min(y - head * 0.4, v.y(0.54) + head * 4.0)
    return y


def _distance(where: str, v: View) -> float:
    """How much smaller somebody in the background is."""
    if where != "background" or v.close:
        return 1.0
    return {Framing.EXTREME_WIDE: 0.9, Framing.WIDE: 0.7}.get(v.camera.framing, 0.55)


def _place_x(seat: Seat, v: View, head: float) -> float:
    """Side by side around the group's middle, never outside the frame."""
    gap = min(head * (1.9 if v.close else 2.5), v.width * 0.8 / seat.all)
    half = (seat.group - 1) / 2
    tight = v.camera.framing is Framing.EXTREME_CLOSE_UP
    edge = min(v.width * 0.5, half * gap + v.width * (0.42 if tight else 0.12))
    middle = min(max(seat.middle, edge), v.width - edge)
    return middle + (seat.place - half) * gap


def _hang(figure: Figure, v: View, head: float, mouth: bool = False) -> float:
    """Close framings hang figures from the top of the head, whatever the pose."""
    joints = figure.joints()
    if v.camera.framing is Framing.EXTREME_CLOSE_UP:
        return v.y(0.5) - (joints.head.y - (0.03 if mouth else 0.34)) * head
    return v.y(HEAD_TOP[v.camera.framing]) - (joints.head.y - 0.9) * head


def _embraced(found: list[Actor], s: Scenery) -> list[Actor]:
    """Two who hold each other: face to face, one mirrored, a head apart."""
    middle = s.view.x(0.5)
    pair: list[Actor] = []
    for actor, side in zip(found, (-1, 1), strict=True):
        arms = ((40.0, 62.0), (34.0, 70.0)) if side < 0 else ((66.0, 112.0), (58.0, 118.0))
        if s.view.camera.framing in (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP):
            arms = ((14.0, 30.0), (10.0, 26.0))  # around the waist, below the frame
        pose = replace(
            actor.figure.pose,
            view="side",
            turn=0.0,
            reach=0.74,
            left_arm=arms[0],
            right_arm=arms[1],
        )
        mien = replace(actor.figure.mien, eyes="closed")
        pair.append(
            replace(
                actor,
                figure=replace(actor.figure, pose=pose, mien=mien),
                posture=replace(actor.posture, flip=side > 0),
                x=middle + side * actor.head * 0.56,
                order=1.0 + side * 0.1,
            )
        )
    return pair


def staged(actor: Actor, phase: float) -> Actor:
    """An actor at a phase (0..1) of the movement that goes with the pose."""
    motion = MOTIONS.get(actor.posture.name)
    if motion is None:
        return actor
    turn = 2 * pi * phase
    figure = actor.figure
    pose = motion.move(figure.pose, turn)
    return replace(actor, figure=replace(figure, pose=pose, mien=mouthed(figure.mien, turn)))

"""The cast: who and what stands where, how large, in which pose and light; and draws them.

Why here: composition of figures in the frame: thirds, two-shots, groups, props beside people.
Next: figure/ and things/ (what they look like), close.py (hands and things filling the frame).
"""

import re
from dataclasses import dataclass, replace
from math import pi

from miri.domain.prompt import Framing, Subject
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.figure import Figure
from miri.providers.offline.artist.figure.held import HANGING, HELD, OVERHEAD, Held
from miri.providers.offline.artist.figure.motion import MOTIONS, mouthed
from miri.providers.offline.artist.figure.postures import Posture, posture, variants
from miri.providers.offline.artist.figure.skeleton import Pose
from miri.providers.offline.artist.figure.wardrobe import dressed, person
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.relief import Lamp, Relief
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.view import HEAD_TOP, View
from miri.providers.offline.artist.words.lexicon import lexicon

PLACES_X = {"left": 0.3, "right": 0.7, "centre": 0.5, "background": 0.62}
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
    if not subjects or _many(reading) > 1:
        return view.x(0.5)
    asked = position(subjects[0].position)
    if asked != "centre":
        return view.x(PLACES_X[asked])
    if view.tall or view.camera.framing in (Framing.EXTREME_CLOSE_UP,) or reading.place == "studio":
        return view.x(0.5)
    offset = {Framing.CLOSE_UP: 0.05, Framing.MEDIUM: 0.08, Framing.FULL: 0.09}.get(
        view.camera.framing, 0.13
    )
    return view.x(0.5 + offset * shot.stream("lead").choice((-1, 1)))


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
    return [
        subject.model_copy(update={"description": f"{both[i]} {i + 1} {subject.description}"})
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


@dataclass(frozen=True)
class Seat:
    """Somebody's number among all, and place within a group that stands around a middle."""

    number: int
    all: int
    place: int
    group: int
    middle: float


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
    v, count = s.view, seat.all
    traits = dressed(person(subject.description), reading.palette, subject.description)
    held = posture(
        subject.pose, subject.description, reading.text, s.shot.stream("pose", seat.number)
    )
    held = _fitted(held, seat, reading.place)
    pose, where = held.pose, position(subject.position)
    if v.camera.framing is Framing.EXTREME_CLOSE_UP and abs(pose.turn) < 0.8:
        pose = replace(pose, turn=pose.turn * 0.4, tilt=pose.tilt * 0.4)
    scale = _distance(where, v)
    if count > 1 and v.close:
        scale *= 0.86 if count == 2 else 0.62
    head = v.stature * scale * traits.stature / traits.build.height
    if count == 1 and pose.view == "side" and not _told(subject):
        held = replace(held, flip=s.subject_x > v.x(0.5))
    thing = _in_hand(subject, held, s, traits.outfit.accent)
    if held.prop == "mic" and thing is None:
        pose = replace(pose, right_arm=(20.0, 34.0), holds="both:open")
    figure = Figure(traits, _raised(pose, thing), held.mien, thing)
    x = _place_x(seat, v, head)
    y = v.feet if scale > 0.9 else v.ground(0.42)
    if seat.group > 2:
        y += head * (0.22 if seat.place % 2 else -0.1)
    if v.close:
        y = _hang(figure, v, head, _mouth_only(subject))
    elif held.airborne:
        y = min(y - head * 0.4, v.y(0.54) + head * 4.0)
    sunk = _sunk(subject, v)
    return Actor(
        figure, held, x, y + sunk * head * 0.6, head, f"person {seat.number}",
        order=0.0 if where == "background" else 1.0 + 0.1 * (seat.place % 2), sunk=sunk,
    )  # fmt: skip


def _fitted(held: Posture, seat: Seat, place: str) -> Posture:
    """A pose as it suits the place and the company: no two of a group stand alike."""
    if place == "car" and held.name == "drive":
        return replace(held, pose=variants("drive")[1][0], flip=False)
    if seat.group < 2 or held.name not in ("stand", "carry") or held.pose.view != "front":
        return held
    pose = variants(COMPANY[seat.place % len(COMPANY)])[0][0]
    turn = (0.32, -0.12, 0.18, -0.34)[seat.place % 4]
    return replace(held, pose=replace(pose, turn=turn, tilt=pose.tilt + turn * 8, nod=0.0))


COMPANY = ("pockets", "stand", "crossed", "stand")


def _told(subject: Subject) -> bool:
    """Does the prompt say which way somebody looks?"""
    turns = lexicon("poses", "turns").names(subject.pose)
    return "left" in turns or "right" in turns


def _distance(where: str, v: View) -> float:
    """How much smaller somebody in the background is."""
    if where != "background" or v.close:
        return 1.0
    return {Framing.EXTREME_WIDE: 0.92, Framing.WIDE: 0.7}.get(v.camera.framing, 0.55)


def _place_x(seat: Seat, v: View, head: float) -> float:
    """Side by side around the group's middle, never outside the frame."""
    gap = min(head * (1.9 if v.close else 2.5), v.width * 0.8 / seat.all)
    half = (seat.group - 1) / 2
    tight = v.camera.framing is Framing.EXTREME_CLOSE_UP
    edge = min(v.width * 0.5, half * gap + v.width * (0.42 if tight else 0.12))
    middle = min(max(seat.middle, edge), v.width - edge)
    return middle + (seat.place - half) * gap


def _mouth_only(subject: Subject) -> bool:
    parts = lexicon("poses", "parts").names(subject.pose)
    return bool(parts) and parts[0] == "lips"


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


def _raised(pose: Pose, thing: Held | None) -> Pose:
    """Umbrellas and balloons are held up, lanterns and cases hang down."""
    if thing is None:
        return pose
    if thing.name in OVERHEAD:
        arm = (24.0, 148.0) if pose.view == "side" else (22.0, 158.0)
        return replace(pose, right_arm=arm, holds="right:fist")
    if thing.name in HANGING:
        return replace(pose, left_arm=(-8.0, -3.0), holds="left:fist")
    return pose


MICROPHONES = {"stage", "club", "bar", "recording"}
"""Places where whoever sings does it into a microphone."""


def _in_hand(subject: Subject, held: Posture, s: Scenery, accent: Colour) -> Held | None:
    text = _without_lens(f"{subject.pose} . {subject.description}")
    named = [name for name in lexicon("things").names(text) if name in HELD]
    name = held.prop if held.prop not in ("", "piano") else ""
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


def staged(actor: Actor, phase: float) -> Actor:
    """An actor at a phase (0..1) of the movement that goes with the pose."""
    motion = MOTIONS.get(actor.posture.name)
    if motion is None:
        return actor
    turn = 2 * pi * phase
    figure = actor.figure
    pose = motion.move(figure.pose, turn)
    return replace(actor, figure=replace(figure, pose=pose, mien=mouthed(figure.mien, turn)))


DEEP = (
    (("waist deep", "waist-deep", "עד המותניים"), 3.6),
    (("knee deep", "knee-deep", "עד הברכיים"), 2.0),
    (("ankle deep", "ankle-deep", "עד הקרסוליים"), 0.5),
)


def _sunk(subject: Subject, v: View) -> float:
    """How deep somebody stands: "waist-deep in the sea" hides the legs."""
    text = subject.pose.lower()
    if v.close:
        return 0.0
    return next((depth for words, depth in DEEP if any(word in text for word in words)), 0.0)


LENS = re.compile(
    r"(?:facing|looking (?:at|into|straight at)|towards?|to|at|into|from|for) (?:the )?(?:camera|lens)"
    r"|(?:ל|אל ה|מול ה)מצלמה"
)


def _without_lens(text: str) -> str:
    """Text without the camera that takes the picture: nobody holds that one."""
    return LENS.sub(" ", text.lower())


class Troupe:
    """Draws the actors of one picture."""

    def __init__(self, s: Scenery):
        self.s = s

    def draw(self, ink: Ink, actor: Actor) -> None:
        """One actor with what is needed to stand, sit or lie."""
        lamp = self.s.lamp(actor.x)
        if not self.s.view.close and actor.sunk <= 0:
            self._shadow(ink, actor, lamp)
        if actor.posture.name == "lie":
            self._lying(ink, actor, lamp)
            return
        seated = actor.figure.pose.seat and actor.posture.name not in ("sit_ground", "drive")
        seated = seated and not self.s.view.close
        if seated and actor.figure.pose.view != "back":
            self._seat(ink, actor, lamp)
        with ink.clip(self._above_water(actor)):
            self._figure(ink, actor, lamp)
        if seated and actor.figure.pose.view == "back":
            self._seat(ink, actor, lamp)
        if actor.sunk > 0:
            self._ripples(ink, actor)

    def _above_water(self, actor: Actor) -> Shape:
        """Everything, or what is not under water or grass."""
        v = self.s.view
        low = v.bottom if actor.sunk <= 0 else actor.y - actor.sunk * actor.head
        return Shape().rect(v.left, v.top, v.right, low)

    def _ripples(self, ink: Ink, actor: Actor) -> None:
        """Where a body goes under: rings in water, blades in grass."""
        t, head = self.s.tones, actor.head
        y = actor.y - actor.sunk * head
        if any(word in self.s.text for word in ("grass", "wheat", "field", "meadow", "שדה", "עשב")):
            self._blades(ink, actor, y)
            return
        ink.glow(actor.x, y, head * 1.8, t.ink, 0.4, squash=0.16)
        for k in (1.0, 1.5, 2.1):
            ring = Shape().oval(actor.x, y, head * k, head * 0.13 * k)
            ink.stroke(ring, t.light.mix(t.low, 0.3), head * 0.035, 0.5 / k)

    def _blades(self, ink: Ink, actor: Actor, y: float) -> None:
        t, head, chance = self.s.tones, actor.head, self.s.shot.stream("blades", actor.key)
        for tone in (t.ground.mix(t.ink, 0.25), t.ground, t.ground.mix(t.key, 0.3)):
            blades = Shape()
            for _ in range(70):
                x = actor.x + chance.gauss(0, 1) * head * 1.3
                tall, bend = head * chance.between(0.5, 1.3), head * chance.spread(0.4)
                blades.move(x, y + head).quad(x + bend * 0.2, y, x + bend, y + head * 0.5 - tall)
            ink.stroke(blades, tone, max(1.2, head * 0.06), 0.8)

    def _figure(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        if actor.posture.flip:
            mirrored = replace(lamp, x=-lamp.x)
            with ink.moved(actor.x, actor.y, flip=True):
                actor.figure.draw(ink, mirrored, 0, 0, actor.head)
        else:
            actor.figure.draw(ink, lamp, actor.x, actor.y, actor.head)

    def _lying(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """On the ground, or on a bed where the scene has one, face up."""
        length, y = actor.head * 7.6, actor.y - actor.head * 0.5
        if any(word in self.s.text for word in ("bed", "מיטה", "mattress", "sofa", "ספה")):
            self._mattress(ink, actor, lamp, length)
            y -= actor.head * 1.9
        with ink.moved(actor.x + length / 2, y, turn=-pi / 2):
            turned = replace(lamp, x=-lamp.y, y=lamp.x)
            actor.figure.draw(ink, turned, 0, 0, actor.head)

    def _mattress(self, ink: Ink, actor: Actor, lamp: Lamp, length: float) -> None:
        head, tones = actor.head, self.s.tones
        relief = Relief(ink, lamp, head * 0.16)
        left, right = actor.x - length * 0.62, actor.x + length * 0.62
        relief.part(
            Shape().rounded(left - head * 0.3, actor.y - head * 3.2, left, actor.y, head * 0.1),
            tones.near,
        )
        relief.part(
            Shape().rect(left, actor.y - head * 1.3, right, actor.y - head * 0.4),
            tones.accent.mix(tones.far, 0.4),
        )
        relief.part(
            Shape().rounded(left, actor.y - head * 1.95, right, actor.y - head * 1.2, head * 0.3),
            tones.light.mix(tones.far, 0.3),
        )
        relief.part(
            Shape().rounded(
                left + head * 0.1,
                actor.y - head * 2.5,
                left + head * 1.9,
                actor.y - head * 1.85,
                head * 0.3,
            ),
            tones.light,
        )

    def _shadow(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Contact underfoot, and a long shadow away from a low light."""
        head, tones = actor.head, self.s.tones
        wide = head * (1.5 if actor.posture.name != "lie" else 4.2)
        dark = tones.ink
        ink.glow(actor.x, actor.y + head * 0.05, wide, dark, 0.6, squash=0.18)
        if self.s.indoors or tones.hour in ("overcast", "fog", "studio", "storm"):
            return
        long = head * (7.0 if tones.hour in ("sunset", "dawn", "dusk") else 4.0)
        away = -1 if lamp.x > 0 else 1
        tip_x, tip_y = actor.x + away * long * 0.9, actor.y + long * 0.32
        w = head * 0.55
        cast = Shape().smooth(
            [(actor.x - w, actor.y), (actor.x + w, actor.y + w * 0.1), (tip_x + w * 1.1, tip_y), (tip_x - w * 0.5, tip_y + w * 0.35)]
        )  # fmt: skip
        blend = Linear(actor.x, actor.y, tip_x, tip_y, fade(dark, 0.5, 0.0))
        ink.fill(cast, blend, blur=head * 0.1)

    def _seat(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Something to sit on: a block that takes the colour of the ground."""
        joints, head, tones = actor.figure.joints(), actor.head, self.s.tones
        view = actor.figure.pose.view
        side = view == "side"
        top = joints.pelvis.y + (0.34 if side else 0.1)
        half = 0.95 if side else 2.2 if view == "back" else 1.35
        relief = Relief(ink, lamp, head * 0.16)
        box = Shape().rounded(
            actor.x - half * head * (1.15 if side else 1.0), actor.y + top * head,
            actor.x + half * head * 0.8 if side else actor.x + half * head, actor.y, head * 0.12,
        )  # fmt: skip
        relief.part(box, tones.ground.mix(tones.near, 0.5).mix(tones.accent, 0.12))

"""Things and animals of the cast: beside people, in the sky, or alone as the picture's subject.

Why here: how large a thing is shown depends on whether it is the subject.
Next: things/ (the painters), cast.py (people).
"""

from dataclasses import dataclass

from miri.domain.prompt import Framing, Subject, SubjectKind
from miri.providers.offline.artist.cast import position
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.space import PERSON
from miri.providers.offline.artist.things.catalogue import Model, Thing, catalogue
from miri.providers.offline.artist.view import View
from miri.providers.offline.artist.words.lexicon import lexicon, tokens

ALONE = {
    Framing.EXTREME_WIDE: 0.12, Framing.WIDE: 0.24, Framing.FULL: 0.46, Framing.MEDIUM: 0.52,
    Framing.CLOSE_UP: 0.62, Framing.EXTREME_CLOSE_UP: 0.95,
}  # fmt: skip
FUR = {"dog": "#8A6A48", "wolf": "#6B6F78", "fox": "#B8622B", "cat": "#2B2B33", "lion": "#B98A4A",
       "bear": "#4F3A2A", "horse": "#5A3A28", "deer": "#8C6440", "cow": "#D8CFC0", "elephant": "#70737C",
       "rabbit": "#B7A898", "bird": "#4E6E8E", "dove": "#E4E1DA", "whale": "#3F556B"}  # fmt: skip


LITTLE = (
    "toy",
    "tin",
    "צעצוע",
    "small",
    "little",
    "tiny",
    "puppy",
    "kitten",
    "קטן",
    "קטנה",
    "קטנטן",
    "גור",
)


@dataclass(frozen=True)
class Prop:
    """A thing in place: its foot at (x, y), `size` its height in pixels."""

    name: str
    thing: Thing
    x: float
    y: float
    size: float
    main: Colour
    flip: bool
    alone: bool


def props(reading: Reading, s: Scenery, with_people: bool) -> list[Prop]:
    """All things and animals of a prompt that somebody knows how to draw."""
    found: list[Prop] = []
    for i, subject in enumerate(reading.things[:5]):
        names = lexicon("things").names(subject.description) or lexicon("things").names(
            subject.pose
        )
        name = names[0] if names else _stand_in(subject)
        if name:
            found.append(_prop(name, subject, i, reading, s, with_people))
    return found


def _stand_in(subject: Subject) -> str:
    """For an unknown animal, some animal; for an unknown object nothing: a wrong one would lie."""
    if subject.type is SubjectKind.ANIMAL:
        return Chance("animal", subject.description).choice(("dog", "cat", "bird", "deer"))
    return ""


def _prop(
    name: str, subject: Subject, i: int, reading: Reading, s: Scenery, with_people: bool
) -> Prop:
    v, thing = s.view, catalogue()[name]
    alone = not with_people and i == 0
    size = _size(thing, v, alone)
    where = position(subject.position)
    chance = Chance("prop", subject.description)
    x = _x(where, i, v, s, size * thing.wide, alone)
    y = _y(thing, v, where, size, alone)
    if any(word in LITTLE for word in tokens(subject.description)):
        size *= 0.66
    main = _main_colour(name, subject.description, s, chance)
    flip = s.shot.stream("prop", i).happens(0.5)
    return Prop(name, thing, x, y, size, main, flip, alone)


def _size(thing: Thing, v: View, alone: bool) -> float:
    natural = v.stature / PERSON * thing.tall
    if not alone:
        low = 0.05 if not v.close else 0.16
        return min(max(natural, low * v.height), 1.4 * v.height)
    share = ALONE[v.camera.framing]
    wanted = share * min(v.height, v.width * 1.2 / max(1.0, thing.wide))
    if thing.tall > 2.0 and not v.close:
        return min(max(natural, 0.2 * v.height), 0.72 * v.height)
    return wanted


def _x(where: str, i: int, v: View, s: Scenery, wide: float, alone: bool) -> float:
    if alone:
        return s.subject_x
    if where in ("left", "right"):
        return v.x(0.24 if where == "left" else 0.76)
    side = 1 if s.subject_x < v.x(0.52) else -1
    gap = max(v.stature * 0.2, wide * 0.5 + v.stature * 0.09)
    x = s.subject_x + side * (gap + i * gap * 0.8)
    return min(max(x, v.x(0.08)), v.x(0.92))


def _y(thing: Thing, v: View, where: str, size: float, alone: bool) -> float:
    if thing.manner == "flies":
        return v.y(0.42) if alone else v.y(0.3)
    if thing.manner == "floats":
        return v.y(0.5) + size * 0.5 if alone else min(v.y(0.85), v.feet)
    if v.close:
        return v.y(0.5) + size * 0.5 if alone else v.y(0.97)
    if where == "background":
        return v.ground(0.3)
    return min(v.feet, v.y(0.92)) + (0 if alone else v.y(0.015))


def _main_colour(name: str, description: str, s: Scenery, chance: Chance) -> Colour:
    codes = [word for word in tokens(description) if word.startswith("#") and len(word) == 7]
    if codes:
        return from_hex(codes[0])
    said = lexicon("garments", "colours").first(description)
    if said:
        return from_hex(said)
    if name in FUR:
        return s.palette.fit(from_hex(FUR[name]), 0.4)
    usual = chance.choice((s.tones.accent, s.tones.lamp, s.tones.accent.mix(s.tones.far, 0.4)))
    return from_hex("#7E9A5A") if name == "tree" else usual


def draw_prop(ink: Ink, s: Scenery, prop: Prop) -> None:
    """Draw one thing, with a surface under it when it fills the frame."""
    v, t = s.view, s.tones
    lamp = s.lamp(prop.x)
    if prop.alone and v.close and prop.thing.manner not in ("flies", "floats"):
        _surface(ink, s, prop)
    if prop.thing.manner not in ("flies", "floats"):
        ink.glow(prop.x, prop.y, prop.size * prop.thing.wide * 0.62, t.ink, 0.55, squash=0.13)
    with ink.moved(prop.x, prop.y, prop.size, flip=prop.flip):
        if prop.flip:
            from dataclasses import replace

            lamp = replace(lamp, x=-lamp.x)
        relief = Relief(ink, lamp, 0.05)
        chance = Chance("model", prop.name)
        prop.thing.draw(Model(ink, relief, t, prop.main, t.lamp, chance, prop.size))


def _surface(ink: Ink, s: Scenery, prop: Prop) -> None:
    """A table top that runs out of the picture."""
    v, t = s.view, s.tones
    top = prop.y - prop.size * 0.1
    wood = t.near.mix(t.accent, 0.18).mix(t.mid, 0.2)
    stops = (
        (0.0, wood.mix(t.key, 0.35), 1.0),
        (0.25, wood, 1.0),
        (1.0, wood.mix(t.ink, 0.55), 1.0),
    )
    ink.fill(
        Shape().rect(v.left, top, v.right, v.bottom),
        Linear(0, top, 0, v.height, stops),
        blur=2 * v.unit,
    )
    ink.glow(prop.x, prop.y, prop.size * 1.1, t.key, 0.3, squash=0.22)

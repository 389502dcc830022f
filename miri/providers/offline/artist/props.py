"""Things and animals of the cast: beside people, in the sky, or alone as the picture's subject.

Why here: how large a thing is shown depends on whether it is the subject.
Next: things/ (the painters), cast.py (people).
"""

from dataclasses import dataclass, replace

from miri.domain.prompt import Framing, Subject, SubjectKind
from miri.providers.offline.artist.cast import position
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ground import AFLOAT, WATERS, afloat, dry, within
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
LARGE = {Framing.EXTREME_WIDE: 0.4, Framing.WIDE: 0.52, Framing.FULL: 0.68}
"""How much of the height a beast or a tree takes at most: it needs air around it."""
FUR = {"dog": "#8A6A48", "wolf": "#6B6F78", "fox": "#B8622B", "cat": "#2B2B33", "lion": "#B98A4A",
       "bear": "#4F3A2A", "horse": "#5A3A28", "deer": "#8C6440", "cow": "#D8CFC0", "elephant": "#70737C",
       "rabbit": "#B7A898", "bird": "#4E6E8E", "dove": "#E4E1DA", "whale": "#3F556B"}  # fmt: skip


ROOM = 0.17
"""How much air a person needs to each side, in statures."""
TABLE = 0.72
TABLETOP = {
    "lamp", "candle", "cup", "bottle", "glass", "phone", "letter", "book", "photograph", "record",
    "radio", "key", "ring", "camera", "crown", "fruit", "bread", "ticket", "coin", "bouquet",
    "teddy", "headphones", "television",
}  # fmt: skip
WALL = {"clock"}

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
    under: str = ""
    """What it needs to stand or hang on: a table, a post, or nothing."""


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
    """Clothes hang on a hook. For an unknown animal, some animal; for an unknown object nothing:
    a wrong one would lie.
    """
    slots = {hit.name.split(".")[0] for hit in lexicon("garments").find(subject.description)}
    if subject.type is SubjectKind.OBJECT and slots & {"coat", "top"}:
        return "garment"
    if subject.type is SubjectKind.ANIMAL:
        return Chance("animal", subject.description).choice(("dog", "cat", "bird", "deer"))
    return ""


def _prop(
    name: str, subject: Subject, i: int, reading: Reading, s: Scenery, with_people: bool
) -> Prop:
    v, thing = s.view, catalogue()[name]
    alone = not with_people and i == 0
    size = _size(thing, v, alone) * _far(name, subject, reading, v)
    where = position(subject.position)
    chance = Chance("prop", subject.description)
    if any(word in LITTLE for word in tokens(subject.description)):
        size *= 0.66
    under = _under(name, subject, reading, v)
    wide = thing.wide * (1.3 if subject.type is SubjectKind.ANIMAL else 1.0)
    if not alone and not v.close:
        size = min(size, max(0.35 * size, _free(where, v, s) / wide))
    x = _x(where, i, v, s, size * wide, alone)
    y = _y(name, v, where, size, alone, reading)
    x = within(reading.place, v, x, y)
    if under == "table":
        y -= TABLE * _metre(v)
    main = _main_colour(name, subject.description, s, chance)
    flip = s.shot.stream("prop", i).happens(0.5)
    return Prop(name, thing, x, y, size, main, flip, alone, under)


def _size(thing: Thing, v: View, alone: bool) -> float:
    natural = v.stature / PERSON * thing.tall
    if not alone:
        low = 0.05 if not v.close else 0.16
        return min(max(natural, low * v.height), 1.4 * v.height)
    share = ALONE[v.camera.framing]
    wanted = share * min(v.height, v.width * 1.2 / max(1.0, thing.wide))
    if thing.tall > 2.0 and not v.close:
        return min(max(natural, 0.2 * v.height), LARGE[v.camera.framing] * v.height)
    return wanted


def _x(where: str, i: int, v: View, s: Scenery, wide: float, alone: bool) -> float:
    if alone:
        return s.subject_x
    if where in ("left", "right"):
        return v.x(0.24 if where == "left" else 0.76)
    side = 1 if s.subject_x < v.x(0.52) else -1
    gap = max(v.stature * 0.2, wide * 0.5 + v.stature * (0.09 if v.close else ROOM))
    x = s.subject_x + side * (gap + i * gap * 0.8)
    edge = v.x(0.08) if v.close else min(v.x(0.5), max(v.x(0.08), wide * 0.5 + v.x(0.02)))
    return min(max(x, edge), v.width - edge)


def _free(where: str, v: View, s: Scenery) -> float:
    """How wide the place is between who stands there and the frame's edge."""
    if where in ("left", "right"):
        return v.x(0.44)
    aside = max(s.subject_x, v.width - s.subject_x)
    return aside - v.stature * ROOM - v.x(0.03)


def _far(name: str, subject: Subject, reading: Reading, v: View) -> float:
    """Boats lie out on the water, farther than who stands on the shore."""
    if name not in AFLOAT or reading.place not in WATERS or v.close:
        return 1.0
    return 0.45 if position(subject.position) == "background" else 0.62


def _metre(v: View) -> float:
    return v.stature / PERSON


def _under(name: str, subject: Subject, reading: Reading, v: View) -> str:
    """Small things of a house stand on a table there, and on the ground out of doors."""
    if catalogue()[name].manner == "hangs":
        return "post" if not reading.indoors else ""
    if v.close or name not in TABLETOP or not reading.indoors or v.overhead:
        return ""
    low = any(word in subject.pose.lower() for word in ("floor", "ground", "רצפה", "אדמה"))
    return "" if low else "table"


def _y(name: str, v: View, where: str, size: float, alone: bool, reading: Reading) -> float:
    thing, place = catalogue()[name], reading.place
    if thing.manner == "hangs":
        return (
            min(v.feet - 0.35 * _metre(v), v.y(0.5) + size * 0.5)
            if v.close
            else v.feet - 0.45 * _metre(v)
        )
    if name in AFLOAT and place in WATERS and not v.close:
        return afloat(v, where == "background") + size * 0.12
    if name in WALL and not reading.indoors and not v.close:
        return dry(place, v, v.feet)
    if thing.manner == "flies":
        return v.y(0.42) if alone else v.y(0.3)
    if thing.manner == "floats":
        return v.y(0.5) + size * 0.5 if alone else min(v.y(0.85), v.feet)
    if v.close:
        return v.y(0.5) + size * 0.5 if alone else v.y(0.97)
    if where == "background":
        return dry(place, v, v.ground(0.3))
    return dry(place, v, min(v.feet, v.y(0.92)) + (0 if alone else v.y(0.015)))


def _main_colour(name: str, description: str, s: Scenery, chance: Chance) -> Colour:
    codes = [word for word in tokens(description) if word.startswith("#") and len(word) == 7]
    if codes:
        return from_hex(codes[0])
    said = lexicon("garments", "colours").first(description)
    if said:
        return from_hex(said)
    if name == "garment":
        return s.tones.accent.mix(s.tones.ink, 0.35).mix(s.tones.far, 0.2)
    if name in FUR:
        return s.palette.fit(from_hex(FUR[name]), 0.4)
    usual = chance.choice((s.tones.accent, s.tones.lamp, s.tones.accent.mix(s.tones.far, 0.4)))
    return from_hex("#7E9A5A") if name == "tree" else usual


def draw_prop(ink: Ink, s: Scenery, prop: Prop) -> None:
    """Draw one thing, with a surface under it when it fills the frame."""
    v, t = s.view, s.tones
    lamp = s.lamp(prop.x)
    if prop.alone and v.close and prop.thing.manner not in ("flies", "floats", "hangs"):
        _surface(ink, s, prop)
    if prop.under and not (v.close and prop.under == "table"):
        _support(ink, s, prop)
    elif prop.thing.manner not in ("flies", "floats", "hangs"):
        ink.glow(prop.x, prop.y, prop.size * prop.thing.wide * 0.62, t.ink, 0.55, squash=0.13)
    with ink.moved(prop.x, prop.y, prop.size, flip=prop.flip):
        if prop.flip:
            lamp = replace(lamp, x=-lamp.x)
        relief = Relief(ink, lamp, 0.05)
        chance = Chance("model", prop.name)
        prop.thing.draw(Model(ink, relief, t, prop.main, t.lamp, chance, prop.size))


def _support(ink: Ink, s: Scenery, prop: Prop) -> None:
    """A little table, or a post with a hook, down to the ground."""
    v, t, metre = s.view, s.tones, _metre(s.view)
    relief, wood = (
        Relief(ink, s.lamp(prop.x), 3 * v.unit),
        t.near.mix(t.accent, 0.2).mix(t.far, 0.25),
    )
    if prop.under == "post":
        half, top = 0.05 * metre, prop.y - prop.size * 1.06
        relief.part(Shape().rect(prop.x - half, top, prop.x + half, max(v.feet, prop.y)), wood)
        return
    foot, half = prop.y + TABLE * metre, max(0.32 * metre, prop.size * prop.thing.wide * 0.7)
    ink.glow(prop.x, foot, half * 1.5, t.ink, 0.55, squash=0.13)
    for k in (-0.82, 0.82):
        x = prop.x + half * k
        relief.part(Shape().rect(x - 0.025 * metre, prop.y, x + 0.025 * metre, foot), wood)
    board = Shape().rounded(
        prop.x - half, prop.y - 0.01 * metre, prop.x + half, prop.y + 0.05 * metre, 0.01 * metre
    )
    relief.part(board, wood.lit(0.03))


def _surface(ink: Ink, s: Scenery, prop: Prop) -> None:
    """A table top that runs out of the picture; out of doors, the ground."""
    v, t = s.view, s.tones
    top = prop.y - prop.size * 0.1
    wood = t.near.mix(t.accent, 0.18).mix(t.mid, 0.2)
    if s.open_air:
        wood = t.ground.mix(t.near, 0.25)
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

"""Details that fill the frame: hands, and what they hold.

Why here: an extreme close-up of hands is a drawing of its own.
Next: figure/hand.py.
"""

from dataclasses import replace
from math import pi

from miri.domain.prompt import Framing, Subject
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.hand import FIST, HOLD, OPEN, Grip, Hand
from miri.providers.offline.artist.figure.wardrobe import dressed, person
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, limb
from miri.providers.offline.artist.things.catalogue import Model, catalogue
from miri.providers.offline.artist.words.lexicon import lexicon

CLOSE = (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP)


def close_layers(reading: Reading, s: Scenery) -> list[Layer]:
    """The layers of a detail, or none when the prompt shows no detail."""
    if s.view.camera.framing not in CLOSE or not reading.people:
        return []
    subject = reading.people[0]
    text = f"{subject.description} {subject.pose}"
    words = lexicon("poses", "parts")
    parts = words.names(subject.pose) or words.names(subject.description)
    if not parts or parts[0] != "hands" or not _only_hands(subject, s):
        return []
    return [Layer("hands", 1.0, lambda ink: _hands(ink, s, subject, text), behind=False)]


def _only_hands(subject: Subject, s: Scenery) -> bool:
    """Are hands the subject, not just something a portrait also has?"""
    near = s.view.camera.framing is Framing.EXTREME_CLOSE_UP
    first = lexicon("poses", "parts").find(subject.description)
    if first and first[0].at <= 3:
        return True
    pose = lexicon("poses", "parts").find(subject.pose)
    return near and bool(pose) and pose[0].at <= 2


def _hands(ink: Ink, s: Scenery, subject: Subject, text: str) -> None:
    v = s.view
    traits = dressed(person(subject.description), s.palette, subject.description)
    outfit = traits.outfit
    sleeve = outfit.coat_colour if outfit.coat else outfit.top_colour
    size = min(v.height, v.width) * (0.66 if v.camera.framing is Framing.EXTREME_CLOSE_UP else 0.5)
    held = [name for name in lexicon("things").names(subject.pose) if name in catalogue()]
    fist = any(word in text.lower() for word in ("fist", "clenched", "אגרוף", "קפוצ"))
    two = any(word in text.lower() for word in ("hands", "ידיים", "holding each", "two"))
    if held:
        _thing(ink, s, held[0], size)
    grip = (
        FIST
        if fist
        else HOLD
        if held
        else OPEN
        if "reach" in lexicon("poses").names(text)
        else Grip(0.18, 7, 36)
    )
    if two:
        _hand(
            ink,
            s,
            (v.x(0.02), v.y(1.16)),
            (v.x(0.3), v.y(0.74)),
            size * 0.8,
            traits.skin,
            sleeve,
            grip,
            True,
        )
        _hand(
            ink,
            s,
            (v.x(1.0), v.y(1.14)),
            (v.x(0.72), v.y(0.72)),
            size * 0.8,
            traits.skin,
            sleeve,
            grip,
            False,
        )
        return
    side = Chance("hand", subject.description).choice((-1, 1))
    start = (v.x(0.5 - side * 0.24), v.y(1.3))
    _hand(
        ink,
        s,
        start,
        (v.x(0.5 - side * 0.04), v.y(0.74)),
        size,
        traits.skin,
        sleeve,
        grip,
        side < 0,
    )


def _hand(
    ink: Ink,
    s: Scenery,
    start: tuple[float, float],
    wrist: tuple[float, float],
    size: float,
    skin: Colour,
    sleeve: Colour,
    grip: Grip,
    flip: bool,
) -> None:
    """A forearm that comes into the picture, and its hand."""
    from math import atan2, cos, sin

    lamp = s.lamp(wrist[0])
    a, b = Point(*start), Point(*wrist)
    relief = Relief(ink, lamp, size * 0.12)
    relief.part(limb(a, b.toward(a, -0.02), size * 0.24, size * 0.135), skin)
    relief.part(limb(a, b.toward(a, 0.3), size * 0.3, size * 0.21), sleeve)
    turn = -atan2(b.x - a.x, b.y - a.y) if b.y > a.y else atan2(b.x - a.x, a.y - b.y) + pi
    x = lamp.x * cos(turn) + lamp.y * sin(turn)
    y = -lamp.x * sin(turn) + lamp.y * cos(turn)
    with ink.moved(b.x, b.y, size, turn, flip):
        Hand(Relief(ink, replace(lamp, x=-x if flip else x, y=y), 0.1), skin, grip, size).draw()


def _thing(ink: Ink, s: Scenery, name: str, size: float) -> None:
    v, t = s.view, s.tones
    thing = catalogue()[name]
    tall = size * 1.05 / max(1.0, thing.wide * 0.75)
    with ink.moved(v.x(0.51), v.y(0.5) + tall * 0.28, tall):
        relief = Relief(ink, s.lamp(v.x(0.5)), 0.05)
        thing.draw(Model(ink, relief, t, t.accent, t.lamp, Chance("model", name), tall))

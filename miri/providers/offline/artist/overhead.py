"""Seen from straight above: grounds as patterns, people as head and shoulders with a shadow.

Why here: an overhead picture has no horizon, so places are painted anew as floors.
Next: composition.py.
"""

from collections.abc import Callable
from math import cos, pi, sin

from miri.domain.prompt import Framing
from miri.providers.offline.artist.cast import Actor, actors
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.traits import Traits
from miri.providers.offline.artist.figure.wardrobe import dressed, person
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.reading import Reading
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape, blob, limb
from miri.providers.offline.artist.terrain import rolling

Floor = Callable[[Ink, Scenery], None]


def overhead_layers(s: Scenery, reading: Reading) -> list[Layer]:
    """A floor, and who stands or lies on it."""
    floor = FLOORS.get(reading.place, _plain)
    lying = any(
        "lie" in _pose_names(p.pose) or "float" in _pose_names(p.pose) for p in reading.people
    )
    layers = [Layer("floor", 0.6, lambda ink: _ground(ink, s, floor))]
    if reading.people:
        layers.append(
            Layer("people", 1.0, lambda ink: _people(ink, s, reading, lying), behind=False)
        )
    return layers


def _pose_names(text: str) -> list[str]:
    from miri.providers.offline.artist.words.lexicon import lexicon

    return lexicon("poses").names(text)


def _ground(ink: Ink, s: Scenery, floor: Floor) -> None:
    v, t = s.view, s.tones
    floor(ink, s)
    ink.glow(v.x(0.5), v.y(0.5), v.width * 0.6, t.key, 0.25)


def _plain(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("floor")
    base = t.ground.mix(t.far, 0.3)
    ink.wash(
        Linear(
            v.left,
            v.top,
            v.right,
            v.bottom,
            ((0.0, base.lit(0.04), 1.0), (1.0, base.mix(t.ink, 0.3), 1.0)),
        )
    )
    for _ in range(60):
        x, y, r = (
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            v.y(chance.between(0.02, 0.12)),
        )
        form = blob(x, y, r, [1 + chance.spread(0.2) for _ in range(9)], 0.8)
        ink.fill(
            form, base.mix(t.mid if chance.happens(0.5) else t.light, 0.2), 0.3, blur=3 * v.unit
        )


def _street(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    tar = t.ground.mix(t.near, 0.45)
    ink.wash(
        Linear(
            v.left,
            v.top,
            v.right,
            v.bottom,
            ((0.0, tar.lit(0.03), 1.0), (1.0, tar.mix(t.ink, 0.35), 1.0)),
        )
    )
    for k in range(-1, 12):
        x = v.x(0.08) + k * v.y(0.16)
        ink.fill(Shape().rect(x, v.y(0.3), x + v.y(0.085), v.y(0.7)), t.light.mix(tar, 0.2), 0.85)
    for y in (0.02, 0.98):
        ink.fill(
            Shape().rect(v.left, v.y(y) - v.y(0.06), v.right, v.y(y) + v.y(0.06)),
            t.far.mix(t.mid, 0.5),
        )
    chance = s.place.stream("wet")
    for _ in range(14):
        ink.glow(
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            v.y(chance.between(0.05, 0.16)),
            (t.lamp, t.accent, t.cool)[int(chance.random() * 3)],
            0.22 if t.dark else 0.08,
        )


def _lanes(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("verge")
    earth = t.ground.mix(t.mid, 0.35)
    ink.wash(earth)
    for _ in range(420):
        x, y, h = chance.between(v.left, v.right), chance.between(v.top, v.bottom), v.y(0.016)
        ink.lines(
            [(x, y), (x + chance.spread(h), y - h)], 1.6 * v.unit, earth.mix(t.ink, 0.45), 0.6
        )
    tar = t.near.mix(t.mid, 0.3)
    half = v.y(0.36)
    left, right = v.x(0.5) - half, v.x(0.5) + half
    stops = (
        (0.0, tar.mix(t.ink, 0.3), 1.0),
        (0.5, tar.lit(0.04), 1.0),
        (1.0, tar.mix(t.ink, 0.3), 1.0),
    )
    ink.fill(Shape().rect(left, v.top, right, v.bottom), Linear(left, 0, right, 0, stops))
    paint = t.light.mix(t.lamp, 0.35)
    for x in (left + v.y(0.03), right - v.y(0.03)):
        ink.fill(Shape().rect(x, v.top, x + v.y(0.012), v.bottom), paint, 0.75)
    for k in range(-2, 8):
        y = v.y(0.2 * k - 0.05)
        ink.fill(
            Shape().rect(v.x(0.5) - v.y(0.007), y, v.x(0.5) + v.y(0.007), y + v.y(0.11)),
            paint,
            0.85,
        )


def _water(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("water")
    ink.wash(
        Linear(
            v.left,
            v.top,
            v.right,
            v.bottom,
            ((0.0, t.mid.mix(t.cool, 0.25), 1.0), (0.6, t.mid, 1.0), (1.0, t.near, 1.0)),
        )
    )
    for _ in range(120):
        x, y, w = (
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            v.y(chance.between(0.03, 0.11)),
        )
        curve = (
            Shape()
            .move(x - w, y)
            .quad(x - w * 0.4, y - w * 0.28, x, y)
            .quad(x + w * 0.4, y + w * 0.28, x + w, y)
        )
        ink.stroke(curve, t.light.mix(t.far, 0.4), chance.between(0.8, 2.4) * v.unit, 0.3)


def _grass(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("grass")
    _plain(ink, s)
    tufts = Shape()
    for _ in range(900):
        x, y, h = (
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            v.y(chance.between(0.01, 0.025)),
        )
        tufts.move(x, y).line(x + chance.spread(h), y - h)
    ink.stroke(tufts, t.mid.mix(t.ink, 0.35), 1.7 * v.unit, 0.6)
    for hue in (t.accent, t.light, t.lamp):
        ink.dots(
            [(chance.between(v.left, v.right), chance.between(v.top, v.bottom)) for _ in range(60)],
            2.6 * v.unit,
            hue,
            0.8,
        )


def _sand(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    base = t.ground.mix(t.light, 0.25)
    ink.wash(
        Linear(
            v.left,
            v.top,
            v.right,
            v.bottom,
            ((0.0, base.lit(0.03), 1.0), (1.0, base.mix(t.mid, 0.4), 1.0)),
        )
    )
    for i in range(26):
        line = rolling(
            s.place.stream("ripple", i),
            v.left,
            v.right,
            v.top + (v.bottom - v.top) * i / 25,
            v.y(0.035),
            3,
        )
        ink.stroke(Shape().smooth(line, closed=False), base.mix(t.ink, 0.25), 1.8 * v.unit, 0.35)


def _boards(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("boards")
    wood = t.ground.mix(t.accent, 0.15)
    ink.wash(wood)
    step = v.y(0.09)
    y = v.top
    while y < v.bottom:
        ink.fill(
            Shape().rect(v.left, y, v.right, y + step - 2 * v.unit),
            wood.mix(t.key if chance.happens(0.4) else t.ink, chance.between(0.03, 0.2)),
            0.7,
        )
        y += step
    rug = Shape().rounded(v.x(0.24), v.y(0.16), v.x(0.76), v.y(0.86), v.y(0.03))
    ink.fill(rug, t.accent.mix(t.mid, 0.35))
    ink.stroke(
        Shape().rounded(v.x(0.26), v.y(0.195), v.x(0.74), v.y(0.825), v.y(0.02)),
        t.lamp,
        4 * v.unit,
        0.7,
    )


def _canopy(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("canopy")
    ink.wash(t.near)
    for i in range(150):
        x, y, r = (
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            v.y(chance.between(0.03, 0.085)),
        )
        if abs(x - v.x(0.5)) < v.y(0.22) and abs(y - v.y(0.5)) < v.y(0.22):
            continue
        form = blob(x, y, r, [1 + chance.spread(0.14) for _ in range(10)])
        ink.fill(form.moved(r * 0.15, r * 0.18), t.ink, 0.45, blur=r * 0.1)
        ink.fill(form, t.mid.mix(t.near, chance.random()).mix(t.key, 0.1 * (i % 3)))
        ink.fill(Shape().circle(x - r * 0.25, y - r * 0.3, r * 0.5), t.key, 0.14, blur=r * 0.15)


FLOORS: dict[str, Floor] = {
    "street": _street, "road": _lanes, "skyline": _street, "rooftop": _plain, "bridge": _street,
    "sea": _water, "lake": _water, "pier": _boards, "underwater": _water, "lighthouse": _water,
    "field": _grass, "flowers": _grass, "park": _grass, "graveyard": _grass, "desert": _sand,
    "snowfield": _sand, "forest": _canopy, "campfire": _canopy, "room": _boards, "kitchen": _boards,
    "stage": _boards, "club": _boards, "bar": _boards, "recording": _boards, "church": _plain,
}  # fmt: skip


def _people(ink: Ink, s: Scenery, reading: Reading, lying: bool) -> None:
    if lying:
        _lying(ink, s, actors(reading, s))
        return
    v = s.view
    size = {Framing.EXTREME_WIDE: 0.022, Framing.WIDE: 0.045, Framing.FULL: 0.08}.get(
        v.camera.framing, 0.13
    )
    count = len(reading.people)
    for i, subject in enumerate(reading.people[:5]):
        traits = dressed(person(subject.description), reading.palette, subject.description)
        x = v.x(0.5) + (i - (count - 1) / 2) * v.y(size * 4.2)
        _from_above(ink, s, traits, x, v.y(0.5), v.y(size))


def _lying(ink: Ink, s: Scenery, cast: list[Actor]) -> None:
    """Someone on the ground is seen in full from above: a front view, laid down."""
    from dataclasses import replace

    from miri.providers.offline.artist.figure.skeleton import Pose

    v = s.view
    spread = Pose(
        left_arm=(-64, -118),
        right_arm=(52, 96),
        left_leg=(-10, -4),
        right_leg=(16, -6),
        tilt=8,
        holds="both:open",
    )
    for i, actor in enumerate(cast[:2]):
        head = v.height * 0.085
        figure = replace(actor.figure, pose=spread)
        x, y = v.x(0.5) + (i * 2 - (len(cast) > 1)) * head * 3, v.y(0.5)
        with ink.moved(x, y, turn=0.5 + pi * i):
            ink.glow(0, 0, head * 4.2, s.tones.ink, 0.5)
            figure.draw(ink, s.lamp(x), 0, head * 3.8, head)


def _from_above(ink: Ink, s: Scenery, traits: Traits, x: float, y: float, r: float) -> None:
    """Head, shoulders, one foot forward, and the long shadow that tells the story."""
    t, outfit = s.tones, traits.outfit
    lamp = s.lamp(x)
    angle = pi * 0.5 + (0.6 if lamp.x > 0 else -0.6)
    long = r * 9
    tip = Point(
        x + cos(angle) * long * (-1 if lamp.x > 0 else 1) * -0.8, y + abs(sin(angle)) * long
    )
    body = limb(Point(x, y), Point(*tip).toward(Point(x, y), 0.22), r * 0.75, r * 0.8)
    blend = Linear(x, y, tip.x, tip.y, fade(t.ink, 0.62, 0.12))
    ink.fill(body, blend, blur=r * 0.12)
    ink.fill(Shape().circle(tip.x, tip.y, r * 0.62), t.ink, 0.3, blur=r * 0.16)
    relief = Relief(ink, lamp, r * 0.22)
    cloth: Colour = outfit.coat_colour if outfit.coat else outfit.top_colour
    relief.part(Shape().oval(x + r * 0.28, y + r * 0.75, r * 0.26, r * 0.5), outfit.shoe_colour)
    for k in (-1, 1):
        relief.part(
            limb(
                Point(x + k * r * 1.05, y),
                Point(x + k * r * 1.2, y + r * (0.5 if k > 0 else -0.35)),
                r * 0.4,
                r * 0.28,
            ),
            cloth,
        )
    relief.part(Shape().oval(x, y, r * 1.35, r * 0.72), cloth)
    if outfit.scarf:
        relief.part(Shape().oval(x, y - r * 0.05, r * 0.75, r * 0.5), outfit.accent)
    top = (
        outfit.hat_colour
        if outfit.hat
        else traits.skin
        if traits.hair == "bald"
        else traits.hair_colour
    )
    if traits.hair in ("long", "wavy", "shoulder", "curly") and not outfit.hat:
        relief.part(Shape().oval(x, y + r * 0.32, r * 0.62, r * 0.75), traits.hair_colour)
    if outfit.hat in ("fedora", "sunhat", "cowboy"):
        relief.part(Shape().circle(x, y - r * 0.08, r * 0.95), outfit.hat_colour)
    relief.part(Shape().oval(x, y - r * 0.08, r * 0.56, r * 0.62), top)

"""The city from afar: rows of towers with lit windows.

Why here: towers are one craft. Next: heights.py (from above), street.py (at eye level).
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Layer, Paint, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import floor
from miri.providers.offline.artist.water import glitter, mirrored, surface


def skyline(s: Scenery) -> list[Layer]:
    """Three rows of towers over water or an avenue of haze."""
    v, t = s.view, s.tones
    layers = sky(s)
    base = v.horizon + v.y(0.02)
    for i in range(3):
        layers.append(Layer(f"towers{i}", 0.12 + 0.12 * i, towers(s, i, base + v.y(0.015 * i))))
    if s.place.stream("kind").happens(0.6):
        layers.append(
            Layer(
                "water",
                0.36,
                lambda ink: _river(ink, s, base),
                near=0.9,
                life=glitter(s, base + v.y(0.03), s.sun.x, t.lamp, 0.8),
            )
        )
        layers.append(Layer("quay", 0.8, lambda ink: _quay(ink, s), near=1.0))
    else:
        layers.append(Layer("roofs", 0.5, lambda ink: roofs(ink, s, base), near=0.9))
        layers.append(Layer("ledge", 0.8, lambda ink: _quay(ink, s), near=1.0))
    return layers


def towers(s: Scenery, i: int, base: float) -> Paint:
    """One row of towers on a ground line; row 0 is the farthest."""
    v, t = s.view, s.tones
    colour = t.depth((0.95, 0.62, 0.3)[i])
    tall = v.y((0.3, 0.4, 0.36)[i]) * (0.8 if v.tall else 1.0)

    def paint(ink: Ink) -> None:
        chance = s.place.stream("towers", i)
        x = v.left
        while x < v.right:
            wide = v.y(chance.between(0.045, 0.1)) * (0.8 + 0.25 * i)
            middle = 1 - abs((x + wide / 2) / v.width - 0.5) * 0.9
            height = tall * chance.between(0.25, 1.0) * middle
            tower(ink, s, chance, x, base - height, wide, base, colour, 0.3 + 0.3 * i)
            x += wide * chance.between(0.9, 1.25)
        air = t.low.mix(t.far, 0.3)
        low = base - tall * 0.45
        ink.fill(
            Shape().rect(v.left, low, v.right, base + 2),
            Linear(0, low, 0, base, ((0.0, air, 0.0), (1.0, air, 0.62 - 0.14 * i))),
        )

    return paint


def tower(
    ink: Ink,
    s: Scenery,
    chance: Chance,
    x: float,
    top: float,
    wide: float,
    base: float,
    colour: Colour,
    detail: float,
) -> None:
    """One building with a roof of its own and windows; `detail` 0..1 brings the windows out."""
    v, t = s.view, s.tones
    body = _outline(chance, x, top, wide, base)
    lamp = s.lamp(x)
    lit = colour.mix(t.key, 0.16)
    ends = ((0.0, lit, 1.0), (0.5, colour, 1.0), (1.0, colour.mix(t.ink, 0.25), 1.0))
    left, right = (x + wide, x) if lamp.x > 0 else (x, x + wide)
    ink.fill(body, Linear(left, 0, right, 0, ends))
    edge = wide * 0.035
    side = Shape().rect(
        left - edge if lamp.x > 0 else left, top, left if lamp.x > 0 else left + edge, base
    )
    ink.fill(side.common(body), colour.mix(t.key, 0.55), 0.6 * t.rim)
    _windows(ink, s, chance, x, top, wide, base, colour, detail)
    if chance.happens(0.25):
        mast = top - v.y(chance.between(0.02, 0.06))
        ink.lines([(x + wide / 2, top), (x + wide / 2, mast)], 1.2 * v.unit, colour)
        if t.dark:
            ink.dots([(x + wide / 2, mast)], 1.6 * v.unit, t.accent)


def _outline(chance: Chance, x: float, top: float, wide: float, base: float) -> Shape:
    kind, tall = chance.random(), base - top
    body = Shape().rect(x, top, x + wide, base)
    if kind < 0.25:
        step = wide * 0.2
        body.rect(x + step, top - tall * 0.07, x + wide - step, top + 2)
        body.rect(x + 1.9 * step, top - tall * 0.12, x + wide - 1.9 * step, top)
    elif kind < 0.4:
        body.polygon([(x, top + 1), (x + wide, top + 1), (x + wide, top - wide * 0.3)])
    elif kind < 0.55:
        body.polygon(
            [
                (x + wide * 0.2, top + 1),
                (x + wide * 0.5, top - tall * 0.16),
                (x + wide * 0.8, top + 1),
            ]
        )
    elif kind < 0.75:
        body.rect(x + wide * 0.6, top - wide * 0.2, x + wide * 0.8, top)
        body.rect(x + wide * 0.15, top - wide * 0.1, x + wide * 0.4, top)
    return body


def _windows(
    ink: Ink,
    s: Scenery,
    chance: Chance,
    x: float,
    top: float,
    wide: float,
    base: float,
    colour: Colour,
    detail: float,
) -> None:
    v, t = s.view, s.tones
    cell = v.unit * (8 + 5 * detail)
    columns = max(2, int(wide / cell))
    pitch = wide / columns
    share = 0.42 if t.dark else 0.5
    bright, dim = Shape(), Shape()
    y = top + cell
    while y < base - cell * 0.5:
        floor_on = chance.random()
        for c in range(columns):
            if chance.random() < share * (0.5 + floor_on):
                left = x + pitch * (c + 0.24)
                target = bright if chance.random() < 0.45 else dim
                target.rect(left, y, left + pitch * 0.52, y + cell * 0.55)
        y += cell * 1.08
    if t.dark:
        ink.fill(dim, t.lamp.mix(colour, 0.55), 0.75)
        ink.fill(bright, t.lamp.mix(t.light, 0.25), 0.55 + 0.4 * detail)
        for _ in range(2):
            s.bulb(x + wide * chance.random(), chance.between(top, base), cell * 0.6, t.lamp)
    else:
        ink.fill(dim, colour.mix(t.ink, 0.3), 0.5)
        ink.fill(bright, colour.mix(t.low, 0.5), 0.65)


def _river(ink: Ink, s: Scenery, base: float) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("river")
    top = base + v.y(0.028)
    bank = Shape().rect(v.left, base - v.y(0.004), v.right, top)
    ink.fill(bank, t.depth(0.22))
    surface(ink, s, top)
    for _ in range(60):
        x, near = chance.between(v.left, v.right), chance.random()
        colour = t.lamp if chance.happens(0.7) else t.accent
        streak = Shape().rect(
            x, top, x + v.unit * chance.between(3, 9), top + v.y(0.05 + 0.2 * near)
        )
        ink.fill(
            streak,
            Linear(
                0,
                top,
                0,
                top + v.y(0.25),
                ((0.0, colour, 0.55 if t.dark else 0.16), (1.0, colour, 0.0)),
            ),
            blur=1.2 * v.unit,
        )
    mirrored(ink, s, top, 0.3)
    lamps = [(v.left + (v.right - v.left) * i / 26, base - v.y(0.006)) for i in range(27)]
    if t.dark:
        ink.dots(lamps, 2 * v.unit, t.lamp.lit(0.05))


def roofs(ink: Ink, s: Scenery, base: float) -> None:
    """The near city below us."""
    v, t = s.view, s.tones
    ink.fill(Shape().rect(v.left, base - 2, v.right, v.bottom), t.depth(0.2))
    for row in range(4):
        chance = s.place.stream("roofs", row)
        y = base + (v.height - base) * (0.12 + 0.24 * row)
        colour = t.depth(0.3 - 0.09 * row)
        x = v.left
        while x < v.right:
            wide = v.y(chance.between(0.1, 0.2)) * (0.7 + 0.35 * row)
            top = y - v.y(chance.between(0.03, 0.13)) * (0.7 + 0.3 * row)
            tower(ink, s, chance, x, top, wide, v.bottom, colour, 0.5 + 0.1 * row)
            x += wide * chance.between(1.0, 1.2)


def _quay(ink: Ink, s: Scenery) -> None:
    """Where we stand: a wall with a rail."""
    v, t = s.view, s.tones
    top = v.ground(0.6)
    colour = t.ground.mix(t.near, 0.45)
    floor(ink, s, colour, far=colour.mix(t.key, 0.18), top=top)
    chance = s.place.stream("paving")
    for i in range(7):
        y = top + (v.height - top) * (i / 6) ** 1.6
        ink.lines(
            [(v.left, y), (v.right, y)], (0.6 + 0.25 * i) * v.unit, colour.mix(t.ink, 0.5), 0.5
        )
    for i in range(25):
        far = v.left + (v.right - v.left) * i / 24
        near = v.x(0.5) + (far - v.x(0.5)) * 2.2
        ink.lines([(far, top), (near, v.bottom)], v.unit, colour.mix(t.ink, 0.5), 0.35)
    ink.lines(
        [(v.left, top - v.y(0.055)), (v.right, top - v.y(0.055))],
        3.2 * v.unit,
        t.ink.mix(t.near, 0.3),
    )
    ink.lines(
        [(v.left, top - v.y(0.03)), (v.right, top - v.y(0.03))],
        1.6 * v.unit,
        t.ink.mix(t.near, 0.3),
    )
    posts: list[tuple[float, float]] = []
    for i in range(30):
        x = v.left + (v.right - v.left) * (i + 0.5 * chance.random()) / 30
        posts += [(x, top), (x, top - v.y(0.055))]
    ink.lines(posts, 2.4 * v.unit, t.ink.mix(t.near, 0.3))


PLACES = {"skyline": skyline}

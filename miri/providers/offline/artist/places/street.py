"""A city street at eye level: facades, neon, lamps, wet asphalt that mirrors them.

Why here: a canyon of walls in perspective. Next: space.py (metres), city.py (from afar).
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.space import Space
from miri.providers.offline.artist.terrain import floor

HALF = 5.2


def street(s: Scenery) -> list[Layer]:
    """A city street: facades, shop windows, neon, lamps; the asphalt mirrors them."""
    v = s.view
    room = Space.of(v)
    layers = sky(s)
    layers.append(Layer("end", 0.2, lambda ink: _far_end(ink, s, room)))
    layers.append(Layer("asphalt", 0.3, lambda ink: _asphalt(ink, s, room), near=1.0))
    layers.append(Layer("walls", 0.4, lambda ink: _walls(ink, s, room)))
    layers.append(Layer("lamps", 0.7, lambda ink: _lamps(ink, s, room)))
    return layers


def _far_end(ink: Ink, s: Scenery, room: Space) -> None:
    v, t = s.view, s.tones
    y = v.horizon
    glow = t.low.mix(t.lamp, 0.4) if t.dark else t.low
    ink.glow(v.x(0.5), y - v.y(0.05), v.height * 0.6, glow, 0.75)
    chance = s.place.stream("end")
    for i in range(6):
        x, wide = v.x(0.5) + v.y(chance.spread(0.2)), v.y(chance.between(0.03, 0.07))
        tower = Shape().rect(x - wide, y - v.y(chance.between(0.1, 0.32)), x + wide, y)
        ink.fill(tower, t.depth(0.95 - 0.08 * i))


def _asphalt(ink: Ink, s: Scenery, room: Space) -> None:
    t = s.tones
    wet = bool(s.weather & {"rain", "wet"}) or t.dark
    ground = t.ground.mix(t.near, 0.4)
    floor(ink, s, ground, far=ground.mix(t.low, 0.5))
    dark = ground.mix(t.ink, 0.4)
    for side in (-1, 1):
        kerb = room.floor(side * (HALF - 1.7), side * (HALF + 3), 0.6, 60)
        ink.fill(kerb, ground.mix(t.mid, 0.3), 0.85)
        ink.fill(room.floor(side * (HALF - 1.78), side * (HALF - 1.66), 0.6, 60), dark, 0.9)
    for k in range(12):
        z = 2.2 + 3.4 * k
        ink.fill(room.floor(-0.07, 0.07, z, z + 1.6), t.light, 0.35)
    if wet:
        _reflections(ink, s, room)


def _reflections(ink: Ink, s: Scenery, room: Space) -> None:
    """Colours of the signs, drawn out towards us."""
    v, t, chance = s.view, s.tones, s.place.stream("wet")
    hues = (t.lamp, t.accent, t.cool, t.lamp)
    for i in range(40):
        z = chance.between(2.6, 22.0)
        x, y = room.at(chance.choice((-1, 1)) * chance.between(1.2, HALF), 0, z)
        long, wide = (
            v.y(0.12) + room.scale(z) * chance.between(0.8, 2.2),
            max(2.0, room.scale(z) * chance.between(0.03, 0.16)),
        )
        hue = hues[i % 4]
        streak = Shape().rect(x - wide, y, x + wide, y + long)
        stops = ((0.0, hue, 0.0), (0.16, hue, 0.42), (0.5, hue, 0.2), (1.0, hue, 0.0))
        ink.fill(streak, Linear(0, y, 0, y + long, stops), 0.8 if t.dark else 0.35, blur=wide * 0.8)
    glints: list[tuple[float, float]] = []
    for _ in range(70):
        x, y = chance.between(v.left, v.right), v.ground(chance.random() ** 0.7)
        glints += [(x, y), (x + v.x(chance.between(0.004, 0.02)), y)]
    ink.lines(glints, 1.2 * v.unit, t.light, 0.16)


def _walls(ink: Ink, s: Scenery, room: Space) -> None:
    for side in (-1, 1):
        chance = s.place.stream("wall", side)
        z = 46.0
        blocks: list[tuple[float, float, float]] = []
        while z > 1.2:
            deep = chance.between(4.0, 8.0)
            blocks.append((max(0.7, z - deep), z, chance.between(7.0, 17.0)))
            z -= deep
        for z0, z1, tall in blocks:
            _house(ink, s, room, chance, side, z0, z1, tall)


def _house(
    ink: Ink, s: Scenery, room: Space, chance: Chance, side: int, z0: float, z1: float, tall: float
) -> None:
    v, t = s.view, s.tones
    far = min(1.0, z0 / 30)
    wall = t.depth(far * 0.85).mix(t.mid, 0.25 * chance.random())
    x = side * HALF
    air = t.low.mix(t.far, 0.3)
    face = room.flank(x, 0, tall, z0, z1)
    near, _ = room.at(x, 0, z0)
    back, _ = room.at(x, 0, z1)
    stops = ((0.0, wall.mix(t.ink, 0.25), 1.0), (1.0, wall.mix(air, 0.25 + 0.3 * far), 1.0))
    ink.fill(face, Linear(near, 0, back, 0, stops))
    gable = room.front(x, 0, x + side * 6, tall, z1)
    ink.fill(gable, wall.mix(t.ink, 0.3))
    ink.fill(face, Linear(near, 0, back, 0, stops))
    _panes(ink, s, room, chance, x, z0, z1, tall, wall)
    _shop(ink, s, room, chance, x, z0, z1)
    if chance.happens(0.6):
        _sign(ink, s, room, chance, side, z0 + 0.5, tall)
    roof_near, roof_back = room.at(x, tall, z0), room.at(x, tall, z1)
    ink.lines([roof_near, roof_back], 1.6 * v.unit, t.key, 0.35 * t.rim)


def _panes(
    ink: Ink,
    s: Scenery,
    room: Space,
    chance: Chance,
    x: float,
    z0: float,
    z1: float,
    tall: float,
    wall: Colour,
) -> None:
    t = s.tones
    lit, dark = Shape(), Shape()
    y = 4.2
    while y < tall - 1.2:
        z = z0 + 0.7
        while z < z1 - 0.8:
            pane = room.flank(x, y, y + 1.5, z, z + 0.85)
            (lit if chance.happens(0.34 if t.dark else 0.2) else dark).add(pane)
            z += 1.75
        y += 2.7
    ink.fill(dark, wall.mix(t.ink, 0.5) if t.dark else wall.mix(t.low, 0.4), 0.75)
    ink.fill(lit, t.lamp if t.dark else t.low.mix(t.light, 0.5), 0.85)


def _shop(
    ink: Ink, s: Scenery, room: Space, chance: Chance, x: float, z0: float, z1: float
) -> None:
    """The ground floor: a glowing window and a door."""
    v, t = s.view, s.tones
    open_late = chance.happens(0.55)
    hue = (t.lamp, t.accent.mix(t.lamp, 0.4), t.cool)[int(chance.random() * 3)]
    window = room.flank(x, 0.5, 2.8, z0 + 0.5, z1 - 1.6)
    colour = hue.lit(0.03) if t.dark and open_late else t.ink.mix(t.low, 0.3)
    _, top = room.at(x, 2.8, z0)
    _, low = room.at(x, 0.5, z0)
    ink.fill(
        window, Linear(0, top, 0, low, ((0.0, colour, 0.95), (1.0, colour.mix(t.ink, 0.25), 0.95)))
    )
    if t.dark and open_late:
        px, py = room.at(x, 1.4, (z0 + z1) / 2)
        ink.glow(px, py, room.scale((z0 + z1) / 2) * 3.2, hue, 0.42)
        s.bulb(px, py, room.scale(z0) * 0.3, hue)
    ink.fill(room.flank(x, 0, 2.5, z1 - 1.3, z1 - 0.4), t.ink, 0.8)
    awning = Shape().polygon(
        [
            room.at(x, 3.1, z0 + 0.4),
            room.at(x, 3.1, z1 - 1.5),
            room.at(x * 0.86, 2.75, z1 - 1.5),
            room.at(x * 0.86, 2.75, z0 + 0.4),
        ]
    )
    if chance.happens(0.5):
        ink.fill(awning, t.accent.mix(t.ink, 0.35), 0.95)
    ink.lines([room.at(x, 3.2, z0), room.at(x, 3.2, z1)], 1.5 * v.unit, t.ink, 0.6)


def _sign(
    ink: Ink, s: Scenery, room: Space, chance: Chance, side: int, z: float, tall: float
) -> None:
    """A neon sign that stands out from the wall: bars and marks, no readable words."""
    t = s.tones
    y = chance.between(3.4, max(3.6, min(7.0, tall - 3)))
    high, wide = chance.between(1.0, 3.2), chance.between(0.7, 1.3)
    x0 = side * HALF
    board = room.front(x0, y, x0 - side * wide, y + high, z)
    left, top, right, bottom = board.box
    hue = (t.accent, t.lamp, t.cool, t.accent.lit(0.1))[int(chance.random() * 4)]
    ink.fill(board, t.ink.mix(t.near, 0.4))
    if not t.dark:
        ink.fill(board, hue.mix(t.ink, 0.2), 0.85)
        return
    ink.glow(
        (left + right) / 2, (top + bottom) / 2, max(right - left, bottom - top) * 1.7, hue, 0.6
    )
    edge = max(1.2, (right - left) * 0.05)
    ink.stroke(board, hue.lit(0.06), edge, 0.95)
    bars: list[tuple[float, float]] = []
    count = max(2, int((bottom - top) / ((right - left) * 0.55)))
    for i in range(count):
        yy = top + (bottom - top) * (i + 0.5) / count
        inner = (right - left) * chance.between(0.12, 0.3)
        bars += [(left + inner, yy), (right - inner, yy)]
    ink.lines(bars, edge * 1.7, hue.mix(t.light, 0.55), 0.95)
    s.bulb((left + right) / 2, (top + bottom) / 2, (right - left) * 0.7, hue)


def _lamps(ink: Ink, s: Scenery, room: Space) -> None:
    t = s.tones
    dark = t.ink.mix(t.near, 0.4)
    for side in (-1, 1):
        for k in range(4):
            z = 4.6 + 7 * k + (3.2 if side > 0 else 0)
            x, y0 = room.at(side * (HALF - 1.5), 0, z)
            px = room.scale(z)
            top = y0 - px * 5.2
            pole = (
                Shape().move(x, y0).line(x, top + px * 0.5).quad(x, top, x - side * px * 0.9, top)
            )
            ink.stroke(pole, dark, max(1.2, px * 0.09))
            lx, ly = x - side * px * 0.95, top + px * 0.06
            if t.dark:
                ink.glow(lx, ly, px * 2.4, t.lamp, 0.7)
                cone = Shape().polygon(
                    [
                        (lx - px * 0.1, ly),
                        (lx + px * 0.1, ly),
                        (lx + px * 1.8, y0),
                        (lx - px * 1.8, y0),
                    ]
                )
                ink.fill(cone, Linear(0, ly, 0, y0, fade(t.lamp, 0.3, 0.0)), blur=px * 0.12)
                s.bulb(lx, ly, px * 0.16, t.lamp)
            ink.fill(
                Shape().oval(lx, ly, px * 0.24, px * 0.09), t.lamp.lit(0.06) if t.dark else dark
            )


PLACES = {"street": street}

"""Streets at eye level: the city at night with neon and wet asphalt, an old town of stone, a road.

Why here: canyons of walls in perspective. Next: space.py (metres), city.py (from afar).
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.space import Space
from miri.providers.offline.artist.terrain import floor, massif, ridge

STONE = from_hex("#C9B48F")
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
    v, t = s.view, s.tones
    wet = "rain" in s.weather or t.dark
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
        z, blocks = 46.0, []
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
    v, t = s.view, s.tones
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
    v, t = s.view, s.tones
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


def old_town(s: Scenery) -> list[Layer]:
    """Stone walls, arches over the lane, lanterns, a dome against the sky."""
    v = s.view
    room = Space.of(v)
    layers = sky(s)
    layers.append(Layer("domes", 0.15, lambda ink: _domes(ink, s)))
    layers.append(Layer("paving", 0.3, lambda ink: _paving(ink, s, room), near=1.0))
    layers.append(Layer("stone", 0.4, lambda ink: _stone_walls(ink, s, room)))
    layers.append(Layer("arch", 0.8, lambda ink: _lanterns(ink, s, room)))
    return layers


def _stone(s: Scenery, far: float) -> Colour:
    return s.tones.depth(far).mix(s.palette.fit(STONE, 0.7), 0.35 if not s.tones.dark else 0.12)


def _domes(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("domes")
    base = v.horizon + v.y(0.02)
    for i in range(9):
        x, r = v.x(0.5) + v.x(chance.spread(0.4)), v.y(chance.between(0.03, 0.07))
        wall = base - v.y(chance.between(0.06, 0.2))
        colour = t.depth(0.9 - 0.06 * i)
        ink.fill(Shape().rect(x - r * 1.3, wall, x + r * 1.3, base), colour)
        dome = (
            Shape()
            .move(x - r, wall)
            .cubic(x - r, wall - r * 1.3, x + r, wall - r * 1.3, x + r, wall)
            .close()
        )
        ink.fill(dome, t.accent.mix(colour, 0.5) if i == 8 else colour.mix(t.key, 0.15))
        ink.lines([(x, wall - r), (x, wall - r * 1.5)], 1.3 * v.unit, colour)


def _paving(ink: Ink, s: Scenery, room: Space) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("paving")
    stone = _stone(s, 0.2).mix(t.ground, 0.5)
    floor(ink, s, stone, far=stone.mix(t.low, 0.4))
    z = 1.2
    while z < 26:
        deep = 0.5 + z * 0.03
        for k in range(-5, 6):
            x = k * 0.75 + (0.37 if int(z * 10) % 2 else 0) + chance.spread(0.05)
            slab = room.floor(x + 0.02, x + 0.71, z, z + deep - 0.03)
            ink.fill(
                slab,
                stone.mix(t.key if chance.happens(0.5) else t.ink, chance.between(0.03, 0.2)),
                0.55,
            )
        z += deep


def _stone_walls(ink: Ink, s: Scenery, room: Space) -> None:
    v, t = s.view, s.tones
    half = 2.6
    for side in (-1, 1):
        chance = s.place.stream("stones", side)
        for z0, z1, tall in ((14.0, 30.0, 7.0), (6.5, 14.0, 5.4), (0.8, 6.5, 6.4)):
            x = side * half
            wall = _stone(s, min(0.8, z0 / 22))
            near, back = room.at(x, 0, z0)[0], room.at(x, 0, z1)[0]
            face = room.flank(x, 0, tall, z0, z1)
            ink.fill(room.front(x, 0, x + side * 5, tall, z1), wall.mix(t.ink, 0.3))
            ink.fill(
                face,
                Linear(
                    near,
                    0,
                    back,
                    0,
                    ((0.0, wall.mix(t.ink, 0.35), 1.0), (1.0, wall.mix(t.low, 0.25), 1.0)),
                ),
            )
            _courses(ink, s, room, chance, x, z0, z1, tall, wall)
            _arched_door(ink, s, room, chance, x, (z0 + z1) / 2 - 0.6, wall)


def _courses(
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
    light, dark = Shape(), Shape()
    y = 0.0
    while y < tall:
        z = z0 + chance.random() * 0.5
        while z < z1 - 0.5:
            deep = chance.between(0.5, 1.1)
            block = room.flank(x, y + 0.03, y + 0.4, z, min(z1, z + deep - 0.05))
            (light if chance.happens(0.5) else dark).add(block)
            z += deep
        y += 0.45
    ink.fill(light, wall.mix(t.key, 0.22), 0.4)
    ink.fill(dark, wall.mix(t.ink, 0.3), 0.35)


def _arched_door(
    ink: Ink, s: Scenery, room: Space, chance: Chance, x: float, z: float, wall: Colour
) -> None:
    t = s.tones
    a, b = room.at(x, 0, z), room.at(x, 0, z + 1.3)
    c, d = room.at(x, 2.0, z + 1.3), room.at(x, 2.0, z)
    crown = room.at(x, 2.9, z + 0.65)
    door = (
        Shape()
        .move(*a)
        .line(*d)
        .quad(d[0], crown[1], *crown)
        .quad(c[0], crown[1], *c)
        .line(*b)
        .close()
    )
    glowing = t.dark and chance.happens(0.6)
    ink.fill(door, t.lamp if glowing else t.ink.mix(wall, 0.2), 0.9)
    if glowing:
        ink.glow(crown[0], (crown[1] + a[1]) / 2, room.scale(z) * 2, t.lamp, 0.45)


def _lanterns(ink: Ink, s: Scenery, room: Space) -> None:
    v, t = s.view, s.tones
    stone = _stone(s, 0.12).mix(t.ink, 0.2)
    z = room.subject + 3.2
    left, spring = room.at(-2.6, 3.0, z)
    right, _ = room.at(2.6, 3.0, z)
    _, top = room.at(0, 7.5, z)
    _, crown = room.at(0, 4.6, z)
    arch = Shape().rect(left - 4, top, right + 4, spring)
    hole = (
        Shape()
        .move(left, spring + 4)
        .line(left, spring)
        .cubic(left, crown, right, crown, right, spring)
        .line(right, spring + 4)
        .close()
    )
    ink.fill(
        arch.minus(hole),
        Linear(0, top, 0, spring, ((0.0, stone.mix(t.ink, 0.3), 1.0), (1.0, stone, 1.0))),
    )
    ink.stroke(
        Shape().move(left, spring).cubic(left, crown, right, crown, right, spring),
        stone.mix(t.key, 0.35),
        5 * v.unit,
        0.6,
    )
    for side in (-1, 1):
        x, y = room.at(side * 2.1, 2.7, z)
        r = room.scale(z) * 0.12
        if t.dark or t.hour == "sunset":
            ink.glow(x, y, r * 13, t.lamp, 0.7)
            s.bulb(x, y, r, t.lamp)
        ink.fill(Shape().rounded(x - r, y - r * 1.5, x + r, y + r * 1.3, r * 0.4), t.lamp.lit(0.05))
        ink.stroke(Shape().rounded(x - r, y - r * 1.5, x + r, y + r * 1.3, r * 0.4), t.ink, r * 0.3)


def road(s: Scenery) -> list[Layer]:
    """A road to the horizon: centre line, poles with wires, hills; headlights when it is dark."""
    v, t = s.view, s.tones
    room = Space.of(v)
    layers = sky(s)
    line = ridge(s.place.stream("hills"), v.left, v.right, v.horizon + v.y(0.012), v.y(0.17), 0.48)
    layers.append(
        Layer("hills", 0.16, lambda ink: massif(ink, s, line, v.bottom, t.depth(0.9), 0.75))
    )
    layers.append(Layer("road", 0.25, lambda ink: carriageway(ink, s, room), near=1.0))
    layers.append(Layer("poles", 0.55, lambda ink: _poles(ink, s, room)))
    return layers


def carriageway(ink: Ink, s: Scenery, room: Space) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("verge")
    ground = t.ground.mix(t.mid, 0.3)
    floor(ink, s, ground)
    tufts = Shape()
    for _ in range(260):
        near = chance.random() ** 1.7
        x, y = chance.between(v.left, v.right), v.ground(near)
        h = v.y(0.004 + 0.03 * near)
        tufts.move(x, y).quad(x + h * 0.2, y - h * 0.5, x + chance.spread(h), y - h)
    ink.stroke(tufts, ground.mix(t.ink, 0.5), 1.5 * v.unit, 0.6)
    tar = t.near.mix(t.mid, 0.35)
    lane = room.floor(-3.4, 3.4, 0.5, 400)
    ink.fill(
        lane,
        Linear(
            0,
            v.horizon,
            0,
            v.height,
            (
                (0.0, tar.mix(t.low, 0.6), 1.0),
                (0.25, tar.mix(t.low, 0.15), 1.0),
                (1.0, tar.mix(t.ink, 0.4), 1.0),
            ),
        ),
    )
    ink.fill(
        lane,
        Linear(
            v.x(0.5), v.horizon, v.x(0.5), v.height, ((0.0, t.key, 0.4 * t.rim), (0.5, t.key, 0.0))
        ),
    )
    paint = t.light.mix(t.lamp, 0.35)
    for side in (-1, 1):
        ink.fill(room.floor(side * 3.05, side * 3.2, 0.5, 300), paint, 0.75)
    for k in range(34):
        z = 1.2 + 4.2 * k
        ink.fill(room.floor(-0.08, 0.08, z, z + 2.0), paint, 0.85)
    if t.dark:
        _headlights(ink, s, room)


def _headlights(ink: Ink, s: Scenery, room: Space) -> None:
    v, t = s.view, s.tones
    z = 60.0
    for x in (-1.9, -1.2):
        px, py = room.at(x, 0.7, z)
        ink.glow(px, py, v.y(0.16), t.lamp, 0.55)
        ink.glow(px, py, v.y(0.035), t.light, 0.95)
        s.bulb(px, py, 5 * v.unit, t.lamp)
    px, py = room.at(-1.5, 0, z)
    beam = Shape().polygon(
        [
            (px - 4 * v.unit, py),
            (px + 4 * v.unit, py),
            (px + v.x(0.14), v.ground(0.75)),
            (px - v.x(0.16), v.ground(0.75)),
        ]
    )
    ink.fill(beam, Linear(0, py, 0, v.ground(0.75), fade(t.lamp, 0.35, 0.0)), blur=6 * v.unit)


def _poles(ink: Ink, s: Scenery, room: Space) -> None:
    v, t = s.view, s.tones
    side = s.place.stream("poles").choice((-1, 1))
    dark = t.ink.mix(t.near, 0.4)
    tops: list[tuple[float, float]] = []
    for k in range(9):
        z = 3.4 + 11 * k
        foot, top = room.at(side * 5.6, 0, z), room.at(side * 5.6, 7.5, z)
        px = room.scale(z)
        ink.stroke(
            Shape().move(*foot).line(*top), dark.mix(t.low, min(0.6, k * 0.07)), max(1.0, px * 0.13)
        )
        for arm in (7.2, 6.6):
            ink.stroke(
                Shape()
                .move(*room.at(side * 5.6 - 0.9, arm, z))
                .line(*room.at(side * 5.6 + 0.9, arm, z)),
                dark.mix(t.low, min(0.6, k * 0.07)),
                max(0.8, px * 0.07),
            )
        tops.append(top)
    for dx in (-0.8, 0.8):
        for k in range(8):
            a, b = (
                room.at(side * 5.6 + dx, 7.2, 3.4 + 11 * k),
                room.at(side * 5.6 + dx, 7.2, 14.4 + 11 * k),
            )
            sag = (a[1] + b[1]) / 2 + abs(a[1] - b[1]) * 0.2 + 2
            ink.stroke(Shape().move(*a).quad((a[0] + b[0]) / 2, sag, *b), dark, 1.1 * v.unit, 0.8)


PLACES = {"street": street, "old_town": old_town, "road": road}

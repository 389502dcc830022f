"""An old town of stone: a lane under arches, doors, lanterns, domes against the sky.

Why here: Jerusalem, a village, a market at night. Next: street.py, space.py.
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.space import Space
from miri.providers.offline.artist.terrain import floor

STONE = from_hex("#C9B48F")


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
    t, chance = s.tones, s.place.stream("paving")
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
    t = s.tones
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


PLACES = {"old_town": old_town}

"""Kitchen and bathroom: tiles, counters, shelves, a lamp over the table, a mirror.

Why here: the rooms of mornings and of truth. Next: interior.py.
"""

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.places.interior import TALL, Room, lightfall, shell, window
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape


def kitchen(s: Scenery) -> list[Layer]:
    """Counter, shelves, a hanging lamp over the table, a window."""
    v, t = s.view, s.tones
    room, chance = Room(s, 3.2, 2.2), s.place.stream("kitchen")
    wall, floor = room.wall(s), t.ground.mix(t.far, 0.2)
    wx = room.side * -0.7
    s.sun = (
        Point(*room.space.at(wx, 1.8, room.back))
        if not room.night
        else Point(s.view.x(0.55 if room.side > 0 else 0.45), v.y(0.1))
    )

    city = chance.happens(0.5)

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        _tiles(ink, s, room, floor)
        window(ink, s, room, wx, 1.15, 1.3, 1.15, city)
        _counter(ink, s, room)
        _shelf(ink, s, room, room.side * 1.9)
        if not room.night:
            lightfall(ink, s, room, wx, 1.3)

    def lamp(ink: Ink) -> None:
        sp, z = room.space, room.space.subject + 0.6
        x, y = sp.at(room.side * 0.9, 2.05, z)
        px = sp.scale(z)
        ink.lines([(x, v.top), (x, y)], 2 * v.unit, t.ink)
        if room.night:
            ink.glow(x, y + px * 0.2, px * 2.4, t.lamp, 0.8)
            cone = Shape().polygon(
                [
                    (x - px * 0.2, y),
                    (x + px * 0.2, y),
                    (x + px * 1.3, y + px * 2.2),
                    (x - px * 1.3, y + px * 2.2),
                ]
            )
            ink.fill(cone, Linear(0, y, 0, y + px * 2.2, fade(t.lamp, 0.35, 0.0)), blur=px * 0.08)
        dome = (
            Shape()
            .move(x - px * 0.3, y + px * 0.1)
            .cubic(
                x - px * 0.26, y - px * 0.2, x + px * 0.26, y - px * 0.2, x + px * 0.3, y + px * 0.1
            )
            .close()
        )
        Relief(ink, s.lamp(x), px * 0.05).part(dome, t.accent.mix(t.ink, 0.2))
        s.bulb(x, y, px * 0.12, t.lamp)
        _table(ink, s, room, room.side * 0.95, z)

    return [Layer("room", 0.4, back), Layer("table", 0.85, lamp)]


def _tiles(ink: Ink, s: Scenery, room: Room, floor: Colour) -> None:
    t, sp = s.tones, room.space
    for i in range(-7, 8):
        for k in range(16):
            if (i + k) % 2 == 0:
                z = 0.6 + 0.5 * k
                if z < room.back:
                    ink.fill(
                        sp.floor(i * 0.5, i * 0.5 + 0.5, z, min(room.back, z + 0.5)),
                        floor.mix(t.light, 0.35),
                        0.5,
                    )


def _counter(ink: Ink, s: Scenery, room: Room) -> None:
    t, sp = s.tones, room.space
    z = room.back - 0.6
    body, top = t.mid.mix(t.accent, 0.25), t.far.mix(t.light, 0.3)
    sp.box(ink, (-room.half, 0, z), (room.half * 2, 0.9, 0.6), body, body, top)
    for k in range(-6, 7):
        left, up, right, down = sp.front(k * 0.55, 0.12, k * 0.55 + 0.5, 0.78, z).box
        ink.stroke(Shape().rect(left, up, right, down), t.ink, 1.5 * s.view.unit, 0.4)
        ink.lines(
            [((left + right) / 2 - 8, up + 8), ((left + right) / 2 + 8, up + 8)],
            2.4 * s.view.unit,
            t.lamp,
            0.7,
        )
    ink.fill(sp.front(-room.half, 0.88, room.half, 0.94, z), top.lit(0.05))
    chance = s.place.stream("jars")
    for _ in range(8):
        x = chance.spread(2.8)
        wide, high = chance.between(0.08, 0.16), chance.between(0.14, 0.36)
        jar = sp.front(x, 0.94, x + wide, 0.94 + high, z + 0.2)
        Relief(ink, s.lamp(), 3 * s.view.unit).part(
            jar, (t.accent, t.lamp, t.light, t.cool)[int(chance.random() * 4)].mix(t.mid, 0.35)
        )


def _shelf(ink: Ink, s: Scenery, room: Room, x: float) -> None:
    t, sp, chance = s.tones, room.space, s.place.stream("shelf")
    for y in (1.5, 1.95):
        ink.fill(sp.front(x - 0.8, y, x + 0.8, y + 0.05, room.back), t.near.mix(t.mid, 0.4))
        at = x - 0.75
        while at < x + 0.7:
            wide, high = chance.between(0.05, 0.14), chance.between(0.14, 0.32)
            ink.fill(
                sp.front(at, y + 0.05, at + wide, y + 0.05 + high, room.back),
                (t.accent, t.lamp, t.far, t.cool, t.near)[int(chance.random() * 5)].mix(t.mid, 0.3),
            )
            at += wide + chance.between(0.01, 0.12)


def _table(ink: Ink, s: Scenery, room: Room, x: float, z: float) -> None:
    t, sp = s.tones, room.space
    wood = t.near.mix(t.accent, 0.3)
    for k in (-0.6, 0.6):
        ink.lines(
            [sp.at(x + k, 0, z), sp.at(x + k, 0.74, z)],
            max(3.0, sp.scale(z) * 0.06),
            t.ink.mix(wood, 0.4),
        )
    sp.box(
        ink,
        (x - 0.75, 0.72, z - 0.35),
        (1.5, 0.05, 0.8),
        wood.mix(t.ink, 0.3),
        wood,
        wood.mix(t.key, 0.3),
    )
    for k, hue in ((-0.25, t.light), (0.3, t.accent)):
        cx, cy = sp.at(x + k, 0.77, z - 0.1)
        px = sp.scale(z)
        cup = Shape().rounded(cx - px * 0.05, cy - px * 0.11, cx + px * 0.05, cy, px * 0.02)
        Relief(ink, s.lamp(cx), px * 0.02).part(cup, hue)


def bathroom(s: Scenery) -> list[Layer]:
    """Tiled walls, a mirror with a light, a tub."""
    v, t = s.view, s.tones
    room = Room(s, 2.6, 1.8)
    wall, floor = room.wall(s).mix(t.cool, 0.2), t.ground.mix(t.cool, 0.2)
    sp = room.space
    x = room.side * 0.9
    s.sun = Point(*sp.at(x, 2.3, room.back))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        _tiles(ink, s, room, floor)
        for k in range(-9, 10):
            ink.lines(
                [sp.at(k * 0.28, 0, room.back), sp.at(k * 0.28, TALL, room.back)],
                v.unit,
                t.ink,
                0.16,
            )
        for k in range(11):
            ink.lines(
                [sp.at(-room.half, k * 0.27, room.back), sp.at(room.half, k * 0.27, room.back)],
                v.unit,
                t.ink,
                0.16,
            )
        mirror = sp.front(x - 0.5, 1.05, x + 0.5, 2.0, room.back)
        left, top, right, bottom = mirror.box
        ink.glow((left + right) / 2, top - v.y(0.02), sp.scale(room.back) * 1.7, t.lamp, 0.65)
        ink.fill(
            mirror,
            Linear(
                left, top, right, bottom, ((0.0, t.low, 1.0), (0.5, t.far, 1.0), (1.0, t.mid, 1.0))
            ),
        )
        ink.stroke(mirror, t.lamp.mix(t.near, 0.5), 4 * v.unit)
        for k in range(5):
            bx, by = sp.at(x - 0.4 + 0.2 * k, 2.12, room.back)
            ink.dots([(bx, by)], 5 * v.unit, t.lamp.lit(0.08))
            s.bulb(bx, by, 5 * v.unit, t.lamp)
        basin = sp.front(x - 0.42, 0.7, x + 0.42, 0.88, room.back - 0.35)
        Relief(ink, s.lamp(), 5 * v.unit).part(basin, t.light.mix(t.far, 0.15))

    def tub(ink: Ink) -> None:
        z = room.back - 0.9
        left, top, right, bottom = sp.front(-room.side * 2.3, 0.12, -room.side * 0.55, 0.68, z).box
        Relief(ink, s.lamp(), 9 * v.unit).part(
            Shape().rounded(left, top, right, bottom, (bottom - top) * 0.45),
            t.light.mix(t.far, 0.2),
        )

    return [Layer("room", 0.4, back), Layer("tub", 0.7, tub)]


PLACES = {"kitchen": kitchen, "bathroom": bathroom}

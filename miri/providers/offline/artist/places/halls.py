"""Built space that is passed through: corridor, stairs, warehouse, church, station.

Why here: long perspectives and repeated lights. Next: interior.py (its shell), space.py.
"""

from math import cos, sin

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.places.interior import Room, shell
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape
from miri.providers.offline.artist.sky import beam, sky
from miri.providers.offline.artist.space import Space


def corridor(s: Scenery) -> list[Layer]:
    """A long corridor: doors, ceiling lights, a bright end."""
    v, t = s.view, s.tones
    room = Room(s, 1.7, 22.0, 2.7)
    sp = room.space
    wall, floor = t.mid.mix(t.far, 0.45 if room.night else 0.75), t.ground.mix(t.far, 0.25)
    end = sp.at(0, 1.4, room.back)
    s.sun = Point(v.x(0.5) + v.x(0.3) * room.side, v.y(-0.1))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        _doors(ink, s, room, wall)
        glow = t.light if not room.night else t.lamp
        ink.fill(sp.front(-0.8, 0, 0.8, 2.2, room.back), glow)
        ink.glow(*end, v.height * 0.34, glow, 0.8)
        _ceiling_lights(ink, s, room, 2.7)

    return [Layer("corridor", 0.45, back, near=None)]


def _doors(ink: Ink, s: Scenery, room: Room, wall: Colour) -> None:
    t, sp = s.tones, room.space
    half = room.half
    for side in (-1, 1):
        for k in range(6):
            z = 3.2 + 3.4 * k + (1.6 if side > 0 else 0)
            door = sp.flank(side * half, 0, 2.15, z, z + 1.0)
            ink.fill(door, t.accent.mix(t.ink, 0.45).mix(wall, min(0.6, k * 0.1)))
            ink.stroke(door, wall.lit(0.05), 2.0 * s.view.unit, 0.6)
            if (k + side) % 3 == 0:
                ink.fill(door, t.lamp, 0.55)
                x, y = sp.at(side * half, 1.0, z)
                ink.glow(x, y, sp.scale(z) * 1.3, t.lamp, 0.3)
        ink.lines(
            [sp.at(side * half, 1.0, 0.6), sp.at(side * half, 1.0, room.back)],
            2.4 * s.view.unit,
            t.accent,
            0.5,
        )


def _ceiling_lights(ink: Ink, s: Scenery, room: Room, tall: float) -> None:
    v, t, sp = s.view, s.tones, room.space
    cold = t.cool.mix(t.light, 0.5)
    for k in range(8):
        z = 2.2 + 2.9 * k
        if z > room.back:
            break
        panel = sp.floor(-0.5, 0.5, z, z + 0.9, tall - 0.02)
        left, _, right, bottom = panel.box
        dead = k == 2 and room.night
        ink.glow(
            (left + right) / 2,
            bottom,
            (right - left) * 1.1,
            cold,
            0.12 if dead else 0.5,
            squash=0.5,
        )
        ink.fill(panel, cold if not dead else cold.mix(t.ink, 0.6), 0.95)
        ink.fill(sp.floor(-0.55, 0.55, z, z + 0.9), cold, 0.06 if dead else 0.22, blur=2 * v.unit)


def stairs(s: Scenery) -> list[Layer]:
    """A staircase going up to a light, a rail, a shadowed wall."""
    v, t = s.view, s.tones
    room = Room(s, 2.6, 5.0, 4.6)
    sp = room.space
    wall = room.wall(s)
    s.sun = Point(*sp.at(0.6 * room.side, 4.0, room.back))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, t.ground)
        x, y = sp.at(0, 3.3, room.back)
        door = sp.front(-0.55, 2.1, 0.55, 4.2, room.back)
        glow = t.lamp if room.night else t.light
        ink.glow(x, y, v.height * 0.5, glow, 0.7)
        ink.fill(door, glow)
        count = 12
        first = sp.subject + 0.7
        for i in range(count - 1, -1, -1):
            z, h = first + i * (room.back - first) / count, (i + 1) * 2.1 / count
            riser = sp.front(-1.5, h - 2.1 / count, 1.5, h, z)
            ink.fill(riser, wall.mix(t.ink, 0.5 - 0.025 * i))
            ink.fill(
                sp.floor(-1.5, 1.5, z, z + (room.back - first) / count, h),
                wall.mix(t.key, 0.25),
                0.9,
            )
        for side in (-1, 1):
            a, b = sp.at(side * 1.55, 0.95, first), sp.at(side * 1.55, 3.05, room.back)
            ink.lines([a, b], 5 * v.unit, t.near)
            for i in range(count):
                z, h = first + i * (room.back - first) / count, (i + 1) * 2.1 / count
                ink.lines(
                    [sp.at(side * 1.55, h, z), sp.at(side * 1.55, h + 0.88, z)],
                    2.2 * v.unit,
                    t.near,
                )
        beam(ink, x, y, 0.25 * room.side, v.height * 1.1, 0.2, glow, 0.3)

    return [Layer("stairs", 0.5, back)]


def warehouse(s: Scenery) -> list[Layer]:
    """An empty hall: steel trusses, high windows, shafts of light, puddles."""
    v, t = s.view, s.tones
    room = Room(s, 6.5, 12.0, 6.5)
    sp = room.space
    wall = room.wall(s).mix(t.low, 0.25)
    s.sun = Point(v.x(0.5 + 0.4 * room.side), v.y(0.05))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, t.ground.mix(t.low, 0.22))
        _high_windows(ink, s, room)
        for k in range(5):
            z = 4.5 + 3.2 * k
            _truss(ink, s, room, z)
        for k in range(4):
            x, y = sp.at(-room.side * 6.3, 5.4, 5.0 + 3.3 * k)
            beam(ink, x, y, 0.75 * room.side, v.height * 1.1, 0.11, t.key, 0.3)
            far, near = 4.4 + 2.8 * k, 3.2 + 2.8 * k
            left, right = -room.side * 0.4, room.side * 2.2
            corners = [(left, near), (right, near + 0.5), (right, far + 0.5), (left, far)]
            pool = Shape().polygon([sp.at(x, 0, z) for x, z in corners])
            ink.fill(pool, t.key, 0.13, blur=11 * v.unit)
        for k in range(7):
            chance = s.place.stream("puddle", k)
            px, py = sp.at(chance.spread(4.5), 0, chance.between(3.0, 11.0))
            ink.fill(Shape().oval(px, py, v.y(0.09), v.y(0.013)), t.low, 0.35, blur=2 * v.unit)

    return [Layer("hall", 0.4, back)]


def _high_windows(ink: Ink, s: Scenery, room: Room) -> None:
    t, sp = s.tones, room.space
    glow = t.light if not room.night else t.cool.mix(t.middle, 0.4)
    panes = Shape()
    for k in range(5):
        for row in range(2):
            for col in range(3):
                z = 3.0 + 3.2 * k + 0.7 * col
                panes.add(
                    sp.flank(-room.side * room.half, 3.9 + 0.9 * row, 4.7 + 0.9 * row, z, z + 0.6)
                )
    ink.fill(panes, glow, 0.9)
    back = Shape()
    for k in range(-5, 6):
        for row in range(2):
            back.add(
                sp.front(
                    k * 1.1 - 0.45, 3.2 + 1.15 * row, k * 1.1 + 0.45, 4.2 + 1.15 * row, room.back
                )
            )
    ink.fill(back, glow, 0.8)
    x, y = sp.at(0, 4.2, room.back)
    ink.glow(x, y, s.view.height * 0.45, glow, 0.4)


def _truss(ink: Ink, s: Scenery, room: Room, z: float) -> None:
    t, sp = s.tones, room.space
    steel = t.ink.mix(t.near, 0.5).mix(t.far, min(0.6, z / 26))
    w = max(1.5, sp.scale(z) * 0.06)
    for side in (-1, 1):
        ink.lines(
            [sp.at(side * room.half * 0.96, 0, z), sp.at(side * room.half * 0.96, 6.2, z)],
            w * 2,
            steel,
        )
    ink.lines([sp.at(-room.half, 5.6, z), sp.at(room.half, 5.6, z)], w, steel)
    ink.lines([sp.at(-room.half, 6.3, z), sp.at(room.half, 6.3, z)], w, steel)
    for k in range(-6, 6):
        ink.lines(
            [
                sp.at(k * 1.08, 5.6, z),
                sp.at(k * 1.08 + 0.54, 6.3, z),
                sp.at(k * 1.08 + 0.54, 6.3, z),
                sp.at(k * 1.08 + 1.08, 5.6, z),
            ],
            w * 0.6,
            steel,
        )


def church(s: Scenery) -> list[Layer]:
    """A nave: columns and pointed arches, a rose window, candles, rays."""
    v, t = s.view, s.tones
    room = Room(s, 4.2, 14.0, 8.5)
    sp = room.space
    wall = room.wall(s)
    x, y = sp.at(0, 5.2, room.back)
    s.sun = Point(x + v.x(0.12) * room.side, y)

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, t.ground.mix(t.far, 0.15))
        carpet = sp.floor(-0.7, 0.7, 0.5, room.back)
        ink.fill(carpet, t.accent.mix(t.ink, 0.35), 0.85)
        _rose(ink, s, x, y, sp.scale(room.back) * 1.5)
        for k in range(5, -1, -1):
            _column_pair(ink, s, room, 2.6 + 2.3 * k, wall)
        for k in range(5):
            beam(ink, x, y, -0.9 + 0.45 * k, v.height * 1.2, 0.07, t.key, 0.22)

    def pews(ink: Ink) -> None:
        for k in range(4, -1, -1):
            z = sp.subject + 0.4 + 1.2 * k
            for side in (-1, 1):
                a, b = (0.95 * side, 3.3 * side)
                pew = sp.front(min(a, b), 0, max(a, b), 0.85, z)
                ink.fill(pew, t.near.mix(t.far, 0.08 * k))
                left, top, right, _ = pew.box
                ink.lines([(left, top), (right, top)], 2.4 * v.unit, t.key, 0.4)

    return [Layer("nave", 0.35, back), Layer("pews", 0.6, pews)]


def _rose(ink: Ink, s: Scenery, x: float, y: float, r: float) -> None:
    t = s.tones
    glow = t.light if not t.dark else t.lamp
    ink.glow(x, y, r * 3.4, glow, 0.7)
    ink.fill(Shape().circle(x, y, r * 1.08), t.near)
    for i in range(12):
        a = i * 0.5236
        hue = (t.accent, t.lamp, t.cool)[i % 3].mix(glow, 0.45)
        ink.fill(Shape().circle(x + cos(a) * r * 0.72, y + sin(a) * r * 0.72, r * 0.19), hue)
        ink.fill(
            Shape().circle(x + cos(a + 0.26) * r * 0.4, y + sin(a + 0.26) * r * 0.4, r * 0.1), glow
        )
    ink.fill(Shape().circle(x, y, r * 0.2), glow)


def _column_pair(ink: Ink, s: Scenery, room: Room, z: float, wall: Colour) -> None:
    t, sp = s.tones, room.space
    stone = wall.mix(t.ink, 0.4 - min(0.3, z * 0.02)).mix(t.low, min(0.3, z * 0.018))
    px = sp.scale(z)
    for side in (-1, 1):
        x0, y0 = sp.at(side * 2.7, 0, z)
        _, y1 = sp.at(side * 2.7, 4.6, z)
        w = px * 0.24
        lit = stone.mix(t.key, 0.3)
        toward = (lit, stone.mix(t.ink, 0.25)) if side < 0 else (stone.mix(t.ink, 0.25), lit)
        ink.fill(
            Shape().rect(x0 - w, y1, x0 + w, y0),
            Linear(x0 + w, 0, x0 - w, 0, ((0.0, toward[0], 1.0), (1.0, toward[1], 1.0))),
        )
        ink.fill(Shape().rect(x0 - w * 1.3, y1 - w * 0.4, x0 + w * 1.3, y1 + w * 0.3), lit)
    left, right = sp.at(-2.7, 4.6, z), sp.at(2.7, 4.6, z)
    crown = sp.at(0, 7.6, z)
    arch = (
        Shape()
        .move(*left)
        .quad(left[0], crown[1] + px * 0.6, *crown)
        .quad(right[0], crown[1] + px * 0.6, *right)
    )
    ink.stroke(arch, stone, px * 0.26)
    ink.stroke(arch, stone.mix(t.key, 0.3), px * 0.05, 0.8)


def station(s: Scenery) -> list[Layer]:
    """A platform: roof on columns, a train's lights, tracks to the horizon, a clock."""
    v = s.view
    sp = Space.of(v)
    layers = sky(s)
    layers.append(Layer("tracks", 0.25, lambda ink: _tracks(ink, s, sp), near=1.0))
    layers.append(Layer("platform", 0.5, lambda ink: _platform(ink, s, sp)))
    return layers


def _tracks(ink: Ink, s: Scenery, sp: Space) -> None:
    v, t = s.view, s.tones
    ground = t.ground.mix(t.near, 0.4)
    from miri.providers.offline.artist.terrain import floor

    floor(ink, s, ground)
    for k in range(40):
        z = 1.4 + 0.75 * k * (1 + 0.02 * k)
        ink.fill(sp.floor(-4.6, -1.9, z, z + 0.28, -0.35), ground.mix(t.ink, 0.5), 0.8)
    for x in (-4.1, -2.4):
        ink.lines(
            [sp.at(x, -0.25, 1.0), sp.at(x, -0.25, 160)],
            3.2 * v.unit,
            t.light.mix(t.far, 0.3),
            0.85,
        )
    ink.fill(
        sp.floor(-1.2, 9, 0.5, 120),
        Linear(
            0,
            v.horizon,
            0,
            v.height,
            (
                (0.0, ground.mix(t.low, 0.4), 1.0),
                (0.4, ground.mix(t.far, 0.25), 1.0),
                (1.0, ground.mix(t.ink, 0.2), 1.0),
            ),
        ),
    )
    ink.fill(sp.floor(-1.15, -0.9, 0.5, 120), t.lamp, 0.75)
    x, y = sp.at(-3.25, 1.4, 48)
    ink.glow(x, y, v.y(0.26), t.lamp, 0.6)
    for k in (-0.7, 0.7):
        px, py = sp.at(-3.25 + k, 1.3, 48)
        ink.glow(px, py, v.y(0.035), t.light, 0.95)
        s.bulb(px, py, 5 * v.unit, t.lamp)


def _platform(ink: Ink, s: Scenery, sp: Space) -> None:
    v, t = s.view, s.tones
    steel = t.near.mix(t.mid, 0.25)
    roof = Shape().polygon(
        [sp.at(-1.6, 4.4, 1.0), sp.at(9, 5.0, 1.0), sp.at(9, 5.0, 90), sp.at(-1.6, 4.4, 90)]
    )
    _, far = sp.at(0, 4.4, 90)
    ink.fill(
        roof,
        Linear(
            0, v.top, 0, far, ((0.0, t.ink.mix(steel, 0.3), 1.0), (1.0, steel.mix(t.low, 0.4), 1.0))
        ),
    )
    for k in range(8, -1, -1):
        z = 3.0 + 4.6 * k
        px = sp.scale(z)
        a, b = sp.at(2.6, 0, z), sp.at(2.6, 4.6, z)
        tone = steel.mix(t.low, min(0.5, 0.07 * k))
        ink.lines([a, b], max(1.5, px * 0.16), tone)
        ink.lines([sp.at(-1.5, 4.4, z), sp.at(6, 4.85, z)], max(1.2, px * 0.1), tone)
        ink.lines([sp.at(2.6, 3.6, z), sp.at(1.3, 4.5, z)], max(1.0, px * 0.08), tone)
        lx, ly = sp.at(0.6, 4.2, z)
        if t.dark or t.hour == "fog":
            ink.glow(lx, ly, px * 1.6, t.lamp, 0.6)
            floor_x, floor_y = sp.at(0.6, 0, z)
            ink.glow(floor_x, floor_y, px * 1.7, t.lamp, 0.28, squash=0.22)
            s.bulb(lx, ly, px * 0.1, t.lamp)
        ink.lines(
            [(lx - px * 0.4, ly), (lx + px * 0.4, ly)],
            max(1.5, px * 0.07),
            t.lamp.lit(0.05) if t.dark else t.light,
        )
    x, y = sp.at(1.2, 3.3, 8.0)
    r = sp.scale(8.0) * 0.36
    ink.lines([(x, y), (x, sp.at(1.2, 4.5, 8.0)[1])], 2 * v.unit, t.ink)
    ink.fill(Shape().circle(x, y, r * 1.12), t.ink)
    ink.fill(Shape().circle(x, y, r), t.light)
    ink.lines(
        [(x, y), (x, y - r * 0.75), (x, y), (x + r * 0.45, y + r * 0.2)], max(1.2, r * 0.09), t.ink
    )
    bench_z = sp.subject + 1.4
    seat = sp.front(2.9, 0.4, 4.6, 0.5, bench_z)
    ink.fill(seat, t.accent.mix(t.ink, 0.3))
    ink.fill(sp.front(2.9, 0.65, 4.6, 0.9, bench_z), t.accent.mix(t.ink, 0.3))


PLACES = {
    "corridor": corridor,
    "stairs": stairs,
    "warehouse": warehouse,
    "church": church,
    "station": station,
}

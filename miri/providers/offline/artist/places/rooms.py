"""Rooms where people live: bedroom and living room, kitchen, bathroom; and the neutral studio.

Why here: four walls, a window, furniture that says whose room it is. Next: halls.py, space.py.
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape, ribbon
from miri.providers.offline.artist.space import Space

TALL = 2.9


class Room:
    """Measures of one room; the back wall stands a little behind the subject."""

    def __init__(self, s: Scenery, width: float = 3.6, behind: float = 2.4, tall: float = TALL):
        self.space = Space.of(s.view)
        self.back = self.space.subject + behind
        self.half = width
        self.tall = tall
        self.side = -1 if s.subject_x > s.view.x(0.5) else 1
        self.night = s.tones.dark

    def wall(self, s: Scenery) -> Colour:
        """The wall's own colour."""
        t = s.tones
        return t.mid.mix(t.far, 0.5) if self.night else t.far.mix(t.low, 0.35)


def shell(ink: Ink, s: Scenery, room: Room, wall: Colour, floor: Colour) -> None:
    """Floor, ceiling and three walls, each catching the light in its own way."""
    v, t, sp = s.view, s.tones, room.space
    half, tall, back, near = room.half, room.tall, room.back, 0.4
    lamp_right = s.sun.x > v.x(0.5)
    ink.fill(
        sp.floor(-half, half, near, back),
        Linear(
            0,
            v.bottom,
            0,
            sp.at(0, 0, back)[1],
            ((0.0, floor.mix(t.ink, 0.55), 1.0), (1.0, floor.mix(wall, 0.3), 1.0)),
        ),
    )
    ink.fill(sp.floor(-half, half, near, back, tall), wall.mix(t.ink, 0.45))
    for side in (-1, 1):
        away = (side > 0) == lamp_right
        tone = wall.mix(t.ink, 0.5 if away else 0.22)
        x0, x1 = sp.at(side * half, 0, back)[0], sp.at(side * half, 0, near + 1)[0]
        ink.fill(
            sp.flank(side * half, 0, tall, near, back),
            Linear(
                x0,
                0,
                x1,
                0,
                (
                    (0.0, tone, 1.0),
                    (0.35, tone.mix(t.ink, 0.35), 1.0),
                    (1.0, t.ink.mix(tone, 0.3), 1.0),
                ),
            ),
        )
    face = sp.front(-half, 0, half, tall, back)
    left, top, right, bottom = face.box
    ink.fill(
        face,
        Linear(
            0,
            top,
            0,
            bottom,
            ((0.0, wall.mix(t.ink, 0.15), 1.0), (1.0, wall.mix(t.ink, 0.32), 1.0)),
        ),
    )
    for side in (-1, 1):
        ink.lines(
            [sp.at(side * half, 0, back), sp.at(side * half, tall, back)], 1.4 * v.unit, t.ink, 0.35
        )
    board = sp.front(-half, 0, half, 0.13, back)
    ink.fill(board, wall.lit(0.04).mix(t.key, 0.1))


def boards(ink: Ink, s: Scenery, room: Room, floor: Colour) -> None:
    """Floor boards."""
    t, sp, chance = s.tones, room.space, s.place.stream("boards")
    for k in range(-20, 21):
        x = k * 0.32
        if abs(x) <= room.half:
            ink.fill(
                sp.floor(x, x + 0.3, 0.4, room.back),
                floor.mix(t.key if chance.happens(0.4) else t.ink, chance.between(0.02, 0.16)),
                0.4,
            )
            ink.lines([sp.at(x, 0, 0.5), sp.at(x, 0, room.back)], 1.0 * s.view.unit, t.ink, 0.35)


def window(
    ink: Ink,
    s: Scenery,
    room: Room,
    x: float,
    low: float,
    wide: float,
    high: float,
    view_city: bool,
) -> Point:
    """A window in the back wall with what lies outside; returns its middle."""
    v, t, sp, chance = s.view, s.tones, room.space, s.place.stream("window", x)
    pane = sp.front(x - wide / 2, low, x + wide / 2, low + high, room.back)
    left, top, right, bottom = pane.box
    middle = Point((left + right) / 2, (top + bottom) / 2)
    if room.night:
        sky = Linear(
            0,
            top,
            0,
            bottom,
            ((0.0, t.top.mix(t.middle, 0.5), 1.0), (1.0, t.low.mix(t.cool, 0.25), 1.0)),
        )
    else:
        sky = Linear(
            0, top, 0, bottom, ((0.0, t.light.mix(t.middle, 0.25), 1.0), (1.0, t.light, 1.0))
        )
    ink.fill(pane, sky)
    with ink.clip(pane):
        _outside(ink, s, chance, left, top, right, bottom, view_city)
    frame = t.light.mix(t.far, 0.3) if not room.night else t.near.mix(t.mid, 0.5)
    edge = max(2.0, sp.scale(room.back) * 0.055)
    ink.stroke(pane, frame, edge)
    ink.lines([(middle.x, top), (middle.x, bottom)], edge * 0.7, frame)
    ink.lines(
        [(left, top + (bottom - top) * 0.42), (right, top + (bottom - top) * 0.42)],
        edge * 0.6,
        frame,
    )
    sill = Shape().rect(left - edge * 2, bottom, right + edge * 2, bottom + edge * 1.4)
    ink.fill(sill, frame.lit(0.03))
    glow = t.cool.mix(t.light, 0.3) if room.night else t.light
    ink.glow(middle.x, middle.y, (bottom - top) * 1.5, glow, 0.4 if room.night else 0.6)
    return middle


def _outside(
    ink: Ink,
    s: Scenery,
    chance: Chance,
    left: float,
    top: float,
    right: float,
    bottom: float,
    city: bool,
) -> None:
    from miri.providers.offline.artist.places.city import tower
    from miri.providers.offline.artist.terrain import tree

    v, t = s.view, s.tones
    if t.dark:
        ink.glow(
            left + (right - left) * 0.7,
            top + (bottom - top) * 0.25,
            (right - left) * 0.5,
            t.cool,
            0.5,
        )
        ink.dots(
            [(left + (right - left) * 0.7, top + (bottom - top) * 0.25)],
            (right - left) * 0.06,
            t.light,
        )
    if city:
        x = left
        while x < right:
            wide = (right - left) * chance.between(0.12, 0.22)
            tower(
                ink,
                s,
                chance,
                x,
                bottom - (bottom - top) * chance.between(0.2, 0.6),
                wide,
                bottom + 4,
                t.depth(0.7),
                0.2,
            )
            x += wide
        return
    for _ in range(4):
        trunk, crown = tree(
            chance.between(left, right),
            bottom + v.y(0.02),
            (bottom - top) * chance.between(0.5, 0.9),
            chance,
        )
        ink.fill(trunk.add(crown), t.depth(0.6), 0.8)


def lightfall(ink: Ink, s: Scenery, room: Room, x: float, wide: float) -> None:
    """The window's light on the floor, and the air between."""
    v, t, sp = s.view, s.tones, room.space
    glow = t.cool.mix(t.light, 0.4) if room.night else t.light.mix(t.lamp, 0.2)
    lean = -0.9 * (1 if s.sun.x > v.x(0.5) else -1)
    z1, z0 = room.back - 0.5, max(0.7, room.back - 3.0)
    for k in (-1, 1):
        a, b = (x - wide / 2 if k < 0 else x + 0.04), (x - 0.04 if k < 0 else x + wide / 2)
        patch = Shape().polygon(
            [
                sp.at(a + lean * 0.3, 0, z1),
                sp.at(b + lean * 0.3, 0, z1),
                sp.at(b + lean * 1.4, 0, z0),
                sp.at(a + lean * 1.4, 0, z0),
            ]
        )
        ink.fill(patch, glow, 0.3 if room.night else 0.55, blur=2.2 * v.unit)
    top, low = sp.at(x, 2.2, room.back), sp.at(x + lean * 1.1, 0, z0)
    half = sp.scale(room.back) * wide / 2
    beam = Shape().polygon(
        [
            (top[0] - half, top[1]),
            (top[0] + half, top[1]),
            (low[0] + half * 2, low[1]),
            (low[0] - half * 1.6, low[1]),
        ]
    )
    ink.fill(beam, Linear(*top, *low, fade(glow, 0.34, 0.0)), blur=8 * v.unit)


def curtain(ink: Ink, s: Scenery, room: Room, x: float, side: int, colour: Colour) -> None:
    """Cloth beside a window."""
    sp = room.space
    scale = sp.scale(room.back)
    x0, top = sp.at(x, 2.72, room.back)
    _, low = sp.at(x, 0.06, room.back)
    wide = 0.5 * scale * side
    folds = 5
    hem = [
        (x0 + wide * k / (2 * folds), low - (0.03 * scale if k % 2 else 0.0))
        for k in range(2 * folds, -1, -1)
    ]
    cloth = (
        Shape().move(x0, top).line(x0 + wide, top).quad(x0 + wide * 0.86, (top + low) / 2, *hem[0])
    )
    for point in hem[1:]:
        cloth.line(*point)
    cloth.quad(x0 + wide * 0.12, (top + low) / 2, x0, top).close()
    Relief(ink, s.lamp(), 5 * s.view.unit).part(cloth, colour)
    for k in range(1, folds):
        at = x0 + wide * k / folds
        ink.lines(
            [(at, top), (at - wide * 0.02, low - 0.02 * scale)],
            2.2 * s.view.unit,
            s.tones.ink,
            0.25,
        )
    ink.lines([(x0 - wide * 0.2, top), (x0 + wide * 1.1, top)], 3 * s.view.unit, s.tones.ink, 0.7)


def floor_lamp(
    ink: Ink, s: Scenery, room: Room, x: float, z: float, strength: float = 1.0
) -> Point:
    """A standing lamp; returns where it shines."""
    v, t, sp = s.view, s.tones, room.space
    px = sp.scale(z)
    foot, head = sp.at(x, 0, z), sp.at(x, 1.6, z)
    ink.glow(head[0], head[1] + px * 0.1, px * 2.6, t.lamp, 0.75 * strength)
    ink.glow(foot[0], foot[1], px * 1.5, t.lamp, 0.4 * strength, squash=0.25)
    ink.lines([foot, head], max(2.0, px * 0.03), t.ink)
    ink.fill(Shape().oval(foot[0], foot[1], px * 0.18, px * 0.04), t.ink)
    shade = Shape().polygon(
        [
            (head[0] - px * 0.15, head[1] - px * 0.18),
            (head[0] + px * 0.15, head[1] - px * 0.18),
            (head[0] + px * 0.26, head[1] + px * 0.16),
            (head[0] - px * 0.26, head[1] + px * 0.16),
        ]
    )
    ink.fill(
        shade,
        Linear(
            0,
            head[1] - px * 0.2,
            0,
            head[1] + px * 0.16,
            ((0.0, t.lamp, 1.0), (1.0, t.lamp.lit(0.1), 1.0)),
        ),
    )
    s.bulb(head[0], head[1], px * 0.14, t.lamp)
    return Point(*head)


def picture(ink: Ink, s: Scenery, room: Room, x: float, y: float, wide: float, high: float) -> None:
    """A framed picture on the back wall."""
    t, sp, chance = s.tones, room.space, s.place.stream("picture", x)
    frame = sp.front(x - wide / 2, y, x + wide / 2, y + high, room.back)
    left, top, right, bottom = frame.box
    ink.fill(frame, t.accent.mix(t.low, 0.4) if chance.happens(0.5) else t.far)
    with ink.clip(frame):
        ink.fill(
            Shape().oval((left + right) / 2, bottom, (right - left) * 0.6, (bottom - top) * 0.5),
            t.mid,
        )
        ink.fill(
            Shape().circle(
                left + (right - left) * 0.66, top + (bottom - top) * 0.32, (right - left) * 0.12
            ),
            t.lamp,
        )
    ink.stroke(frame, t.ink.mix(t.near, 0.3), max(2.0, sp.scale(room.back) * 0.045))


def plant(ink: Ink, s: Scenery, room: Room, x: float, z: float) -> None:
    """A pot with long leaves."""
    t, sp, chance = s.tones, room.space, s.place.stream("plant", x)
    px = sp.scale(z)
    fx, fy = sp.at(x, 0, z)
    dark = t.near.mix(t.cool, 0.18)
    for _ in range(11):
        lean, tall = chance.spread(0.55), chance.between(0.6, 1.25)
        leaf = ribbon(
            [
                (fx, fy - px * 0.35),
                (fx + lean * px * 0.4, fy - px * (0.35 + tall * 0.6)),
                (fx + lean * px, fy - px * (0.3 + tall * 0.8)),
            ],
            [px * 0.012, px * 0.06, px * 0.004],
        )
        ink.fill(leaf, dark.lit(chance.between(-0.02, 0.06)))
    pot = Shape().polygon(
        [
            (fx - px * 0.2, fy - px * 0.4),
            (fx + px * 0.2, fy - px * 0.4),
            (fx + px * 0.15, fy),
            (fx - px * 0.15, fy),
        ]
    )
    Relief(ink, s.lamp(fx), px * 0.06).part(pot, t.accent.mix(t.mid, 0.35))


def bedroom(s: Scenery) -> list[Layer]:
    """A room with a window, a bed or a sofa, a lamp, pictures, a plant."""
    v, t = s.view, s.tones
    room, chance = Room(s), s.place.stream("room")
    wall, floor = room.wall(s), t.ground.mix(t.accent, 0.12)
    wx = -room.side * chance.between(0.5, 1.2)
    middle = room.space.at(wx, 1.7, room.back)
    lamp_x = room.side * 2.7
    if room.night:
        shine = room.space.at(lamp_x, 1.5, room.back - 0.6)
        s.sun = Point(*shine)
    else:
        s.sun = Point(*middle)
    sofa = "sofa" in s.text or "couch" in s.text or "ספה" in s.text or "סלון" in s.text

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        boards(ink, s, room, floor)
        window(ink, s, room, wx, 0.85, 1.5, 1.55, chance.happens(0.6))
        for side in (-1, 1):
            curtain(ink, s, room, wx + side * 0.78, side, t.accent.mix(wall, 0.45))
        picture(ink, s, room, room.side * 1.7, 1.5, 0.7, 0.5)
        lightfall(ink, s, room, wx, 1.5)

    def furniture(ink: Ink) -> None:
        if sofa:
            _sofa(ink, s, room, room.side * 1.7)
        else:
            _bed(ink, s, room, room.side * 1.75)
        plant(ink, s, room, -room.side * 2.9, room.back - 0.5)
        if room.night:
            floor_lamp(ink, s, room, lamp_x, room.back - 0.5)

    return [Layer("room", 0.4, back), Layer("furniture", 0.6, furniture)]


def _bed(ink: Ink, s: Scenery, room: Room, x: float) -> None:
    v, t, sp = s.view, s.tones, room.space
    z0, z1 = max(1.2, room.back - 2.1), room.back - 0.1
    head = sp.front(x - 0.85, 0, x + 0.85, 1.05, z1)
    ink.fill(head, t.near.mix(t.mid, 0.4))
    cover, sheet = t.accent.mix(t.far, 0.35), t.light.mix(t.far, 0.25)
    side = cover.mix(t.ink, 0.45)
    sp.box(ink, (x - 0.8, 0.12, z0), (1.6, 0.42, z1 - z0), side, side.lit(-0.02), cover)
    ink.fill(sp.floor(x - 0.8, x + 0.8, z1 - 0.75, z1, 0.55), sheet)
    for k in (-0.4, 0.4):
        px, py = sp.at(x + k, 0.66, z1 - 0.3)
        pillow = Shape().rounded(
            px - sp.scale(z1) * 0.33,
            py - sp.scale(z1) * 0.13,
            px + sp.scale(z1) * 0.33,
            py + sp.scale(z1) * 0.12,
            sp.scale(z1) * 0.1,
        )
        Relief(ink, s.lamp(px), sp.scale(z1) * 0.06).part(pillow, sheet.lit(0.03))


def _sofa(ink: Ink, s: Scenery, room: Room, x: float) -> None:
    t, sp = s.tones, room.space
    z = room.back - 0.5
    colour = t.accent.mix(t.mid, 0.4)
    relief = Relief(ink, s.lamp(sp.at(x, 0, z)[0]), sp.scale(z) * 0.09)
    px = sp.scale(z)

    def block(x0: float, y0: float, x1: float, y1: float, r: float, tone: Colour) -> None:
        left, top, right, bottom = sp.front(x + x0, y0, x + x1, y1, z).box
        relief.part(Shape().rounded(left, top, right, bottom, px * r), tone)

    block(-1.0, 0.3, 1.0, 0.95, 0.12, colour)
    block(-0.98, 0.1, 0.98, 0.48, 0.08, colour.lit(0.03))
    for k in (-1, 1):
        block(min(k * 0.95, k * 1.2), 0.05, max(k * 0.95, k * 1.2), 0.66, 0.1, colour.lit(-0.02))
    block(-0.8, 0.46, -0.35, 0.82, 0.08, t.lamp.mix(colour, 0.4))


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

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        _tiles(ink, s, room, floor)
        window(ink, s, room, wx, 1.15, 1.3, 1.15, chance.happens(0.5))
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


def studio(s: Scenery) -> list[Layer]:
    """A neutral cyclorama for reference pictures: soft light, a soft shadow underfoot."""
    v, t = s.view, s.tones
    base = t.far
    s.sun = Point(v.x(0.85), v.y(-0.1))

    def backdrop(ink: Ink) -> None:
        bend = v.y(0.74)
        ink.wash(
            Linear(
                0,
                v.top,
                0,
                v.bottom,
                (
                    (0.0, base.lit(-0.03), 1.0),
                    (0.5, base.lit(0.03), 1.0),
                    (0.68, base.lit(0.02), 1.0),
                    (0.78, base.lit(0.05), 1.0),
                    (1.0, base.lit(-0.02), 1.0),
                ),
            )
        )
        ink.glow(v.x(0.5), v.y(0.42), v.height * 0.8, t.light, 0.55)
        ink.glow(v.x(0.5), bend + v.y(0.16), v.width * 0.35, t.near, 0.16, squash=0.2)

    return [Layer("backdrop", 0.3, backdrop, behind=True, blur=0.0)]


PLACES = {"room": bedroom, "kitchen": kitchen, "bathroom": bathroom, "studio": studio}

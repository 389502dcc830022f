"""What rooms are made of: walls, windows with their light, curtains, lamps, pictures, plants.

Why here: every indoor place starts from the same box. Next: rooms.py, kitchen.py, halls.py, space.py.
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Scenery
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
    _, top, _, bottom = face.box
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
    t, sp, chance = s.tones, room.space, s.place.stream("window", x)
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
    t, sp = s.tones, room.space
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

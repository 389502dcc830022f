"""A bar and a recording studio: bottles, low lamps, panels, small lights.

Why here: where music is made and heard up close. Next: interior.py, shows.py.
"""

from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.places.interior import Room, boards, shell
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape
from miri.providers.offline.artist.sky import beam


def bar(s: Scenery) -> list[Layer]:
    """A counter with bottles, low lamps, stools, a window to the street."""
    v, t = s.view, s.tones
    room = Room(s, 4.2, 2.6, 3.1)
    sp = room.space
    wall = room.wall(s).mix(t.accent, 0.1)
    s.sun = Point(v.x(0.5 + 0.25 * room.side), v.y(0.1))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, t.ground)
        boards(ink, s, room, t.ground)
        _bottles(ink, s, room)

    def counter(ink: Ink) -> None:
        z = sp.subject + 1.0
        wood = t.near.mix(t.accent, 0.25)
        sp.box(
            ink, (-4.2, 0, z), (8.4, 1.08, 0.7), wood.mix(t.ink, 0.3), wood, wood.mix(t.key, 0.45)
        )
        for k in range(-7, 8):
            left, top, right, bottom = sp.front(k * 0.6, 0.15, k * 0.6 + 0.52, 0.95, z).box
            ink.stroke(Shape().rect(left, top, right, bottom), t.ink, 2 * v.unit, 0.5)
        for k in (-3, -1.2, 1.2, 3):
            x, y = sp.at(k, 0.78, z - 0.5)
            px = sp.scale(z - 0.5)
            ink.lines([(x, y), sp.at(k, 0, z - 0.5)], px * 0.05, t.ink)
            Relief(ink, s.lamp(x), px * 0.03).part(
                Shape().oval(x, y, px * 0.22, px * 0.06), t.accent.mix(t.ink, 0.2)
            )
        for k in (-2.4, 0.0, 2.4):
            x, y = sp.at(k, 2.2, z)
            px = sp.scale(z)
            ink.lines([(x, v.top), (x, y)], 1.6 * v.unit, t.ink)
            ink.glow(x, y + px * 0.1, px * 1.6, t.lamp, 0.75)
            beam(ink, x, y, 0.0, px * 2.2, 0.5, t.lamp, 0.22)
            ink.fill(
                Shape()
                .move(x - px * 0.16, y + px * 0.1)
                .quad(x, y - px * 0.3, x + px * 0.16, y + px * 0.1)
                .close(),
                t.lamp,
            )
            s.bulb(x, y, px * 0.12, t.lamp)

    return [Layer("room", 0.4, back), Layer("counter", 0.75, counter)]


def _bottles(ink: Ink, s: Scenery, room: Room) -> None:
    v, t, sp, chance = s.view, s.tones, room.space, s.place.stream("bottles")
    for y in (1.15, 1.65, 2.15):
        x, yy = sp.at(0, y, room.back)
        ink.glow(x, yy - v.y(0.03), v.x(0.3), t.lamp, 0.32, squash=0.22)
        ink.fill(sp.front(-2.6, y - 0.05, 2.6, y, room.back), t.near)
        at = -2.5
        while at < 2.45:
            wide, high = chance.between(0.07, 0.12), chance.between(0.22, 0.4)
            hue = (t.accent, t.lamp, t.cool, t.low, t.far)[int(chance.random() * 5)].mix(t.mid, 0.2)
            left, top, right, bottom = sp.front(at, y, at + wide, y + high, room.back).box
            neck = (right - left) * 0.3
            bottle = (
                Shape()
                .rounded(left, top + (bottom - top) * 0.4, right, bottom, 2)
                .rect(left + neck, top, right - neck, bottom)
            )
            ink.fill(bottle, hue, 0.9)
            ink.lines(
                [(left + 2, top + (bottom - top) * 0.5), (left + 2, bottom - 3)],
                1.4 * v.unit,
                t.light,
                0.5,
            )
            at += wide + chance.between(0.02, 0.1)


def recording(s: Scenery) -> list[Layer]:
    """Acoustic panels, a warm lamp, speakers, a console with small lights."""
    v, t = s.view, s.tones
    room = Room(s, 3.4, 2.0, 2.8)
    sp = room.space
    wall = room.wall(s).mix(t.ink, 0.15)
    s.sun = Point(v.x(0.5 + 0.3 * room.side), v.y(0.2))

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, t.ground.mix(t.accent, 0.1))
        chance = s.place.stream("panels")
        for i in range(-5, 6):
            for k in range(3):
                panel = sp.front(
                    i * 0.62 + 0.03, 0.55 + 0.65 * k, i * 0.62 + 0.59, 1.15 + 0.65 * k, room.back
                )
                tone = wall.mix(
                    t.accent if chance.happens(0.25) else t.near, chance.between(0.15, 0.45)
                )
                left, top, right, bottom = panel.box
                ink.fill(
                    panel,
                    Linear(
                        left,
                        top,
                        right,
                        bottom,
                        ((0.0, tone.mix(t.key, 0.22), 1.0), (1.0, tone.mix(t.ink, 0.3), 1.0)),
                    ),
                )
        x, y = sp.at(room.side * 2.4, 2.0, room.back)
        ink.glow(x, y, v.height * 0.5, t.lamp, 0.7)
        s.bulb(x, y, 12 * v.unit, t.lamp)

    def console(ink: Ink) -> None:
        z = sp.subject + 0.9
        side = room.side
        sp.box(
            ink,
            (min(side * 0.7, side * 3.2), 0, z),
            (2.5, 0.8, 0.8),
            t.ink.mix(t.near, 0.5),
            t.ink,
            t.near.mix(t.far, 0.2),
        )
        chance = s.place.stream("faders")
        for _ in range(70):
            px, py = sp.at(side * chance.between(0.8, 3.1), 0.82, z + chance.between(0.05, 0.75))
            ink.dots(
                [(px, py)],
                2.2 * v.unit,
                (t.accent, t.lamp, t.cool, t.light)[int(chance.random() * 4)],
                0.9,
            )
        for k in (1.1, 2.6):
            left, top, right, bottom = sp.front(
                side * k - 0.22, 0.95, side * k + 0.22, 1.6, z + 0.4
            ).box
            Relief(ink, s.lamp(), 6 * v.unit).part(
                Shape().rounded(left, top, right, bottom, 5), t.near
            )
            ink.fill(
                Shape().circle(
                    (left + right) / 2, bottom - (bottom - top) * 0.36, (right - left) * 0.32
                ),
                t.far.mix(t.ink, 0.4),
            )
            ink.fill(
                Shape().circle(
                    (left + right) / 2, top + (bottom - top) * 0.22, (right - left) * 0.16
                ),
                t.far.mix(t.ink, 0.3),
            )

    return [Layer("room", 0.4, back), Layer("console", 0.75, console)]


PLACES = {"bar": bar, "recording": recording}

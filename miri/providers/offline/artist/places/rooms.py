"""The room where somebody lives, and the neutral studio of reference pictures.

Why here: furniture says whose room it is. Next: interior.py (walls and windows), kitchen.py.
"""

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.places.interior import (
    Room,
    boards,
    curtain,
    floor_lamp,
    lightfall,
    picture,
    plant,
    shell,
    window,
)
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape


def bedroom(s: Scenery) -> list[Layer]:
    """A room with a window, a bed or a sofa, a lamp, pictures, a plant."""
    t = s.tones
    room, chance = Room(s), s.place.stream("room")
    wall, floor = room.wall(s), t.ground.mix(t.accent, 0.12)
    wx = -room.side * chance.between(0.5, 1.2)
    lamp_x = room.side * 2.7
    city = chance.happens(0.6)
    s.sun = _source(room, wx, lamp_x)
    sofa = "sofa" in s.text or "couch" in s.text or "ספה" in s.text or "סלון" in s.text

    def back(ink: Ink) -> None:
        shell(ink, s, room, wall, floor)
        boards(ink, s, room, floor)
        window(ink, s, room, wx, 0.85, 1.5, 1.55, city)
        for side in (-1, 1):
            curtain(ink, s, room, wx + side * 0.78, side, t.accent.mix(wall, 0.45))
        picture(ink, s, room, room.side * 1.7, 1.5, 0.7, 0.5)
        lightfall(ink, s, room, wx, 1.5)

    def furniture(ink: Ink) -> None:
        _rug(ink, s, room)
        _bookcase(ink, s, room, -room.side * 2.35)
        if sofa:
            _sofa(ink, s, room, room.side * 1.7)
        else:
            _bed(ink, s, room, room.side * 1.75)
        plant(ink, s, room, -room.side * 2.9, room.back - 0.5)
        if room.night:
            floor_lamp(ink, s, room, lamp_x, room.back - 0.5)

    return [Layer("room", 0.4, back), Layer("furniture", 0.6, furniture)]


def _source(room: Room, window_x: float, lamp_x: float) -> Point:
    """Where the light of the room comes from: its lamp by night, its window by day."""
    if room.night:
        return Point(*room.space.at(lamp_x, 1.5, room.back - 0.6))
    return Point(*room.space.at(window_x, 1.7, room.back))


def _rug(ink: Ink, s: Scenery, room: Room) -> None:
    v, t, sp = s.view, s.tones, room.space
    z0, z1 = room.back - 2.6, room.back - 0.9
    middle, edge = sp.at(0, 0, (z0 + z1) / 2), sp.at(1.5, 0, (z0 + z1) / 2)
    wide, high = edge[0] - middle[0], abs(sp.at(0, 0, z0)[1] - sp.at(0, 0, z1)[1]) / 2
    cloth = t.accent.mix(t.ground, 0.5)
    ink.fill(Shape().oval(*middle, wide, high), cloth.mix(t.ink, 0.15), 0.9)
    ink.stroke(
        Shape().oval(*middle, wide * 0.86, high * 0.84), t.lamp.mix(cloth, 0.5), 3 * v.unit, 0.7
    )
    ink.stroke(
        Shape().oval(*middle, wide * 0.5, high * 0.48), t.lamp.mix(cloth, 0.6), 2 * v.unit, 0.6
    )


def _bookcase(ink: Ink, s: Scenery, room: Room, x: float) -> None:
    t, sp, chance = s.tones, room.space, s.place.stream("bookcase")
    wood = t.near.mix(t.mid, 0.45)
    ink.fill(sp.front(x - 0.55, 0, x + 0.55, 1.9, room.back), wood.mix(t.ink, 0.35))
    hues = (t.accent, t.lamp, t.far, t.cool, t.mid, t.light)
    for shelf in range(4):
        y, at = 0.1 + 0.45 * shelf, x - 0.5
        while at < x + 0.42:
            wide, high = chance.between(0.04, 0.1), chance.between(0.2, 0.36)
            if chance.happens(0.86):
                hue = hues[int(chance.random() * 6)].mix(wood, 0.45)
                ink.fill(sp.front(at, y, at + wide, y + high, room.back), hue)
            at += wide + 0.01
        ink.fill(sp.front(x - 0.55, y - 0.05, x + 0.55, y, room.back), wood.lit(0.03))
    for k in (-0.55, 0.52):
        ink.fill(sp.front(x + k, 0, x + k + 0.05, 1.95, room.back), wood.lit(0.02))


def _bed(ink: Ink, s: Scenery, room: Room, x: float) -> None:
    t, sp = s.tones, room.space
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


def studio(s: Scenery) -> list[Layer]:
    """A neutral cyclorama for reference pictures: soft light, a soft shadow underfoot."""
    v, t = s.view, s.tones
    base = t.far.vivid(0.35)
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
        ink.glow(
            v.x(0.5 + 4 * v.aside), v.y(0.42 + 3 * v.rise), v.height * 0.8, t.light.vivid(0.5), 0.62
        )
        ink.glow(v.x(0.5), bend + v.y(0.16), v.width * 0.35, t.near, 0.16, squash=0.2)

    return [Layer("backdrop", 0.3, backdrop)]


PLACES = {"room": bedroom, "studio": studio}

"""The open road: asphalt to the horizon, poles with wires, headlights.

Why here: leaving is half of all songs. Next: vehicles.py (the same road through a windscreen).
"""

from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.space import Space
from miri.providers.offline.artist.terrain import floor, massif, ridge


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
    """Two lanes, verges, paint, and headlights where it is dark."""
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


PLACES = {"road": road}

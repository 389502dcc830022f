"""Still and deep water: a lake that mirrors the mountains, and the sea from inside.

Why here: reflections without surf. Next: shore.py, water.py.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ground import shore, slope
from miri.providers.offline.artist.ink import Ink, Linear, even
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.sky import shafts, sky
from miri.providers.offline.artist.terrain import facets, land, massif, pine, ridge, rolling
from miri.providers.offline.artist.water import glitter, mirrored, surface


def lake(s: Scenery) -> list[Layer]:
    """Still water that mirrors the mountains and the woods; reeds."""
    v, t = s.view, s.tones
    layers = sky(s)
    lines = [
        ridge(
            s.place.stream("range", i),
            v.left,
            v.right,
            v.horizon,
            v.y(0.3 - 0.12 * i),
            0.56 - 0.05 * i,
        )
        for i in range(2)
    ]

    def shore(ink: Ink) -> None:
        for i, line in enumerate(lines):
            massif(ink, s, line, v.horizon + v.y(0.004), t.depth(1.0 - 0.4 * i), 0.7 - 0.3 * i)
            facets(ink, s, line, t.depth(1.0 - 0.4 * i), s.place.stream("facets", i), cap=i == 0)
        _wood(ink, s, 1)

    def mirror(ink: Ink) -> None:
        surface(ink, s, v.horizon)
        for i, line in enumerate(lines):
            flipped = [(x, v.horizon + (v.horizon - y) * 0.82) for x, y in line]
            ink.fill(
                land(flipped, v.horizon),
                t.depth(0.9 - 0.4 * i).mix(t.mid, 0.45),
                0.7,
                blur=1.5 * v.unit,
            )
        _wood(ink, s, -1)
        mirrored(ink, s, v.horizon)

    layers.append(Layer("shore", 0.22, shore))
    layers.append(
        Layer("water", 0.22, mirror, near=0.9, life=glitter(s, v.horizon, s.sun.x, t.light, 0.7))
    )
    layers.append(Layer("bank", 0.8, lambda ink: _bank(ink, s), near=1.0))
    return layers


def _wood(ink: Ink, s: Scenery, up: int) -> None:
    v, t, chance, trees = s.view, s.tones, s.place.stream("wood"), Shape()
    for _ in range(80):
        x = chance.between(v.left, v.right)
        if chance.random() < 0.75 or abs(x - v.x(0.5)) > v.x(0.2):
            trees.add(pine(x, 0.0, v.y(chance.between(0.03, 0.085)), chance))
    dark = t.depth(0.2)
    with ink.moved(
        0, v.horizon + (0 if up > 0 else v.y(0.002)), squash=float(up) * (1 if up > 0 else 0.8)
    ):
        ink.fill(trees, dark if up > 0 else dark.mix(t.mid, 0.3), 1.0 if up > 0 else 0.75)


def _bank(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("bank")
    line = rolling(chance, v.left, v.right, shore(v, 0.84) + v.y(0.01), slope(v), 1)
    massif(ink, s, line, v.bottom, t.ground.mix(t.near, 0.4), 0.1, soft=True)
    dark = t.ink.mix(t.near, 0.5)
    for side in (-1, 1):
        for _ in range(26):
            x = v.x(0.5) + side * v.x(chance.between(0.3, 0.6))
            y, tall = v.ground(0.95), v.y(chance.between(0.12, 0.3))
            bend = chance.spread(tall * 0.25)
            ink.stroke(
                Shape().move(x, y).quad(x, y - tall * 0.6, x + bend, y - tall), dark, 2.2 * v.unit
            )
            if chance.happens(0.4):
                ink.fill(Shape().oval(x + bend, y - tall, 3 * v.unit, 11 * v.unit), dark)


def underwater(s: Scenery) -> list[Layer]:
    """The deep from inside: light from above, kelp, fish, bubbles."""
    v, t = s.view, s.tones

    def deep(ink: Ink) -> None:
        ink.wash(
            Linear(0, v.top, 0, v.bottom, even(t.low.mix(t.cool, 0.4), t.far, t.mid, t.near, t.ink))
        )
        ink.glow(s.sun.x, v.top, v.height * 0.9, t.light, 0.7)
        for _ in range(2):
            shafts(ink, s, s.sun.x, v.top * 1.5, 0.3)

    def bed(ink: Ink) -> None:
        for i in range(2):
            line = ridge(
                s.place.stream("bed", i),
                v.left,
                v.right,
                v.y(0.93 + 0.07 * i),
                v.y(0.22 - 0.05 * i),
                0.45,
            )
            massif(ink, s, line, v.bottom, t.depth(0.55 - 0.35 * i), 0.3, soft=True)

    layers = [
        Layer("deep", 0.05, deep, life=_bubbles(s)),
        Layer("fish", 0.25, lambda ink: _shoal(ink, s)),
    ]
    layers.append(Layer("bed", 0.6, bed, near=1.0))
    layers.append(Layer("fore", 1.4, lambda ink: _kelp(ink, s), behind=False))
    return layers


def _bubbles(s: Scenery):
    v, t, chance = s.view, s.tones, s.place.stream("bubbles")
    spots = [
        (chance.random(), chance.random(), chance.between(1.2, 4.5), chance.between(0.03, 0.09))
        for _ in range(60)
    ]

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, r, speed in spots:
            y = v.bottom - ((fy + seconds * speed) % 1.0) * (v.bottom - v.top)
            x = v.left + fx * (v.right - v.left) + sin(seconds * 2 + fx * 30) * 4 * v.unit
            ink.dots([(x, y)], r * v.unit, t.light, 0.16 + 0.1 * fy)

    return life


def _shoal(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("shoal")
    for _ in range(16):
        x, y, size = (
            v.x(chance.between(0.1, 0.9)),
            v.y(chance.between(0.2, 0.7)),
            v.y(chance.between(0.012, 0.028)),
        )
        fish = (
            Shape()
            .move(x - size * 1.6, y)
            .quad(x, y - size * 0.8, x + size * 1.4, y)
            .quad(x, y + size * 0.8, x - size * 1.6, y)
        )
        fish.polygon(
            [
                (x - size * 1.3, y),
                (x - size * 2.3, y - size * 0.6),
                (x - size * 2.3, y + size * 0.6),
            ]
        )
        ink.fill(fish, t.mid.mix(t.ink, 0.3), 0.7)


def _kelp(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("kelp")
    dark: Colour = t.ink.mix(t.near, 0.6)
    for side in (-1, 1):
        for _ in range(5):
            ink.fill(_frond(s, v.x(0.5) + side * v.x(chance.between(0.34, 0.6)), chance), dark)


def _frond(s: Scenery, x: float, chance: Chance) -> Shape:
    v = s.view
    tall, wave = v.y(chance.between(0.3, 0.85)), chance.between(0, 6)
    points = [
        (x + v.x(0.018) * sin(i * 0.9 + wave) * i / 4, v.height * 1.08 - tall * i / 9)
        for i in range(10)
    ]
    widths = [v.unit * (11 if i % 2 else 7) * (1 - i / 10) + v.unit for i in range(10)]
    return ribbon(points, widths)


PLACES = {"lake": lake, "underwater": underwater}

"""Among trees that people planted: a park, a graveyard.

Why here: benches and stones. Next: woods.py, terrain.py.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import floor, massif, rolling, tree

LEAF = from_hex("#3F6B4A")


def park(s: Scenery) -> list[Layer]:
    """Lawns, round trees, a path with a bench and lamps."""
    layers = sky(s)
    green = s.palette.fit(LEAF, 0.7)
    for i in range(2):
        layers.append(Layer(f"trees{i}", 0.16 + 0.16 * i, _grove(s, i, green)))
    layers.append(Layer("lawn", 0.4, lambda ink: _lawn(ink, s, green), near=1.0))
    layers.append(Layer("bench", 0.9, lambda ink: _bench(ink, s)))
    layers.append(Layer("fore", 1.5, lambda ink: _boughs(ink, s, green), behind=False))
    return layers


def _grove(s: Scenery, i: int, green: Colour):
    v, t = s.view, s.tones

    def paint(ink: Ink) -> None:
        chance, base = s.place.stream("grove", i), v.horizon + v.y(0.02 + 0.05 * i)
        colour = t.depth(0.8 - 0.35 * i).mix(green, 0.35)
        lamp = s.lamp(v.x(0.5))
        for _ in range(12 - 4 * i):
            x, tall = chance.between(v.left, v.right), v.y(chance.between(0.16, 0.28) + 0.14 * i)
            trunk, crown = tree(x, base, tall, chance)
            ink.fill(trunk, colour.mix(t.ink, 0.4))
            ink.fill(crown, colour.mix(t.key, 0.4 * t.rim))
            box = crown.box
            body = Linear(
                0, box[1], 0, box[3], ((0.0, colour, 1.0), (1.0, colour.mix(t.ink, 0.4), 1.0))
            )
            ink.fill(crown.moved(-lamp.x * tall * 0.025, tall * 0.028), body)

    return paint


def _lawn(ink: Ink, s: Scenery, green: Colour) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("lawn")
    floor(ink, s, t.ground.mix(green, 0.45), top=v.horizon + v.y(0.03))
    path = (
        Shape()
        .move(v.x(0.62), v.horizon + v.y(0.035))
        .cubic(v.x(0.4), v.ground(0.35), v.x(0.5), v.ground(0.5), v.x(0.06), v.bottom)
    )
    path.line(v.x(0.94), v.bottom).cubic(
        v.x(0.7), v.ground(0.5), v.x(0.5), v.ground(0.35), v.x(0.64), v.horizon + v.y(0.035)
    ).close()
    stone = t.ground.mix(t.light, 0.3)
    ink.fill(
        path,
        Linear(
            0,
            v.horizon,
            0,
            v.height,
            ((0.0, stone.mix(t.low, 0.4), 0.9), (1.0, stone.mix(t.ink, 0.25), 0.9)),
        ),
    )
    tufts = Shape()
    for _ in range(200):
        near = chance.random() ** 1.4
        x, y, h = chance.between(v.left, v.right), v.ground(0.1 + near), v.y(0.004 + 0.02 * near)
        tufts.move(x, y).line(x + chance.spread(h), y - h)
    ink.stroke(tufts, t.ground.mix(green, 0.4).mix(t.ink, 0.4), 1.4 * v.unit, 0.5)


def _bench(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    side = -1 if s.subject_x > v.x(0.5) else 1
    x, y = v.x(0.5 + side * 0.27), v.ground(0.52)
    wide, high = v.y(0.13), v.y(0.06)
    relief = Relief(ink, s.lamp(x), 3 * v.unit)
    wood = t.near.mix(t.accent, 0.35)
    for k in range(3):
        relief.part(
            Shape().rounded(
                x - wide, y - high * (2.3 - k * 0.42), x + wide, y - high * (2.02 - k * 0.42), 2
            ),
            wood,
        )
    relief.part(
        Shape().rounded(x - wide * 1.03, y - high * 1.0, x + wide * 1.03, y - high * 0.78, 2),
        wood.lit(0.03),
    )
    for k in (-0.85, 0.85):
        ink.lines([(x + k * wide, y - high * 2.3), (x + k * wide, y)], 4 * v.unit, t.ink)
    lamp_x, top = x + side * wide * 1.5, y - v.y(0.36)
    ink.lines([(lamp_x, y), (lamp_x, top)], 4.5 * v.unit, t.ink.mix(t.near, 0.4))
    if t.dark:
        ink.glow(lamp_x, top, v.y(0.2), t.lamp, 0.75)
        ink.glow(lamp_x, y, v.y(0.3), t.lamp, 0.4, squash=0.2)
        s.bulb(lamp_x, top, 9 * v.unit, t.lamp)
    ink.fill(Shape().circle(lamp_x, top, 9 * v.unit), t.lamp.lit(0.05) if t.dark else t.light)


def _boughs(ink: Ink, s: Scenery, green: Colour) -> None:
    """Leaves hanging into the picture."""
    v, t, chance = s.view, s.tones, s.shot.stream("boughs")
    dark = t.ink.mix(green, 0.3)
    side = chance.choice((-1, 1))
    leaves = Shape()
    for _ in range(90):
        x, y = (
            v.x(0.5 + side * chance.between(0.22, 0.66)),
            v.y(-0.1 + 0.26 * chance.random() ** 1.5),
        )
        size = v.y(chance.between(0.012, 0.026))
        turn = chance.between(0, 3)
        leaves.add(Shape().oval(0, 0, size, size * 0.42).placed(x, y, 1.0, turn))
    ink.fill(leaves, dark)
    branch = ribbon(
        [
            (v.x(0.5 + side * 0.66), -v.y(0.1)),
            (v.x(0.5 + side * 0.42), v.y(0.05)),
            (v.x(0.5 + side * 0.22), v.y(0.07)),
        ],
        [7 * v.unit, 4 * v.unit, v.unit],
    )
    ink.fill(branch, dark)


def graveyard(s: Scenery) -> list[Layer]:
    """Stones on a hill, bare trees, mist."""
    v = s.view
    layers = sky(s)
    line = rolling(s.place.stream("hill"), v.left, v.right, v.horizon + v.y(0.06), v.y(0.12), 1)
    layers.append(Layer("hill", 0.2, lambda ink: _graves(ink, s, line, 0.6, 16)))
    near = rolling(s.place.stream("near"), v.left, v.right, v.ground(0.5), v.y(0.08), 1)
    layers.append(Layer("ground", 0.6, lambda ink: _graves(ink, s, near, 0.15, 7), near=1.0))
    return layers


def _graves(ink: Ink, s: Scenery, line: list[tuple[float, float]], far: float, count: int) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("graves", count)
    colour = t.depth(far)
    for _ in range(3):
        _bare(
            ink,
            line[int(chance.random() * 60)],
            v.y(chance.between(0.2, 0.34)) * (1.4 - far),
            colour.mix(t.ink, 0.4),
            chance,
        )
    massif(ink, s, line, v.bottom, colour, 0.4, soft=True)
    relief = Relief(ink, s.lamp(v.x(0.5)), 5 * v.unit)
    for k in range(count):
        x, y = line[int((k + chance.random()) * 60 / count)]
        if abs(x - s.subject_x) < v.x(0.09):
            continue
        h = v.y(chance.between(0.04, 0.08)) * (1.6 - far)
        w, drop = h * chance.between(0.3, 0.42), v.y(chance.between(0.01, 0.1))
        stone = (
            Shape()
            .move(x - w, y + drop)
            .line(x - w, y + drop - h * 0.65)
            .quad(x - w, y + drop - h, x, y + drop - h)
        )
        stone.quad(x + w, y + drop - h, x + w, y + drop - h * 0.65).line(x + w, y + drop).close()
        relief.part(stone, t.far.mix(t.light, 0.2).mix(colour, far * 0.5))


def _bare(ink: Ink, foot: tuple[float, float], tall: float, colour: Colour, chance: Chance) -> None:
    """A leafless tree, branching three times."""
    todo = [(foot[0], foot[1] + tall * 0.05, 0.0, tall * 0.36, tall * 0.05)]
    while todo:
        x, y, angle, length, width = todo.pop()
        x1, y1 = x + sin(angle) * length, y - length * (1 - abs(angle) * 0.25)
        ink.stroke(
            Shape().move(x, y).quad(x + chance.spread(length * 0.1), (y + y1) / 2, x1, y1),
            colour,
            max(1.0, width),
        )
        if length > tall * 0.09:
            for k in (-1, 1):
                todo.append(
                    (
                        x1,
                        y1,
                        angle + k * chance.between(0.25, 0.65),
                        length * chance.between(0.6, 0.75),
                        width * 0.6,
                    )
                )


PLACES = {"park": park, "graveyard": graveyard}

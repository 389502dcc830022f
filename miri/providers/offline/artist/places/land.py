"""Open land: mountains, desert, fields, flowers, snow.

Why here: places that are mostly ridges and ground. Next: terrain.py for their forms.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import (
    facets,
    floor,
    grass,
    land,
    massif,
    pine,
    ridge,
    rolling,
    tree,
)

MEADOW = from_hex("#5E7F45")


def mountains(s: Scenery) -> list[Layer]:
    """Four ranges with air between them, pines in front."""
    v, t = s.view, s.tones
    layers = sky(s)
    for i, (far, tall, rough) in enumerate(
        ((1.0, 0.36, 0.58), (0.72, 0.3, 0.56), (0.42, 0.2, 0.54))
    ):
        chance = s.place.stream("range", i)
        base = v.horizon + v.y(0.03 + 0.05 * i)
        line = ridge(chance, v.left, v.right, base, v.y(tall), rough)
        layers.append(Layer(f"range{i}", 0.14 + 0.13 * i, _range(s, line, t.depth(far), i)))
    layers.append(Layer("ground", 0.5, lambda ink: _slope(ink, s), near=1.0))
    layers.append(Layer("fore", 1.5, lambda ink: _pines(ink, s), behind=False))
    return layers


def _range(s: Scenery, line: list[tuple[float, float]], colour: Colour, i: int):
    def paint(ink: Ink) -> None:
        massif(ink, s, line, s.view.bottom, colour, 0.85 - 0.2 * i)
        facets(ink, s, line, colour, s.place.stream("facets", i), cap=i == 0)

    return paint


def _slope(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    start = v.horizon + v.y(0.06)
    for i in range(3):
        chance = s.place.stream("slope", i)
        line = rolling(chance, v.left, v.right, start + v.y(0.03 + 0.1 * i), v.y(0.07), 1 + i)
        massif(ink, s, line, v.bottom, t.depth(0.3 - 0.13 * i).mix(t.ground, 0.5), 0.25, soft=True)
        trees = Shape()
        for _ in range(40 - 10 * i):
            at = chance.random()
            x = v.left + (v.right - v.left) * at
            y = line[int(at * 60)][1] + v.y(0.012)
            trees.add(pine(x, y, v.y(chance.between(0.03, 0.06) * (1 + 0.6 * i)), chance))
        ink.fill(trees, t.depth(0.16 - 0.07 * i))


def _pines(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("pines")
    trees = Shape()
    for side in (-1, 1):
        for _ in range(3 + int(chance.random() * 3)):
            x = v.x(0.5) + side * v.x(chance.between(0.4, 0.62))
            trees.add(pine(x, v.height * 1.06, v.y(chance.between(0.3, 0.72)), chance))
    ink.fill(trees, t.ink.mix(t.near, 0.4))
    grass(ink, s, v.bottom, v.bleed + v.y(0.06), t.ink.mix(t.near, 0.3), chance, 200)


def desert(s: Scenery) -> list[Layer]:
    """Dunes with knife-edge crests, mesas far off."""
    v, t = s.view, s.tones
    layers = sky(s)
    line = ridge(s.place.stream("mesa"), v.left, v.right, v.horizon + v.y(0.03), v.y(0.1), 0.4)
    layers.append(
        Layer("mesa", 0.16, lambda ink: massif(ink, s, line, v.bottom, t.depth(1.0), 0.7))
    )
    for i in range(4):
        depth, near = 0.3 + 0.17 * i, (1.0 if i == 3 else None)
        layers.append(Layer(f"dune{i}", depth, _dune(s, i), near=near))
    layers.append(Layer("fore", 1.5, lambda ink: _tufts(ink, s), behind=False))
    return layers


def _dune(s: Scenery, i: int):
    v, t = s.view, s.tones
    chance = s.place.stream("dune", i)
    base = v.horizon + (v.height - v.horizon) * (0.08, 0.24, 0.46, 0.8)[i]
    line = rolling(chance, v.left, v.right, base, v.y(0.12 + 0.03 * i), 1 + i % 2)
    sand = t.depth(0.75 - 0.2 * i).mix(t.ground, 0.25 + 0.1 * i).mix(t.light, 0.1)

    def paint(ink: Ink) -> None:
        massif(ink, s, line, v.bottom, sand, 0.3 - 0.05 * i, soft=True)
        _crest(ink, s, line, sand, chance)
        _ripples(ink, s, line, sand, i)

    return paint


def _crest(
    ink: Ink, s: Scenery, line: list[tuple[float, float]], sand: Colour, chance: Chance
) -> None:
    """The dark lee side that falls from the highest point."""
    v, lamp = s.view, s.lamp(s.view.x(0.5))
    side = -1 if lamp.x > 0 else 1
    inner = line[6:-6]
    k = min(range(len(inner)), key=lambda j: inner[j][1]) + 6
    x, y = line[k]
    edge = line[k : k + 22] if side > 0 else line[max(0, k - 22) : k + 1][::-1]
    drop = v.y(0.34)
    foot = [
        (x + side * drop * 0.5, y + drop * 0.5), (x + side * drop * 0.25, y + drop * 0.75),
        (x + side * drop * 0.75, y + drop * 1.2),
    ]  # fmt: skip
    face = Shape().smooth([(x, y), *edge[2::4], *foot[::-1]])
    dark = sand.mix(s.tones.ink, 0.42)
    ink.fill(
        face,
        Linear(0, y, 0, y + drop * 1.1, ((0.0, dark, 0.75), (1.0, dark, 0.0))),
        blur=1.2 * v.unit,
    )


def _ripples(ink: Ink, s: Scenery, line: list[tuple[float, float]], sand: Colour, i: int) -> None:
    v, chance = s.view, s.place.stream("ripple", i)
    dark = sand.mix(s.tones.ink, 0.3)
    for k in range(6 + 5 * i):
        y = line[30][1] + v.y(0.03 + 0.028 * k)
        x, half = chance.between(v.left, v.right), v.x(chance.between(0.05, 0.2))
        curve = Shape().move(x - half, y).quad(x, y - v.y(0.012), x + half, y + v.y(0.004))
        ink.stroke(curve, dark, (0.8 + 0.6 * i) * v.unit, 0.25)


def _tufts(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("tufts")
    dark = t.ink.mix(t.near, 0.5)
    for side in (-1, 1):
        x = v.x(0.5) + side * v.x(chance.between(0.38, 0.55))
        for _ in range(22):
            bend = chance.spread(v.y(0.1))
            blade = (
                Shape()
                .move(x, v.height + v.y(0.04))
                .quad(
                    x + bend * 0.3,
                    v.height - v.y(0.06),
                    x + bend,
                    v.height - v.y(chance.between(0.06, 0.16)),
                )
            )
            ink.stroke(blade, dark, 2.4 * v.unit)


def field(s: Scenery) -> list[Layer]:
    """Rolling hills, a lone tree, tall grass."""
    return _meadow(s, blooms=False)


def flowers(s: Scenery) -> list[Layer]:
    """The same land in bloom."""
    return _meadow(s, blooms=True)


def _meadow(s: Scenery, blooms: bool) -> list[Layer]:
    v, t = s.view, s.tones
    layers = sky(s)
    green = s.palette.fit(MEADOW, 0.6)
    for i in range(3):
        chance = s.place.stream("hill", i)
        line = rolling(
            chance, v.left, v.right, v.horizon + v.y(0.03 + 0.03 * i), v.y(0.14 - 0.03 * i), 1 + i
        )
        colour = t.depth(0.85 - 0.28 * i).mix(green, 0.3)
        layers.append(Layer(f"hill{i}", 0.14 + 0.12 * i, _hill(s, line, colour, i)))
    layers.append(Layer("tree", 0.45, lambda ink: _lone_tree(ink, s, green)))
    layers.append(Layer("ground", 0.5, lambda ink: _grassland(ink, s, green, blooms), near=1.0))
    layers.append(
        Layer("fore", 1.5, lambda ink: _verge(ink, s, green, blooms), behind=False, life=None)
    )
    return layers


def _lone_tree(ink: Ink, s: Scenery, green: Colour) -> None:
    """One large tree on the rise, away from the subject."""
    v, t, chance = s.view, s.tones, s.place.stream("lone tree")
    side = -1 if s.subject_x > v.x(0.5) else 1
    x, y = v.x(0.5 + side * chance.between(0.2, 0.3)), v.horizon + v.y(0.055)
    tall = v.y(chance.between(0.3, 0.4))
    trunk, crown = tree(x, y, tall, chance)
    lamp, body = s.lamp(x), t.depth(0.3).mix(green, 0.35)
    ink.glow(x, y, tall * 0.42, t.ink, 0.5, squash=0.14)
    ink.fill(trunk, body.mix(t.ink, 0.5))
    ink.fill(crown, body.mix(t.key, 0.45 * t.rim))
    ink.fill(crown.moved(-lamp.x * tall * 0.022, tall * 0.024), body)
    left, top, right, bottom = crown.box
    shade = Linear(0, top, 0, bottom, ((0.0, t.ink, 0.0), (1.0, t.ink, 0.45)))
    with ink.clip(crown):
        ink.fill(Shape().rect(left, top, right, bottom), shade)


def _hill(s: Scenery, line: list[tuple[float, float]], colour: Colour, i: int):
    v, t = s.view, s.tones

    def paint(ink: Ink) -> None:
        chance = s.place.stream("hedge", i)
        for _ in range(5 + 6 * i):
            k = int(chance.random() * 60)
            x, y = line[k]
            trunk, crown = tree(
                x, y + v.y(0.01), v.y(chance.between(0.03, 0.07) + 0.02 * i), chance
            )
            ink.fill(trunk, t.depth(0.5 - 0.15 * i))
            ink.fill(crown, t.depth(0.6 - 0.2 * i).mix(colour, 0.4))
        massif(ink, s, line, v.bottom, colour, 0.5 - 0.12 * i, soft=True)

    return paint


def _grassland(ink: Ink, s: Scenery, green: Colour, blooms: bool) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("grass")
    start = v.horizon + v.y(0.07)
    line = rolling(chance, v.left, v.right, start, v.y(0.05), 1)
    ground = t.ground.mix(green, 0.45)
    ink.fill(
        land(line, v.bottom, soft=True),
        Linear(
            0,
            start - v.y(0.05),
            0,
            v.height,
            (
                (0.0, ground.mix(t.low, 0.4), 1.0),
                (0.3, ground, 1.0),
                (1.0, ground.mix(t.ink, 0.45), 1.0),
            ),
        ),
    )
    ink.glow(s.sun.x, start, v.width * 0.45, t.key, 0.3 * t.rim, squash=0.25)
    _swathes(ink, s, start, ground)
    rows = 12
    for row in range(rows):
        near = (row + 1) / rows
        y = start + (v.bottom - start) * near**1.6
        strokes = Shape()
        for _ in range(90):
            x = chance.between(v.left, v.right)
            h = v.y(0.008 + 0.035 * near)
            strokes.move(x, y).quad(
                x + chance.spread(h * 0.3),
                y - h * 0.6,
                x + chance.spread(h),
                y - h * chance.between(0.6, 1.3),
            )
        tone = ground.mix(t.key, 0.3 * chance.random()).mix(t.ink, 0.35 * near)
        ink.stroke(strokes, tone, (0.7 + 1.8 * near) * v.unit, 0.6)
        if blooms:
            _bloom_row(ink, s, chance, y, near)


def _swathes(ink: Ink, s: Scenery, start: float, ground: Colour) -> None:
    """Where the wind has been: bands of lighter and darker grass, wider towards us."""
    v, t, chance = s.view, s.tones, s.place.stream("swathes")
    for row in range(16):
        near = (row + 0.5) / 16
        y = start + v.y(0.02) + (v.bottom - start) * near**1.5
        half = v.width * chance.between(0.12, 0.3) * (0.5 + near)
        band = Shape().oval(chance.between(v.left, v.right), y, half, v.y(0.008 + 0.03 * near))
        tone = ground.mix(t.key, 0.5) if row % 2 else ground.mix(t.ink, 0.4)
        ink.fill(band, tone, 0.3, blur=v.y(0.006 + 0.012 * near))


def _bloom_row(ink: Ink, s: Scenery, chance: Chance, y: float, near: float) -> None:
    v, t = s.view, s.tones
    hues = (t.accent, t.accent.lit(0.08), t.light, t.lamp)
    for hue in hues:
        spots = [
            (chance.between(v.left, v.right), y - v.y(0.01 + 0.05 * near) * chance.random())
            for _ in range(26 if hue is t.accent else 12)
        ]
        ink.dots(spots, (0.8 + 4.2 * near) * v.unit, hue.mix(t.low, 0.35 * (1 - near)), 0.9)


def _verge(ink: Ink, s: Scenery, green: Colour, blooms: bool) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("verge")
    dark = t.ink.mix(green, 0.2)
    grass(ink, s, v.bottom, v.bleed + v.y(0.1), dark, chance, 240)
    if blooms:
        for _ in range(26):
            x, y = chance.between(v.left, v.right), v.height - v.y(chance.between(-0.03, 0.1))
            flower(
                ink,
                x,
                y,
                v.y(chance.between(0.014, 0.03)),
                t.accent.mix(t.ink, 0.15),
                t.lamp,
                chance,
            )


def flower(
    ink: Ink, x: float, y: float, r: float, petal: Colour, heart: Colour, chance: Chance
) -> None:
    """One open flower on its stem."""
    turn = chance.between(0, 6)
    for i in range(6):
        a = turn + i * 1.047
        ink.fill(
            Shape().circle(x + r * 0.62 * sin(a), y + r * 0.5 * sin(a + 1.57), r * 0.55),
            petal.lit(0.05 * (i % 2)),
        )
    ink.fill(Shape().circle(x, y, r * 0.36), heart)


def snowfield(s: Scenery) -> list[Layer]:
    """White plain, bare trees, far range."""
    v, t = s.view, s.tones
    white = t.light.mix(t.low, 0.35) if not t.dark else t.far.mix(t.cool, 0.3)
    layers = sky(s)
    line = ridge(
        s.place.stream("range", 0), v.left, v.right, v.horizon + v.y(0.03), v.y(0.22), 0.55
    )

    def distant(ink: Ink) -> None:
        massif(ink, s, line, v.bottom, t.depth(0.9), 0.8)
        facets(ink, s, line, t.depth(0.9), s.place.stream("facets"), cap=True)

    def wood(ink: Ink) -> None:
        chance, trees = s.place.stream("wood"), Shape()
        for _ in range(70):
            x = chance.between(v.left, v.right)
            trees.add(pine(x, v.horizon + v.y(0.05), v.y(chance.between(0.04, 0.12)), chance))
        ink.fill(
            trees,
            Linear(
                0,
                v.horizon - v.y(0.08),
                0,
                v.horizon + v.y(0.06),
                ((0.0, t.depth(0.45), 1.0), (1.0, t.depth(0.45).mix(white, 0.6), 1.0)),
            ),
        )

    layers.append(Layer("range", 0.14, distant))
    layers.append(Layer("wood", 0.32, wood))
    layers.append(Layer("ground", 0.45, lambda ink: _drifts(ink, s, white), near=1.0))
    return layers


def _drifts(ink: Ink, s: Scenery, white: Colour) -> None:
    v, t = s.view, s.tones
    floor(ink, s, white, far=white.mix(t.low, 0.3), top=v.horizon + v.y(0.035))
    for i in range(4):
        chance = s.place.stream("drift", i)
        base = v.ground(0.2 + 0.22 * i)
        line = rolling(chance, v.left, v.right, base, v.y(0.05 + 0.015 * i), 1 + i % 2)
        shape = land(line, v.bottom, soft=True)
        shadow = white.mix(t.middle, 0.35)
        ink.fill(
            shape,
            Linear(
                0,
                base - v.y(0.06),
                0,
                base + v.y(0.2),
                ((0.0, white.lit(0.02), 1.0), (0.4, white, 0.9), (1.0, shadow, 0.7)),
            ),
        )


PLACES = {
    "mountains": mountains,
    "desert": desert,
    "field": field,
    "flowers": flowers,
    "snowfield": snowfield,
}

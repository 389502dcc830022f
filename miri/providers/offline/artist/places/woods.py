"""In the woods: a forest, a fire in a clearing.

Why here: depth made of trunks. Next: terrain.py for single trees.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.ink import Ink, Linear, even
from miri.providers.offline.artist.scenery import Layer, Life, Scenery
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.sky import shafts, sky
from miri.providers.offline.artist.terrain import floor, grass, pine
from miri.providers.offline.artist.view import View

LEAF = from_hex("#3F6B4A")
FLAME = from_hex("#E8692B")
ASH = from_hex("#3A2A24")


def forest(s: Scenery) -> list[Layer]:
    """Rows of trunks in the haze, light falling through, ferns in front."""
    v, t = s.view, s.tones
    layers = [Layer("sky", 0.04, lambda ink: _canopy_light(ink, s))]
    for i in range(4):
        layers.append(Layer(f"trunks{i}", (0.1, 0.2, 0.46, 0.66)[i], _trunks(s, i)))
    layers.insert(3, Layer("ground", 0.4, lambda ink: _forest_floor(ink, s), near=1.0))
    if t.hour not in ("overcast", "storm", "fog"):
        layers.append(Layer("shafts", 0.6, lambda ink: shafts(ink, s, s.sun.x, -v.y(0.15), 0.26)))
    layers.append(Layer("fore", 1.55, lambda ink: _near_trunks(ink, s), behind=False))
    return layers


def _canopy_light(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    glow = t.low.mix(t.light, 0.2)
    ink.wash(
        Linear(0, v.top, 0, v.horizon + v.y(0.1), even(t.middle, t.middle.mix(glow, 0.5), glow))
    )
    ink.glow(s.sun.x, v.horizon - v.y(0.16), v.height * 0.75, t.light, 0.65)


def _trunks(s: Scenery, i: int):
    v, t = s.view, s.tones
    colour = t.depth(0.95 - 0.27 * i)
    base = v.horizon + v.y((0.02, 0.06, 0.12, 0.22)[i])

    def paint(ink: Ink) -> None:
        chance = s.place.stream("trunks", i)
        count = (34, 22, 13, 7)[i]
        air = t.low.mix(t.far, 0.3)
        trees, boughs, crowns = Shape(), Shape(), Shape()
        for k in range(count):
            x = v.left + (v.right - v.left) * (k + chance.random()) / count
            if i == 3 and abs(x - s.subject_x) < v.x(0.11):
                continue
            half = v.y((0.006, 0.011, 0.019, 0.032)[i]) * chance.between(0.7, 1.3)
            _trunk(trees, boughs, x, base, half, v, chance)
            if chance.happens(0.6):
                crowns.add(
                    pine(x, v.y(chance.between(0.25, 0.55)), v.y(chance.between(0.4, 0.7)), chance)
                )
        ink.fill(
            crowns,
            Linear(
                0, v.top, 0, v.y(0.55), ((0.0, colour, 1.0), (1.0, colour.mix(air, 0.35), 0.75))
            ),
        )
        lamp = s.lamp(v.x(0.5))
        edge = (0.002, 0.003, 0.005, 0.007)[i] * v.height
        lit, bark = colour.mix(t.key, 0.42 * t.rim), colour.mix(air, 0.3)
        for form in (boughs, trees):
            ink.fill(form, lit)
            body = form.moved(-lamp.x * edge, edge * 0.5)
            ink.fill(
                body,
                Linear(
                    0, v.top, 0, base, ((0.0, colour, 1.0), (0.75, colour, 1.0), (1.0, bark, 1.0))
                ),
            )
        haze = Shape().rect(v.left, base - v.y(0.2), v.right, base + v.y(0.03))
        ink.fill(
            haze,
            Linear(0, base - v.y(0.2), 0, base, ((0.0, air, 0.0), (1.0, air, 0.55 - 0.13 * i))),
        )

    return paint


def _trunk(
    trunks: Shape, boughs: Shape, x: float, base: float, half: float, v: View, chance: Chance
) -> None:
    lean = chance.spread(v.y(0.03))
    trunks.move(x - half * 1.7, base + half).quad(
        x - half, base - half * 3, x - half * 0.8 + lean, v.top
    )
    trunks.line(x + half * 0.8 + lean, v.top).quad(
        x + half, base - half * 3, x + half * 1.7, base + half
    ).close()
    for _ in range(3):
        y, side = chance.between(v.y(0.02), base * 0.7), chance.choice((-1, 1))
        reach = half * chance.between(5, 12)
        bough = [
            (x, y + half * 0.4),
            (x + side * reach * 0.5, y + half * 0.1 - reach * 0.08),
            (x + side * reach, y - reach * 0.5),
        ]
        boughs.add(ribbon(bough, [half * 0.42, half * 0.26, half * 0.03]))


def _forest_floor(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("litter")
    green = t.ground.mix(s.palette.fit(LEAF, 0.7), 0.3)
    floor(ink, s, green, top=v.horizon + v.y(0.04))
    path = (
        Shape()
        .move(v.x(0.49), v.horizon + v.y(0.045))
        .cubic(v.x(0.56), v.ground(0.3), v.x(0.34), v.ground(0.5), v.x(0.28), v.bottom)
    )
    path.line(v.x(0.78), v.bottom).cubic(
        v.x(0.6), v.ground(0.5), v.x(0.6), v.ground(0.3), v.x(0.51), v.horizon + v.y(0.045)
    ).close()
    ink.fill(
        path,
        Linear(
            0,
            v.horizon,
            0,
            v.height,
            (
                (0.0, t.low, 0.55),
                (0.5, green.mix(t.key, 0.22), 0.6),
                (1.0, green.mix(t.key, 0.1), 0.5),
            ),
        ),
        blur=5 * v.unit,
    )
    for _ in range(26):
        x, near = chance.between(v.left, v.right), chance.random()
        ink.glow(x, v.ground(0.1 + near * 0.85), v.y(0.02 + 0.07 * near), t.key, 0.16, squash=0.28)
    tufts = Shape()
    for _ in range(240):
        near = chance.random() ** 1.3
        x, y, h = (
            chance.between(v.left, v.right),
            v.ground(0.1 + 0.95 * near),
            v.y(0.008 + 0.045 * near),
        )
        tufts.move(x, y).quad(x + chance.spread(h * 0.3), y - h * 0.6, x + chance.spread(h), y - h)
    ink.stroke(tufts, green.mix(t.ink, 0.5), 1.9 * v.unit, 0.65)


def _near_trunks(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("near")
    dark = t.ink.mix(t.near, 0.3)
    trees, boughs = Shape(), Shape()
    for side in (-1, 1):
        if chance.happens(0.75):
            x, half = (
                v.x(0.5) + side * v.x(chance.between(0.46, 0.58)),
                v.y(chance.between(0.05, 0.09)),
            )
            _trunk(trees, boughs, x, v.bottom, half, v, chance)
    lamp = s.lamp(v.x(0.5))
    ink.fill(trees, dark.mix(t.key, 0.25 * t.rim))
    ink.fill(trees.moved(-lamp.x * v.y(0.008), 0), dark)
    for _ in range(7):
        fern(
            ink,
            chance.between(v.left, v.right),
            v.height + v.y(0.03),
            v.y(chance.between(0.12, 0.24)),
            dark,
            chance,
        )
    grass(ink, s, v.bottom, v.bleed + v.y(0.05), dark, chance, 120)


def fern(ink: Ink, x: float, y: float, size: float, colour: Colour, chance: Chance) -> None:
    """A fan of fronds."""
    for k in range(7):
        angle = (k - 3) * 0.36 + chance.spread(0.1)
        tip = (x + sin(angle) * size, y - size * (1 - abs(angle) * 0.35))
        middle = ((x + tip[0]) / 2 - sin(angle) * size * 0.1, (y + tip[1]) / 2 - size * 0.16)
        ink.fill(ribbon([(x, y), middle, tip], [size * 0.012, size * 0.05, size * 0.004]), colour)


def campfire(s: Scenery) -> list[Layer]:
    """A fire in a clearing, trees lit from below, sparks going up."""
    v, t = s.view, s.tones
    x = v.x(0.62) if s.subject_x < v.x(0.5) else v.x(0.38)
    y = v.ground(0.62)
    layers = sky(s)
    layers.append(Layer("trunks0", 0.14, _trunks(s, 1)))
    layers.append(Layer("trunks1", 0.3, _trunks(s, 2)))

    def ground(ink: Ink) -> None:
        _forest_floor(ink, s)
        ink.glow(x, y, v.width * 0.42, t.lamp, 0.75, squash=0.32)
        ink.glow(x, y - v.y(0.08), v.height * 0.42, t.lamp, 0.5)
        for k in (-1, 1):
            log = ribbon(
                [(x - k * v.y(0.08), y + v.y(0.012)), (x + k * v.y(0.07), y - v.y(0.01))],
                [v.y(0.012), v.y(0.012)],
            )
            ink.fill(log, s.palette.fit(ASH, 0.3))

    layers.append(Layer("ground", 0.45, ground, near=1.0))
    layers.append(Layer("fire", 0.95, None, life=flames(s, x, y, v.y(0.17))))
    s.sun = type(s.sun)(x, y - v.y(0.1))
    return layers


def flames(s: Scenery, x: float, y: float, tall: float) -> Life:
    """A fire that licks upwards: tongues of three colours."""
    t, chance = s.tones, s.place.stream("flames", round(x))
    tongues = [
        (chance.spread(0.32), chance.between(0.45, 1.0), chance.random(), chance.between(1.1, 2.2))
        for _ in range(11)
    ]
    ember = t.accent.mix(FLAME, 0.6)
    hues = ((ember, 1.0), (ember.mix(t.lamp, 0.7), 0.72), (t.light.lit(0.03), 0.42))

    def life(ink: Ink, seconds: float) -> None:
        ink.glow(x, y - tall * 0.4, tall * (2.1 + 0.1 * sin(seconds * 9)), t.lamp, 0.6)
        for hue, size in hues:
            fire = Shape()
            for dx, height, phase, speed in tongues:
                lick = 0.8 + 0.2 * sin(seconds * 6.3 * speed + phase * 6.3)
                h, w = tall * height * size * lick, tall * 0.13 * size
                sway = tall * 0.07 * sin(seconds * 5 * speed + phase * 9)
                fx = x + dx * tall * size
                fire.move(fx - w, y).cubic(
                    fx - w * 1.2, y - h * 0.4, fx + sway - w * 0.2, y - h * 0.6, fx + sway, y - h
                )
                fire.cubic(
                    fx + sway + w * 0.4, y - h * 0.55, fx + w * 1.2, y - h * 0.4, fx + w, y
                ).close()
            ink.fill(fire, hue, 0.85, blur=tall * 0.008)

    return life


PLACES = {"forest": forest, "campfire": campfire}

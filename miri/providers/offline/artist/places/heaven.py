"""Above the ground: outer space, and above the clouds.

Why here: places without a floor. Next: sky.py.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, Radial, even
from miri.providers.offline.artist.scenery import Layer, Life, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import cloud, sky
from miri.providers.offline.artist.terrain import massif, ridge


def space(s: Scenery) -> list[Layer]:
    """Nebulae, stars, a ringed planet, moon rock underfoot."""
    return [
        Layer("deep", 0.02, lambda ink: _nebulae(ink, s), life=_twinkle(s)),
        Layer("planet", 0.08, lambda ink: _planet(ink, s)),
        Layer("rock", 0.5, lambda ink: _rock(ink, s), near=1.0),
    ]


def _nebulae(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("nebula")
    dark = even(t.ink, t.top, t.top.mix(t.middle, 0.6), t.ink)
    ink.wash(Linear(0, v.top, v.width * 0.4, v.bottom, dark))
    for i in range(26):
        hue = (t.middle, t.accent, t.cool, t.far)[i % 4]
        k = i / 26
        x = v.x(k * 1.1 - 0.05) + v.x(chance.spread(0.1))
        y = v.y(0.75 - 0.6 * k) + v.y(chance.spread(0.16))
        ink.glow(x, y, v.y(chance.between(0.1, 0.36)), hue, 0.2)


def _twinkle(s: Scenery) -> Life:
    v, t, chance = s.view, s.tones, s.place.stream("space")
    stars = [
        (
            chance.between(v.left, v.right),
            chance.between(v.top, v.bottom),
            chance.random() ** 6,
            chance.random(),
        )
        for _ in range(420)
    ]
    faint = [(x, y) for x, y, size, _ in stars if size < 0.2]
    bright = [star for star in stars if star[2] >= 0.2]

    def life(ink: Ink, seconds: float) -> None:
        ink.dots(faint, 0.75 * v.unit, t.light, 0.55)
        for x, y, size, phase in bright:
            pulse = 0.7 + 0.3 * sin(seconds * (1 + phase) * 2 + phase * 9)
            ink.dots([(x, y)], (0.8 + 1.5 * size) * v.unit, t.light, pulse)
            if size > 0.7:
                ink.glow(x, y, 14 * v.unit, t.light, 0.4 * pulse)

    return life


def _rock(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("craters")
    for i in range(2):
        edge = s.place.stream("rock", i)
        line = ridge(edge, v.left, v.right, v.ground(0.45 + 0.25 * i), v.y(0.12), 0.45)
        massif(ink, s, line, v.bottom, t.depth(0.6 - 0.4 * i).mix(t.ground, 0.4), 0.15)
    for _ in range(12):
        x, near = chance.between(v.left, v.right), chance.between(0.62, 1.0)
        r = v.y(0.012 + 0.05 * (near - 0.5))
        ink.fill(Shape().oval(x, v.ground(near), r * 2.2, r * 0.55), t.ink, 0.5)
        rim = Shape().oval(x, v.ground(near) + r * 0.12, r * 2.2, r * 0.55)
        ink.stroke(rim, t.key, 1.2 * v.unit, 0.35)


def _planet(ink: Ink, s: Scenery) -> None:
    v, t, (x, y) = s.view, s.tones, s.sun
    r = v.y(0.19)
    body, lit = t.accent.mix(t.mid, 0.25), t.light
    ink.glow(x, y, r * 2.2, t.accent, 0.35)
    ring = Shape().oval(0, 0, r * 1.95, r * 0.42).placed(x, y, 1.0, -0.35)
    hole = Shape().oval(0, 0, r * 1.45, r * 0.28).placed(x, y, 1.0, -0.35)
    band = ring.minus(hole)
    ink.fill(band, lit.mix(body, 0.4), 0.55)
    disc = Shape().circle(x, y, r)
    ink.fill(
        disc,
        Radial(
            x - r * 0.4,
            y - r * 0.4,
            r * 1.7,
            ((0.0, body.mix(lit, 0.55), 1.0), (0.45, body, 1.0), (1.0, t.ink, 1.0)),
        ),
    )
    with ink.clip(disc):
        for k in range(6):
            stripe = (
                Shape().oval(0, r * (-0.75 + 0.3 * k), r * 1.2, r * 0.07).placed(x, y, 1.0, -0.35)
            )
            ink.fill(stripe, body.mix(t.low if k % 2 else t.ink, 0.4), 0.4, blur=r * 0.02)
    front = Shape().rect(-r * 3, 0, r * 3, r * 2).placed(x, y, 1.0, -0.35)
    ink.fill(band.common(front), lit.mix(body, 0.25), 0.85)


def clouds(s: Scenery) -> list[Layer]:
    """A sea of clouds under an open sky."""
    layers = sky(s)
    for i in range(4):
        layers.append(Layer(f"bank{i}", 0.14 + 0.2 * i, _bank(s, i), near=1.0 if i == 3 else None))
    layers.append(Layer("wisps", 1.5, lambda ink: _wisps(ink, s), behind=False))
    return layers


def _bank(s: Scenery, i: int):
    v, t = s.view, s.tones

    def paint(ink: Ink) -> None:
        chance: Chance = s.place.stream("bank", i)
        y = v.horizon + (v.height - v.horizon) * (0.06, 0.26, 0.5, 0.8)[i]
        body: Colour = t.low.mix(t.middle, 0.25 + 0.16 * i).mix(t.mid, 0.1 * i)
        count = 9 - i
        for k in range(count):
            x = v.left + (v.right - v.left) * (k + chance.random()) / count
            cloud(
                ink,
                s,
                chance,
                x,
                y + v.y(0.03) + chance.spread(v.y(0.02)),
                v.y(chance.between(0.16, 0.26) * (1 + 0.45 * i)),
                body,
            )
        ink.fill(
            Shape().rect(v.left, y, v.right, v.bottom),
            Linear(0, y, 0, y + v.y(0.16), ((0.0, body, 0.0), (0.5, body, 0.92), (1.0, body, 1.0))),
        )

    return paint


def _wisps(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.shot.stream("wisps")
    for _ in range(5):
        x, y = chance.between(v.left, v.right), v.y(chance.between(0.9, 1.06))
        ink.fill(
            Shape().oval(x, y, v.x(chance.between(0.12, 0.24)), v.y(0.045)),
            t.light.mix(t.low, 0.5),
            0.4,
            blur=12 * v.unit,
        )


PLACES = {"space": space, "clouds": clouds}

"""Water: its surface under the sky, glitter that dances, foam, ripples, reflections.

Why here: sea, lake, pier, wet streets and bridges all mirror light in the same way.
Next: places/shore.py.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Life, Scenery
from miri.providers.offline.artist.shape import Shape


def surface(ink: Ink, s: Scenery, top: float) -> None:
    """Open water from a height to the lower edge: sky's light far off, depth near us."""
    v, t = s.view, s.tones
    far = t.low.mix(t.far, 0.35)
    deep = t.mid.mix(t.ink, 0.35)
    stops = ((0.0, far, 1.0), (0.1, far.mix(t.mid, 0.5), 1.0), (0.5, t.mid, 1.0), (1.0, deep, 1.0))
    ink.fill(Shape().rect(v.left, top, v.right, v.bottom), Linear(0, top, 0, v.height, stops))
    ink.glow(s.sun.x, top, v.width * 0.4, t.light.mix(t.low, 0.5), 0.5, squash=0.35)
    _swell(ink, s, top)


def _swell(ink: Ink, s: Scenery, top: float) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("swell")
    for row in range(26):
        near = (row + 1) / 26
        y = top + (v.bottom - top) * near**1.9
        crest, trough = Shape(), Shape()
        for _ in range(9):
            x, half = (
                chance.between(v.left, v.right),
                v.width * chance.between(0.02, 0.09) * (0.35 + near),
            )
            thick = v.y(0.0012 + 0.008 * near)
            _lens(crest, x, y, half, thick)
            _lens(trough, x + half * 0.4, y + thick * 1.6, half * 0.9, thick * 1.3)
        ink.fill(trough, t.mid.mix(t.ink, 0.55), 0.35)
        ink.fill(crest, t.mid.mix(t.low, 0.75 - 0.35 * near), 0.5)


def _lens(shape: Shape, x: float, y: float, half: float, thick: float) -> None:
    shape.move(x - half, y).quad(x, y - thick, x + half, y).quad(x, y + thick * 0.7, x - half, y)


def glitter(s: Scenery, top: float, x: float, colour: Colour, strength: float = 1.0) -> Life:
    """The path of light on the water under a light at x, flickering with time."""
    v, chance = s.view, s.place.stream("glitter", round(x))
    dashes: list[tuple[float, float, float, float, float]] = []
    for _ in range(int(170 * strength)):
        near = chance.random() ** 1.4
        y = top + v.y(0.006) + (v.height - top) * near
        reach = v.width * (0.012 + 0.085 * near)
        dashes.append(
            (x + chance.gauss(0, 1) * reach, y, near, chance.random(), chance.between(0.5, 1.4))
        )

    def life(ink: Ink, seconds: float) -> None:
        for band in range(3):
            ends: list[tuple[float, float]] = []
            for i, (dx, y, near, phase, speed) in enumerate(dashes):
                shine = 0.5 + 0.5 * sin(6.283 * (phase + seconds * 0.55 * speed))
                if i % 3 == band and shine > 0.3:
                    half = v.width * (0.003 + 0.017 * near) * shine
                    sway = sin(seconds * speed + phase * 9) * 2 * v.unit * near
                    ends += [(dx - half + sway, y), (dx + half + sway, y)]
            if ends:
                ink.lines(ends, v.unit * (1.1 + 0.7 * band), colour, 0.8 - 0.16 * band)

    return life


def mirrored(ink: Ink, s: Scenery, top: float, alpha: float = 0.5) -> None:
    """Dark bands that break a reflection into ripples."""
    v, t, chance = s.view, s.tones, s.place.stream("mirror")
    for row in range(30):
        near = (row + 1) / 30
        y = top + (v.height - top) * near**1.5
        shape = Shape()
        for _ in range(4):
            _lens(
                shape,
                chance.between(v.left, v.right),
                y,
                v.width * chance.between(0.05, 0.2),
                v.y(0.0015 + 0.004 * near),
            )
        ink.fill(shape, t.low.mix(t.far, 0.5) if row % 2 else t.mid, alpha * 0.6)


def foam(ink: Ink, s: Scenery, line: list[tuple[float, float]], chance: Chance) -> None:
    """The white edge where water meets land."""
    v, t = s.view, s.tones
    white = t.light.mix(t.low, 0.2)
    for k in range(3):
        shifted = [(x, y - v.y(0.014) * k + chance.spread(v.y(0.003))) for x, y in line]
        ink.stroke(
            Shape().smooth(shifted, closed=False),
            white,
            (4.5 - 1.3 * k) * v.unit,
            0.75 - 0.22 * k,
            0.6 * v.unit,
        )
    for x, y in line:
        for _ in range(3):
            ink.dots(
                [(x + chance.spread(v.x(0.02)), y + chance.spread(v.y(0.014)))],
                chance.between(0.8, 2.2) * v.unit,
                white,
                0.6,
            )

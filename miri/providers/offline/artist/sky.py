"""Skies: gradients, sun, moon, stars, clouds, aurora, light shafts.

Why here: half of most pictures is sky. Next: terrain.py; places/ use both.
"""

from math import cos, pi, sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, even, fade
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape


def sky(s: Scenery) -> list[Layer]:
    """The layers of a whole sky for the scenery's hour and weather."""
    drift = 4.5 * (2 if "wind" in s.weather else 1) * s.shot.stream("wind").choice((-1, 1))
    layers = [Layer("sky", 0.03, lambda ink: _dome(ink, s), drift=drift)]
    starry = s.tones.hour in ("night",) or "stars" in s.weather
    if starry and "rain" not in s.weather:
        stars = _stars(s)
        layers[0] = Layer(
            "sky", 0.03, layers[0].paint, life=lambda ink, t: _twinkle(ink, s, stars, t),
            drift=drift,
        )  # fmt: skip
    if s.tones.hour not in ("fog", "studio"):
        layers.append(Layer("clouds", 0.1, lambda ink: clouds(ink, s, s.shot.stream("clouds"))))
    return layers


def _dome(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    end = max(v.horizon, v.y(0.2))
    blend = even(t.top, t.top.mix(t.middle, 0.5), t.middle, t.middle.mix(t.low, 0.6), t.low)
    ink.wash(Linear(0, min(0, end - v.height), 0, end, blend))
    if "aurora" in s.weather:
        _aurora(ink, s)
    if t.hour in ("night", "storm") or "moon" in s.weather:
        if t.hour != "storm":
            _moon(ink, s)
        else:
            _storm_glow(ink, s)
    elif t.hour not in ("fog", "overcast"):
        _sun(ink, s)
    else:
        ink.glow(s.sun.x, s.sun.y, v.height * 0.7, t.light, 0.35)


def _sun(ink: Ink, s: Scenery) -> None:
    v, t, (x, y) = s.view, s.tones, s.sun
    r = v.unit * (62 if t.hour in ("sunset", "dawn", "dusk") else 44)
    warm = t.low.mix(t.light, 0.6)
    ink.glow(x, y, v.height * 1.05, t.low.mix(t.accent, 0.25), 0.55, squash=0.75)
    ink.glow(x, y, v.height * 0.42, warm, 0.6)
    ink.glow(x, y, r * 2.6, t.light, 0.75)
    ink.fill(Shape().circle(x, y, r), t.light.lit(0.03), 0.96, blur=v.unit * 0.8)
    if t.hour in ("sunset", "dusk"):
        for i in range(5):
            top = y + r * (0.16 + i * 0.19)
            thick = r * (0.025 + 0.02 * i)
            band = Shape().rect(x - r * 1.1, top, x + r * 1.1, top + thick)
            ink.fill(band.common(Shape().circle(x, y, r * 1.01)), t.low.mix(t.accent, 0.35), 0.5)


def _moon(ink: Ink, s: Scenery) -> None:
    v, t, (x, y) = s.view, s.tones, s.sun
    r = v.unit * s.place.stream("moon").between(34, 58)
    glow = t.cool.mix(t.light, 0.35)
    ink.glow(x, y, v.height * 0.75, t.low.mix(glow, 0.3), 0.55)
    ink.glow(x, y, r * 3.4, glow, 0.45)
    chance = s.place.stream("craters")
    disc = Shape().circle(x, y, r)
    if chance.stream("phase").happens(0.3):
        disc = disc.minus(Shape().circle(x - r * 0.52, y - r * 0.16, r * 1.02))
    face = t.light.mix(t.cool, 0.25)
    ink.fill(disc, face.lit(0.04), blur=0.6 * v.unit)
    with ink.clip(disc):
        for _ in range(7):
            angle, far = chance.between(0, 2 * pi), r * chance.between(0.1, 0.8)
            wide, high = r * chance.between(0.1, 0.3), r * chance.between(0.08, 0.22)
            spot = Shape().oval(x + cos(angle) * far, y + sin(angle) * far, wide, high)
            ink.fill(spot, face.mix(t.middle, 0.35), 0.35, r * 0.04)


def _storm_glow(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    ink.glow(s.sun.x, v.horizon - v.y(0.1), v.height * 0.9, t.light, 0.3, squash=0.6)
    if "lightning" in s.weather:
        _bolt(ink, s)


def _bolt(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("bolt")
    x, y = s.sun.x, -v.y(0.05)
    points = [(x, y)]
    while y < v.horizon:
        y += v.y(chance.between(0.03, 0.08))
        x += v.unit * chance.spread(46)
        points.append((x, y))
    path = Shape().polyline(points)
    for width, alpha, blur in ((26, 0.25, 12), (8, 0.5, 3), (3, 1.0, 0)):
        ink.stroke(path, t.light.lit(0.08), width * v.unit, alpha, blur * v.unit)


def _stars(s: Scenery) -> list[tuple[float, float, float, float]]:
    v, chance = s.view, s.place.stream("stars")
    found: list[tuple[float, float, float, float]] = []
    count = int(210 * (v.width * v.height / (1280 * 720)) ** 0.3)
    for _ in range(count):
        x, y = chance.between(v.left, v.right), chance.between(v.top, v.horizon)
        size = chance.random() ** 5
        found.append((x, y, size, chance.random()))
    return found


def _twinkle(
    ink: Ink, s: Scenery, stars: list[tuple[float, float, float, float]], seconds: float
) -> None:
    v, t = s.view, s.tones
    colour = t.light.mix(t.cool, 0.3)
    small = [(x, y) for x, y, size, _ in stars if size < 0.35]
    ink.dots(small[::2], 0.75 * v.unit, colour, 0.42)
    ink.dots(small[1::2], 0.6 * v.unit, colour, 0.7)
    for x, y, size, phase in stars:
        if size >= 0.35:
            pulse = 0.72 + 0.28 * sin(2 * pi * (seconds * (0.25 + phase * 0.4) + phase))
            r = (0.8 + size * 1.3) * v.unit
            ink.dots([(x, y)], r, colour, pulse)
            if size > 0.72:
                ink.glow(x, y, r * 6, colour, 0.3 * pulse)


def cloud(
    ink: Ink, s: Scenery, chance: Chance, x: float, y: float, size: float, body: Colour
) -> None:
    """One heaped cloud with a flat foot; `size` is half its width."""
    lit = s.lamp(x)
    form = Shape()
    count = 6 + int(chance.random() * 4)
    for i in range(count):
        share = (i + 0.5) / count * 2 - 1
        r = size * (0.16 + 0.26 * (1 - share * share) * chance.between(0.6, 1.1))
        form.circle(x + share * size * 0.8, y - r * 0.45, r)
    form.rounded(x - size, y - size * 0.13, x + size, y + size * 0.06, size * 0.09)
    bright = body.mix(s.tones.light, 0.5)
    box = form.box
    foot = y + size * 0.05
    shade = Linear(0, box[1], 0, foot, ((0.0, bright, 0.95), (0.55, body, 0.85), (1.0, body, 0.12)))
    ink.fill(form, shade, 0.9, blur=size * 0.018)
    with (
        ink.clip(Shape().rect(x - size * 1.2, y - size, x + size * 1.2, y - size * 0.06)),
        ink.clip(form),
    ):
        inner = form.moved(-lit.x * size * 0.03, -lit.y * size * 0.035)
        ink.fill(inner.outside(), s.tones.light, 0.32)


def clouds(ink: Ink, s: Scenery, chance: Chance) -> None:
    """Streaks high up, heaps lower down; heavy lids when the weather is bad."""
    v, t = s.view, s.tones
    heavy = t.hour in ("overcast", "storm") or "rain" in s.weather
    for _ in range(9 if heavy else 6):
        y = v.horizon * chance.between(0.06, 0.8)
        x = chance.between(v.left, v.right)
        _streak(ink, s, chance, x, y, v.width * chance.between(0.22, 0.6), heavy)
    if heavy:
        _lid(ink, s, chance)
        return
    if t.hour == "night" and chance.happens(0.5):
        return
    for i in range(2 + int(chance.random() * 4)):
        y = v.horizon * chance.between(0.42, 0.9)
        size = v.width * chance.between(0.06, 0.17) * (1.25 - 0.5 * y / max(v.horizon, 1))
        body = t.middle.mix(t.low, 0.35 + 0.5 * y / max(v.horizon, 1))
        side = -1 if i % 2 else 1
        x = v.x(0.5) + side * v.x(chance.between(0.12, 0.6))
        cloud(ink, s, chance, x, y, size, body)


def _streak(
    ink: Ink, s: Scenery, chance: Chance, x: float, y: float, half: float, heavy: bool
) -> None:
    t = s.tones
    thick = half * chance.between(0.02, 0.05)
    colour = t.middle.mix(t.low if not heavy else t.top, chance.between(0.4, 1.0))
    if not heavy and chance.happens(0.5):
        colour = colour.mix(t.light, 0.4)
    points = [(x - half, y), (x - half * 0.3, y - thick), (x + half * 0.4, y - thick * 0.6)]
    points += [
        (x + half, y + thick * 0.3),
        (x + half * 0.2, y + thick),
        (x - half * 0.5, y + thick * 0.6),
    ]
    ink.fill(Shape().smooth(points), colour, chance.between(0.25, 0.55), blur=thick * 0.5)


def _lid(ink: Ink, s: Scenery, chance: Chance) -> None:
    v, t = s.view, s.tones
    for row in range(3):
        y = v.y(0.02 + row * 0.1)
        colour = t.top.mix(t.middle, 0.25 + row * 0.3)
        form = Shape().rect(v.left, v.top * 1.2, v.right, y)
        for i in range(13):
            x = v.left + (v.right - v.left) * (i + chance.random()) / 13
            form.oval(
                x, y, v.width * chance.between(0.06, 0.13), v.height * chance.between(0.03, 0.075)
            )
        ink.fill(
            form, Linear(0, v.top, 0, y + v.y(0.07), fade(colour, 1.0, 0.7)), 0.75, blur=v.unit * 7
        )


def _aurora(ink: Ink, s: Scenery) -> None:
    """Three curtains of light, brightest at their lower hem."""
    v, t, chance = s.view, s.tones, s.place.stream("aurora")
    hues = (t.cool.vivid(1.8).lit(0.1), t.accent.vivid(1.3).lit(0.12), t.cool.vivid(1.5))
    steps = 48
    for hue in hues:
        base, wave = v.horizon * chance.between(0.5, 0.78), chance.between(0, 6)
        points: list[tuple[float, float]] = []
        alphas: list[float] = []
        for i in range(steps + 1):
            x = v.left + (v.right - v.left) * i / steps
            y = base + v.y(0.06) * sin(i * 0.2 + wave) + v.y(0.025) * sin(i * 0.53 + wave)
            tall = v.y(0.34 + 0.1 * sin(i * 0.41 + wave * 2))
            bright = 0.42 + 0.2 * sin(i * 0.9 + wave * 3)
            points += [(x, y + v.y(0.03)), (x, y), (x, y - tall * 0.4), (x, y - tall)]
            alphas += [0.0, bright, bright * 0.45, 0.0]
        cells = [
            corner
            for i in range(steps)
            for k in range(3)
            for corner in _cell(4 * i + k, 4 * i + k + 4)
        ]
        ink.mesh(points, alphas, cells, hue)


def _cell(a: int, b: int) -> tuple[int, ...]:
    """Two triangles between two columns of a mesh."""
    return a, a + 1, b, b, b + 1, a + 1


def shafts(ink: Ink, s: Scenery, x: float, y: float, alpha: float = 0.16) -> None:
    """Volumetric light falling from a point."""
    v, t, chance = s.view, s.tones, s.place.stream("shafts")
    reach = max(v.width, v.height) * 1.2
    centred = abs(x - v.x(0.5)) < v.x(0.25)
    for i in range(6):
        side = 1 if x < v.x(0.5) else -1
        angle = chance.between(-0.9, 0.9) if centred else chance.between(0.1, 1.1) * side
        beam(
            ink,
            x,
            y,
            angle,
            reach,
            chance.between(0.03, 0.09),
            t.key,
            alpha * (0.5 + 0.3 * (i % 2)),
        )


ROWS = tuple((k / 9, (1 - k / 9) ** 1.5) for k in range(10))
COLUMNS = ((-1.0, 0.0), (-0.45, 0.6), (0.0, 1.0), (0.45, 0.6), (1.0, 0.0))


def beam(
    ink: Ink,
    x: float,
    y: float,
    angle: float,
    reach: float,
    spread: float,
    colour: Colour,
    alpha: float,
) -> None:
    """One soft-edged cone of light; `angle` from straight down, `spread` its half angle."""
    points: list[tuple[float, float]] = []
    alphas: list[float] = []
    for far, strength in ROWS:
        for across, share in COLUMNS:
            at, way = angle + across * spread, reach * far + 2.0
            points.append((x + sin(at) * way, y + cos(at) * way))
            alphas.append(alpha * strength * share)
    ink.mesh(points, alphas, TRIANGLES, colour)


def _triangles() -> list[int]:
    """Cells of the beam's grid, cut so that both halves mirror each other."""
    wide, found = len(COLUMNS), list[int]()
    for row in range(len(ROWS) - 1):
        for k in range(wide - 1):
            a, b = row * wide + k, row * wide + k + 1
            c, d = a + wide, b + wide
            found += [a, b, d, a, c, d] if k < wide // 2 else [a, b, c, b, c, d]
    return found


TRIANGLES = _triangles()

"""Weather and air in front of the lens: rain, snow, fog, dust, embers, fireflies, petals, wind.

Why here: what falls or drifts is the same in every place and moves by itself.
Next: composition.py, which lays it over the subject.
"""

from collections.abc import Callable
from math import sin

from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Layer, Life, Scenery
from miri.providers.offline.artist.shape import Shape


def weather(s: Scenery) -> list[Layer]:
    """The layers of whatever the words of the prompt bring."""
    layers: list[Layer] = []
    outdoors = not s.indoors
    if "flare" in s.weather and outdoors and s.tones.hour in ("sunset", "dawn", "day"):
        layers.append(Layer("flare", 0.15, lambda ink: _flare(ink, s), behind=False))
    makers: tuple[tuple[str, bool, Callable[[Scenery], Life]], ...] = (
        ("rain", outdoors, _rain),
        ("snow", outdoors, _snow),
        ("embers", True, _embers),
        ("fireflies", True, _fireflies),
        ("dust", True, _dust),
        ("petals", outdoors, _petals),
    )
    if "fog" in s.weather or s.tones.hour == "fog":
        layers.append(Layer("fog", 1.1, lambda ink: _fog(ink, s), behind=False))
    for name, allowed, maker in makers:
        if allowed and name in s.weather:
            layers.append(Layer(name, 1.3, None, life=maker(s), behind=False))
    if not layers and s.indoors and s.tones.hour != "studio":
        layers.append(Layer("motes", 1.2, None, life=_motes(s), behind=False))
    return layers


def _fog(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("fog")
    air = t.low.mix(t.light, 0.25)
    base = v.y(0.62)
    ink.fill(
        Shape().rect(v.left, base, v.right, v.bottom),
        Linear(0, base, 0, v.height, ((0.0, air, 0.0), (0.6, air, 0.42), (1.0, air, 0.55))),
    )
    for _ in range(9):
        x, y = chance.between(v.left, v.right), v.y(chance.between(0.5, 1.0))
        ink.glow(x, y, v.x(chance.between(0.16, 0.34)), air, 0.3, squash=0.22)


def _flare(ink: Ink, s: Scenery) -> None:
    """Sun in the lens: a veil and a row of ghosts through the middle of the frame."""
    v, t, (x, y) = s.view, s.tones, s.sun
    ink.glow(x, y, v.width * 0.62, t.lamp, 0.34)
    ink.glow(x, y, v.width * 0.5, t.light, 0.3, squash=0.035)
    cx, cy = v.x(0.5), v.y(0.5)
    for far, size, hue in (
        (0.55, 0.028, t.lamp),
        (0.9, 0.05, t.accent),
        (1.25, 0.02, t.cool),
        (1.6, 0.075, t.lamp),
        (1.85, 0.035, t.accent),
    ):
        gx, gy = x + (cx - x) * far, y + (cy - y) * far
        ghost = Shape().circle(gx, gy, v.y(size))
        ink.fill(ghost, hue, 0.13)
        ink.stroke(ghost, hue, 1.6 * v.unit, 0.16)


def _rain(s: Scenery) -> Life:
    """Three curtains of streaks, near ones longer and faster; rings on the ground."""
    v, t, chance = s.view, s.tones, s.place.stream("rain")
    drops = [
        (chance.random(), chance.random(), chance.between(0.85, 1.2), i % 3) for i in range(300)
    ]
    rings = [(chance.random(), chance.random(), chance.random()) for _ in range(24)]
    slant = 0.14 if "wind" in s.weather else 0.05

    def life(ink: Ink, seconds: float) -> None:
        span = v.bottom - v.top
        colour = t.light.mix(t.cool, 0.4) if t.dark else t.ink.mix(t.cool, 0.35)
        for row, (long, width, alpha, speed) in enumerate(
            ((0.035, 0.9, 0.28, 1.3), (0.065, 1.3, 0.32, 1.9), (0.12, 2.0, 0.26, 2.7))
        ):
            ends: list[tuple[float, float]] = []
            for fx, fy, factor, layer in drops:
                if layer == row and (row < 2 or fx < 0.6):
                    y = v.top + ((fy + seconds * speed * factor) % 1.0) * span
                    x = (
                        v.left
                        + fx * (v.right - v.left) * (1.0 if row < 2 else 1.6)
                        - slant * (y - v.top)
                    )
                    ends += [(x, y), (x - slant * v.y(long), y + v.y(long) * factor)]
            ink.lines(ends, width * v.unit, colour, alpha)
        if not v.close:
            _rings(ink, s, rings, seconds)

    return life


def _rings(ink: Ink, s: Scenery, rings: list[tuple[float, float, float]], seconds: float) -> None:
    v, t = s.view, s.tones
    for fx, fy, phase in rings:
        age = (seconds * 1.6 + phase) % 1.0
        near = 0.25 + 0.75 * fy
        x, y = v.left + fx * (v.right - v.left), v.ground(near)
        r = v.y(0.004 + 0.024 * age) * (0.4 + near)
        ink.stroke(Shape().oval(x, y, r, r * 0.3), t.light, 1.1 * v.unit, 0.5 * (1 - age))


def _snow(s: Scenery) -> Life:
    v, t, chance = s.view, s.tones, s.place.stream("snow")
    flakes = [
        (chance.random(), chance.random(), chance.random() ** 2.2, chance.between(0, 6.3))
        for _ in range(210)
    ]

    def life(ink: Ink, seconds: float) -> None:
        white = t.light.lit(0.04)
        span_x, span_y = v.right - v.left, v.bottom - v.top
        bins: dict[int, list[tuple[float, float]]] = {}
        for fx, fy, size, phase in flakes:
            y = v.top + ((fy + seconds * (0.05 + 0.11 * size)) % 1.0) * span_y
            drift = seconds * (0.12 if "wind" in s.weather else 0.015) * (0.4 + size)
            x = (
                v.left
                + ((fx + drift) % 1.0) * span_x
                + sin(seconds * 1.3 + phase) * 8 * v.unit * (0.3 + size)
            )
            bins.setdefault(min(4, int(size * 5)), []).append((x, y))
        for level, points in bins.items():
            ink.dots(points, (1.0 + 1.25 * level) * v.unit, white, 0.85 - 0.12 * level)

    return life


def _embers(s: Scenery) -> Life:
    v, t, chance = s.view, s.tones, s.place.stream("embers")
    sparks = [
        (chance.random(), chance.random(), chance.random(), chance.between(0, 6.3))
        for _ in range(70)
    ]

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, size, phase in sparks:
            rise = (fy + seconds * (0.07 + 0.14 * size)) % 1.0
            x = v.left + fx * (v.right - v.left) + sin(seconds * 2 + phase) * 16 * v.unit
            y = v.bottom - rise * (v.bottom - v.top)
            r = (0.9 + 2.2 * size * size) * v.unit
            ink.dots(
                [(x, y)], r, t.lamp.lit(0.06), (1 - rise) * (0.55 + 0.4 * sin(seconds * 7 + phase))
            )

    return life


def _fireflies(s: Scenery) -> Life:
    v, t, chance = s.view, s.tones, s.place.stream("fireflies")
    flies = [
        (
            chance.random(),
            chance.between(0.42, 0.98),
            chance.between(0, 6.3),
            chance.between(0.5, 1.4),
        )
        for _ in range(34)
    ]

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, phase, speed in flies:
            x = v.left + fx * (v.right - v.left) + sin(seconds * speed + phase) * 26 * v.unit
            y = v.y(fy) + sin(seconds * speed * 1.3 + phase * 2) * 18 * v.unit
            glow = max(0.0, 0.55 + 0.45 * sin(seconds * 2.2 * speed + phase * 3))
            ink.glow(x, y, 15 * v.unit, t.lamp, 0.8 * glow)
            ink.dots([(x, y)], 1.8 * v.unit, t.light, glow)

    return life


def _dust(s: Scenery) -> Life:
    return _floating(s, 120, 0.5)


def _motes(s: Scenery) -> Life:
    return _floating(s, 46, 0.34)


def _floating(s: Scenery, count: int, strength: float) -> Life:
    """Specks that hang in the light."""
    v, t, chance = s.view, s.tones, s.place.stream("motes")
    specks = [
        (chance.random(), chance.random(), chance.random(), chance.between(0, 6.3))
        for _ in range(count)
    ]

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, size, phase in specks:
            x = v.left + fx * (v.right - v.left) + sin(seconds * 0.5 + phase) * 14 * v.unit
            y = (
                v.top
                + ((fy - seconds * 0.008) % 1.0) * (v.bottom - v.top)
                + sin(seconds * 0.4 + phase * 2) * 8 * v.unit
            )
            ink.dots(
                [(x, y)], (0.7 + 1.6 * size * size) * v.unit, t.key, strength * (0.35 + 0.65 * size)
            )

    return life


def _petals(s: Scenery) -> Life:
    v, t, chance = s.view, s.tones, s.place.stream("petals")
    leaves = [
        (chance.random(), chance.random(), chance.random(), chance.between(0, 6.3), i % 3)
        for i in range(58)
    ]
    petal = Shape().move(0, -1).quad(0.9, -0.2, 0, 1).quad(-0.9, -0.2, 0, -1)

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, size, phase, hue in leaves:
            y = v.top + ((fy + seconds * (0.05 + 0.05 * size)) % 1.0) * (v.bottom - v.top)
            x = (
                v.left
                + ((fx + seconds * 0.03) % 1.0) * (v.right - v.left)
                + sin(seconds * 1.4 + phase) * 22 * v.unit
            )
            scale = (3.0 + 7.0 * size * size) * v.unit
            turn = phase + seconds * (0.8 + size) + sin(seconds * 2 + phase)
            colour = (t.accent, t.accent.lit(0.08), t.lamp)[hue]
            ink.fill(petal.placed(x, y, scale, turn), colour, 0.9)

    return life

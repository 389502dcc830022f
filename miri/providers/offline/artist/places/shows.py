"""Shows: a stage with its crowd, a club with its floor.

Why here: light itself is the architecture. Next: bars.py.
"""

from math import sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear, even
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point, Shape
from miri.providers.offline.artist.sky import beam
from miri.providers.offline.artist.space import Space


def stage(s: Scenery) -> list[Layer]:
    """Spotlights through smoke, a truss, amplifiers, drums; the crowd's heads in front."""
    v = s.view
    sp = Space.of(v)
    s.sun = Point(s.subject_x + v.x(0.3) * s.place.stream("side").choice((-1, 1)), v.y(-0.1))
    layers = [
        Layer("backdrop", 0.15, lambda ink: _backdrop(ink, s)),
        Layer("beams", 0.25, None, life=_beams(s)),
        Layer("floor", 0.4, lambda ink: _boards(ink, s, sp), near=1.0),
        Layer("gear", 0.6, lambda ink: _gear(ink, s, sp)),
    ]
    if not v.close:
        layers.append(Layer("crowd", 1.35, lambda ink: _crowd(ink, s), behind=False))
    return layers


def _backdrop(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    ink.wash(
        Linear(0, v.top, 0, v.y(0.85), even(t.top, t.top.mix(t.middle, 0.6), t.low.mix(t.far, 0.3)))
    )
    ink.glow(s.subject_x, v.y(0.55), v.height * 0.72, t.low.mix(t.accent, 0.5), 0.75)
    steel = t.ink.mix(t.far, 0.2)
    for y in (0.03, 0.085):
        ink.lines([(v.left, v.y(y)), (v.right, v.y(y))], 4 * v.unit, steel)
    zig: list[tuple[float, float]] = []
    for i in range(40):
        x = v.left + (v.right - v.left) * i / 40
        zig += [
            (x, v.y(0.03)),
            (x + v.x(0.0165), v.y(0.085)),
            (x + v.x(0.0165), v.y(0.085)),
            (x + v.x(0.033), v.y(0.03)),
        ]
    ink.lines(zig, 2 * v.unit, steel)


def _lights(s: Scenery) -> list[tuple[float, float, Colour, float]]:
    """Lamps on the truss: x, aim, colour, phase."""
    v, t, chance = s.view, s.tones, s.place.stream("lights")
    hues = (t.lamp, t.accent, t.cool, t.lamp, t.accent)
    found: list[tuple[float, float, Colour, float]] = []
    for i in range(9):
        x = v.left + (v.right - v.left) * (i + 0.5) / 9
        aim = (s.subject_x - x) / (v.height * 0.95) * (0.9 if i % 2 else 0.45) + chance.spread(0.12)
        found.append((x, aim, hues[i % 5].lit(0.04), chance.random()))
    return found


def _beams(s: Scenery):
    v = s.view
    lights = _lights(s)

    def life(ink: Ink, seconds: float) -> None:
        for i, (x, aim, hue, phase) in enumerate(lights):
            swing = aim + 0.1 * sin(seconds * 0.7 + phase * 6.3)
            pulse = 0.75 + 0.25 * sin(seconds * 1.9 + phase * 6.3)
            y = v.y(0.1)
            beam(ink, x, y, swing, v.height * 1.25, 0.085 if i % 2 else 0.06, hue, 0.58 * pulse)
            ink.glow(x, y, 46 * v.unit, hue, 0.75 * pulse)
            ink.dots([(x, y)], 7 * v.unit, s.tones.light, 0.95)

    for x, _, hue, _ in lights:
        s.bulb(x, v.y(0.1), 8 * v.unit, hue)
    return life


def _boards(ink: Ink, s: Scenery, sp: Space) -> None:
    v, t = s.view, s.tones
    top = v.horizon + v.y(0.02)
    wood = t.ground.mix(t.ink, 0.3)
    ink.fill(
        Shape().rect(v.left, top, v.right, v.bottom),
        Linear(
            0,
            top,
            0,
            v.height,
            ((0.0, wood.mix(t.low, 0.45), 1.0), (0.4, wood, 1.0), (1.0, t.ink, 1.0)),
        ),
    )
    for k in range(-24, 25):
        ink.lines([sp.at(k * 0.6, 0, 60), sp.at(k * 0.6, 0, 1)], v.unit, t.ink, 0.5)
    ink.glow(
        s.subject_x, v.feet if not v.close else v.height, v.width * 0.24, t.lamp, 0.75, squash=0.26
    )
    for x, aim, hue, _ in _lights(s)[::2]:
        ink.glow(x + aim * v.height * 0.7, v.ground(0.35), v.width * 0.1, hue, 0.35, squash=0.2)


def _gear(ink: Ink, s: Scenery, sp: Space) -> None:
    """Amplifiers and a drum kit as dark shapes with bright edges."""
    v, t = s.view, s.tones
    z = sp.subject + 2.6
    px = sp.scale(z)
    dark = t.ink.mix(t.near, 0.5)
    for side in (-1, 1):
        for k in range(3):
            x, y = sp.at(side * (2.6 + 0.95 * k), 0, z)
            h = px * (1.5 if k < 2 else 2.4)
            cabinet = Shape().rounded(x - px * 0.42, y - h, x + px * 0.42, y, px * 0.04)
            Relief(ink, s.lamp(x), px * 0.06).part(cabinet, dark)
            for row in (0.28, 0.7):
                ink.stroke(
                    Shape().circle(x, y - h * row, px * 0.26), dark.mix(t.far, 0.35), 2 * v.unit
                )
            ink.dots([(x + px * 0.3, y - h + px * 0.08)], 2.4 * v.unit, t.accent)
    drums = 0.9 if s.subject_x < v.x(0.5) else -0.9
    dx, dy = sp.at(drums, 0.35, z + 0.8)
    relief = Relief(ink, s.lamp(dx), px * 0.06)
    relief.part(Shape().circle(dx, dy - px * 0.35, px * 0.42), t.accent.mix(t.ink, 0.35))
    ink.fill(Shape().circle(dx, dy - px * 0.35, px * 0.34), t.light.mix(t.far, 0.4), 0.8)
    for k in (-0.55, 0.55):
        relief.part(
            Shape().rounded(
                dx + px * k - px * 0.22,
                dy - px * 1.0,
                dx + px * k + px * 0.22,
                dy - px * 0.65,
                px * 0.05,
            ),
            t.accent.mix(t.ink, 0.3),
        )
    for k in (-0.95, 0.95):
        ink.lines([(dx + px * k, dy), (dx + px * k, dy - px * 1.25)], 2 * v.unit, dark)
        ink.fill(
            Shape().oval(dx + px * k, dy - px * 1.25, px * 0.36, px * 0.05), t.lamp.mix(t.far, 0.3)
        )


def _crowd(ink: Ink, s: Scenery) -> None:
    """Heads, shoulders and raised hands against the light."""
    v, t = s.view, s.tones
    for row in range(3):
        chance = s.shot.stream("crowd", row)
        y, size = v.y(0.93 + 0.055 * row), v.y(0.03 + 0.013 * row)
        dark = t.ink.mix(t.near, 0.35 - 0.15 * row)
        heads = Shape()
        x = v.left
        while x < v.right:
            top = y + chance.spread(size * 0.7)
            _fan(heads, x, top, size, chance, v.bottom)
            x += size * chance.between(1.8, 2.7)
        ink.fill(heads, t.low.mix(t.key, 0.4), 0.8 - 0.2 * row)
        ink.fill(heads.moved(0, size * 0.09), dark)


def _fan(shape: Shape, x: float, y: float, size: float, chance: Chance, bottom: float) -> None:
    shape.oval(x, y, size * 0.62, size * 0.78)
    shape.rounded(x - size * 1.2, y + size * 0.75, x + size * 1.2, bottom, size * 0.7)
    if chance.happens(0.3):
        side = chance.choice((-1, 1))
        hand_x, hand_y = (
            x + side * size * chance.between(0.9, 1.7),
            y - size * chance.between(1.4, 3.0),
        )
        from miri.providers.offline.artist.shape import limb

        shape.add(
            limb(
                Point(x + side * size, y + size * 1.2),
                Point(hand_x, hand_y),
                size * 0.34,
                size * 0.2,
            )
        )
        shape.circle(hand_x, hand_y - size * 0.2, size * 0.3)


def club(s: Scenery) -> list[Layer]:
    """A dance floor: a mirror ball, coloured beams, dancers in the haze."""
    v, t = s.view, s.tones
    sp = Space.of(v)
    s.sun = Point(v.x(0.5), v.y(0.05))

    def ball(ink: Ink) -> None:
        x, y, r = v.x(0.5), v.y(0.13), v.y(0.075)
        ink.lines([(x, v.top), (x, y)], 2 * v.unit, t.ink)
        ink.glow(x, y, r * 3.4, t.light, 0.6)
        ink.fill(Shape().circle(x, y, r), t.far)
        chance = s.place.stream("ball")
        with ink.clip(Shape().circle(x, y, r)):
            for i in range(-5, 6):
                for k in range(-5, 6):
                    tile = Shape().rect(
                        x + i * r * 0.2 + 1,
                        y + k * r * 0.2 + 1,
                        x + (i + 1) * r * 0.2,
                        y + (k + 1) * r * 0.2,
                    )
                    ink.fill(
                        tile,
                        (t.light, t.far, t.mid, t.accent, t.cool)[int(chance.random() * 5)],
                        0.85,
                    )

    def dancers(ink: Ink) -> None:
        _dancers(ink, s)

    return [
        Layer("backdrop", 0.15, lambda ink: _backdrop(ink, s)),
        Layer("beams", 0.25, None, life=_beams(s)),
        Layer("floor", 0.4, lambda ink: _dance_floor(ink, s, sp), near=1.0, life=_specks(s)),
        Layer("ball", 0.5, ball),
        Layer("dancers", 0.7, dancers),
    ]


def _dance_floor(ink: Ink, s: Scenery, sp: Space) -> None:
    t, chance = s.tones, s.place.stream("tiles")
    _boards(ink, s, sp)
    for i in range(-8, 9):
        for k in range(14):
            z = 2.0 + 0.9 * k
            hue = (t.accent, t.cool, t.lamp, t.mid)[int(chance.random() * 4)]
            ink.fill(
                sp.floor(i * 0.9 + 0.04, i * 0.9 + 0.86, z, z + 0.85),
                hue,
                0.34 if chance.happens(0.5) else 0.1,
            )


def _specks(s: Scenery):
    """Spots of the mirror ball wandering over everything."""
    v, t, chance = s.view, s.tones, s.place.stream("specks")
    spots = [(chance.random(), chance.random(), chance.between(2.5, 6)) for _ in range(70)]

    def life(ink: Ink, seconds: float) -> None:
        for fx, fy, r in spots:
            x = v.left + ((fx + seconds * 0.02) % 1) * (v.right - v.left)
            ink.dots([(x, v.y(fy))], r * v.unit, t.light, 0.2)

    return life


def _dancers(ink: Ink, s: Scenery) -> None:
    from miri.providers.offline.artist.figure.crowd import silhouettes

    silhouettes(ink, s, 9, s.view.horizon + s.view.y(0.14), s.view.y(0.27), "dance")


PLACES = {"stage": stage, "club": club}

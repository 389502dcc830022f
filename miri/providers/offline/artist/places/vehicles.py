"""Inside what moves: a train carriage, a car; the world slides past the windows.

Why here: a window with a moving world is a whole scene. Next: places/street.py for the road.
"""

from math import sin

from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Life, Scenery
from miri.providers.offline.artist.shape import Point, Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import floor, massif, pine, ridge


def train(s: Scenery) -> list[Layer]:
    """A carriage from the side: big windows, seats, hills passing."""
    v, t = s.view, s.tones
    layers = sky(s)
    line = ridge(s.place.stream("hills"), v.left, v.right, v.y(0.6), v.y(0.24), 0.5)
    s.sun = Point(s.sun.x, v.y(0.3))
    layers.append(
        Layer("hills", 0.15, lambda ink: massif(ink, s, line, v.bottom, t.depth(0.85), 0.7))
    )
    layers.append(Layer("fields", 0.3, lambda ink: _passing(ink, s), life=_rushing(s), runs=True))
    layers.append(Layer("carriage", 0.75, lambda ink: _carriage(ink, s)))
    return layers


def _passing(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("trees")
    top = v.y(0.57)
    ink.fill(
        Shape().rect(v.left, top, v.right, v.bottom),
        Linear(0, top, 0, v.y(0.75), ((0.0, t.depth(0.5), 1.0), (1.0, t.depth(0.25), 1.0))),
    )
    wood = Shape()
    for _ in range(46):
        wood.add(
            pine(chance.between(v.left, v.right), v.y(0.6), v.y(chance.between(0.05, 0.15)), chance)
        )
    ink.fill(wood, t.depth(0.3))


def _rushing(s: Scenery):
    """Poles and lights that fly by."""
    v, t, chance = s.view, s.tones, s.place.stream("poles")
    poles = [(chance.random(), chance.between(0.5, 1.0)) for _ in range(4)]

    def life(ink: Ink, seconds: float) -> None:
        span = v.right - v.left
        for at, tall in poles:
            x = v.right - ((at + seconds * 0.42) % 1.0) * span
            ink.fill(
                Shape().rect(x - 5 * v.unit, v.y(0.62 - 0.5 * tall), x + 5 * v.unit, v.y(0.7)),
                t.ink,
                0.4,
                blur=4 * v.unit,
            )
            if t.dark:
                ink.glow(x, v.y(0.3), v.y(0.1), t.lamp, 0.5)

    return life


def _carriage(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    wall = t.near.mix(t.mid, 0.45)
    panel = Shape().rect(v.left, v.top, v.right, v.bottom)
    windows = Shape()
    wide = v.height * 0.72
    start = v.x(0.5) - wide * 1.56
    spans = [(start + i * wide * 1.08, start + i * wide * 1.08 + wide) for i in range(3)]
    for left, right in spans:
        windows.rounded(left, v.y(0.14), right, v.y(0.64), v.y(0.035))
    cut = panel.minus(windows)
    ink.fill(
        cut,
        Linear(
            0,
            0,
            0,
            v.height,
            (
                (0.0, wall.mix(t.ink, 0.35), 1.0),
                (0.65, wall, 1.0),
                (1.0, wall.mix(t.ink, 0.55), 1.0),
            ),
        ),
    )
    ink.stroke(windows, wall.mix(t.key, 0.45), 5 * v.unit)
    for left, _ in spans:
        glare = Shape().polygon(
            [
                (left + wide * 0.1, v.y(0.64)),
                (left + wide * 0.26, v.y(0.64)),
                (left + wide * 0.5, v.y(0.14)),
                (left + wide * 0.34, v.y(0.14)),
            ]
        )
        ink.fill(glare, t.light, 0.1)
    ink.lines(
        [(v.left, v.y(0.08)), (v.right, v.y(0.08))],
        7 * v.unit,
        t.lamp.mix(t.light, 0.4) if t.dark else t.light,
        0.85,
    )
    if t.dark:
        ink.glow(v.x(0.5), v.y(0.08), v.width * 0.6, t.lamp, 0.3, squash=0.5)
    _seats(ink, s, start, wide)


def _seats(ink: Ink, s: Scenery, start: float, wide: float) -> None:
    v, t = s.view, s.tones
    cloth = t.accent.mix(t.ink, 0.3)
    for i in range(4):
        x = start + (i - 0.04) * wide * 1.08
        relief = Relief(ink, s.lamp(x), 9 * v.unit)
        seat = Shape().rounded(x - wide * 0.13, v.y(0.4), x + wide * 0.13, v.bottom, v.y(0.04))
        relief.part(seat, cloth)
        relief.part(
            Shape().rounded(x - wide * 0.1, v.y(0.37), x + wide * 0.1, v.y(0.5), v.y(0.035)),
            cloth.lit(0.04),
        )


def car(s: Scenery) -> list[Layer]:
    """The road through the windscreen; or, with people in it, the cabin seen from the bonnet."""
    layers = sky(s)
    if s.faces_us:
        layers.append(
            Layer("behind", 0.25, lambda ink: _road(ink, s), life=_following(s), runs=True)
        )
        layers.append(Layer("cabin", 0.7, lambda ink: _seats_in_car(ink, s)))
        layers.append(Layer("glass", 1.25, lambda ink: _windscreen(ink, s), behind=False))
        return layers
    layers.append(
        Layer("road", 0.25, lambda ink: _road(ink, s), near=0.6, life=_oncoming(s), runs=True)
    )
    layers.append(Layer("cabin", 0.9, lambda ink: _cabin(ink, s)))
    return layers


def _road(ink: Ink, s: Scenery) -> None:
    from miri.providers.offline.artist.places.road import carriageway
    from miri.providers.offline.artist.space import Space

    v, t = s.view, s.tones
    floor(ink, s, t.ground)
    line = ridge(s.place.stream("hills"), v.left, v.right, v.horizon + 2, v.y(0.13), 0.5)
    massif(ink, s, line, v.horizon + 3, t.depth(0.9), 0.6)
    carriageway(ink, s, Space.of(v))


def _oncoming(s: Scenery):
    """Headlights that come nearer, and centre lines that run."""
    v, t = s.view, s.tones

    def life(ink: Ink, seconds: float) -> None:
        from miri.providers.offline.artist.space import Space

        sp = Space.of(v)
        for k in range(3):
            z = 70 - ((seconds * 17 + k * 24) % 68)
            if not t.dark:
                continue
            for x in (-2.6, -1.7):
                px, py = sp.at(x, 0.7, z)
                ink.glow(px, py, 9 * v.unit + sp.scale(z) * 0.8, t.lamp, 0.8)
                ink.dots([(px, py)], 2 * v.unit + sp.scale(z) * 0.1, t.light)

    return life


def _following(s: Scenery) -> Life:
    """Lights of those who drive behind, drifting in the rear window."""
    v, t, chance = s.view, s.tones, s.place.stream("following")
    cars = [
        (chance.between(-0.13, 0.13), chance.between(0.5, 1.0), chance.between(0, 6))
        for _ in range(5)
    ]

    def life(ink: Ink, seconds: float) -> None:
        if not t.dark:
            return
        for dx, size, phase in cars:
            x = v.x(0.5 + dx + 0.012 * sin(seconds * 0.7 + phase))
            y = v.horizon + v.y(0.015 * size)
            for k in (-1, 1):
                ink.glow(x + k * v.y(0.02 * size), y, v.y(0.045 * size), t.lamp, 0.75)
                ink.dots([(x + k * v.y(0.02 * size), y)], 2.6 * v.unit * size, t.light)

    for dx, size, _ in cars:
        s.bulb(v.x(0.5 + dx), v.horizon, 7 * v.unit * size, t.lamp)
    return life


def _seats_in_car(ink: Ink, s: Scenery) -> None:
    """Roof, pillars and seats, the world in the rear and side windows."""
    v, t = s.view, s.tones
    dark, cloth = t.ink.mix(t.near, 0.35), t.near.mix(t.accent, 0.3)
    shell = Shape().rect(v.left, v.top, v.right, v.bottom)
    rear = Shape().move(v.x(0.3), v.y(0.5)).quad(v.x(0.31), v.y(0.2), v.x(0.37), v.y(0.17))
    rear.line(v.x(0.63), v.y(0.17)).quad(v.x(0.69), v.y(0.2), v.x(0.7), v.y(0.5)).close()
    sides = Shape()
    for k in (-1, 1):
        sides.polygon(
            [
                (v.x(0.5 + k * 0.25), v.y(0.2)),
                (v.x(0.5 + k * 0.62), v.y(0.1)),
                (v.x(0.5 + k * 0.62), v.y(0.56)),
                (v.x(0.5 + k * 0.26), v.y(0.54)),
            ]
        )
    body = shell.minus(rear).minus(sides)
    ink.fill(
        body, Linear(0, 0, 0, v.height, ((0.0, t.ink, 1.0), (0.4, dark, 1.0), (1.0, t.ink, 1.0)))
    )
    ink.stroke(rear, dark.mix(t.key, 0.35), 3 * v.unit, 0.8)
    for x in (0.31, 0.69):
        relief = Relief(ink, s.lamp(v.x(x)), 12 * v.unit)
        relief.part(
            Shape().rounded(v.x(x) - v.y(0.21), v.y(0.46), v.x(x) + v.y(0.21), v.bottom, v.y(0.07)),
            cloth,
        )
        relief.part(
            Shape().rounded(
                v.x(x) - v.y(0.095), v.y(0.3), v.x(x) + v.y(0.095), v.y(0.46), v.y(0.04)
            ),
            cloth.lit(0.03),
        )
        ink.lines(
            [
                (v.x(x) - v.y(0.05), v.y(0.44)),
                (v.x(x) - v.y(0.05), v.y(0.48)),
                (v.x(x) + v.y(0.05), v.y(0.44)),
                (v.x(x) + v.y(0.05), v.y(0.48)),
            ],
            5 * v.unit,
            t.far,
        )


def _windscreen(ink: Ink, s: Scenery) -> None:
    """The glass before the faces: its frame, a wheel, a sweep of reflected light."""
    v, t = s.view, s.tones
    dark = t.ink.mix(t.near, 0.25)
    shell = Shape().rect(v.left, v.top, v.right, v.bottom)
    glass = Shape().move(v.x(0.03), v.y(0.94)).quad(v.x(0.04), v.y(0.12), v.x(0.15), v.y(0.04))
    glass.quad(v.x(0.5), v.y(-0.01), v.x(0.85), v.y(0.04)).quad(
        v.x(0.96), v.y(0.12), v.x(0.97), v.y(0.94)
    )
    glass.quad(v.x(0.5), v.y(0.86), v.x(0.03), v.y(0.94)).close()
    ink.fill(shell.minus(glass), dark)
    ink.stroke(glass, dark.mix(t.key, 0.4), 3 * v.unit, 0.8)
    with ink.clip(glass):
        for x, wide in ((0.2, 0.07), (0.34, 0.03), (0.72, 0.09)):
            sweep = Shape().polygon(
                [
                    (v.x(x), v.bottom),
                    (v.x(x + wide), v.bottom),
                    (v.x(x + wide + 0.2), v.top),
                    (v.x(x + 0.2), v.top),
                ]
            )
            ink.fill(sweep, t.light.mix(t.low, 0.4), 0.07)
    wheel = Shape().oval(v.x(0.69), v.y(1.02), v.y(0.24), v.y(0.2))
    ink.stroke(wheel, t.ink, 20 * v.unit)
    ink.stroke(wheel, dark.mix(t.key, 0.35), 2.6 * v.unit, 0.8)


def _cabin(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    dark = t.ink.mix(t.near, 0.35)
    outer = Shape().rect(v.left, v.top, v.right, v.bottom)
    screen = Shape().move(v.x(0.09), v.y(0.66)).quad(v.x(0.11), v.y(0.14), v.x(0.24), v.y(0.07))
    screen.quad(v.x(0.5), v.y(0.02), v.x(0.76), v.y(0.07)).quad(
        v.x(0.89), v.y(0.14), v.x(0.91), v.y(0.66)
    )
    screen.quad(v.x(0.5), v.y(0.59), v.x(0.09), v.y(0.66)).close()
    side = Shape()
    for k in (-1, 1):
        side.polygon(
            [
                (v.x(0.5 + k * 0.46), v.y(0.2)),
                (v.x(0.5 + k * 0.7), v.y(0.1)),
                (v.x(0.5 + k * 0.7), v.y(0.62)),
                (v.x(0.5 + k * 0.445), v.y(0.62)),
            ]
        )
    body = outer.minus(screen).minus(side)
    ink.fill(
        body, Linear(0, 0, 0, v.height, ((0.0, t.ink, 1.0), (0.6, dark, 1.0), (1.0, t.ink, 1.0)))
    )
    ink.stroke(screen, dark.mix(t.key, 0.4), 4 * v.unit, 0.8)
    dash = (
        Shape()
        .move(v.left, v.y(0.75))
        .quad(v.x(0.5), v.y(0.6), v.right, v.y(0.75))
        .line(v.right, v.bottom)
        .line(v.left, v.bottom)
        .close()
    )
    ink.fill(
        dash,
        Linear(
            0,
            v.y(0.62),
            0,
            v.y(0.85),
            ((0.0, dark.mix(t.key, 0.25), 1.0), (0.25, dark, 1.0), (1.0, t.ink, 1.0)),
        ),
    )
    chance = s.place.stream("dials")
    for k in range(3):
        x, y = v.x(0.24 + 0.075 * k), v.y(0.745 - 0.01 * k)
        ink.glow(x, y, v.y(0.06), t.lamp, 0.5)
        ink.stroke(Shape().circle(x, y, v.y(0.032)), t.lamp, 2.4 * v.unit, 0.9)
        ink.lines(
            [(x, y), (x + v.y(0.022) * (chance.random() - 0.5), y - v.y(0.024))],
            2 * v.unit,
            t.accent,
        )
    ink.fill(Shape().rounded(v.x(0.48), v.y(0.72), v.x(0.6), v.y(0.79), 5), t.cool.mix(t.ink, 0.35))
    wheel = Shape().oval(v.x(0.285), v.y(0.93), v.y(0.22), v.y(0.2))
    ink.stroke(wheel, t.ink.mix(t.near, 0.15), 20 * v.unit)
    ink.stroke(wheel, dark.mix(t.key, 0.35), 3 * v.unit, 0.8)
    mirror = Shape().rounded(v.x(0.44), v.y(0.075), v.x(0.56), v.y(0.15), v.y(0.02))
    Relief(ink, s.lamp(), 4 * v.unit).part(mirror, dark)
    ink.fill(
        Shape().rounded(v.x(0.446), v.y(0.085), v.x(0.554), v.y(0.14), v.y(0.015)),
        t.low.mix(t.far, 0.4),
    )


PLACES = {"train": train, "car": car}

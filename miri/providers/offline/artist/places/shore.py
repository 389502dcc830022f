"""Where land meets the sea: beach, lighthouse, pier.

Why here: places that live from reflections. Next: water.py.
"""

from math import pi, sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ground import deck, pier_end, shore, slope
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Life, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import facets, massif, ridge
from miri.providers.offline.artist.water import foam, glitter, surface

SAND = from_hex("#DCC79E")


def sea(s: Scenery) -> list[Layer]:
    """Open sea, a headland, a beach with a running edge of foam."""
    v, t = s.view, s.tones
    layers = [*sky(s), _headland(s)]
    shine = glitter(
        s, v.horizon, s.sun.x, t.light.mix(t.low, 0.15), 1.0 if t.hour != "overcast" else 0.4
    )
    layers.append(
        Layer("water", 0.2, lambda ink: surface(ink, s, v.horizon), near=0.85, life=shine)
    )
    layers.append(Layer("beach", 0.75, lambda ink: _beach(ink, s), near=1.0, life=_wash(s)))
    return layers


def _headland(s: Scenery) -> Layer:
    v, chance = s.view, s.place.stream("headland")
    side = chance.choice((-1, 1))
    near, far = v.x(0.5 + side * 0.75), v.x(0.5 + side * chance.between(-0.05, 0.25))
    line = ridge(chance, min(near, far), max(near, far), v.horizon + v.y(0.004), v.y(0.12), 0.5)
    tapered = [
        (
            x,
            v.horizon
            + v.y(0.004)
            - (v.horizon + v.y(0.004) - y) * abs(x - far) / max(1.0, abs(near - far)),
        )
        for x, y in line
    ]
    return Layer(
        "headland",
        0.16,
        lambda ink: massif(ink, s, tapered, v.horizon + v.y(0.006), s.tones.depth(0.85), 0.35),
    )


def _tideline(s: Scenery, chance: Chance) -> list[tuple[float, float]]:
    """Where the sea ends."""
    v = s.view
    start, tilt = shore(v), chance.choice((-1, 1)) * slope(v)
    return [
        (
            v.left + (v.right - v.left) * i / 14,
            start + tilt * (i / 7 - 1) + v.y(0.012) * sin(i * 1.7),
        )
        for i in range(15)
    ]


def _wash(s: Scenery) -> Life:
    """The last of a wave: it runs up the sand, thins out, runs back."""
    v, t = s.view, s.tones
    line = _tideline(s, s.place.stream("beach"))
    white = t.light.mix(t.low, 0.2)

    def life(ink: Ink, second: float) -> None:
        for k in (0.0, 0.5):
            age = (second / 4.6 + k) % 1.0
            up = v.y(0.022) * sin(pi * age) - v.y(0.006)
            edge = [
                (x, y + up + v.y(0.003) * sin(i * 2.3 + k * 9)) for i, (x, y) in enumerate(line)
            ]
            shape = Shape().smooth(edge, closed=False)
            ink.stroke(shape, white, 3.2 * v.unit, 0.6 * sin(pi * age))

    return life


def _beach(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("beach")
    start, tilt, line = shore(v), slope(v), _tideline(s, chance)
    sand = s.palette.fit(SAND, 0.12).at(min(0.84, t.ground.lightness + 0.17))
    wet, dry = t.ground.mix(sand, 0.45).mix(t.low, 0.2), t.ground.mix(sand, 0.86)
    shape = (
        Shape().smooth(line, closed=False).line(v.right, v.bottom).line(v.left, v.bottom).close()
    )
    ink.fill(
        shape,
        Linear(
            0,
            start - abs(tilt),
            0,
            v.height,
            ((0.0, wet, 1.0), (0.4, dry.mix(wet, 0.5), 1.0), (1.0, dry.mix(t.ink, 0.4), 1.0)),
        ),
    )
    foam(ink, s, line, chance)
    ink.glow(s.sun.x, start, v.width * 0.32, t.key, 0.35 * t.rim, squash=0.3)
    spots = [
        (chance.between(v.left, v.right), chance.between(start + v.y(0.08), v.bottom))
        for _ in range(240)
    ]
    ink.dots(spots, 0.9 * v.unit, dry.mix(t.ink, 0.4), 0.5)


def lighthouse(s: Scenery) -> list[Layer]:
    """The sea at a cape, a lighthouse on it, its beam turning."""
    v, t = s.view, s.tones
    layers = sky(s)
    side = s.place.stream("cape").choice((-1, 1))
    x = v.x(0.5 - side * 0.24)
    if abs(x - s.subject_x) < v.x(0.14):
        x = v.x(1) - x
        side = -side
    top = v.horizon - v.y(0.36)
    layers.append(
        Layer(
            "water",
            0.2,
            lambda ink: surface(ink, s, v.horizon),
            near=0.8,
            life=glitter(s, v.horizon, s.sun.x, t.light),
        )
    )
    layers.append(
        Layer("cape", 0.3, lambda ink: _cape(ink, s, x, -side, top), life=_beam(s, x, top))
    )
    layers.append(Layer("rocks", 0.8, lambda ink: _rocks(ink, s), near=1.0))
    return layers


def _cape(ink: Ink, s: Scenery, x: float, side: int, top: float) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("cliff")
    rim, base = v.horizon - v.y(0.085), v.horizon + v.y(0.03)
    points = [
        (x - side * v.x(0.1), base),
        (x - side * v.x(0.075), rim + v.y(0.03)),
        (x - side * v.x(0.05), rim),
    ]
    points += [
        (x + side * v.x(0.05 * k), rim - v.y(0.01 * k + chance.spread(0.006))) for k in range(1, 16)
    ]
    points += [(points[-1][0], base)]
    rock = t.depth(0.5)
    shape = Shape().polygon(points)
    ink.fill(shape, Linear(0, rim, 0, base, ((0.0, rock, 1.0), (1.0, rock.mix(t.low, 0.4), 1.0))))
    for _ in range(40):
        px, py = x + side * v.x(chance.between(-0.07, 0.7)), rim + v.y(chance.between(0.01, 0.1))
        crack = (
            Shape()
            .move(px, py)
            .line(px + chance.spread(v.x(0.02)), py + v.y(chance.between(0.01, 0.04)))
        )
        ink.stroke(crack, rock.mix(t.ink, 0.5), 1.4 * v.unit, 0.5)
    _tower(ink, s, x, rim, top)
    house = Shape().rect(x + side * v.x(0.03), rim - v.y(0.055), x + side * v.x(0.085), rim)
    relief = Relief(ink, s.lamp(x), 4 * v.unit)
    relief.part(house, t.light.mix(t.mid, 0.4))
    roof = Shape().polygon(
        [
            (x + side * v.x(0.022), rim - v.y(0.053)),
            (x + side * v.x(0.058), rim - v.y(0.09)),
            (x + side * v.x(0.093), rim - v.y(0.053)),
        ]
    )
    relief.part(roof, t.accent.mix(t.ink, 0.3))


def _tower(ink: Ink, s: Scenery, x: float, foot: float, top: float) -> None:
    v, t = s.view, s.tones
    relief = Relief(ink, s.lamp(x), 7 * v.unit)
    wide, thin = v.y(0.036), v.y(0.022)
    body = Shape().polygon(
        [
            (x - wide, foot),
            (x - thin, top + v.y(0.05)),
            (x + thin, top + v.y(0.05)),
            (x + wide, foot),
        ]
    )
    relief.part(body, t.light.mix(t.far, 0.15))
    tall = foot - top - v.y(0.05)
    for k in (0, 2):
        low, high = foot - tall * (0.12 + 0.22 * k), foot - tall * (0.34 + 0.22 * k)
        band = Shape().rect(x - wide * 2, high, x + wide * 2, low).common(body)
        relief.part(band, t.accent, rim=0.6)
    relief.part(
        Shape().rect(x - thin * 1.6, top + v.y(0.04), x + thin * 1.6, top + v.y(0.054)), t.ink
    )
    ink.fill(Shape().rect(x - thin * 0.9, top, x + thin * 0.9, top + v.y(0.04)), t.lamp.lit(0.05))
    cap = (
        Shape()
        .move(x - thin * 1.3, top + v.y(0.002))
        .quad(x, top - v.y(0.055), x + thin * 1.3, top + v.y(0.002))
        .close()
    )
    relief.part(cap, t.accent.mix(t.ink, 0.25))


def _beam(s: Scenery, x: float, top: float):
    v, t = s.view, s.tones
    y = top + v.y(0.02)

    def life(ink: Ink, seconds: float) -> None:
        strength = 1.0 if t.dark else 0.35
        for k in (0.0, pi):
            turn = sin(seconds * 0.8 + k + 0.9)
            if turn < -0.4:
                turn *= 0.8
            end = x + turn * v.width * 1.3
            width = v.y(0.1) * (0.4 + abs(turn))
            cone = Shape().polygon([(x, y), (end, y - width), (end, y + width * 0.5)])
            ink.fill(cone, Linear(x, y, end, y, fade(t.lamp, 0.5 * strength, 0.0)), blur=3 * v.unit)
        ink.glow(x, y, v.y(0.13), t.lamp, 0.85)

    return life


def _rocks(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("rocks")
    start = shore(v)
    line = ridge(chance, v.left, v.right, start + slope(v), v.y(0.06), 0.5)
    rock = t.near.mix(t.ground, 0.5)
    massif(ink, s, line, v.bottom, rock, 0.2)
    facets(ink, s, line, rock, chance, cap=False)
    foam(ink, s, [(x, y - v.y(0.004)) for x, y in line[::9]], chance)


def pier(s: Scenery) -> list[Layer]:
    """Planks running out to sea, lamps along the rail."""
    v, t = s.view, s.tones
    layers = [*sky(s), _headland(s)]
    layers.append(
        Layer(
            "water",
            0.2,
            lambda ink: surface(ink, s, v.horizon),
            near=0.8,
            life=glitter(s, v.horizon, s.sun.x, t.light),
        )
    )
    layers.append(Layer("pier", 0.45, lambda ink: _planks(ink, s), near=1.0))
    layers.append(Layer("posts", 0.7, lambda ink: _posts(ink, s)))
    return layers


def _planks(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("planks")
    cx, top = v.x(0.5), pier_end(v)
    wood = t.ground.mix(t.near, 0.35).mix(t.light, 0.1)
    low = v.bottom

    def edge(y: float, side: int) -> float:
        return cx + side * deck(v, y)

    planks = Shape().polygon(
        [(edge(top, -1), top), (edge(top, 1), top), (edge(low, 1), low), (edge(low, -1), low)]
    )
    ink.fill(
        planks,
        Linear(
            0,
            top,
            0,
            v.height,
            ((0.0, wood.mix(t.low, 0.5), 1.0), (0.5, wood, 1.0), (1.0, wood.mix(t.ink, 0.4), 1.0)),
        ),
    )
    y, step = top, 1.6 * v.unit
    while y < low:
        step *= 1.13
        tone = wood.mix(t.ink, chance.between(0.05, 0.3)).mix(
            t.low, max(0.0, 0.3 - (y - top) / v.height)
        )
        plank = Shape().polygon(
            [
                (edge(y, -1), y),
                (edge(y, 1), y),
                (edge(y + step * 0.9, 1), y + step * 0.9),
                (edge(y + step * 0.9, -1), y + step * 0.9),
            ]
        )
        ink.fill(plank, tone, 0.55)
        y += step
    ink.glow(s.sun.x, top, v.width * 0.35, t.key, 0.4 * t.rim, squash=0.5)


def _posts(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    top, dark = pier_end(v), t.ink.mix(t.near, 0.4)
    for k in range(6):
        share = 0.035 * 2.1**k
        if share > 1.2:
            break
        y = top + (v.height - top) * share
        tall = v.y(0.05) + v.y(0.55) * share
        for side in (-1, 1):
            x = v.x(0.5) + side * deck(v, y)
            w = max(1.2 * v.unit, tall * 0.028)
            post = Shape().rect(x - w, y - tall, x + w, y + tall * 0.15)
            Relief(ink, s.lamp(x), w * 0.9).part(post, dark)
            if t.dark or t.hour == "sunset":
                ink.glow(x, y - tall, tall * 0.5, t.lamp, 0.7)
                ink.fill(Shape().circle(x, y - tall, w * 2.2), t.lamp.lit(0.05))
                s.bulb(x, y - tall, w * 2.4, t.lamp)


PLACES = {"sea": sea, "lighthouse": lighthouse, "pier": pier}

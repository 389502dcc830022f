"""High above the city: a rooftop, a bridge.

Why here: places with a view. Next: city.py for the view itself.
"""

from itertools import pairwise
from math import sin

from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.places.city import roofs, towers
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.sky import sky
from miri.providers.offline.artist.terrain import floor
from miri.providers.offline.artist.view import View
from miri.providers.offline.artist.water import glitter, surface


def rooftop(s: Scenery) -> list[Layer]:
    """A flat roof high above the city: parapet, water tanks, antennas, strings of bulbs."""
    v = s.view
    layers = sky(s)
    base = v.horizon + v.y(0.05)
    for i in range(2):
        layers.append(Layer(f"towers{i}", 0.12 + 0.12 * i, towers(s, i, base)))
    layers.append(Layer("roofs", 0.4, lambda ink: roofs(ink, s, base + v.y(0.02))))
    layers.append(Layer("deck", 0.75, lambda ink: _deck(ink, s), near=1.0))
    layers.append(Layer("tank", 0.85, lambda ink: _tank(ink, s)))
    layers.append(Layer("string", 1.25, None, life=_festoon(s), behind=False))
    return layers


def _deck(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    top = v.ground(0.42)
    colour = t.ground.mix(t.near, 0.4)
    floor(ink, s, colour, far=colour.mix(t.key, 0.25), top=top)
    wall = Shape().rect(v.left, top - v.y(0.075), v.right, top)
    ink.fill(
        wall,
        Linear(
            0,
            top - v.y(0.075),
            0,
            top,
            ((0.0, colour.mix(t.key, 0.25), 1.0), (1.0, colour.mix(t.ink, 0.45), 1.0)),
        ),
    )
    ink.fill(
        Shape().rect(v.left, top - v.y(0.086), v.right, top - v.y(0.072)), colour.mix(t.key, 0.5)
    )
    for i in range(16):
        far = v.left + (v.right - v.left) * i / 15
        ink.lines(
            [(far, top), (v.x(0.5) + (far - v.x(0.5)) * 2.0, v.bottom)],
            v.unit,
            colour.mix(t.ink, 0.5),
            0.4,
        )


def _tank(ink: Ink, s: Scenery) -> None:
    v, t, chance = s.view, s.tones, s.place.stream("tank")
    side = -1 if s.subject_x > v.x(0.5) else 1
    x, foot = v.x(0.5) + side * v.x(chance.between(0.28, 0.36)), v.ground(0.5)
    wide, tall = v.y(0.085), v.y(0.17)
    top = foot - v.y(0.3)
    relief = Relief(ink, s.lamp(x), 8 * v.unit)
    dark = t.near.mix(t.mid, 0.3)
    for k in (-1, 1):
        ink.lines(
            [(x + k * wide * 0.8, foot), (x + k * wide * 0.8, top + tall)],
            4 * v.unit,
            t.ink.mix(t.near, 0.5),
        )
        ink.lines(
            [(x + k * wide * 0.8, foot), (x - k * wide * 0.8, top + tall)],
            2 * v.unit,
            t.ink.mix(t.near, 0.5),
        )
    relief.part(Shape().rect(x - wide, top, x + wide, top + tall), dark)
    relief.part(
        Shape().polygon([(x - wide * 1.12, top), (x, top - v.y(0.06)), (x + wide * 1.12, top)]),
        dark.lit(-0.02),
    )
    for k in range(1, 4):
        ink.lines(
            [(x - wide, top + tall * k / 4), (x + wide, top + tall * k / 4)],
            1.4 * v.unit,
            t.ink,
            0.5,
        )
    ax = v.x(0.5) - side * v.x(0.4)
    for k in range(4):
        y = foot - v.y(0.3 - 0.035 * k)
        ink.lines([(ax - v.y(0.035), y), (ax + v.y(0.035), y)], 2 * v.unit, t.ink.mix(t.near, 0.4))
    ink.lines([(ax, foot), (ax, foot - v.y(0.33))], 3 * v.unit, t.ink.mix(t.near, 0.4))


def _festoon(s: Scenery):
    """Bulbs on a sagging wire."""
    v, t = s.view, s.tones
    ends = ((v.left, v.y(0.1)), (v.x(0.45), v.y(0.16)), (v.right, v.y(0.05)))

    def life(ink: Ink, seconds: float) -> None:
        sway = sin(seconds * 0.9) * 2.5 * v.unit
        for (x0, y0), (x1, y1) in pairwise(ends):
            sag = v.y(0.12)
            wire = Shape().move(x0, y0).quad((x0 + x1) / 2 + sway, max(y0, y1) + sag, x1, y1)
            ink.stroke(wire, t.ink, 1.6 * v.unit, 0.8)
            for i in range(1, 9):
                k = i / 9
                x = (1 - k) ** 2 * x0 + 2 * k * (1 - k) * ((x0 + x1) / 2 + sway) + k * k * x1
                y = (1 - k) ** 2 * y0 + 2 * k * (1 - k) * (max(y0, y1) + sag) + k * k * y1
                if t.dark or t.hour == "sunset":
                    ink.glow(x, y + 5 * v.unit, 26 * v.unit, t.lamp, 0.55)
                ink.dots([(x, y + 5 * v.unit)], 4.2 * v.unit, t.lamp.lit(0.06))

    return life


def bridge(s: Scenery) -> list[Layer]:
    """A suspension bridge running into the depth, water below, the city behind."""
    v, t = s.view, s.tones
    layers = sky(s)
    layers.append(Layer("towers", 0.14, towers(s, 0, v.horizon + v.y(0.01))))
    layers.append(
        Layer(
            "water",
            0.22,
            lambda ink: surface(ink, s, v.horizon),
            near=0.8,
            life=glitter(s, v.horizon, s.sun.x, t.light),
        )
    )
    layers.append(Layer("bridge", 0.45, lambda ink: _span(ink, s), near=1.0))
    return layers


def _span(ink: Ink, s: Scenery) -> None:
    v, t = s.view, s.tones
    cx, y0 = v.x(0.5), v.horizon + v.y(0.015)
    steel = t.near.mix(t.accent, 0.3)
    deck = t.ground.mix(t.near, 0.5)
    road = Shape().polygon(
        [
            (cx - v.x(0.02), y0),
            (cx + v.x(0.02), y0),
            (cx + v.x(0.72), v.bottom),
            (cx - v.x(0.72), v.bottom),
        ]
    )
    ink.fill(
        road,
        Linear(
            0,
            y0,
            0,
            v.height,
            ((0.0, deck.mix(t.low, 0.5), 1.0), (0.5, deck, 1.0), (1.0, deck.mix(t.ink, 0.4), 1.0)),
        ),
    )
    ink.glow(s.sun.x, y0, v.width * 0.35, t.key, 0.4 * t.rim, squash=0.4)
    for k in (0.07, 0.22, 0.62):
        y = y0 + (v.bottom - y0) * k
        half = v.x(0.02) + (v.x(0.72) - v.x(0.02)) * k
        tall, w = v.y(0.1) + v.y(1.15) * k, v.x(0.004) + v.x(0.028) * k
        relief = Relief(ink, s.lamp(cx), w * 0.6)
        for side in (-1, 1):
            x = cx + side * half * 0.94
            relief.part(Shape().rect(x - w, y - tall, x + w, y), steel)
        for level in (0.55, 0.95):
            relief.part(
                Shape().rect(
                    cx - half * 0.94, y - tall * level, cx + half * 0.94, y - tall * level + w * 1.6
                ),
                steel,
            )
    tops = [_pylon(v, y0, k) for k in (1.35, 0.62, 0.22, 0.07)]
    for side in (-1, 1):
        for (half0, top0), (half1, top1) in pairwise(tops):
            a, b = cx + side * half0, cx + side * half1
            low = max(top0, top1) + abs(top0 - top1) * 0.25 + (y0 - top1) * 0.35
            cable = Shape().move(a, top0).quad((a * 0.35 + b * 0.65), low, b, top1)
            ink.stroke(cable, steel.mix(t.ink, 0.2), max(1.4, half0 * 0.009))
        rail = Shape().move(cx + side * v.x(0.02), y0 - v.y(0.008))
        ink.stroke(
            rail.line(cx + side * v.x(0.76), v.bottom - v.y(0.22)),
            steel.mix(t.key, 0.3),
            2.6 * v.unit,
        )


def _pylon(v: View, y0: float, k: float) -> tuple[float, float]:
    """Half the width between a pair of towers, and the height of their tops."""
    half = (v.x(0.02) + (v.x(0.72) - v.x(0.02)) * k) * 0.94
    return half, y0 + (v.bottom - y0) * k - (v.y(0.1) + v.y(1.15) * k)


PLACES = {"rooftop": rooftop, "bridge": bridge}

"""Liveliness: what moves although nobody acts: breath, blinks, cloth and hair, clouds, a wick.

Why here: a shot in which nothing lives looks like a photograph; all of it costs a drawing or two,
or only another transform of the same plate.
Next: panes.py (which makes the drawings), clip.py (which asks for the transforms).
"""

from collections.abc import Callable
from dataclasses import replace
from math import asin, pi, sin

import numpy as np

from miri.providers.offline.artist.cast import Actor, staged
from miri.providers.offline.artist.figure.motion import IDLE, MOTIONS, mouthed
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.scenery import Act, Layer, Paint, Scenery
from miri.providers.offline.artist.space import PERSON

BREATH, SWAY = (3.7, 0.0055), (5.3, 0.0032)
"""Seconds of a breath and a sway, and how far they go, in shares of a person's height."""
BLINK = 39
"""A blink every so many drawings, two of them long."""
FARTHEST = 22.0
"""Pixels (of 720 lines) the top of the sky goes at most: hills below must not lean."""
LEVELS = 3


def breath(foot: float, second: float) -> np.ndarray:
    """Those who stand at a height rise a little and sway a little; at 0 not at all."""
    rise = 1 + BREATH[1] * sin(2 * pi * second / BREATH[0])
    lean = SWAY[1] * sin(2 * pi * second / SWAY[0])
    return np.array([[1, -lean, lean * foot], [0, rise, foot * (1 - rise)], [0, 0, 1.0]])


def wind(horizon: float, way: float) -> np.ndarray:
    """A sky whose top has gone a way to the right while its foot stays on the horizon."""
    lean = max(-FARTHEST, min(FARTHEST, way)) / max(horizon, 1.0)
    return np.array([[1, -lean, lean * horizon], [0, 1, 0], [0, 0, 1.0]])


def act(s: Scenery, cast: list[Actor], paint: Callable[[list[Actor]], Paint]) -> Act | None:
    """How the cast moves: a cycle where somebody acts, else idly; close by, faces only."""
    if not cast:
        return None
    if s.view.close:
        return _faces(s, cast, paint)
    lead = cast[-1]
    motion = MOTIONS.get(lead.posture.name)
    if motion is None:
        return None
    pace = motion.speed * s.view.stature / PERSON
    sideways = lead.figure.pose.view == "side"
    travel = (-pace if lead.posture.flip else pace) if sideways else 0.0
    phases = _tides(motion.period) if lead.posture.name in IDLE else ()
    return Act(motion.period, lambda phase: paint([staged(a, phase) for a in cast]), travel, phases)


def _tides(period: float) -> tuple[float, ...]:
    """To and fro in a few drawings."""
    count = max(1, round(period * 12))
    swings = (sin(2 * pi * i / count) for i in range(count))
    return tuple(asin(round(LEVELS * swing) / LEVELS) / (2 * pi) for swing in swings)


def _faces(s: Scenery, cast: list[Actor], paint: Callable[[list[Actor]], Paint]) -> Act | None:
    """Eyes that blink, a mouth that sings; 1 shuts the eyes, 2 the mouth, 3 both."""
    seen = [actor for actor in cast if actor.figure.pose.view != "back"]
    if not any(a.figure.mien.eyes != "closed" or a.figure.mien.mouth == "sing" for a in seen):
        return None
    start = 14 + int(s.shot.stream("blink").random() * 20)
    sings = any(actor.figure.mien.mouth == "sing" for actor in seen)

    def phase(i: int) -> float:
        shut = 1.0 if i % BLINK in (start, start + 1) else 0.0
        return shut + (2.0 if sings and sin(i * 0.5 + 0.7) < -0.35 else 0.0)

    def paint_at(at: float) -> Paint:
        return paint([_made(actor, at) for actor in cast])

    return Act(BLINK / 12, paint_at, phases=tuple(phase(i) for i in range(BLINK)))


def _made(actor: Actor, at: float) -> Actor:
    mien = actor.figure.mien
    if at in (1.0, 3.0) and mien.eyes != "closed":
        mien = replace(mien, eyes="closed")
    if at >= 2.0:
        mien = mouthed(mien, pi * 0.7)
    return replace(actor, figure=replace(actor.figure, mien=mien))


def flicker(s: Scenery) -> list[Layer]:
    """Flames and tubes that don't burn evenly."""
    wick = any(word in s.text for word in ("candle", "firelight", "lantern", "נר", "נרות", "פנס"))
    tube = any(word in s.text for word in ("neon", "flicker", "ניאון", "מהבהב"))
    if not (wick or tube) or not s.tones.dark:
        return []

    def life(ink: Ink, second: float) -> None:
        bulbs = sorted(set(s.bulbs), key=lambda bulb: -bulb[2])[:3]
        for k, (x, y, size, colour) in enumerate(bulbs):
            wave = sin(second * 9 + k * 2) * sin(second * 5.3 + k) if wick else _buzz(second + k)
            ink.glow(x, y, size * 7 + s.view.y(0.05), colour, 0.22 + 0.2 * wave)

    return [Layer("flicker", 0.4, None, life=life)]


def _buzz(second: float) -> float:
    """Now and then a tube drops out."""
    return -1.0 if sin(second * 2.3) > 0.8 and sin(second * 41) > 0 else 0.5

"""Land: ridges with air between them, dunes, hills, trees, grass, the ground underfoot.

Why here: every outdoor place stacks the same kinds of form. Next: places/.
"""

from itertools import pairwise
from math import cos, pi, sin

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Ink, Linear
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.shape import Shape, blob

Line = list[tuple[float, float]]


def ridge(
    chance: Chance, left: float, right: float, base: float, tall: float, rough: float = 0.5
) -> Line:
    """A skyline of land by midpoint displacement; `rough` 0.3 gives hills, 0.6 gives peaks."""
    heights = [chance.between(0.15, 0.75), chance.between(0.15, 0.75)]
    sway = 1.0
    for _ in range(7):
        finer: list[float] = []
        for a, b in pairwise(heights):
            finer += [a, (a + b) / 2 + chance.spread(0.5) * sway]
        heights = [*finer, heights[-1]]
        sway *= rough
    low, high = min(heights), max(heights)
    span = (high - low) or 1.0
    step = (right - left) / (len(heights) - 1)
    return [
        (left + i * step, base - tall * (0.12 + 0.88 * (h - low) / span))
        for i, h in enumerate(heights)
    ]


def rolling(
    chance: Chance, left: float, right: float, base: float, tall: float, waves: int
) -> Line:
    """A soft skyline of a few sines."""
    parts = [
        (
            chance.between(0.5, 1.0) / (k + 1),
            waves * (k + 1) * chance.between(0.8, 1.2),
            chance.between(0, 6),
        )
        for k in range(3)
    ]
    total = sum(weight for weight, _, _ in parts)
    line: Line = []
    for i in range(61):
        t = i / 60
        h = sum(w * (0.5 + 0.5 * sin(2 * pi * f * t + p)) for w, f, p in parts) / total
        line.append((left + (right - left) * t, base - tall * h))
    return line


def land(line: Line, bottom: float, soft: bool = False) -> Shape:
    """Everything under a skyline."""
    shape = Shape()
    if soft:
        shape.smooth(line, closed=False)
    else:
        shape.polyline(line)
    return shape.line(line[-1][0], bottom).line(line[0][0], bottom).close()


def massif(
    ink: Ink, s: Scenery, line: Line, bottom: float, colour: Colour, mist: float, soft: bool = False
) -> None:
    """A range of land: its own colour at the ridge, air at its foot, light on its edge.

    `mist` is how far the foot dissolves into the air, 0..1.
    """
    shape = land(line, bottom, soft)
    peak = min(y for _, y in line)
    foot = max(y for _, y in line) + 0.12 * s.view.height
    air = s.tones.low.mix(s.tones.far, 0.25)
    stops = (
        (0.0, colour, 1.0),
        (0.35, colour.mix(air, mist * 0.2), 1.0),
        (1.0, colour.mix(air, mist), 1.0),
    )
    ink.fill(shape, Linear(0, peak, 0, foot, stops))
    lamp = s.lamp(s.view.x(0.5))
    thick = 0.011 * s.view.height
    rim = shape.minus(shape.moved(-lamp.x * thick * 1.3, thick * 0.9))
    edge = colour.mix(s.tones.key, 0.5)
    blend = Linear(0, peak, 0, foot, ((0.0, edge, 0.75 * s.tones.rim), (0.7, edge, 0.0)))
    ink.fill(rim, blend)


def facets(ink: Ink, s: Scenery, line: Line, colour: Colour, chance: Chance, cap: bool) -> None:
    """Lit and shaded flanks under the peaks of a range; `cap` puts snow on them."""
    v, lamp = s.view, s.lamp(s.view.x(0.5))
    side = 1 if lamp.x > 0 else -1
    lit, dark = colour.mix(s.tones.key, 0.24), colour.mix(s.tones.ink, 0.2)
    snow = s.tones.light.mix(colour, 0.3 if not s.tones.dark else 0.62)
    for i in _peaks(line, 7):
        x, y = line[i]
        drop = v.y(chance.between(0.1, 0.2))
        seam = [(x, y)]
        for k in range(1, 7):
            wander = chance.between(-0.1, 0.16) * drop * (1 if k % 2 else -0.6)
            seam.append((x - side * drop * 0.05 * k + wander, y + drop * k / 6))
        for face_side, tone, alpha in ((side, lit, 0.8), (-side, dark, 0.6)):
            flank = line[i : i + 14] if face_side > 0 else line[max(0, i - 13) : i + 1][::-1]
            face = Shape().polygon([*seam, *flank[::-1]])
            ink.fill(face, Linear(0, y, 0, y + drop, ((0.0, tone, alpha), (1.0, tone, 0.0))))
        if cap:
            _snowcap(ink, line, i, drop * 0.42, snow, chance)


def _peaks(line: Line, reach: int) -> list[int]:
    """Indices of local tops, at least `reach` points apart."""
    return [
        i
        for i in range(reach, len(line) - reach)
        if line[i][1] == min(p[1] for p in line[i - reach : i + reach + 1])
    ]


def _snowcap(ink: Ink, line: Line, i: int, drop: float, snow: Colour, chance: Chance) -> None:
    """Snow from a peak down to a ragged edge."""
    y = line[i][1]
    left, right = i, i
    while left > 0 and line[left - 1][1] - y < drop:
        left -= 1
    while right < len(line) - 1 and line[right + 1][1] - y < drop:
        right += 1
    if right - left < 2 or right - left > 26:
        return
    edge: Line = []
    teeth = 7
    for k in range(teeth + 1):
        t = k / teeth
        tx = line[right][0] + (line[left][0] - line[right][0]) * t
        ty = line[right][1] + (line[left][1] - line[right][1]) * t
        edge.append(
            (
                tx,
                ty
                + drop
                * (chance.between(0.1, 0.3) if k % 2 else chance.between(-0.25, 0.0))
                * (0 < k < teeth),
            )
        )
    ink.fill(Shape().polygon([*line[left : right + 1], *edge]), snow, 0.88)


def floor(
    ink: Ink, s: Scenery, colour: Colour, far: Colour | None = None, top: float | None = None
) -> None:
    """The ground from the horizon to our feet, lighter where the light lies on it."""
    v, t = s.view, s.tones
    start = v.horizon if top is None else top
    distant = colour.mix(t.low, 0.45) if far is None else far
    stops = (
        (0.0, distant, 1.0),
        (0.18, colour.mix(distant, 0.5), 1.0),
        (0.55, colour, 1.0),
        (1.0, colour.mix(t.ink, 0.35), 1.0),
    )
    ink.fill(Shape().rect(v.left, start, v.right, v.bottom), Linear(0, start, 0, v.height, stops))
    ink.glow(s.sun.x, start, v.width * 0.5, t.key, 0.22 * t.rim, squash=0.3)


def pine(x: float, y: float, tall: float, chance: Chance) -> Shape:
    """A conifer: ragged tiers around a trunk."""
    half = tall * chance.between(0.16, 0.22)
    points: Line = [(x, y - tall)]
    tiers = 7
    for i in range(1, tiers + 1):
        t = i / tiers
        points.append((x + half * t * chance.between(0.85, 1.1), y - tall * (1 - t * 0.94)))
        points.append((x + half * t * 0.5, y - tall * (1 - t * 0.94) - tall * 0.012))
    right = points[1:]
    left = [(2 * x - px + chance.spread(half * 0.12), py) for px, py in right[::-1]]
    shape = Shape().polygon([points[0], *right, *left])
    return shape.rect(x - tall * 0.018, y - tall * 0.08, x + tall * 0.018, y)


def tree(x: float, y: float, tall: float, chance: Chance) -> tuple[Shape, Shape]:
    """A leafy tree: trunk and crown."""
    trunk = Shape().move(x - tall * 0.035, y)
    trunk.quad(x - tall * 0.012, y - tall * 0.25, x - tall * 0.02, y - tall * 0.5)
    trunk.line(x + tall * 0.02, y - tall * 0.5)
    trunk.quad(x + tall * 0.014, y - tall * 0.25, x + tall * 0.04, y).close()
    crown = Shape()
    for i in range(11):
        angle = 2 * pi * i / 10 + chance.spread(0.25)
        far = 0.0 if i == 10 else tall * chance.between(0.13, 0.21)
        radii = [1 + chance.spread(0.13) for _ in range(9)]
        cx, cy = x + sin(angle) * far * 1.25, y - tall * 0.67 - cos(angle) * far * 0.85
        crown.add(blob(cx, cy, tall * chance.between(0.11, 0.165), radii))
    return trunk, crown


def grass(
    ink: Ink, s: Scenery, y: float, tall: float, colour: Colour, chance: Chance, count: int
) -> None:
    """A row of blades along the lower edge."""
    v = s.view
    blades = Shape()
    for _ in range(count):
        x = chance.between(v.left, v.right)
        h, bend = tall * chance.between(0.4, 1.0), tall * chance.spread(0.35)
        w = tall * 0.035
        blades.move(x - w, y).quad(x, y - h * 0.6, x + bend, y - h)
        blades.quad(x + w, y - h * 0.5, x + w, y).close()
    ink.fill(blades, colour)

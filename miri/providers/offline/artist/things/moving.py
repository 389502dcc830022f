"""What moves and carries: cars, bicycles, boats, trains, planes, balloons, swings; trees too.

Why here: wheels and hulls. Next: animals.py.
"""

from math import cos, pi, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ink import Linear, fade
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.terrain import tree as grown
from miri.providers.offline.artist.things.catalogue import Model, Thing

STEEL = from_hex("#8A9099")
WOOD = from_hex("#7A5233")
LEAF = from_hex("#4C6B45")


def _wheel(m: Model, x: float, y: float, r: float) -> None:
    m.relief.part(Shape().circle(x, y, r), m.tones.ink, depth=r * 0.2)
    m.relief.part(Shape().circle(x, y, r * 0.55), STEEL, depth=r * 0.15)
    m.ink.fill(Shape().circle(x, y, r * 0.15), m.tones.ink)


def car(m: Model) -> None:
    """A car of no particular year, seen from its side, lamps on when it is dark."""
    body = (
        Shape()
        .move(-1.55, -0.18)
        .cubic(-1.62, -0.5, -1.5, -0.56, -1.2, -0.6)
        .cubic(-0.95, -0.94, -0.75, -1.0, -0.3, -1.0)
    )
    body.cubic(0.3, -1.0, 0.45, -0.86, 0.75, -0.62).cubic(1.3, -0.58, 1.52, -0.52, 1.58, -0.3).line(
        1.56, -0.16
    ).line(-1.55, -0.16).close()
    m.relief.part(body, m.main, depth=0.1)
    glass = (
        Shape()
        .move(-0.98, -0.62)
        .cubic(-0.8, -0.88, -0.65, -0.92, -0.32, -0.92)
        .line(-0.25, -0.62)
        .close()
    )
    glass.move(-0.17, -0.62).line(-0.22, -0.92).cubic(0.2, -0.92, 0.35, -0.82, 0.56, -0.62).close()
    m.ink.fill(glass, Linear(0, -0.95, 0, -0.6, ((0.0, m.tones.low, 1.0), (1.0, m.tones.mid, 1.0))))
    m.ink.lines([(-1.5, -0.42), (1.52, -0.42)], 0.02, m.relief.lamp.shade(m.main))
    for x in (-0.95, 0.95):
        _wheel(m, x, -0.2, 0.23)
    if m.tones.dark:
        m.ink.glow(1.55, -0.4, 0.7, m.tones.lamp, 0.8)
        cone = Shape().polygon([(1.55, -0.42), (4.2, -0.75), (4.2, 0.06), (1.55, -0.32)])
        m.ink.fill(cone, Linear(1.55, 0, 4.2, 0, fade(m.tones.lamp, 0.5, 0.0)))
    m.ink.fill(Shape().oval(1.53, -0.4, 0.05, 0.07), m.tones.lamp.lit(0.06))
    m.ink.fill(Shape().oval(-1.55, -0.42, 0.04, 0.06), from_hex("#D83A2A"))


def bicycle(m: Model) -> None:
    """A bicycle."""
    for x in (-0.6, 0.6):
        m.ink.stroke(Shape().circle(x, -0.36, 0.35), m.tones.ink, 0.05)
        for k in range(8):
            a = k * pi / 4
            m.ink.lines(
                [(x, -0.36), (x + cos(a) * 0.34, -0.36 + sin(a) * 0.34)],
                0.008,
                m.relief.lamp.base(STEEL),
                0.7,
            )
    frame = [
        (-0.6, -0.36),
        (-0.2, -0.8),
        (0.42, -0.8),
        (-0.05, -0.36),
        (-0.6, -0.36),
        (-0.2, -0.8),
        (-0.05, -0.36),
    ]
    m.ink.stroke(Shape().polyline(frame), m.relief.lamp.base(m.main), 0.05)
    m.ink.stroke(
        Shape().polyline([(0.6, -0.36), (0.4, -0.95), (0.56, -1.0)]),
        m.relief.lamp.base(m.main),
        0.045,
    )
    m.ink.stroke(Shape().polyline([(-0.32, -0.88), (-0.08, -0.88)]), m.tones.ink, 0.07)


def motorbike(m: Model) -> None:
    """A motorbike."""
    for x in (-0.75, 0.75):
        _wheel(m, x, -0.36, 0.36)
    m.relief.part(
        Shape().smooth(
            [(-0.7, -0.7), (-0.1, -0.72), (0.3, -0.92), (0.5, -0.75), (0.3, -0.45), (-0.4, -0.4)]
        ),
        m.main,
        depth=0.08,
    )
    m.relief.part(Shape().rounded(-0.75, -0.84, -0.1, -0.7, 0.06), m.tones.ink, depth=0.04)
    m.ink.stroke(
        Shape().polyline([(0.75, -0.36), (0.45, -0.95), (0.3, -1.0)]),
        m.relief.lamp.base(STEEL),
        0.06,
    )
    m.relief.part(Shape().circle(0.55, -0.82, 0.12), m.tones.lamp, depth=0.04)


def boat(m: Model) -> None:
    """A rowing boat with its shadow on the water."""
    m.ink.fill(Shape().oval(0, 0.02, 1.35, 0.1), m.tones.ink, 0.4, 0.04)
    hull = (
        Shape()
        .move(-1.4, -0.5)
        .quad(0, -0.28, 1.4, -0.56)
        .quad(1.1, 0.02, 0.7, 0.02)
        .line(-0.8, 0.02)
        .quad(-1.2, 0.0, -1.4, -0.5)
        .close()
    )
    m.relief.part(hull, m.main, depth=0.1)
    m.ink.stroke(
        Shape().move(-1.4, -0.5).quad(0, -0.28, 1.4, -0.56), m.relief.lamp.edge(m.main), 0.05
    )
    m.ink.lines(
        [(-0.2, -0.4), (-1.1, 0.1), (0.3, -0.4), (1.2, 0.08)], 0.04, m.relief.lamp.base(WOOD)
    )


def sailboat(m: Model) -> None:
    """A sailing boat."""
    m.ink.fill(Shape().oval(0, 0.01, 0.5, 0.03), m.tones.ink, 0.4, 0.02)
    m.ink.lines([(0, -0.12), (0, -1.0)], 0.016, m.tones.ink)
    m.relief.part(
        Shape().move(0.02, -0.98).quad(0.34, -0.5, 0.38, -0.2).line(0.02, -0.2).close(),
        m.tones.light,
        depth=0.05,
    )
    m.relief.part(
        Shape().move(-0.02, -0.9).quad(-0.14, -0.5, -0.28, -0.2).line(-0.02, -0.2).close(),
        m.main,
        depth=0.04,
    )
    m.relief.part(
        Shape()
        .move(-0.42, -0.14)
        .line(0.46, -0.14)
        .quad(0.36, 0.0, 0.26, 0.0)
        .line(-0.3, 0.0)
        .quad(-0.38, 0.0, -0.42, -0.14)
        .close(),
        m.main.mix(m.tones.ink, 0.3),
        depth=0.03,
    )


def ship(m: Model) -> None:
    """A steamer."""
    m.relief.part(
        Shape().polygon([(-1.6, -0.36), (1.7, -0.4), (1.4, 0.0), (-1.4, 0.0)]),
        m.tones.ink.mix(m.main, 0.4),
        depth=0.05,
    )
    m.relief.part(Shape().rect(-1.1, -0.6, 0.9, -0.36), m.tones.light, depth=0.04)
    m.relief.part(Shape().rect(-0.7, -0.76, 0.5, -0.6), m.tones.light, depth=0.03)
    for x in (-0.45, 0.0):
        m.relief.part(Shape().rect(x, -1.0, x + 0.18, -0.76), m.main, depth=0.03)
    m.ink.dots([(-1.0 + 0.2 * k, -0.48) for k in range(10)], 0.028, m.tones.lamp)


def plane(m: Model) -> None:
    """An airliner, climbing."""
    with m.ink.moved(0, -0.5, turn=-0.18):
        m.relief.part(
            Shape().smooth(
                [
                    (-1.5, -0.08),
                    (-0.5, -0.13),
                    (1.1, -0.12),
                    (1.5, 0.02),
                    (1.0, 0.13),
                    (-0.9, 0.1),
                    (-1.5, 0.02),
                ]
            ),
            m.tones.light,
            depth=0.06,
        )
        m.relief.part(
            Shape().polygon([(0.3, 0.05), (-0.5, 0.6), (-0.8, 0.6), (-0.25, 0.05)]),
            m.tones.far,
            depth=0.04,
        )
        m.relief.part(
            Shape().polygon([(-1.2, -0.08), (-1.6, -0.5), (-1.4, -0.5), (-0.9, -0.1)]),
            m.main,
            depth=0.03,
        )


def train(m: Model) -> None:
    """A locomotive's front, lamps on."""
    m.relief.part(Shape().rounded(-0.42, -0.95, 0.42, -0.06, 0.1), m.main, depth=0.07)
    m.ink.fill(Shape().rounded(-0.32, -0.86, 0.32, -0.52, 0.05), m.tones.low.mix(m.tones.mid, 0.5))
    for x in (-0.26, 0.26):
        m.ink.glow(x, -0.28, 0.5, m.tones.lamp, 0.7)
        m.ink.fill(Shape().circle(x, -0.28, 0.06), m.tones.light)
    m.ink.fill(Shape().rect(-0.46, -0.1, 0.46, 0.0), m.tones.ink)


def bus(m: Model) -> None:
    """A bus from its side."""
    m.relief.part(Shape().rounded(-1.7, -1.0, 1.7, -0.1, 0.1), m.main, depth=0.08)
    for k in range(6):
        m.ink.fill(
            Shape().rounded(-1.55 + 0.52 * k, -0.86, -1.1 + 0.52 * k, -0.52, 0.04),
            m.tones.lamp if m.tones.dark else m.tones.low,
        )
    for x in (-1.05, 1.05):
        _wheel(m, x, -0.16, 0.17)


def hot_air_balloon(m: Model) -> None:
    """A hot-air balloon."""
    bag = Shape().smooth(
        [
            (0, -1.0),
            (0.3, -0.9),
            (0.36, -0.66),
            (0.2, -0.38),
            (0.06, -0.24),
            (-0.06, -0.24),
            (-0.2, -0.38),
            (-0.36, -0.66),
            (-0.3, -0.9),
        ]
    )
    m.relief.part(bag, m.main, depth=0.07)
    with m.ink.clip(bag):
        for k in (-0.22, 0.0, 0.22):
            m.ink.fill(Shape().oval(k, -0.62, 0.05, 0.4), m.tones.light, 0.45)
    m.ink.lines([(-0.06, -0.24), (-0.05, -0.1), (0.06, -0.24), (0.05, -0.1)], 0.008, m.tones.ink)
    m.relief.part(Shape().rounded(-0.06, -0.11, 0.06, 0.0, 0.015), WOOD, depth=0.02)


def kite(m: Model) -> None:
    """A kite."""
    m.relief.part(
        Shape().polygon([(0, -1.0), (0.26, -0.66), (0, -0.2), (-0.26, -0.66)]), m.main, depth=0.06
    )
    m.ink.lines([(0, -1.0), (0, -0.2), (-0.26, -0.66), (0.26, -0.66)], 0.014, m.tones.ink)
    m.ink.stroke(Shape().move(0, -0.2).cubic(0.14, -0.1, -0.14, 0.0, 0.06, 0.14), m.second, 0.02)


def swing(m: Model) -> None:
    """An empty swing."""
    m.ink.lines([(-0.2, -5.0), (-0.12, -0.12), (0.16, -5.0), (0.2, -0.12)], 0.014, m.tones.ink)
    m.relief.part(Shape().rounded(-0.18, -0.14, 0.26, -0.08, 0.02), m.main, depth=0.02)


def bench(m: Model) -> None:
    """A bench."""
    for y in (-1.0, -0.78, -0.48):
        m.relief.part(
            Shape().rounded(-1.0, y, 1.0, y + 0.14, 0.03), m.main.mix(WOOD, 0.5), depth=0.04
        )
    for x in (-0.8, 0.8):
        m.ink.lines([(x, -0.95), (x, 0)], 0.08, m.tones.ink)


def tree(m: Model) -> None:
    """A single tree."""
    trunk, crown = grown(0, 0, 1.0, m.chance)
    m.relief.part(trunk, WOOD, depth=0.02)
    m.ink.fill(crown, m.relief.lamp.edge(m.main))
    m.ink.fill(crown.moved(-m.relief.lamp.x * 0.02, 0.02), m.relief.lamp.base(m.main))
    m.ink.fill(
        crown.moved(-m.relief.lamp.x * 0.07, 0.08).common(crown)
        if not crown.compound
        else crown.moved(-m.relief.lamp.x * 0.05, 0.06),
        m.relief.lamp.shade(m.main),
        0.35,
    )


def lighthouse(m: Model) -> None:
    """A lighthouse by itself."""
    body = Shape().polygon([(-0.11, 0.0), (-0.07, -0.8), (0.07, -0.8), (0.11, 0.0)])
    m.relief.part(body, m.tones.light, depth=0.04)
    for y0, y1 in ((-0.62, -0.45), (-0.3, -0.14)):
        m.relief.part(Shape().rect(-0.2, y0, 0.2, y1).common(body), m.main, depth=0.04)
    m.ink.glow(0, -0.87, 0.4, m.tones.lamp, 0.8)
    m.ink.fill(Shape().rect(-0.05, -0.92, 0.05, -0.8), m.tones.lamp)
    m.relief.part(Shape().polygon([(-0.08, -0.92), (0, -1.0), (0.08, -0.92)]), m.main, depth=0.02)


def house(m: Model) -> None:
    """A small house with a lit window."""
    m.relief.part(
        Shape().rect(-0.6, -0.55, 0.6, 0.0), m.tones.light.mix(m.tones.far, 0.4), depth=0.06
    )
    m.relief.part(Shape().polygon([(-0.72, -0.53), (0, -1.0), (0.72, -0.53)]), m.main, depth=0.06)
    m.ink.fill(Shape().rect(-0.4, -0.4, -0.12, -0.16), m.tones.lamp)
    m.ink.fill(Shape().rect(0.12, -0.38, 0.36, 0.0), m.tones.near)
    m.ink.fill(
        ribbon([(0.42, -0.8), (0.5, -1.0), (0.44, -1.2)], [0.02, 0.05, 0.09]),
        m.tones.light,
        0.3,
        0.02,
    )


THINGS = {
    "car": Thing(car, 1.45, wide=3.2),
    "bicycle": Thing(bicycle, 1.05, wide=1.9),
    "motorbike": Thing(motorbike, 1.1, wide=2.2),
    "boat": Thing(boat, 0.8, wide=2.8),
    "sailboat": Thing(sailboat, 6.0, wide=0.9),
    "ship": Thing(ship, 14.0, wide=3.3),
    "plane": Thing(plane, 6.0, "flies", 3.0),
    "train": Thing(train, 3.6, "glows", 0.9),
    "bus": Thing(bus, 3.0, wide=3.4),
    "hot_air_balloon": Thing(hot_air_balloon, 9.0, "flies", 0.7),
    "kite": Thing(kite, 1.2, "flies", 0.5),
    "swing": Thing(swing, 2.2, wide=0.5),
    "bench": Thing(bench, 0.85, wide=2.0),
    "tree": Thing(tree, 5.0, wide=0.8),
    "lighthouse": Thing(lighthouse, 14.0, wide=0.3),
    "house": Thing(house, 5.0, wide=1.4),
}

"""Things of a house: lamps and candles, chairs, doors, mirrors, cups, a television, a fire.

Why here: what stands in rooms. Next: keepsakes.py (what is carried).
"""

from math import cos, pi, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ink import Linear
from miri.providers.offline.artist.shape import Point, Shape, limb
from miri.providers.offline.artist.things.catalogue import Model, Thing

PAPER = from_hex("#EDE6D6")
WAX = from_hex("#EFE3C8")
WOOD = from_hex("#7A5233")
LEAF = from_hex("#4C6B45")
FLAME = from_hex("#E8692B")
STEEL = from_hex("#8A9099")


def candle(m: Model) -> None:
    """A burning candle."""
    m.ink.glow(0, -0.86, 1.5, m.tones.lamp, 0.75)
    m.relief.part(Shape().rounded(-0.13, -0.72, 0.13, 0.0, 0.03), WAX, depth=0.06)
    m.relief.part(Shape().oval(0, 0.0, 0.3, 0.06), m.main, depth=0.03)
    m.ink.lines([(0, -0.72), (0, -0.78)], 0.02, m.tones.ink)
    flame = (
        Shape()
        .move(0, -1.0)
        .cubic(0.1, -0.86, 0.075, -0.74, 0, -0.74)
        .cubic(-0.075, -0.74, -0.08, -0.86, 0, -1.0)
        .close()
    )
    m.ink.fill(flame, m.tones.lamp.lit(0.05), blur=0.01)
    m.ink.fill(Shape().oval(0, -0.8, 0.026, 0.05), m.tones.light)


def lantern(m: Model) -> None:
    """A lantern with a handle."""
    m.ink.glow(0, -0.42, 1.5, m.tones.lamp, 0.75)
    m.ink.stroke(
        Shape().move(-0.2, -0.75).cubic(-0.2, -1.08, 0.2, -1.08, 0.2, -0.75), m.tones.ink, 0.035
    )
    m.relief.part(
        Shape().polygon([(-0.26, -0.68), (-0.12, -0.82), (0.12, -0.82), (0.26, -0.68)]),
        m.main,
        depth=0.04,
    )
    m.ink.fill(Shape().rounded(-0.2, -0.68, 0.2, -0.1, 0.05), m.tones.lamp.lit(0.04))
    for k in (-0.2, 0.0, 0.2):
        m.ink.lines([(k, -0.68), (k, -0.1)], 0.025, m.tones.ink)
    m.relief.part(Shape().rounded(-0.27, -0.1, 0.27, 0.0, 0.03), m.main, depth=0.04)


def lamp(m: Model) -> None:
    """A table lamp."""
    m.ink.glow(0, -0.7, 1.3, m.tones.lamp, 0.7)
    m.relief.part(
        Shape().smooth(
            [
                (-0.07, -0.55),
                (0.07, -0.55),
                (0.1, -0.3),
                (0.16, -0.08),
                (0, 0.0),
                (-0.16, -0.08),
                (-0.1, -0.3),
            ]
        ),
        m.main,
        depth=0.06,
    )
    shade = Shape().polygon([(-0.2, -1.0), (0.2, -1.0), (0.36, -0.52), (-0.36, -0.52)])
    m.ink.fill(shade, Linear(0, -1, 0, -0.5, ((0.0, m.tones.lamp, 1.0), (1.0, m.tones.light, 1.0))))


def chair(m: Model) -> None:
    """A wooden chair, three quarters."""
    wood = m.main.mix(WOOD, 0.5)
    for x, y in ((-0.22, 0.0), (0.22, 0.0), (-0.16, -0.06), (0.28, -0.06)):
        m.ink.lines([(x, y), (x * 0.95, -0.45)], 0.04, m.relief.lamp.shade(wood))
    m.relief.part(
        Shape().polygon([(-0.26, -0.44), (0.24, -0.44), (0.3, -0.52), (-0.18, -0.52)]),
        wood,
        depth=0.03,
    )
    for x in (-0.18, 0.29):
        m.ink.lines([(x, -0.5), (x * 1.04, -1.0)], 0.04, m.relief.lamp.base(wood))
    for y in (-0.68, -0.82, -0.96):
        m.relief.part(Shape().rounded(-0.18, y - 0.035, 0.3, y + 0.035, 0.015), wood, depth=0.02)


def table(m: Model) -> None:
    """A table."""
    wood = m.main.mix(WOOD, 0.5)
    for x in (-0.85, 0.85):
        m.ink.lines([(x, 0), (x, -0.9)], 0.08, m.relief.lamp.shade(wood))
    m.relief.part(Shape().rounded(-1.0, -1.0, 1.0, -0.88, 0.02), wood, depth=0.05)


def clock(m: Model) -> None:
    """A wall clock at five to twelve."""
    m.relief.part(Shape().circle(0, -0.5, 0.5), m.main, depth=0.06)
    m.relief.flat(Shape().circle(0, -0.5, 0.42), PAPER)
    for i in range(12):
        a = i * pi / 6
        m.ink.lines(
            [(sin(a) * 0.34, -0.5 - cos(a) * 0.34), (sin(a) * 0.39, -0.5 - cos(a) * 0.39)],
            0.02,
            m.tones.ink,
        )
    m.ink.lines([(0, -0.5), (-0.16, -0.78), (0, -0.5), (-0.02, -0.7)], 0.03, m.tones.ink)


def mirror(m: Model) -> None:
    """A tall mirror."""
    m.relief.part(Shape().oval(0, -0.5, 0.32, 0.5), m.main, depth=0.04)
    glass = Shape().oval(0, -0.5, 0.27, 0.45)
    m.ink.fill(
        glass,
        Linear(
            -0.3,
            -1,
            0.3,
            0,
            ((0.0, m.tones.light, 1.0), (0.5, m.tones.far, 1.0), (1.0, m.tones.mid, 1.0)),
        ),
    )
    with m.ink.clip(glass):
        m.ink.fill(
            Shape().polygon([(-0.3, -0.3), (-0.1, -0.3), (0.3, -0.9), (0.1, -0.9)]),
            m.tones.light,
            0.3,
        )


def door(m: Model) -> None:
    """A door ajar, light behind it."""
    m.relief.part(Shape().rect(-0.28, -1.0, 0.28, 0.0), m.tones.near, depth=0.02)
    m.ink.fill(Shape().rect(-0.23, -0.96, 0.23, 0.0), m.tones.lamp)
    m.ink.glow(0.1, -0.5, 0.8, m.tones.lamp, 0.55)
    m.relief.part(
        Shape().polygon([(-0.23, -0.96), (0.1, -0.9), (0.1, 0.04), (-0.23, 0.0)]),
        m.main,
        depth=0.03,
    )
    m.ink.fill(Shape().circle(0.06, -0.44, 0.018), m.tones.light)


def cup(m: Model) -> None:
    """A cup with steam."""
    m.ink.stroke(
        Shape().move(0.34, -0.5).cubic(0.66, -0.5, 0.6, -0.1, 0.3, -0.16),
        m.relief.lamp.base(m.main),
        0.07,
    )
    m.relief.part(
        Shape()
        .move(-0.36, -0.62)
        .line(0.36, -0.62)
        .quad(0.34, 0.0, 0.14, 0.0)
        .line(-0.14, 0.0)
        .quad(-0.34, 0.0, -0.36, -0.62)
        .close(),
        m.main,
        depth=0.1,
    )
    m.relief.flat(Shape().oval(0, -0.62, 0.35, 0.07), from_hex("#3A2418"))
    for k in (-0.12, 0.1):
        m.ink.stroke(
            Shape().move(k, -0.7).cubic(k + 0.12, -0.8, k - 0.12, -0.9, k + 0.04, -1.0),
            m.tones.light,
            0.045,
            0.4,
            0.02,
        )


def bottle(m: Model) -> None:
    """A bottle."""
    m.relief.part(
        Shape().smooth(
            [
                (-0.05, -1.0),
                (0.05, -1.0),
                (0.055, -0.7),
                (0.15, -0.55),
                (0.15, -0.05),
                (0.1, 0.0),
                (-0.1, 0.0),
                (-0.15, -0.05),
                (-0.15, -0.55),
                (-0.055, -0.7),
            ]
        ),
        m.main,
        depth=0.06,
    )
    m.relief.flat(Shape().rect(-0.15, -0.42, 0.15, -0.18), PAPER)


def glass(m: Model) -> None:
    """A glass of wine."""
    m.ink.lines([(0, -0.42), (0, -0.02)], 0.03, m.tones.light, 0.7)
    m.ink.fill(Shape().oval(0, -0.01, 0.2, 0.03), m.tones.light, 0.6)
    bowl = (
        Shape()
        .move(-0.24, -1.0)
        .cubic(-0.3, -0.6, -0.14, -0.42, 0, -0.42)
        .cubic(0.14, -0.42, 0.3, -0.6, 0.24, -1.0)
        .close()
    )
    m.ink.fill(bowl, m.tones.light, 0.16)
    with m.ink.clip(bowl):
        m.relief.flat(Shape().rect(-0.4, -0.74, 0.4, -0.3), m.main)
    m.ink.stroke(bowl, m.tones.light, 0.02, 0.7)


def television(m: Model) -> None:
    """An old television, glowing."""
    m.ink.glow(0, -0.5, 1.4, m.tones.cool, 0.5)
    m.relief.part(
        Shape().rounded(-0.66, -0.95, 0.66, -0.05, 0.1), m.main.mix(WOOD, 0.5), depth=0.08
    )
    m.ink.fill(
        Shape().rounded(-0.54, -0.84, 0.3, -0.16, 0.12),
        Linear(0, -0.84, 0, -0.16, ((0.0, m.tones.light, 1.0), (1.0, m.tones.cool, 1.0))),
    )
    for y in (-0.7, -0.5):
        m.relief.part(Shape().circle(0.48, y, 0.07), STEEL, depth=0.03)
    m.ink.lines([(-0.1, -0.95), (-0.4, -1.2), (0.1, -0.95), (0.36, -1.18)], 0.02, m.tones.ink)


def bed(m: Model) -> None:
    """A bed from its side."""
    m.relief.part(Shape().rounded(-1.5, -1.0, -1.36, 0.0, 0.05), m.main.mix(WOOD, 0.6), depth=0.05)
    m.relief.part(Shape().rounded(-1.4, -0.55, 1.4, -0.15, 0.1), m.main, depth=0.1)
    m.relief.part(Shape().rounded(-1.34, -0.74, -0.7, -0.5, 0.1), PAPER, depth=0.06)
    for x in (-1.3, 1.3):
        m.ink.lines([(x, -0.15), (x, 0)], 0.08, m.tones.ink)


def fire(m: Model) -> None:
    """A small fire."""
    m.ink.glow(0, -0.4, 1.6, m.tones.lamp, 0.7)
    ember = m.tones.accent.mix(FLAME, 0.6)
    for hue, k in ((ember, 1.0), (ember.mix(m.tones.lamp, 0.7), 0.7), (m.tones.light, 0.4)):
        for dx, h in ((-0.22, 0.7), (0.0, 1.0), (0.2, 0.8)):
            x = dx * k
            m.ink.fill(
                Shape()
                .move(x - 0.16 * k, 0)
                .cubic(x - 0.22 * k, -0.4 * h * k, x, -0.6 * h * k, x, -h * k)
                .cubic(x + 0.08, -0.6 * h * k, x + 0.22 * k, -0.4 * h * k, x + 0.16 * k, 0)
                .close(),
                hue,
                0.9,
            )
    m.ink.fill(limb(Point(-0.4, 0.02), Point(0.4, -0.05), 0.06, 0.06), from_hex("#3A2A24"))


THINGS = {
    "candle": Thing(candle, 0.26, "glows", 0.5),
    "lantern": Thing(lantern, 0.4, "glows", 0.6),
    "lamp": Thing(lamp, 0.5, "glows", 0.7),
    "chair": Thing(chair, 0.95, wide=0.6),
    "table": Thing(table, 0.75, wide=2.0),
    "clock": Thing(clock, 0.4, "floats"),
    "mirror": Thing(mirror, 1.7, wide=0.7),
    "door": Thing(door, 2.1, "glows", 0.6),
    "cup": Thing(cup, 0.16, wide=1.0),
    "bottle": Thing(bottle, 0.3, wide=0.35),
    "glass": Thing(glass, 0.2, wide=0.6),
    "television": Thing(television, 0.55, "glows", 1.3),
    "bed": Thing(bed, 0.9, wide=3.0),
    "fire": Thing(fire, 0.7, "glows"),
}

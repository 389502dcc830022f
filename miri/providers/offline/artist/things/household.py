"""Things of a house and of a pocket: phone, letter, candle, suitcase, flowers, clock, chair...

Why here: the props of stories. Next: music.py, moving.py.
"""

from math import cos, pi, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ink import Linear, fade
from miri.providers.offline.artist.shape import Shape, limb, Point, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

PAPER = from_hex("#EDE6D6")
WAX = from_hex("#EFE3C8")
WOOD = from_hex("#7A5233")
LEAF = from_hex("#4C6B45")
FLAME = from_hex("#E8692B")
STEEL = from_hex("#8A9099")


def phone(m: Model) -> None:
    """A telephone whose screen shines."""
    m.ink.glow(0, -0.5, 1.1, m.tones.cool, 0.4)
    m.relief.part(Shape().rounded(-0.25, -1.0, 0.25, 0.0, 0.06), m.tones.ink, depth=0.04)
    m.ink.fill(
        Shape().rounded(-0.22, -0.95, 0.22, -0.05, 0.03),
        Linear(0, -0.95, 0, -0.05, ((0.0, m.tones.light, 1.0), (1.0, m.tones.cool, 1.0))),
    )
    for k, (w, y) in enumerate(((0.13, -0.78), (0.15, -0.6), (0.1, -0.42))):
        x = -0.06 if k % 2 == 0 else 0.05
        m.ink.fill(
            Shape().rounded(x - w, y - 0.05, x + w, y + 0.05, 0.04),
            m.main if k % 2 else m.tones.mid,
            0.75,
        )


def letter(m: Model) -> None:
    """A letter, half out of its envelope."""
    m.relief.part(
        Shape().polygon([(-0.6, -1.0), (0.62, -0.94), (0.6, -0.2), (-0.62, -0.26)]),
        PAPER,
        depth=0.04,
    )
    for k in range(5):
        m.ink.lines(
            [(-0.46, -0.86 + 0.11 * k), (0.46 - 0.2 * (k % 2), -0.82 + 0.11 * k)],
            0.016,
            m.tones.ink,
            0.45,
        )
    m.relief.part(Shape().rect(-0.72, -0.46, 0.72, 0.0), PAPER.mix(m.main, 0.35), depth=0.05)
    m.ink.stroke(
        Shape().move(-0.72, -0.46).line(0, -0.14).line(0.72, -0.46),
        m.relief.lamp.shade(PAPER),
        0.02,
    )


def book(m: Model) -> None:
    """An open book."""
    for k in (-1, 1):
        page = (
            Shape()
            .move(0, -0.2)
            .quad(k * 0.5, -0.95, k * 1.0, -0.6)
            .line(k * 1.0, 0.0)
            .quad(k * 0.5, -0.3, 0, 0.3)
            .close()
        )
        m.relief.part(page, PAPER, depth=0.08)
        for row in range(4):
            m.ink.stroke(
                Shape()
                .move(k * 0.16, -0.2 + 0.1 * row)
                .quad(k * 0.5, -0.58 + 0.1 * row, k * 0.86, -0.44 + 0.1 * row),
                m.tones.ink,
                0.018,
                0.35,
            )


def photograph(m: Model) -> None:
    """A framed photograph of two people."""
    m.relief.part(Shape().rect(-0.42, -1.0, 0.42, 0.0), m.main, depth=0.05)
    m.ink.fill(Shape().rect(-0.33, -0.9, 0.33, -0.1), m.tones.low)
    for k in (-0.12, 0.12):
        m.ink.fill(Shape().circle(k, -0.58, 0.09), m.tones.mid)
        m.ink.fill(Shape().rounded(k - 0.13, -0.47, k + 0.13, -0.1, 0.08), m.tones.near)


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


def suitcase(m: Model) -> None:
    """A travelling case."""
    m.ink.stroke(
        Shape().move(-0.16, -0.84).cubic(-0.16, -1.04, 0.16, -1.04, 0.16, -0.84), m.tones.ink, 0.06
    )
    m.relief.part(Shape().rounded(-0.66, -0.85, 0.66, 0.0, 0.08), m.main, depth=0.1)
    for k in (-0.4, 0.4):
        m.relief.part(
            Shape().rect(k - 0.05, -0.85, k + 0.05, 0.0), m.main.mix(m.tones.ink, 0.5), depth=0.03
        )
        m.relief.flat(Shape().rounded(k - 0.06, -0.66, k + 0.06, -0.56, 0.02), from_hex("#D1A23C"))


def umbrella(m: Model) -> None:
    """An open umbrella."""
    m.ink.lines([(0, -0.95), (0, -0.06)], 0.024, m.relief.lamp.base(STEEL))
    m.ink.stroke(
        Shape().move(0, -0.06).cubic(0, 0.04, 0.12, 0.04, 0.12, -0.05),
        m.relief.lamp.base(WOOD),
        0.035,
    )
    canopy(m)


def canopy(m: Model) -> None:
    """The umbrella's cloth, its tip at (0, -1)."""
    cloth = Shape().move(-0.62, -0.56).cubic(-0.55, -1.02, 0.55, -1.02, 0.62, -0.56)
    for k in range(4):
        x1 = 0.62 - 0.31 * (k + 1)
        cloth.quad(x1 + 0.155, -0.66, x1, -0.56)
    m.relief.part(cloth.close(), m.main, depth=0.09)
    for k in (-0.31, 0.0, 0.31):
        m.ink.stroke(
            Shape().move(0, -0.915).quad(k * 0.9, -0.85, k, -0.57),
            m.relief.lamp.shade(m.main),
            0.012,
            0.7,
        )
    m.ink.lines([(0, -0.91), (0, -1.0)], 0.02, m.tones.ink)


def flower(m: Model) -> None:
    """One flower on its stem."""
    m.ink.stroke(Shape().move(0.02, 0).quad(-0.06, -0.4, 0, -0.82), m.relief.lamp.base(LEAF), 0.03)
    for k in (-1, 1):
        m.relief.part(
            ribbon([(0.0, -0.3), (k * 0.12, -0.42), (k * 0.22, -0.4)], [0.01, 0.05, 0.005]),
            LEAF,
            depth=0.02,
        )
    for i in range(8):
        a = i * pi / 4
        m.relief.part(
            Shape().oval(cos(a) * 0.09, -0.84 + sin(a) * 0.08, 0.07, 0.07),
            m.main.lit(0.03 * (i % 2)),
            depth=0.03,
        )
    m.relief.part(Shape().circle(0, -0.84, 0.055), m.second, depth=0.02)


def bouquet(m: Model) -> None:
    """A bunch of flowers in paper."""
    for i in range(11):
        a = (i - 5) * 0.22
        x, y = sin(a) * 0.62, -0.62 - cos(a) * 0.34 + 0.08 * (i % 2)
        m.relief.part(
            Shape().circle(x, y, 0.13), (m.main, m.second, m.tones.light)[i % 3], depth=0.06
        )
        m.ink.fill(Shape().circle(x, y, 0.045), m.tones.lamp)
    m.relief.part(
        Shape().polygon([(-0.46, -0.62), (0.46, -0.62), (0.08, 0.0), (-0.08, 0.0)]),
        PAPER,
        depth=0.08,
    )


def balloon(m: Model) -> None:
    """A balloon on a string."""
    m.ink.stroke(
        Shape().move(0, -0.52).cubic(0.06, -0.35, -0.06, -0.2, 0.0, 0.0), m.tones.light, 0.008, 0.8
    )
    m.relief.part(
        Shape().smooth(
            [
                (0, -1.0),
                (0.17, -0.93),
                (0.2, -0.78),
                (0.11, -0.6),
                (0, -0.54),
                (-0.11, -0.6),
                (-0.2, -0.78),
                (-0.17, -0.93),
            ]
        ),
        m.main,
        depth=0.08,
    )
    m.ink.fill(Shape().oval(-0.07, -0.86, 0.03, 0.05), m.tones.light, 0.6, 0.01)
    m.relief.flat(Shape().polygon([(-0.025, -0.52), (0.025, -0.52), (0, -0.55)]), m.main)


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


def key(m: Model) -> None:
    """A key."""
    brass = from_hex("#D1A23C")
    m.ink.stroke(Shape().circle(0, -0.78, 0.17), m.relief.lamp.base(brass), 0.08)
    m.relief.part(Shape().rect(-0.045, -0.62, 0.045, 0.0), brass, depth=0.03)
    m.relief.part(
        Shape().rect(0.04, -0.2, 0.2, -0.12).rect(0.04, -0.08, 0.24, 0.0), brass, depth=0.02
    )


def ring(m: Model) -> None:
    """A ring with a stone."""
    m.ink.stroke(Shape().circle(0, -0.38, 0.34), m.relief.lamp.base(from_hex("#D1A23C")), 0.1)
    m.ink.glow(0, -0.86, 0.5, m.tones.light, 0.5)
    m.relief.part(
        Shape().polygon([(-0.17, -0.9), (-0.09, -1.0), (0.09, -1.0), (0.17, -0.9), (0, -0.7)]),
        m.tones.light,
        depth=0.06,
    )


def heart(m: Model) -> None:
    """A heart."""
    shape = (
        Shape()
        .move(0, 0)
        .cubic(-0.8, -0.5, -0.5, -1.15, 0, -0.76)
        .cubic(0.5, -1.15, 0.8, -0.5, 0, 0)
        .close()
    )
    m.ink.glow(0, -0.5, 1.1, m.main, 0.4)
    m.relief.part(shape, m.main, depth=0.1)


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


def camera(m: Model) -> None:
    """A photographic camera."""
    m.relief.part(
        Shape().rounded(-0.8, -0.8, 0.8, 0.0, 0.1), m.tones.ink.mix(m.main, 0.3), depth=0.08
    )
    m.relief.part(Shape().rounded(-0.25, -1.0, 0.25, -0.76, 0.05), STEEL, depth=0.05)
    m.relief.part(Shape().circle(0, -0.4, 0.33), m.tones.ink, depth=0.06)
    m.ink.fill(Shape().circle(0, -0.4, 0.22), m.tones.cool.mix(m.tones.ink, 0.5))
    m.ink.fill(Shape().circle(-0.07, -0.47, 0.06), m.tones.light, 0.8)


def shoes(m: Model) -> None:
    """A pair of shoes."""
    for dx, dy in ((-0.35, -0.08), (0.2, 0.0)):
        shoe = Shape().smooth(
            [
                (dx - 0.4, dy - 0.85),
                (dx - 0.05, dy - 0.85),
                (dx + 0.1, dy - 0.5),
                (dx + 0.62, dy - 0.3),
                (dx + 0.68, dy),
                (dx - 0.42, dy),
            ]
        )
        m.relief.part(shoe, m.main, depth=0.1)
        m.ink.lines([(dx - 0.42, dy), (dx + 0.68, dy)], 0.06, m.tones.light)


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


def _entry(draw, tall: float, manner: str = "stands", wide: float = 1.0) -> Thing:
    return Thing(draw, tall, manner, wide)


THINGS = {
    "phone": _entry(phone, 0.16, wide=0.5),
    "letter": _entry(letter, 0.2, wide=1.4),
    "book": _entry(book, 0.22, wide=2.0),
    "photograph": _entry(photograph, 0.25),
    "candle": _entry(candle, 0.26, "glows", 0.5),
    "lantern": _entry(lantern, 0.4, "glows", 0.6),
    "lamp": _entry(lamp, 0.5, "glows", 0.7),
    "suitcase": _entry(suitcase, 0.6, wide=1.3),
    "umbrella": _entry(umbrella, 1.0, wide=1.2),
    "flower": _entry(flower, 0.45, wide=0.4),
    "bouquet": _entry(bouquet, 0.4, wide=1.0),
    "balloon": _entry(balloon, 1.3, "floats", 0.4),
    "chair": _entry(chair, 0.95, wide=0.6),
    "table": _entry(table, 0.75, wide=2.0),
    "clock": _entry(clock, 0.4, "floats"),
    "mirror": _entry(mirror, 1.7, wide=0.7),
    "door": _entry(door, 2.1, "glows", 0.6),
    "cup": _entry(cup, 0.16, wide=1.0),
    "bottle": _entry(bottle, 0.3, wide=0.35),
    "glass": _entry(glass, 0.2, wide=0.6),
    "key": _entry(key, 0.09, wide=0.5),
    "ring": _entry(ring, 0.05),
    "heart": _entry(heart, 0.4, "floats"),
    "television": _entry(television, 0.55, "glows", 1.3),
    "camera": _entry(camera, 0.14, wide=1.6),
    "shoes": _entry(shoes, 0.14, wide=1.6),
    "bed": _entry(bed, 0.9, wide=3.0),
    "fire": _entry(fire, 0.7, "glows"),
}

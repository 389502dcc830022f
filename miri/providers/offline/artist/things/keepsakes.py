"""Things people carry and keep: phone, letter, photograph, suitcase, umbrella, flowers, ring...

Why here: the props of stories. Next: household.py.
"""

from math import cos, pi, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ink import Linear
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

PAPER = from_hex("#EDE6D6")
WOOD = from_hex("#7A5233")
LEAF = from_hex("#4C6B45")
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


THINGS = {
    "phone": Thing(phone, 0.16, wide=0.5),
    "letter": Thing(letter, 0.2, wide=1.4),
    "book": Thing(book, 0.22, wide=2.0),
    "photograph": Thing(photograph, 0.25),
    "suitcase": Thing(suitcase, 0.6, wide=1.3),
    "umbrella": Thing(umbrella, 1.0, wide=1.2),
    "flower": Thing(flower, 0.45, wide=0.4),
    "bouquet": Thing(bouquet, 0.4, wide=1.0),
    "balloon": Thing(balloon, 1.3, "floats", 0.4),
    "key": Thing(key, 0.09, wide=0.5),
    "ring": Thing(ring, 0.05),
    "heart": Thing(heart, 0.4, "floats"),
    "camera": Thing(camera, 0.14, wide=1.6),
    "shoes": Thing(shoes, 0.14, wide=1.6),
}

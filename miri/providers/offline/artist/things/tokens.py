"""Small tokens of stories: a crown, a toy, fruit, a leaf, a ticket, a coin, a flag, a bulb, a sign.

Why here: what a close shot between two lines of a song rests on. Next: keepsakes.py.
"""

from math import cos, pi, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

GOLD = from_hex("#D9A441")
LEAF = from_hex("#4C6B45")
PAPER = from_hex("#EDE6D6")
STEEL = from_hex("#8A9099")
WOOD = from_hex("#7A5233")


def crown(m: Model) -> None:
    """A crown with five points."""
    points = [(-0.62, -0.1)]
    for i in range(5):
        x = -0.68 + 0.34 * i
        points += [(x, -0.95 if i % 2 == 0 else -0.88), (x + 0.17, -0.42)]
    points = [*points[:-1], (0.62, -0.1)]
    m.relief.part(Shape().polygon(points), m.main, depth=0.07)
    m.relief.part(Shape().rounded(-0.64, -0.2, 0.64, 0.0, 0.04), m.main.lit(-0.04), depth=0.04)
    for i in range(5):
        x = -0.68 + 0.34 * i
        m.relief.part(Shape().circle(x, -0.97 if i % 2 == 0 else -0.9, 0.05), m.second, depth=0.02)


def teddy(m: Model) -> None:
    """A teddy bear, sitting."""
    fur = m.main
    for k in (-1, 1):
        m.relief.part(Shape().oval(k * 0.3, -0.1, 0.17, 0.12), fur, depth=0.04)
        m.relief.part(Shape().oval(k * 0.32, -0.4, 0.1, 0.18), fur, depth=0.04)
        m.relief.part(Shape().circle(k * 0.2, -0.94, 0.09), fur.lit(-0.04), depth=0.03)
    m.relief.part(Shape().oval(0, -0.3, 0.28, 0.3), fur, depth=0.07)
    m.relief.part(Shape().oval(0, -0.76, 0.25, 0.22), fur, depth=0.06)
    m.relief.flat(Shape().oval(0, -0.69, 0.12, 0.09), fur.lit(0.1))
    for k in (-0.1, 0.1):
        m.ink.fill(Shape().circle(k, -0.8, 0.028), m.tones.ink)
    m.ink.fill(Shape().oval(0, -0.73, 0.035, 0.025), m.tones.ink)


def fruit(m: Model) -> None:
    """An orange with a leaf."""
    m.relief.part(Shape().circle(0, -0.46, 0.46), m.main, depth=0.12)
    m.ink.lines([(0, -0.9), (0.03, -1.0)], 0.05, m.relief.lamp.base(WOOD))
    m.relief.part(ribbon([(0.02, -0.93), (0.2, -1.02), (0.4, -0.92)], [0.01, 0.09, 0.005]), LEAF)
    m.ink.fill(Shape().oval(-0.15, -0.62, 0.1, 0.07), m.tones.light, 0.35, 0.03)


def leaf(m: Model) -> None:
    """A fallen leaf."""
    blade = Shape().smooth(
        [(0, -1.0), (0.26, -0.78), (0.4, -0.45), (0.2, -0.16), (0, -0.08), (-0.2, -0.16), (-0.4, -0.45), (-0.26, -0.78)]
    )  # fmt: skip
    m.relief.part(blade, m.main, depth=0.07)
    vein = m.relief.lamp.shade(m.main)
    m.ink.lines([(0, -0.92), (0.02, 0.04)], 0.025, vein)
    for k in (-1, 1):
        for y in (-0.75, -0.55, -0.35):
            m.ink.lines([(0, y + 0.12), (k * 0.24, y)], 0.014, vein, 0.8)


def ticket(m: Model) -> None:
    """A ticket with a torn edge."""
    edge = [(0.7, -0.9 + 0.09 * i) for i in range(11)]
    edge = [(x + (0.04 if i % 2 else 0), y) for i, (x, y) in enumerate(edge)]
    m.relief.part(
        Shape().polygon([(-0.75, -0.9), *edge, (-0.75, 0.0)]), PAPER.mix(m.main, 0.2), depth=0.05
    )
    m.ink.fill(Shape().rect(-0.62, -0.76, 0.1, -0.6), m.relief.lamp.base(m.main))
    for y in (-0.48, -0.36, -0.24):
        m.ink.lines([(-0.62, y), (0.2, y)], 0.03, m.tones.ink, 0.5)
    for k in range(7):
        m.ink.lines(
            [(0.34 + 0.045 * k, -0.76), (0.34 + 0.045 * k, -0.14)],
            0.02 if k % 3 else 0.034,
            m.tones.ink,
            0.75,
        )


def coin(m: Model) -> None:
    """A coin on edge."""
    m.relief.part(Shape().circle(0, -0.5, 0.5), GOLD.mix(m.main, 0.3), depth=0.07)
    m.ink.stroke(Shape().circle(0, -0.5, 0.4), m.relief.lamp.edge(GOLD), 0.03, 0.8)
    rays = [
        (sin(i * pi / 5) * (0.26 if i % 2 == 0 else 0.11), -0.5 - cos(i * pi / 5) * (0.26 if i % 2 == 0 else 0.11))
        for i in range(10)
    ]  # fmt: skip
    m.relief.part(Shape().polygon(rays), GOLD.lit(0.05), depth=0.03)


def flag(m: Model) -> None:
    """A flag in the wind."""
    m.ink.lines([(-0.5, 0.0), (-0.5, -1.0)], 0.035, m.relief.lamp.base(STEEL))
    cloth = Shape().move(-0.48, -0.98).cubic(-0.15, -1.1, 0.15, -0.85, 0.55, -0.96)
    cloth.line(0.55, -0.5).cubic(0.15, -0.4, -0.15, -0.64, -0.48, -0.52).close()
    m.relief.part(cloth, m.main, depth=0.06)
    for x in (-0.15, 0.2):
        m.ink.stroke(
            Shape().move(x, -0.94).quad(x + 0.06, -0.75, x, -0.52),
            m.relief.lamp.shade(m.main),
            0.05,
            0.35,
            0.02,
        )


def bulb(m: Model) -> None:
    """A bare light bulb on its wire."""
    m.ink.lines([(0, -3.0), (0, -0.9)], 0.025, m.tones.ink)
    m.ink.glow(0, -0.36, 1.7, m.tones.lamp, 0.8)
    m.relief.part(Shape().rounded(-0.12, -0.95, 0.12, -0.66, 0.03), STEEL, depth=0.04)
    glass = Shape().smooth(
        [
            (-0.11, -0.68),
            (0.11, -0.68),
            (0.3, -0.4),
            (0.26, -0.12),
            (0, 0.0),
            (-0.26, -0.12),
            (-0.3, -0.4),
        ]
    )
    m.ink.fill(glass, m.tones.lamp.lit(0.06), 0.95)
    m.ink.stroke(
        Shape()
        .move(-0.07, -0.6)
        .line(-0.1, -0.35)
        .line(0, -0.44)
        .line(0.1, -0.35)
        .line(0.07, -0.6),
        m.tones.light,
        0.035,
    )


def sign(m: Model) -> None:
    """A traffic light on its post."""
    m.ink.lines([(0, 0), (0, -0.55)], 0.05, m.relief.lamp.base(STEEL))
    m.relief.part(
        Shape().rounded(-0.14, -1.0, 0.14, -0.5, 0.04),
        m.tones.ink.mix(m.tones.near, 0.4),
        depth=0.03,
    )
    for y, hue, on in (
        (-0.9, from_hex("#E23B2E"), True),
        (-0.75, from_hex("#E2A02E"), False),
        (-0.6, from_hex("#3FAE5A"), False),
    ):
        if on:
            m.ink.glow(0, y, 0.36, hue, 0.8)
        m.ink.fill(Shape().circle(0, y, 0.055), hue if on else hue.mix(m.tones.ink, 0.7))


def jukebox(m: Model) -> None:
    """A jukebox, glowing."""
    m.ink.glow(0, -0.5, 1.0, m.tones.accent, 0.45)
    shell = (
        Shape()
        .move(-0.36, 0)
        .line(-0.36, -0.65)
        .cubic(-0.36, -1.1, 0.36, -1.1, 0.36, -0.65)
        .line(0.36, 0)
        .close()
    )
    m.relief.part(shell, WOOD.mix(m.main, 0.4), depth=0.06)
    arch = (
        Shape()
        .move(-0.29, -0.3)
        .line(-0.29, -0.65)
        .cubic(-0.29, -1.0, 0.29, -1.0, 0.29, -0.65)
        .line(0.29, -0.3)
    )
    m.ink.stroke(arch, m.tones.lamp.lit(0.05), 0.06)
    m.ink.stroke(arch, m.tones.accent, 0.025)
    m.ink.fill(Shape().rounded(-0.2, -0.78, 0.2, -0.5, 0.03), m.tones.lamp, 0.9)
    for k in range(5):
        m.ink.lines([(-0.18 + 0.09 * k, -0.28), (-0.18 + 0.09 * k, -0.06)], 0.03, m.tones.lamp, 0.6)


def stone(m: Model) -> None:
    """A stone, or a few laid on each other."""
    for x, y, w, h in (
        (0.0, -0.2, 0.6, 0.22),
        (0.05, -0.55, 0.42, 0.17),
        (-0.03, -0.83, 0.26, 0.14),
    ):
        form = Shape().smooth(
            [
                (x - w, y),
                (x - w * 0.6, y - h),
                (x + w * 0.5, y - h * 0.95),
                (x + w, y + h * 0.1),
                (x + w * 0.5, y + h),
                (x - w * 0.6, y + h * 0.95),
            ]
        )
        m.relief.part(form, STEEL.mix(m.tones.far, 0.4), depth=0.08)


def bread(m: Model) -> None:
    """A loaf."""
    crust = from_hex("#B9793B")
    m.relief.part(
        Shape().smooth(
            [
                (-0.95, -0.15),
                (-0.85, -0.62),
                (-0.3, -0.92),
                (0.4, -0.9),
                (0.9, -0.55),
                (0.95, -0.12),
                (0.4, 0.0),
                (-0.5, 0.0),
            ]
        ),
        crust,
        depth=0.12,
    )
    for x in (-0.45, 0.0, 0.45):
        m.ink.stroke(
            Shape().move(x - 0.12, -0.78).quad(x + 0.02, -0.6, x + 0.16, -0.42),
            crust.lit(0.14),
            0.06,
            0.8,
        )


def star(m: Model) -> None:
    """A star, cut from paper."""
    points = [
        (sin(i * pi / 5) * (0.5 if i % 2 == 0 else 0.2), -0.5 - cos(i * pi / 5) * (0.5 if i % 2 == 0 else 0.2))
        for i in range(10)
    ]  # fmt: skip
    m.ink.glow(0, -0.5, 0.9, m.tones.lamp, 0.4)
    m.relief.part(Shape().polygon(points), m.main, depth=0.05)


THINGS = {
    "crown": Thing(crown, 0.18, wide=1.4),
    "teddy": Thing(teddy, 0.35, wide=0.9),
    "fruit": Thing(fruit, 0.09),
    "leaf": Thing(leaf, 0.12, wide=0.8),
    "ticket": Thing(ticket, 0.08, wide=1.6),
    "coin": Thing(coin, 0.03),
    "flag": Thing(flag, 2.2, wide=1.1),
    "bulb": Thing(bulb, 0.14, "floats", 0.6),
    "traffic_light": Thing(sign, 3.0, wide=0.4),
    "jukebox": Thing(jukebox, 1.5, "glows", 0.8),
    "stones": Thing(stone, 0.14, wide=1.2),
    "bread": Thing(bread, 0.14, wide=2.0),
    "star": Thing(star, 0.3, "floats"),
}

"""Birds, fish, butterflies, and a cat that sits.

Why here: what does not stand on four legs. Next: beasts.py; props.py, which places them.
"""

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

EYE = from_hex("#F1E2B8")


def sitting_cat(m: Model) -> None:
    """A cat that sits and looks at something."""
    m.relief.part(
        ribbon([(-0.2, -0.04), (-0.42, -0.06), (-0.5, -0.22)], [0.04, 0.035, 0.02]),
        m.main,
        depth=0.03,
    )
    m.relief.part(
        Shape().smooth(
            [
                (0.02, -0.68),
                (0.16, -0.5),
                (0.2, -0.1),
                (0.16, 0.0),
                (-0.22, 0.0),
                (-0.28, -0.2),
                (-0.16, -0.52),
            ]
        ),
        m.main,
        depth=0.07,
    )
    for k in (-1, 1):
        m.relief.part(
            Shape().polygon(
                [(0.04 + k * 0.13, -0.78), (0.04 + k * 0.14, -1.0), (0.04 + k * 0.02, -0.88)]
            ),
            m.main.lit(-0.04),
            depth=0.03,
        )
    m.relief.part(Shape().oval(0.04, -0.76, 0.16, 0.14), m.main, depth=0.05)
    for k in (-0.06, 0.07):
        m.ink.fill(Shape().oval(0.05 + k, -0.78, 0.026, 0.03), EYE)
        m.ink.fill(Shape().oval(0.05 + k, -0.78, 0.009, 0.028), m.tones.ink)


def bird(m: Model) -> None:
    """A bird on a twig."""
    m.ink.stroke(
        Shape().move(-0.9, 0.0).quad(0, 0.06, 0.9, -0.06),
        m.relief.lamp.base(from_hex("#4A3526")),
        0.05,
    )
    m.relief.part(
        Shape().polygon([(-0.34, -0.3), (-0.86, 0.08), (-0.66, 0.14), (-0.2, -0.14)]),
        m.main.lit(-0.08),
        depth=0.04,
    )
    m.relief.part(
        Shape().smooth(
            [
                (0.3, -0.98),
                (0.46, -0.8),
                (0.36, -0.4),
                (0.1, -0.06),
                (-0.24, -0.12),
                (-0.4, -0.34),
                (-0.1, -0.68),
                (0.1, -0.92),
            ]
        ),
        m.main,
        depth=0.09,
    )
    m.relief.part(
        Shape().smooth([(0.02, -0.6), (0.1, -0.36), (-0.2, -0.14), (-0.5, -0.06), (-0.28, -0.4)]),
        m.main.lit(-0.1),
        depth=0.05,
    )
    m.relief.flat(
        Shape().polygon([(0.44, -0.84), (0.64, -0.76), (0.43, -0.72)]), from_hex("#D9A441")
    )
    m.ink.fill(Shape().circle(0.3, -0.82, 0.035), m.tones.ink)


def flock(m: Model) -> None:
    """Birds in flight."""
    for i in range(9):
        x, y = m.chance.spread(1.6), -0.5 + m.chance.spread(0.42)
        r, lift = m.chance.between(0.07, 0.15), m.chance.between(0.25, 0.75)
        wings = Shape().move(x - r, y - r * lift).quad(x - r * 0.35, y - r * 0.75, x, y)
        wings.quad(x + r * 0.35, y - r * 0.75, x + r, y - r * lift).quad(
            x + r * 0.4, y - r * 0.4, x, y + r * 0.22
        )
        wings.quad(x - r * 0.4, y - r * 0.4, x - r, y - r * lift).close()
        m.ink.fill(
            wings, m.relief.lamp.base(m.tones.ink if i % 3 else m.main.mix(m.tones.ink, 0.5))
        )


def dove(m: Model) -> None:
    """A bird with open wings."""
    for k in (-1, 1):
        wing = Shape().smooth(
            [
                (0.05, -0.42),
                (k * 0.35, -0.86),
                (k * 0.95, -1.0),
                (k * 0.7, -0.62),
                (k * 0.36, -0.36),
            ]
        )
        m.relief.part(wing, m.main.lit(0.02 * k), depth=0.06)
        for f in range(3):
            m.relief.part(
                ribbon(
                    [(k * (0.4 + 0.15 * f), -0.55), (k * (0.6 + 0.17 * f), -0.5 + 0.05 * f)],
                    [0.05, 0.01],
                ),
                m.main,
                depth=0.02,
            )
    m.relief.part(
        Shape().smooth(
            [
                (0.34, -0.56),
                (0.28, -0.34),
                (0.0, -0.2),
                (-0.5, 0.0),
                (-0.3, -0.3),
                (0.05, -0.5),
                (0.2, -0.62),
            ]
        ),
        m.main,
        depth=0.06,
    )
    m.ink.fill(Shape().circle(0.25, -0.53, 0.02), m.tones.ink)


def butterfly(m: Model) -> None:
    """A butterfly."""
    for k in (-1, 1):
        m.relief.part(
            Shape().smooth(
                [(0, -0.5), (k * 0.3, -0.98), (k * 0.62, -0.86), (k * 0.5, -0.5), (0, -0.44)]
            ),
            m.main,
            depth=0.06,
        )
        m.relief.part(
            Shape().smooth([(0, -0.45), (k * 0.44, -0.4), (k * 0.46, -0.1), (k * 0.2, -0.02)]),
            m.second,
            depth=0.05,
        )
        m.ink.stroke(
            Shape().move(0, -0.62).quad(k * 0.05, -0.85, k * 0.14, -0.94), m.tones.ink, 0.012
        )
    m.relief.part(Shape().oval(0, -0.42, 0.035, 0.24), m.tones.ink, depth=0.02)


def fish(m: Model) -> None:
    """A fish."""
    m.relief.part(
        Shape().polygon([(-0.6, -0.5), (-1.05, -0.9), (-0.95, -0.5), (-1.05, -0.1)]),
        m.main.lit(-0.05),
        depth=0.05,
    )
    m.relief.part(
        Shape().smooth(
            [(-0.7, -0.5), (-0.1, -0.9), (0.6, -0.72), (0.85, -0.5), (0.6, -0.26), (-0.1, -0.1)]
        ),
        m.main,
        depth=0.1,
    )
    m.ink.fill(Shape().circle(0.56, -0.56, 0.06), EYE)
    m.ink.fill(Shape().circle(0.57, -0.56, 0.03), m.tones.ink)


def whale(m: Model) -> None:
    """A whale."""
    m.relief.part(
        Shape().smooth(
            [
                (-1.3, -0.5),
                (-0.6, -0.72),
                (0.4, -0.95),
                (1.1, -0.75),
                (1.25, -0.35),
                (0.6, -0.05),
                (-0.3, -0.15),
                (-1.0, -0.4),
            ]
        ),
        m.main,
        depth=0.1,
    )
    m.relief.part(
        Shape().smooth([(-1.2, -0.5), (-1.7, -0.95), (-1.5, -0.5), (-1.75, -0.2)]),
        m.main,
        depth=0.05,
    )
    m.ink.fill(Shape().circle(0.9, -0.45, 0.03), m.tones.ink)


THINGS = {
    "cat": Thing(sitting_cat, 0.42, wide=0.8),
    "bird": Thing(bird, 0.22),
    "flock": Thing(flock, 3.0, "flies", 3.0),
    "dove": Thing(dove, 0.6, "flies", 2.0),
    "butterfly": Thing(butterfly, 0.2, "flies", 1.2),
    "fish": Thing(fish, 0.4, "floats", 2.0),
    "whale": Thing(whale, 5.0, "floats", 3.0),
}

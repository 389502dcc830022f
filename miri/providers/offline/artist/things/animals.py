"""Animals: four-legged ones from one set of numbers, birds, fish, butterflies.

Why here: a dog, a wolf and a horse differ in proportions, not in kind.
Next: cast.py, which places them.
"""

from dataclasses import dataclass
from math import cos, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.shape import Point, Shape, bent, limb, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

EYE = from_hex("#F1E2B8")


@dataclass(frozen=True)
class Beast:
    """Proportions in heights at the shoulder; faces right."""

    leg: float = 0.5
    long: float = 0.62
    deep: float = 0.2
    neck: float = 0.28
    rise: float = 0.8
    head: float = 0.15
    snout: float = 0.2
    ear: str = "point"
    tail: str = "up"
    mane: bool = False
    antlers: bool = False
    hoof: bool = False
    droop: float = 0.1


BEASTS = {
    "dog": Beast(),
    "wolf": Beast(deep=0.22, neck=0.24, rise=0.5, tail="bush", snout=0.24),
    "fox": Beast(leg=0.42, deep=0.17, tail="bush", head=0.16, snout=0.2, rise=0.6),
    "cat": Beast(
        leg=0.4, long=0.6, deep=0.18, neck=0.16, rise=1.0, head=0.17, snout=0.08, tail="long"
    ),
    "lion": Beast(
        deep=0.24, neck=0.22, rise=0.6, head=0.18, snout=0.16, ear="round", tail="long", mane=True
    ),
    "bear": Beast(
        leg=0.4,
        long=0.66,
        deep=0.32,
        neck=0.18,
        rise=0.4,
        head=0.2,
        snout=0.16,
        ear="round",
        tail="none",
    ),
    "horse": Beast(
        leg=0.55,
        long=0.72,
        deep=0.27,
        neck=0.44,
        rise=0.85,
        head=0.12,
        snout=0.26,
        tail="flow",
        mane=True,
        hoof=True,
        droop=0.75,
    ),
    "deer": Beast(
        leg=0.58,
        long=0.56,
        deep=0.19,
        neck=0.36,
        rise=1.05,
        head=0.095,
        snout=0.15,
        tail="none",
        antlers=True,
        hoof=True,
        droop=0.3,
    ),
    "cow": Beast(
        leg=0.42,
        long=0.86,
        deep=0.29,
        neck=0.26,
        rise=0.4,
        head=0.16,
        snout=0.22,
        ear="round",
        tail="long",
        hoof=True,
    ),
    "elephant": Beast(
        leg=0.46,
        long=0.7,
        deep=0.36,
        neck=0.2,
        rise=0.5,
        head=0.26,
        snout=0.1,
        ear="fan",
        tail="long",
    ),
    "rabbit": Beast(
        leg=0.24,
        long=0.42,
        deep=0.24,
        neck=0.2,
        rise=0.9,
        head=0.17,
        snout=0.07,
        ear="long",
        tail="none",
    ),
}


def beast(m: Model, b: Beast) -> None:
    """Stand, seen from the side."""
    back = -(b.leg + b.deep)
    hip, chest = Point(-b.long / 2, back), Point(b.long / 2, back + 0.01)
    dark = m.main.lit(-0.06)
    for x, far in (
        (hip.x - 0.06, True),
        (chest.x - 0.1, True),
        (hip.x + 0.06, False),
        (chest.x + 0.02, False),
    ):
        _leg(m, b, x, x < 0, dark if far else m.main)
    _tail(m, b, hip)
    throat = chest.plus(cos(b.rise) * b.neck, -sin(b.rise) * b.neck)
    body = Shape().smooth(
        [(hip.x - b.deep * 0.5, back + b.deep * 0.3), (hip.x, back - b.deep * 0.55), (0, back - b.deep * 0.42),
         (chest.x, back - b.deep * 0.5), (chest.x + b.deep * 0.65, back + b.deep * 0.25), (chest.x + b.deep * 0.2, back + b.deep * 0.95),
         (0, back + b.deep * 0.72), (hip.x, back + b.deep * 0.7)]
    )  # fmt: skip
    m.relief.part(body, m.main, depth=0.07, rim=0.7)
    neck = limb(chest.plus(-b.deep * 0.1, b.deep * 0.08), throat, b.deep * 0.7, b.head * 0.85)
    m.relief.part(neck, m.main, depth=0.05, rim=0.6)
    if b.mane:
        mane = ribbon(
            [
                (throat.x - b.head * 0.6, throat.y - b.head),
                chest.toward(throat, 0.5).plus(-b.deep * 0.6, -b.deep * 0.2),
                chest.plus(-b.deep * 0.4, -b.deep * 0.3),
            ],
            [b.head * 0.6, b.head * 0.8, b.head * 0.3],
        )
        m.relief.part(mane, m.main.lit(-0.16), depth=0.04, rim=0.5)
    if b.droop > 0.2 and not b.antlers:
        with m.ink.moved(throat.x, throat.y, turn=b.droop):
            _head(m, b, Point(0, 0))
    else:
        _head(m, b, throat)


def _leg(m: Model, b: Beast, x: float, hind: bool, colour) -> None:
    top, foot = Point(x, -b.leg - b.deep * 0.3), Point(x + (0.02 if hind else 0.0), -0.02)
    knee = Point(x + (-0.07 if hind else 0.015), -b.leg * 0.45)
    thick = b.deep * (0.42 if hind else 0.34)
    m.relief.part(
        bent(top, knee, foot, (thick, thick * 0.5, thick * 0.36), 0.0), colour, depth=0.03, rim=0.5
    )
    paw = Shape().rounded(
        foot.x - thick * 0.45, -0.055, foot.x + thick * (0.5 if b.hoof else 0.85), 0.0, 0.02
    )
    m.relief.part(paw, m.tones.ink if b.hoof else colour, depth=0.02)


def _tail(m: Model, b: Beast, hip: Point) -> None:
    x, y = hip.x - b.deep * 0.45, hip.y - b.deep * 0.1
    shapes = {
        "up": ([(x, y), (x - 0.12, y - 0.1), (x - 0.12, y - 0.26)], [0.04, 0.03, 0.01]),
        "bush": ([(x, y), (x - 0.16, y + 0.1), (x - 0.3, y + 0.26)], [0.03, 0.08, 0.01]),
        "long": (
            [(x, y), (x - 0.14, y + 0.16), (x - 0.12, y + 0.34), (x - 0.24, y + 0.4)],
            [0.03, 0.024, 0.02, 0.03],
        ),
        "flow": ([(x, y), (x - 0.12, y + 0.08), (x - 0.14, y + 0.4)], [0.035, 0.06, 0.02]),
    }
    if b.tail in shapes:
        points, widths = shapes[b.tail]
        m.relief.part(
            ribbon(points, widths), m.main.lit(-0.1 if b.tail == "flow" else 0.0), depth=0.03
        )


def _head(m: Model, b: Beast, at: Point) -> None:
    r = b.head
    if b.antlers:
        for k in (-1, 1):
            for bend in (0.22, 0.36):
                horn = (
                    Shape()
                    .move(at.x, at.y - r)
                    .quad(
                        at.x + k * 0.1,
                        at.y - r - 0.14,
                        at.x + k * bend,
                        at.y - r - 0.2 - bend * 0.3,
                    )
                )
                m.ink.stroke(horn, m.relief.lamp.base(m.main.lit(0.08)), 0.022)
    ears = {
        "point": [
            (at.x - r * 0.75, at.y - r * 0.5),
            (at.x - r * 0.55, at.y - r * 1.75),
            (at.x + r * 0.05, at.y - r * 0.85),
        ],
        "round": [
            (at.x - r * 0.8, at.y - r * 0.6),
            (at.x - r * 0.7, at.y - r * 1.3),
            (at.x - r * 0.1, at.y - r * 1.2),
            (at.x, at.y - r * 0.7),
        ],
        "long": [
            (at.x - r * 0.5, at.y - r * 0.5),
            (at.x - r * 1.1, at.y - r * 2.9),
            (at.x - r * 0.2, at.y - r * 2.6),
            (at.x + r * 0.1, at.y - r * 0.8),
        ],
        "fan": [
            (at.x - r * 0.4, at.y - r * 0.7),
            (at.x - r * 1.6, at.y - r * 0.9),
            (at.x - r * 1.5, at.y + r * 0.7),
            (at.x - r * 0.3, at.y + r * 0.6),
        ],
    }[b.ear]
    m.relief.part(
        Shape().smooth(ears) if b.ear != "point" else Shape().polygon(ears),
        m.main.lit(-0.05),
        depth=0.03,
    )
    skull = Shape().smooth(
        [(at.x - r * 0.95, at.y), (at.x - r * 0.55, at.y - r * 0.9), (at.x + r * 0.3, at.y - r * 0.85), (at.x + r * 0.75, at.y - r * 0.3),
         (at.x + r * 0.7 + b.snout, at.y + r * 0.1), (at.x + r * 0.65 + b.snout, at.y + r * 0.55), (at.x + r * 0.5, at.y + r * 0.75),
         (at.x - r * 0.4, at.y + r * 0.8)]
    )  # fmt: skip
    m.relief.part(skull, m.main, depth=0.04)
    if b.ear == "fan":
        trunk = ribbon(
            [
                (at.x + r * 0.6, at.y),
                (at.x + r * 1.1, at.y + r * 0.9),
                (at.x + r * 0.9, at.y + r * 2.2),
            ],
            [r * 0.42, r * 0.3, r * 0.16],
        )
        m.relief.part(trunk, m.main, depth=0.04)
    else:
        m.ink.fill(
            Shape().circle(at.x + r * 0.66 + b.snout, at.y + r * 0.18, r * 0.16), m.tones.ink
        )
    m.ink.fill(Shape().circle(at.x + r * 0.3, at.y - r * 0.25, r * 0.12), m.tones.ink)
    m.ink.fill(Shape().circle(at.x + r * 0.33, at.y - r * 0.29, r * 0.045), EYE)


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


def _quad(name: str, tall: float) -> Thing:
    return Thing(lambda m: beast(m, BEASTS[name]), tall, wide=1.4)


THINGS = {
    "dog": _quad("dog", 0.75),
    "wolf": _quad("wolf", 0.95),
    "fox": _quad("fox", 0.55),
    "cat": Thing(sitting_cat, 0.42, wide=0.8),
    "lion": _quad("lion", 1.2),
    "bear": _quad("bear", 1.3),
    "horse": _quad("horse", 1.75),
    "deer": _quad("deer", 1.35),
    "cow": _quad("cow", 1.5),
    "elephant": _quad("elephant", 2.8),
    "rabbit": _quad("rabbit", 0.32),
    "bird": Thing(bird, 0.22),
    "flock": Thing(flock, 3.0, "flies", 3.0),
    "dove": Thing(dove, 0.6, "flies", 2.0),
    "butterfly": Thing(butterfly, 0.2, "flies", 1.2),
    "fish": Thing(fish, 0.4, "floats", 2.0),
    "whale": Thing(whale, 5.0, "floats", 3.0),
}

"""Four-legged animals from one set of numbers: a dog, a wolf and a horse differ in proportions.

Why here: one drawing, eleven animals. Next: animals.py (birds, fish, a cat that sits).
"""

from dataclasses import dataclass
from math import cos, sin

from miri.providers.offline.artist.colour import Colour, from_hex
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


def _leg(m: Model, b: Beast, x: float, hind: bool, colour: Colour) -> None:
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


def _quad(name: str, tall: float) -> Thing:
    return Thing(lambda m: beast(m, BEASTS[name]), tall, wide=1.4)


THINGS = {
    "dog": _quad("dog", 0.75),
    "wolf": _quad("wolf", 0.95),
    "fox": _quad("fox", 0.55),
    "lion": _quad("lion", 1.2),
    "bear": _quad("bear", 1.3),
    "horse": _quad("horse", 1.75),
    "deer": _quad("deer", 1.35),
    "cow": _quad("cow", 1.5),
    "elephant": _quad("elephant", 2.8),
    "rabbit": _quad("rabbit", 0.32),
}

"""Instruments and what sound comes from: guitar, microphone, piano, violin, radio, records.

Why here: music videos are full of them. Next: figure/held.py (the same things in hands).
"""

from math import cos, sin

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.shape import Shape, ribbon
from miri.providers.offline.artist.things.catalogue import Model, Thing

WOOD = from_hex("#8A5A34")
BRASS = from_hex("#D1A23C")
STEEL = from_hex("#8A9099")


def guitar(m: Model) -> None:
    """An acoustic guitar, upright."""
    wood = m.main
    neck = Shape().rect(-0.022, -0.86, 0.022, -0.4)
    m.relief.part(neck, m.tones.ink.mix(WOOD, 0.45), depth=0.02)
    head = Shape().polygon([(-0.022, -0.86), (-0.04, -0.99), (0.04, -0.99), (0.022, -0.86)])
    m.relief.part(head, m.tones.ink.mix(WOOD, 0.3), depth=0.02)
    body = Shape().smooth(
        [(0.0, -0.48), (0.1, -0.475), (0.135, -0.4), (0.105, -0.31), (0.17, -0.2), (0.165, -0.06), (0.09, 0.0),
         (0.0, 0.0), (-0.09, 0.0), (-0.165, -0.06), (-0.17, -0.2), (-0.105, -0.31), (-0.135, -0.4), (-0.1, -0.475)]
    )  # fmt: skip
    m.relief.part(body, wood, depth=0.05)
    m.ink.fill(Shape().circle(0, -0.285, 0.055), m.tones.ink)
    m.ink.stroke(Shape().circle(0, -0.285, 0.062), m.relief.lamp.edge(wood), 0.008, 0.7)
    m.relief.flat(Shape().rounded(-0.06, -0.125, 0.06, -0.1, 0.008), m.tones.ink.mix(WOOD, 0.2))
    for k in range(6):
        x = -0.016 + 0.0064 * k
        m.ink.lines([(x, -0.9), (x, -0.112)], 0.0026, m.tones.light, 0.6)


def microphone(m: Model) -> None:
    """A microphone on its stand."""
    m.ink.lines([(0, -0.02), (0, -0.86)], 0.016, m.relief.lamp.base(STEEL))
    m.relief.part(Shape().oval(0, -0.01, 0.15, 0.022), m.tones.ink, depth=0.01)
    m.ink.lines([(0, -0.86), (0.05, -0.92)], 0.02, m.relief.lamp.base(STEEL))
    m.relief.part(
        Shape().polygon([(0.035, -0.9), (0.06, -0.935), (0.14, -0.975), (0.125, -0.94)]),
        m.tones.ink.mix(STEEL, 0.3),
        depth=0.01,
    )
    ball = Shape().circle(0.145, -0.965, 0.035)
    m.relief.part(ball, STEEL, depth=0.02, rim=1.4)


def piano(m: Model) -> None:
    """An upright piano from the side of the player."""
    wood = m.main.mix(m.tones.ink, 0.45)
    m.relief.part(Shape().rounded(-0.62, -1.0, 0.62, 0.0, 0.02), wood, depth=0.05)
    m.relief.part(Shape().rect(-0.66, -0.62, 0.66, -0.52), wood.lit(0.05), depth=0.03)
    keys = Shape().rect(-0.58, -0.645, 0.58, -0.6)
    m.ink.fill(keys, m.tones.light)
    for k in range(29):
        x = -0.57 + k * 0.04
        m.ink.lines([(x, -0.645), (x, -0.6)], 0.004, m.tones.ink, 0.6)
        if k % 7 not in (2, 6):
            m.ink.fill(Shape().rect(x + 0.026, -0.645, x + 0.046, -0.617), m.tones.ink)
    m.relief.part(Shape().rect(-0.5, -0.92, 0.5, -0.72), wood.lit(0.03), depth=0.02)


def violin(m: Model) -> None:
    """A violin, upright."""
    body = Shape().smooth(
        [(0, -0.62), (0.11, -0.6), (0.14, -0.5), (0.09, -0.4), (0.09, -0.32), (0.17, -0.22), (0.17, -0.08), (0.08, 0.0),
         (-0.08, 0.0), (-0.17, -0.08), (-0.17, -0.22), (-0.09, -0.32), (-0.09, -0.4), (-0.14, -0.5), (-0.11, -0.6)]
    )  # fmt: skip
    m.relief.part(body, m.main.mix(WOOD, 0.5), depth=0.05)
    m.relief.part(Shape().rect(-0.02, -0.95, 0.02, -0.3), m.tones.ink, depth=0.02)
    m.relief.part(Shape().circle(0, -0.96, 0.035), m.tones.ink.mix(WOOD, 0.3), depth=0.02)
    for k in (-1, 1):
        m.ink.stroke(
            Shape().move(0.07 * k, -0.4).quad(0.1 * k, -0.33, 0.065 * k, -0.24), m.tones.ink, 0.014
        )


def trumpet(m: Model) -> None:
    """A trumpet lying on its side."""
    bell = Shape().move(-0.9, -0.4).quad(-0.2, -0.42, 0.3, -0.5).quad(0.5, -0.6, 0.62, -0.86)
    bell.line(0.62, 0.0).quad(0.5, -0.22, 0.3, -0.36).quad(-0.2, -0.36, -0.9, -0.36).close()
    m.relief.part(bell, BRASS, depth=0.05)
    for k in range(3):
        m.relief.part(
            Shape().rounded(-0.4 + 0.14 * k, -0.66, -0.31 + 0.14 * k, -0.16, 0.03),
            BRASS,
            depth=0.03,
        )


def drum(m: Model) -> None:
    """A single drum."""
    m.relief.part(Shape().rounded(-0.55, -0.9, 0.55, 0.0, 0.1), m.main, depth=0.12)
    m.relief.part(Shape().oval(0, -0.88, 0.56, 0.12), m.tones.light, depth=0.03)
    for k in range(-3, 4):
        m.ink.lines([(k * 0.17, -0.82), (k * 0.17, -0.05)], 0.018, m.relief.lamp.base(BRASS), 0.8)


def radio(m: Model) -> None:
    """A radio or boombox."""
    m.relief.part(Shape().rounded(-0.85, -0.82, 0.85, 0.0, 0.08), m.main, depth=0.1)
    m.ink.stroke(
        Shape().move(-0.6, -0.82).quad(0, -1.12, 0.6, -0.82), m.relief.lamp.base(STEEL), 0.05
    )
    for k in (-0.5, 0.5):
        m.ink.fill(Shape().circle(k, -0.36, 0.25), m.tones.ink)
        m.ink.stroke(Shape().circle(k, -0.36, 0.25), m.relief.lamp.base(STEEL), 0.03)
        m.ink.fill(Shape().circle(k, -0.36, 0.1), m.relief.lamp.base(STEEL), 0.6)
    m.ink.fill(Shape().rounded(-0.18, -0.7, 0.18, -0.5, 0.02), m.tones.lamp)


def record(m: Model) -> None:
    """A vinyl record."""
    m.relief.part(Shape().circle(0, -0.5, 0.5), m.tones.ink, depth=0.04)
    for k in range(7):
        m.ink.stroke(Shape().circle(0, -0.5, 0.2 + 0.042 * k), m.tones.far, 0.006, 0.3)
    m.relief.part(Shape().circle(0, -0.5, 0.16), m.main, depth=0.03)
    m.ink.fill(Shape().circle(0, -0.5, 0.02), m.tones.ink)
    glint = (
        Shape()
        .move(0, -0.5)
        .line(0.48 * cos(-0.9), -0.5 + 0.48 * sin(-0.9))
        .line(0.48 * cos(-0.6), -0.5 + 0.48 * sin(-0.6))
        .close()
    )
    m.ink.fill(glint, m.tones.light, 0.16)


def headphones(m: Model) -> None:
    """Headphones lying in front of us."""
    m.ink.stroke(
        Shape().move(-0.42, -0.2).cubic(-0.5, -1.1, 0.5, -1.1, 0.42, -0.2),
        m.relief.lamp.base(m.tones.ink.mix(STEEL, 0.2)),
        0.08,
    )
    for k in (-1, 1):
        m.relief.part(
            Shape().rounded(k * 0.42 - 0.14, -0.44, k * 0.42 + 0.14, 0.0, 0.12), m.main, depth=0.07
        )


def saxophone(m: Model) -> None:
    """A saxophone, upright."""
    tube = ribbon(
        [
            (0.12, -1.0),
            (-0.04, -0.96),
            (-0.02, -0.5),
            (0.02, -0.1),
            (0.16, -0.02),
            (0.28, -0.16),
            (0.34, -0.42),
        ],
        [0.015, 0.02, 0.045, 0.07, 0.085, 0.1, 0.15],
    )
    m.relief.part(tube, BRASS, depth=0.05)
    for k in range(6):
        m.relief.part(Shape().circle(0.0, -0.72 + 0.1 * k, 0.026), BRASS.lit(0.06), depth=0.02)


THINGS = {
    "guitar": Thing(guitar, 1.05, wide=0.36),
    "microphone": Thing(microphone, 1.55, wide=0.3),
    "piano": Thing(piano, 1.25, wide=1.3),
    "violin": Thing(violin, 0.6, wide=0.4),
    "trumpet": Thing(trumpet, 0.2, wide=1.6),
    "drum": Thing(drum, 0.6, wide=1.1),
    "radio": Thing(radio, 0.3, wide=1.7),
    "record": Thing(record, 0.31),
    "headphones": Thing(headphones, 0.2),
    "saxophone": Thing(saxophone, 0.75, wide=0.6),
}

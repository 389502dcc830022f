"""Clothes without anybody in them: a coat on its hook, a dress on a hanger.

Why here: an empty coat is a picture of its own; drawn on a person it would tell another story.
Next: figure/clothes.py (clothes that are worn), props.py (where a hook may be).
"""

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.shape import Point, Shape, limb
from miri.providers.offline.artist.things.catalogue import Model, Thing

PEG = from_hex("#5B4030")
BRASS = from_hex("#B08A4A")


def hung(m: Model) -> None:
    """A coat that still holds a shape: collar on the hook, shoulders sloping, sleeves hanging."""
    cloth, dark = m.main, m.main.lit(-0.07)
    m.relief.part(Shape().rounded(-0.3, -1.02, 0.3, -0.94, 0.02), PEG, depth=0.02)
    m.relief.part(Shape().circle(0, -0.975, 0.018), BRASS, depth=0.01)
    for k in (-1, 1):
        shoulder, wrist = Point(0.19 * k, -0.8), Point(0.27 * k, -0.24)
        sleeve = limb(shoulder, wrist, 0.085, 0.07)
        m.relief.part(sleeve, dark, depth=0.03)
    body = Shape().smooth(
        [
            (-0.05, -0.955), (-0.13, -0.89), (-0.235, -0.83), (-0.2, -0.5), (-0.215, -0.2),
            (-0.25, 0.0), (-0.08, 0.012), (0.02, -0.004), (0.24, 0.006), (0.21, -0.2),
            (0.195, -0.5), (0.235, -0.83), (0.13, -0.89), (0.05, -0.955),
        ]
    )  # fmt: skip
    m.relief.part(body, cloth, depth=0.05)
    lining = Shape().polygon([(-0.05, -0.95), (0.05, -0.95), (0.025, -0.72), (0.0, -0.6)])
    m.ink.fill(lining, m.tones.ink.mix(cloth, 0.3))
    for k in (-1, 1):
        lapel = Shape().polygon(
            [(0.045 * k, -0.95), (0.12 * k, -0.88), (0.105 * k, -0.72), (0.0, -0.58)]
        )
        m.relief.part(lapel, cloth.lit(0.03), depth=0.02)
        m.relief.part(
            Shape().rounded(0.145 * k - 0.055, -0.4, 0.145 * k + 0.055, -0.365, 0.01),
            dark,
            depth=0.01,
        )
    m.relief.fold([(0.0, -0.58), (0.008, -0.3), (0.0, -0.01)], cloth, 0.014)
    for x, top in ((-0.13, -0.34), (0.14, -0.3), (-0.07, -0.2), (0.08, -0.24)):
        m.relief.fold([(x, top), (x * 1.12, -0.14), (x * 1.2, -0.01)], cloth, 0.012)
    for y in (-0.5, -0.38, -0.26):
        m.relief.part(Shape().circle(0.03, y, 0.012), dark.mix(m.tones.light, 0.2), depth=0.005)


THINGS = {"garment": Thing(hung, 1.25, "hangs", 0.55)}

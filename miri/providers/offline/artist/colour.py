"""Colours as the artist thinks of them: OKLab, so that mixing two never turns muddy.

Why here: every layer, light and figure mixes colours; one file fixes how.
Next: palette.py, which gives colours their parts to play; ink.py, which lays them down.
"""

from functools import lru_cache
from math import atan2, hypot, pi
from typing import NamedTuple

Rgb = tuple[int, int, int]


def _to_linear(channel: int) -> float:
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _to_channel(c: float) -> int:
    c = min(1.0, max(0.0, c))
    c = 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
    return round(c * 255)


class Colour(NamedTuple):
    """A colour in OKLab (B. Ottosson, 2020): lightness 0..1 and two hue axes, about -0.4..0.4."""

    lightness: float
    a: float
    b: float

    @property
    def chroma(self) -> float:
        """How far from grey; vivid colours lie above 0.12."""
        return hypot(self.a, self.b)

    @property
    def hue(self) -> float:
        """Angle on the hue circle in turns, -0.5..0.5; red 0.08, yellow 0.3, blue -0.27."""
        return atan2(self.b, self.a) / (2 * pi)

    @property
    def warmth(self) -> float:
        """Positive for reds to yellows, negative for greens to blues."""
        return 0.55 * self.a + 0.85 * self.b

    def mix(self, other: "Colour", share: float) -> "Colour":
        """This colour with `share` (0..1) of the other in it."""
        k = 1 - share
        return Colour(
            self.lightness * k + other.lightness * share,
            self.a * k + other.a * share,
            self.b * k + other.b * share,
        )

    def lit(self, amount: float) -> "Colour":
        """Lighter (or darker below 0) by an amount of OKLab lightness; hue and vividness kept."""
        level = min(0.99, max(0.02, self.lightness + amount))
        return Colour(level, self.a, self.b)

    def at(self, lightness: float) -> "Colour":
        """The same hue at another lightness; chroma fades towards black and white."""
        fade = min(1.0, lightness / max(self.lightness, 0.05), (1.02 - lightness) * 3)
        return Colour(lightness, self.a * fade, self.b * fade)

    def vivid(self, factor: float) -> "Colour":
        """More (above 1) or less colourful."""
        return Colour(self.lightness, self.a * factor, self.b * factor)

    def distance(self, other: "Colour") -> float:
        """Euclidean in OKLab; 0.02 is just visible, 0.2 is another colour."""
        return hypot(self.lightness - other.lightness, self.a - other.a, self.b - other.b)

    def rgb(self) -> Rgb:
        """As sRGB bytes, clipped into gamut."""
        return _rgb(self)


@lru_cache(maxsize=16384)
def _rgb(colour: Colour) -> Rgb:
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _to_channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _to_channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _to_channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def from_rgb(red: int, green: int, blue: int) -> Colour:
    """From sRGB bytes."""
    r, g, b = _to_linear(red), _to_linear(green), _to_linear(blue)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return Colour(
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@lru_cache(maxsize=1024)
def from_hex(text: str) -> Colour:
    """From "#RRGGBB". Raises ValueError on anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"a colour is written #RRGGBB, not {text!r}")
    return from_rgb(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


BLACK = from_rgb(0, 0, 0)
WHITE = from_rgb(255, 255, 255)

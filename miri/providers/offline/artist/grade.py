"""The grade: what the whole picture goes through last: black and white, sepia, darker, brighter.

Why here: a black and white film has no red coat in it, whoever painted the coat; one function
over every colour that touches a canvas keeps that promise for stills and clips alike.
Next: ink.py (who asks it for each colour), words/light.toml (how light is said).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sin

from miri.domain.prompt import ImagePrompt
from miri.providers.offline.artist.colour import Colour, Rgb, from_hex
from miri.providers.offline.artist.words.lexicon import lexicon, table

GREY = 0.03
"""Chroma up to which a palette's colour counts as grey."""
VIVID = 0.08
KIN = 0.055
"""How far, in turns of hue, a colour may be from the accent that a grey film keeps."""
BROWN = (0.1, 0.28)
BROWNEST = 0.115
STEP = 0.2
"""How much of its lightness a colour loses per step of darkness."""


@dataclass(frozen=True)
class Grade:
    """`tint` is grey, sepia or nothing; `kept` are hues that a grey picture keeps; `light` is
    in steps, below 0 darker, above 0 brighter.
    """

    tint: str = ""
    kept: tuple[float, ...] = ()
    light: float = 0.0

    def rgb(self, colour: Colour) -> Rgb:
        """A colour as sRGB bytes, after grading."""
        return self.seen(colour).rgb()

    def seen(self, colour: Colour) -> Colour:
        """A colour as this picture shows it."""
        return colour if self == PLAIN else _graded(self, colour)


PLAIN = Grade()


@lru_cache(maxsize=16384)
def _graded(grade: Grade, colour: Colour) -> Colour:
    lit = _exposed(colour, grade.light) if grade.light else colour
    if grade.tint == "sepia":
        return _browned(lit)
    if grade.tint == "grey" and not any(_kin(lit, hue) for hue in grade.kept):
        return Colour(lit.lightness, 0.0, 0.0)
    return lit


def _exposed(colour: Colour, light: float) -> Colour:
    """Darker scales everything down; brighter lifts the middle, the lights a little, and leaves
    black as it is.
    """
    level = min(1.0, max(0.02, colour.lightness))
    if light < 0:
        seen = level * (1 + STEP * light)
    else:
        lifted = level ** (1 / (1 + 1.3 * STEP * light))
        seen = lifted + (1 - lifted) * 0.16 * light * lifted
    fade = min(1.12, seen / level)
    return Colour(seen, colour.a * fade, colour.b * fade)


def _browned(colour: Colour) -> Colour:
    """The same lightness on the line from a dark brown over tan to cream."""
    level = min(1.0, max(0.0, colour.lightness))
    chroma = 0.012 + 0.046 * sin(pi * level)
    return Colour(level, chroma * 0.4, chroma * 0.92)


def _kin(colour: Colour, hue: float) -> bool:
    gap = abs(colour.hue - hue)
    return colour.chroma > 0.045 and min(gap, 1 - gap) < KIN


def grade(prompt: ImagePrompt) -> Grade:
    """What a prompt's palette, style and lighting ask for."""
    tint, kept = _tint(prompt)
    return Grade(tint, kept, _light(prompt.lighting))


def _tint(prompt: ImagePrompt) -> tuple[str, tuple[float, ...]]:
    colours = [from_hex(code) for code in prompt.palette]
    said = lexicon("light", "tint").names(f"{prompt.style} . {prompt.lighting}")
    if "sepia" in said or _brown(colours):
        return "sepia", ()
    greys = [colour for colour in colours if colour.chroma < GREY]
    if colours and len(greys) == len(colours):
        return "grey", ()
    if "grey" in said and (not colours or len(greys) * 2 >= len(colours)):
        return "grey", tuple(colour.hue for colour in colours if colour.chroma > VIVID)
    if "grey" in said and "noir" not in said:
        return "grey", ()
    return ("grey", ()) if "noir" in said and not colours else ("", ())


def _brown(colours: list[Colour]) -> bool:
    """A palette of browns and nothing else."""
    hues = [colour.hue for colour in colours if colour.chroma > 0.02]
    return (
        len(hues) >= 3
        and len(hues) * 2 > len(colours)
        and all(BROWN[0] < hue < BROWN[1] for hue in hues)
        and max(colour.chroma for colour in colours) < BROWNEST
    )


def _light(text: str) -> float:
    """Steps of light, by the words for it; each kind of word counts once."""
    steps = table("light")["steps"]
    said = lexicon("light").names(text)
    return min(2.0, max(-2.2, sum(steps[name] for name in said)))

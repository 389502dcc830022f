"""The slate: what a shot that has no picture yet shows in the film. Never black.

Why here: a cut can be watched whole before it is finished, and what is missing is plain to see.
Next: segments.py, which holds the card for as long as the slot lasts.
"""

from fractions import Fraction
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from textwrap import wrap
from typing import Any, Literal

from PIL import Image, ImageDraw, ImageFont, features

from miri.codec.measure import VideoMeasure
from miri.codec.part_file import part_file
from miri.domain.cut import TimelineClip
from miri.domain.time import timecode

PAPER = (62, 66, 76)
LINE = (118, 124, 138)
INK = (232, 230, 222)
LABEL_COLUMNS = 44
LABEL_LINES = 2
LIGHT, BOLD = 300, 700


def draw_slate(
    clip: TimelineClip, rate: Fraction, width: int, height: int, out: Path
) -> VideoMeasure:
    """Write the card as PNG (kept where it is there already): the shot's number, its time on the
    timeline, its label in any script. Returns its measure."""
    if not out.exists():
        card = _card(clip, rate, width, height)
        with part_file(out) as part:
            card.save(part, format="PNG")
    return VideoMeasure(width, height, (Fraction(0),), Fraction(0), tagged=True)


def _card(clip: TimelineClip, rate: Fraction, width: int, height: int) -> Image.Image:
    card = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(card)
    edge = height // 14
    draw.rectangle(
        (edge, edge, width - edge - 1, height - edge - 1), outline=LINE, width=max(1, height // 240)
    )
    unit = min(width, height)
    _centred(draw, str(clip.number), BOLD, unit // 3, (width // 2, height * 2 // 5), INK)
    span = f"{timecode(clip.start_frame, rate)} – {timecode(clip.end_frame, rate)}"
    _centred(draw, span, LIGHT, unit // 16, (width // 2, height * 16 // 25), LINE)
    for row, line in enumerate(wrap(clip.label, LABEL_COLUMNS)[:LABEL_LINES]):
        place = (width // 2, height * 18 // 25 + row * unit // 14)
        _centred(draw, line, LIGHT, unit // 20, place, INK)
    return card


def _centred(
    draw: ImageDraw.ImageDraw,
    text: str,
    weight: int,
    size: int,
    place: tuple[int, int],
    ink: tuple[int, int, int],
) -> None:
    rightward: dict[str, Any] = {"direction": _direction(text)} if features.check("raqm") else {}
    font = _font(weight, max(6, size))
    draw.text(place, text, font=font, fill=ink, anchor="mm", **rightward)


def _direction(text: str) -> Literal["ltr", "rtl"]:
    """The paragraph's direction: by its first letter that has one (Hebrew here)."""
    for letter in text:
        if "\u0590" <= letter <= "\u06ff":
            return "rtl"
        if letter.isalpha():
            return "ltr"
    return "ltr"


@lru_cache(maxsize=16)
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Heebo (Hebrew and Latin, variable weight) from its package."""
    with as_file(files("fontpkg_heebo") / "files" / "Heebo[wght].ttf") as path:
        font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font

"""The slate: a discreet label in the corner: shot number, time, title.

Why here: text is shaped here and nowhere else; Hebrew runs right to left, digits stay as they are.
Next: still.py and clip.py, who lay it over the finished picture.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from miri.ports.image_model import Slate
from miri.providers.offline.artist.colour import BLACK, WHITE
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.shape import Shape, skia

FAMILY = "Heebo"
SIZE = 15.5
MARGIN = 22.0


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Heebo (Hebrew and Latin), from its package and never from the system."""
    provider = skia.textlayout.TypefaceFontProvider()
    folder = files("fontpkg_heebo").joinpath("files")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.lower().endswith((".ttf", ".otf")):
            typeface = skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(file.read_bytes()))
            provider.registerTypeface(typeface, FAMILY)
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection


def paragraph(text: str, size: float, width: float) -> Any:
    """A shaped line of text, cut with an ellipsis where it is too long."""
    style = skia.textlayout.ParagraphStyle()
    face = skia.textlayout.TextStyle()
    face.setFontFamilies([FAMILY])
    face.setFontSize(size)
    face.setColor(skia.ColorSetARGB(236, 255, 255, 255))
    style.setTextStyle(face)
    builder = skia.textlayout.ParagraphBuilder.make(style, _fonts(), skia.Unicodes.ICU.Make())
    builder.pushStyle(face)
    builder.addText(text)
    shaped = builder.Build()
    shaped.layout(width)
    return shaped


def draw_slate(ink: Ink, slate: Slate, width: int, height: int) -> None:
    """Draw what the slate says into the lower left corner; nothing if it says nothing."""
    title = f"\u2068{slate.title}\u2069" if slate.title else ""
    words = [word for word in (slate.number, slate.time, title) if word]
    if not words:
        return
    unit = min(width, height) / 720
    text = "  \u00b7  ".join(words)
    shaped = paragraph(text, SIZE * unit, width * 0.6)
    wide, high = shaped.LongestLine, shaped.Height
    left, bottom = MARGIN * unit, height - MARGIN * unit
    pad_x, pad_y = 11 * unit, 5 * unit
    box = Shape().rounded(
        left, bottom - high - 2 * pad_y, left + wide + 2 * pad_x, bottom, 7 * unit
    )
    ink.fill(box, BLACK, 0.36)
    ink.stroke(box, WHITE, 0.8 * unit, 0.16)
    shaped.paint(ink.canvas, left + pad_x, bottom - high - pad_y)

"""Plates: canvases in memory on which layers are painted, a little larger than the frame.

Why here: stills lay plates over each other once, clips do it in every frame.
Next: still.py, clip.py.
"""

from typing import Any

import numpy as np

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Dye, Ink
from miri.providers.offline.artist.shape import skia

Pixels = np.ndarray[Any, np.dtype[Any]]
"""Bytes, height x width x 4: red, green, blue, alpha, colours already multiplied by alpha."""


def blank(width: int, height: int) -> Pixels:
    """An empty canvas."""
    return np.zeros((height, width, 4), np.uint8)


def ink_on(pixels: Pixels, dye: Dye = Colour.rgb) -> Ink:
    """A hand that draws into these pixels."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels, width * 4)
    return Ink(surface.getCanvas(), dye, owner=(surface, pixels), pixels=pixels)

"""Video colours: BT.709, limited range. Plates are turned once, so that no frame ever is.

Why here: mixing with alpha is linear, so it gives the same in YUV as in RGB; the encoder wants
YUV, and turning every frame would cost more than drawing it.
Next: panes.py (turned plates), clip.py (frames into planes).
"""

from functools import lru_cache

import cv2
import numpy as np

from miri.providers.offline.artist.colour import Colour, Rgb
from miri.providers.offline.artist.plate import Pixels

MATRIX = np.array(
    [
        [0.182586, 0.614231, 0.062007, 16 / 255],
        [-0.100644, -0.338572, 0.439216, 128 / 255],
        [0.439216, -0.398942, -0.040274, 128 / 255],
        [0.0, 0.0, 0.0, 1.0],
    ],
    np.float32,
)
"""Premultiplied RGBA to premultiplied YUVA (ITU-R BT.709, 16..235)."""


def turned(pixels: Pixels) -> Pixels:
    """A plate in YUV: luma, two chromas, alpha."""
    return cv2.transform(pixels, MATRIX)


@lru_cache(maxsize=4096)
def dye(colour: Colour) -> Rgb:
    """A colour as its YUV bytes, for ink that draws on turned plates."""
    red, green, blue = colour.rgb()
    values = MATRIX[:3] @ np.array([red, green, blue, 255], np.float32)
    y, u, v = (round(float(value)) for value in values)
    return y, u, v


class Planes:
    """A frame as the encoder takes it: planar 4:2:0, one buffer."""

    def __init__(self, width: int, height: int):
        self.buffer = np.empty(width * height * 3 // 2, np.uint8)
        split, quarter = width * height, width * height // 4
        self._luma = self.buffer[:split].reshape(height, width)
        self._blue = self.buffer[split : split + quarter].reshape(height // 2, width // 2)
        self._red = self.buffer[split + quarter :].reshape(height // 2, width // 2)
        self._half = np.empty((height // 2, width // 2, 4), np.uint8)

    def take(self, frame: Pixels) -> None:
        """Split a turned frame into its planes; chroma is the mean of four pixels."""
        height, width = self._half.shape[:2]
        cv2.resize(frame, (width, height), dst=self._half, interpolation=cv2.INTER_AREA)
        cv2.extractChannel(frame, 0, self._luma)
        cv2.extractChannel(self._half, 1, self._blue)
        cv2.extractChannel(self._half, 2, self._red)

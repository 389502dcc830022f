"""The airbrush: large soft lights and upright gradients, sprayed straight onto the pixels.

Why here: these two cover most of every picture, and the drawing library needs several times as
long for them. Dithered like its own gradients, so that dark skies show no steps.
Next: ink.py, which asks for it wherever nothing but a rectangle bounds the work.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

Pixels = np.ndarray[Any, np.dtype[Any]]

SOFT = 2.4
"""How fast a light thins out: the power of what is left of its radius."""
FAINTEST = 0.002
"""Opacity below which a light adds nothing."""
BAYER = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
LARGEST = 4096


class Box(NamedTuple):
    """Whole pixels: left and top inside, right and bottom outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Is there nothing inside?"""
        return self.right <= self.left or self.bottom <= self.top


class Ball(NamedTuple):
    """A soft light: centre, radii, opacity at the centre; pixels."""

    x: float
    y: float
    rx: float
    ry: float
    alpha: float

    def box(self, bounds: Box) -> Box:
        """Where it can be seen at all."""
        reach = 1 - min(1.0, FAINTEST / max(self.alpha, FAINTEST)) ** (1 / SOFT)
        wide, high = self.rx * reach, self.ry * reach
        return Box(
            max(bounds.left, int(self.x - wide)), max(bounds.top, int(self.y - high)),
            min(bounds.right, int(self.x + wide) + 2), min(bounds.bottom, int(self.y + high) + 2),
        )  # fmt: skip

    def veil(self, box: Box) -> Pixels:
        """Its opacity in a box, 0..255: computed coarsely, enlarged smoothly."""
        step = max(1, min(8, int(min(self.rx, self.ry) / 16)))
        x = (box.left + (np.arange(-(-(box.right - box.left) // step)) + 0.5) * step - self.x) / (
            self.rx
        )
        y = (box.top + (np.arange(-(-(box.bottom - box.top) // step)) + 0.5) * step - self.y) / (
            self.ry
        )
        far = np.sqrt((x * x)[None, :] + (y * y)[:, None]).astype(np.float32)
        coarse = np.clip(1 - far, 0, 1) ** np.float32(SOFT) * np.float32(255 * self.alpha)
        size = (coarse.shape[1] * step, coarse.shape[0] * step)
        full = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
        part = full[: box.bottom - box.top, : box.right - box.left]
        return np.rint(part).astype(np.uint8)


def spray(pixels: Pixels, ball: Ball, rgb: tuple[int, int, int], bounds: Box) -> None:
    """Lay a soft light over the pixels, in place."""
    box = ball.box(bounds)
    if box.empty:
        return
    veil = ball.veil(box)
    high, wide = veil.shape
    under = pixels[box.top : box.bottom, box.left : box.right]
    thick = cv2.merge((veil, veil, veil, veil)).reshape(high, wide * 4)
    colour = np.tile(np.array([*rgb, 255], np.uint16), wide)
    mixed = np.multiply(thick, colour, dtype=np.uint16)
    mixed += np.multiply(under.reshape(high, wide * 4), 255 - thick, dtype=np.uint16)
    mixed += _grain()[:high, : wide * 4]
    mixed += mixed >> 8
    mixed >>= 8
    under[:] = mixed.astype(np.uint8).reshape(high, wide, 4)


def run(
    pixels: Pixels, bounds: Box, span: tuple[float, float], stops: Sequence[tuple[float, Any]]
) -> None:
    """An opaque gradient from one height to another; stops are (share, (red, green, blue))."""
    if bounds.empty:
        return
    rows = np.arange(bounds.top, bounds.bottom) + 0.5
    shares = (rows - span[0]) / (span[1] - span[0])
    places = [at for at, _ in stops]
    tones = [np.interp(shares, places, [rgb[k] for _, rgb in stops]) for k in range(3)]
    column = np.dstack((*tones, np.full_like(shares, 255)))[0]
    steps = (np.array(BAYER)[(np.arange(len(rows)) + bounds.top) % 4] + 0.5) / 16
    strip = np.floor(column[:, None, :] + steps[:, :, None]).clip(0, 255).astype(np.uint8)
    wide = bounds.right - bounds.left
    tiled = np.tile(strip, (1, wide // 4 + 1, 1))
    pixels[bounds.top : bounds.bottom, bounds.left : bounds.right] = tiled[:, :wide]


@lru_cache(maxsize=1)
def _grain() -> Pixels:
    """What decides about rounding: every pixel of 4 x 4 at another threshold."""
    cell = (np.array(BAYER, np.uint16) * 254 // 15).repeat(4, axis=1)
    return np.tile(cell, (LARGEST // 4, LARGEST // 4))

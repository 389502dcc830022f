"""The finish: paper grain, mottled pigment, a soft vignette. What makes flat fills look painted.

Why here: stills get it once, clips bake it into their plates; the same sheet of paper for both.
Next: still.py, clip.py.
"""

from functools import lru_cache

import cv2
import numpy as np

from miri.providers.offline.artist.plate import Pixels

TILE = 512
NEUTRAL = 128
TUBE = 0.2
"""How dark every other row of a television is."""


def _wrapped_blur(noise: np.ndarray, sigma: float) -> np.ndarray:
    pad = int(sigma * 4) + 1
    wide = np.pad(noise, pad, mode="wrap")
    return cv2.GaussianBlur(wide, (0, 0), sigma)[pad:-pad, pad:-pad]


@lru_cache(maxsize=1)
def paper() -> np.ndarray:
    """A tile of paper, TILE x TILE bytes around 128: fine grain, fibres, blotches of pigment."""
    chance = np.random.Generator(np.random.PCG64(7))
    white = chance.standard_normal((TILE, TILE)).astype(np.float32)
    grain = _wrapped_blur(white, 0.8)
    fibre = _wrapped_blur(np.roll(white, 97, axis=1), 2.6)
    blotch = _wrapped_blur(np.roll(white, 211, axis=0), 17.0)
    sheet = 1.3 * grain / grain.std() + 0.9 * fibre / fibre.std() + 1.1 * blotch / blotch.std()
    return np.clip(np.rint(sheet + NEUTRAL), 0, 255).astype(np.uint8)


@lru_cache(maxsize=2)
def _sheet(rows: int, columns: int) -> Pixels:
    """Whole tiles of paper, four channels: the last leaves alpha as it is."""
    tile = np.tile(paper(), (rows, columns))
    return cv2.merge((tile, tile, tile, np.full_like(tile, NEUTRAL)))


def sheet(width: int, height: int) -> Pixels:
    """Paper of a size, cut from one large sheet."""
    rows, columns = max(2, -(-height // TILE)), max(3, -(-width // TILE))
    return _sheet(rows, columns)[:height, :width]


def on_paper(pixels: Pixels) -> None:
    """Lay the pigment on paper, in place."""
    height, width = pixels.shape[:2]
    cv2.multiply(pixels, sheet(width, height), dst=pixels, scale=1 / NEUTRAL)


@lru_cache(maxsize=8)
def vignette(width: int, height: int) -> np.ndarray:
    """How opaque the darkness of the corners is, 0..1."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = (x / width - 0.5) * 2, (y / height - 0.48) * 2
    far = np.sqrt(dx * dx * 0.85 + dy * dy * 0.75)
    edge = np.clip((far - 0.62) / 0.75, 0, 1)
    return (edge * edge * (3 - 2 * edge) * 0.34).astype(np.float32)


@lru_cache(maxsize=8)
def corners(
    width: int, height: int, red: int, green: int, blue: int, lines: bool = False
) -> Pixels:
    """The vignette as a plate of one colour, with the rows of a television if it has `lines`."""
    alpha = vignette(width, height)
    if lines:
        rows = np.arange(height) * 240 // height % 2 * TUBE
        alpha = 1 - (1 - alpha) * (1 - rows[:, None].astype(np.float32))
    colour = np.array([red, green, blue, 255], np.float32)
    return np.rint(alpha[:, :, None] * colour).astype(np.uint8)


def lay_over(under: Pixels, over: Pixels) -> None:
    """Alpha composition in place: both premultiplied, same size."""
    clear = cv2.bitwise_not(cv2.extractChannel(over, 3))
    holes = cv2.merge((clear, clear, clear, clear))
    cv2.multiply(under, holes, dst=under, scale=1 / 255)
    cv2.add(under, over, dst=under)

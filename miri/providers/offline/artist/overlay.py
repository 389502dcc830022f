"""Overlay: plates warped into a frame and laid over what is there, no more of them than is seen.

Why here: this runs for every pane of every frame; the rest of a clip is made once.
Next: panes.py (what a pane is), clip.py (which pane when).
"""

import cv2
import numpy as np

from miri.providers.offline.artist.panes import Affine, Pane
from miri.providers.offline.artist.plate import Pixels


def lay(frame: Pixels, pane: Pane, matrix: Affine, spare: Pixels) -> None:
    """Warp a pane into the frame by a frame-to-frame transform; `spare` is scratch space."""
    if pane.pixels is None:
        return
    height, width = frame.shape[:2]
    whole = _placed(pane, matrix)
    if pane.opaque:
        _warp(pane.pixels, whole, frame)
        return
    box = _box(whole, pane.pixels.shape[1], pane.pixels.shape[0], width, height)
    if box is None:
        return
    left, top, right, bottom = box
    edge = min(max(top, covered_from(pane, matrix, width, height)), bottom)
    if edge < bottom:
        _warp(pane.pixels, whole, frame[edge:bottom], 0, edge)
    if edge > top:
        warped = spare[: edge - top, : right - left]
        _warp(pane.pixels, whole, warped, left, top, cv2.BORDER_CONSTANT)
        _over(frame[top:edge, left:right], warped)


def covered_from(pane: Pane, matrix: Affine, width: int, height: int) -> int:
    """The frame's row from which a pane hides everything behind it; `height` if it does not."""
    if pane.pixels is None or pane.solid is None:
        return height
    high, wide = pane.pixels.shape[:2]
    corners = np.array([[0, wide, 0, wide], [pane.solid, pane.solid, high, high], [1, 1, 1, 1]])
    (x0, x1, x2, x3), (y0, y1, y2, y3) = _placed(pane, matrix)[:2] @ corners
    if max(x0, x2) > 0 or min(x1, x3) < width or min(y2, y3) < height:
        return height
    return min(height, max(0, int(max(y0, y1)) + 2))


def _placed(pane: Pane, matrix: Affine) -> Affine:
    """A pane's pixels to the frame."""
    place = np.array([[1 / pane.scale, 0, pane.left], [0, 1 / pane.scale, pane.top], [0, 0, 1.0]])
    return matrix @ place


def _warp(
    pixels: Pixels, whole: Affine, out: Pixels, left: int = 0, top: int = 0,
    border: int = cv2.BORDER_REPLICATE,
) -> None:  # fmt: skip
    """Fill `out`, whose corner lies at (left, top) of the frame."""
    part = whole[:2].copy()
    part[:, 2] -= (left, top)
    cv2.warpAffine(
        pixels, part, (out.shape[1], out.shape[0]), dst=out, flags=cv2.INTER_LINEAR,
        borderMode=border, borderValue=(0, 0, 0, 0),
    )  # fmt: skip


def over_with(under: Pixels, over: Pixels, holes: Pixels) -> None:
    """Alpha composition in place with the inverse alpha at hand."""
    cv2.multiply(under, holes, dst=under, scale=1 / 255)
    cv2.add(under, over, dst=under)


def _over(under: Pixels, over: Pixels) -> None:
    over_with(under, over, holes_of(over))


def holes_of(plate: Pixels) -> Pixels:
    """Inverse alpha in all four channels."""
    holes = cv2.bitwise_not(cv2.extractChannel(plate, 3))
    return cv2.merge((holes, holes, holes, holes))


def _box(
    matrix: Affine, wide: int, high: int, width: int, height: int
) -> tuple[int, int, int, int] | None:
    corners = matrix[:2] @ np.array([[0, wide, wide, 0], [0, 0, high, high], [1, 1, 1, 1]])
    left, top = np.floor(corners.min(axis=1)).astype(int)
    right, bottom = np.ceil(corners.max(axis=1)).astype(int) + 1
    left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
    if right <= left or bottom <= top:
        return None
    return int(left), int(top), int(right), int(bottom)

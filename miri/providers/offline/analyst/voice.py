"""Where a voice seems to sing: a guess from partials that glide, not a recogniser.

Why here: lines of lyric without times are laid on these stretches, and a chorus is told from a
solo by them. A solo violin can pass for a singer and a choir on held notes can be missed: what
comes out is soft, and every user of it says so.
Next: analyst.py; labels.py asks `sung_share`.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from miri.providers.offline.analyst.spectrum import PITCH_RATE, Spectrum

Curve = NDArray[np.float64]
Stretch = tuple[float, float]

SMOOTH_SECONDS = 1.0
SUNG_ABOVE = 0.1
"""Share of the song's own strong singing (the curve's 90th percentile)..."""

LEAST_SHARE = 0.004
"""...where moving partials are at least so much of all the power; below it nobody sings."""

BREATH_SECONDS = 0.6
SHORTEST_SECONDS = 0.8


def sung_stretches(spectrum: Spectrum) -> tuple[Stretch, ...]:
    """[start, end) in seconds, ascending; pauses to breathe do not part a stretch."""
    curve = uniform_filter1d(spectrum.moving.astype(np.float64), int(SMOOTH_SECONDS * PITCH_RATE))
    power = float((spectrum.pitch.astype(np.float64) ** 2).sum())
    if float(spectrum.moving.sum()) < LEAST_SHARE * power:
        return ()
    sung = curve > SUNG_ABOVE * float(np.percentile(curve, 90))
    edges = np.flatnonzero(np.diff(np.pad(sung.astype(np.int8), 1)))
    joined: list[Stretch] = []
    for first, last in zip(edges[::2] / PITCH_RATE, edges[1::2] / PITCH_RATE, strict=True):
        if joined and first - joined[-1][1] < BREATH_SECONDS:
            joined[-1] = (joined[-1][0], float(last))
        else:
            joined.append((float(first), float(last)))
    return tuple(s for s in joined if s[1] - s[0] >= SHORTEST_SECONDS)


def sung_share(stretches: tuple[Stretch, ...], start: float, end: float) -> float:
    """How much of [start, end) is sung, 0..1."""
    covered = sum(max(0.0, min(end, b) - max(start, a)) for a, b in stretches)
    return covered / max(1e-6, end - start)

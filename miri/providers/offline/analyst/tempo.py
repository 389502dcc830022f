"""How fast: a tempogram of the onset strength, and the few tempi worth following.

Why here: the ear can't tell 80 from 160 by periodicity alone, and nor can this: it offers both.
bars.py decides between them once bars can be compared.
Next: pulse.py, which follows one tempo through the song.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from miri.providers.offline.analyst.spectrum import FRAME_RATE, Floats

Curve = NDArray[np.float64]

SLOWEST_BPM, FASTEST_BPM = 50.0, 230.0
WINDOW_SECONDS = 8.0
LONGEST_LAG_SECONDS = 4.8
PRIOR_BPM, PRIOR_OCTAVES = 112.0, 0.9
"""Where most songs are, and how widely they spread (log-normal)."""

FAINT = 0.008
"""A window with 2% of the usual onset energy hardly counts: silence has no tempo."""

MULTIPLES = ((1, 1.0), (2, 0.7), (3, 0.3), (4, 0.5))
"""A beat's lag should repeat at its multiples: half bar and bar more than three beats."""


@dataclass(frozen=True)
class TempoCandidate:
    """A tempo (beats per minute) and how clearly it is heard (0: not; about 1: clearly)."""

    bpm: float
    clarity: float


def tempo_candidates(strength: Floats, most: int = 3) -> list[TempoCandidate]:
    """The likeliest tempi, best first; empty where nothing repeats."""
    correlation = autocorrelation(strength)
    grid = np.geomspace(SLOWEST_BPM, FASTEST_BPM, 160)
    salience = sum(
        weight * np.interp(FRAME_RATE * 60 / grid * k, np.arange(len(correlation)), correlation)
        for k, weight in MULTIPLES
    )
    prior = np.exp(-0.5 * (np.log2(grid / PRIOR_BPM) / PRIOR_OCTAVES) ** 2)
    weighed = np.asarray(salience * prior)
    peaks = find_peaks(np.pad(weighed, 1, constant_values=-9.0))[0] - 1
    best = peaks[np.argsort(-weighed[peaks], kind="stable")][:most]
    return [TempoCandidate(float(grid[i]), float(weighed[i])) for i in best if weighed[i] > 0]


def autocorrelation(strength: Floats) -> Curve:
    """Mean normalised autocorrelation over overlapping windows, lags up to 4.8 s: windows keep a
    tempo that drifts from smearing."""
    size = min(len(strength), int(WINDOW_SECONDS * FRAME_RATE))
    lags = min(size, int(LONGEST_LAG_SECONDS * FRAME_RATE))
    shape = np.hanning(size)
    total, windows = np.zeros(lags), 0
    for start in range(0, len(strength) - size + 1, max(1, size // 4)):
        piece = strength[start : start + size].astype(np.float64)
        bins = np.fft.rfft((piece - piece.mean()) * shape, 2 * size)
        power = np.abs(bins) ** 2
        folded = np.fft.irfft(power)[:lags]
        total += folded / (folded[0] + FAINT * size)
        windows += 1
    return total / max(1, windows)

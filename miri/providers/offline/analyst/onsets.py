"""When something begins: spectral flux in five bands, made comparable between loud and quiet.

Why here: beats, tempo and bars are all read from these curves. Flux is the rise of log magnitude
against a maximum over neighbouring bands two frames ago (SuperFlux, Boeck and Widmer 2013), which
keeps a singer's vibrato from looking like notes.
Next: tempo.py (how fast), beats.py (where).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from miri.providers.offline.analyst.spectrum import FRAME_RATE, Floats, Spectrum

BAND_EDGES = (0.0, 160.0, 500.0, 1800.0, 5000.0, 11_025.0)
"""Hz: kick and bass, warmth, voice and chords, presence, cymbals."""

LAG_FRAMES = 2
COMPRESSION = 40.0
LEVEL_SECONDS = 6.0
MEAN_SECONDS = 0.5


@dataclass(frozen=True)
class Onsets:
    """`bands`: frames x 5, non-negative, each scaled to unit deviation; `strength`: their sum
    with the local mean taken out, the curve that beats are found on."""

    bands: Floats
    strength: Floats


def find_onsets(spectrum: Spectrum) -> Onsets:
    """Flux per band, and one strength curve of all."""
    flux = _flux(_levelled(spectrum.mel))
    split = np.searchsorted(spectrum.mel_hertz, BAND_EDGES)
    bands = np.stack([flux[:, a:b].mean(axis=1) for a, b in pairwise(split)], axis=1)
    bands = np.stack([_normed(band) for band in bands.T], axis=1)
    return Onsets(bands=bands, strength=_sharpened(bands.sum(axis=1)))


def _levelled(mel: Floats) -> Floats:
    """Log magnitude against the song's own running level: a quiet verse keeps its onsets."""
    level = mel.mean(axis=1)
    size = int(LEVEL_SECONDS * FRAME_RATE)
    running = uniform_filter1d(level, size, mode="nearest")
    floor = 0.05 * float(level.mean()) + 1e-9
    return np.log1p(COMPRESSION * mel / np.maximum(running, floor)[:, None])


def _flux(logs: Floats) -> Floats:
    """The rise of each band against its neighbourhood LAG_FRAMES ago."""
    around = maximum_filter1d(logs, 3, axis=1)
    rise = np.zeros_like(logs)
    rise[LAG_FRAMES:] = np.maximum(logs[LAG_FRAMES:] - around[:-LAG_FRAMES], 0.0)
    return rise


def _normed(band: Floats) -> Floats:
    spread = float(band.std())
    return band / np.float32(spread) if spread > 1e-9 else band


def _sharpened(curve: Floats) -> Floats:
    """Half-wave above the local mean, in units of the song's deviation."""
    mean = uniform_filter1d(curve, int(MEAN_SECONDS * FRAME_RATE), mode="nearest")
    return _normed(np.maximum(curve - mean, 0.0))


def seconds_of(frame: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    """Where a mel frame lies in the song."""
    return np.asarray(frame, dtype=np.float64) / FRAME_RATE

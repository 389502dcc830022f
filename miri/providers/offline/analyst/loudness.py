"""How loud, over time: the energy curve, the waveform to draw, silence at both ends.

Why here: these come from the samples alone and need no beats.
Next: analyst.py, which hands them on; sections.py reads the energy.
"""

import numpy as np
from numpy.typing import NDArray

from miri.domain.time import MICROS_PER_SECOND
from miri.providers.offline.analyst.spectrum import Floats

Curve = NDArray[np.float64]

ENERGY_STEP_MICROS = 500_000
MOST_PEAKS = 2_000
QUIET_BELOW_PEAK = 10.0 ** (-50.0 / 20.0)
"""50 dB under the song's loudest sample is silence."""

FULL_DECIBELS = 30.0
"""The energy scale: 1000 is the loudest half second, 0 is this much below it."""

SMALL_BLOCK = 256


def half_second_rms(samples: Floats, rate: int) -> Curve:
    """RMS of every half second; the last may be shorter."""
    block = rate * ENERGY_STEP_MICROS // MICROS_PER_SECOND
    rest = -len(samples) % block
    powers = (np.pad(samples, (0, rest)).reshape(-1, block).astype(np.float64) ** 2).mean(axis=1)
    powers[-1] *= block / (block - rest)
    return np.sqrt(powers)


def as_permille(rms: Curve) -> NDArray[np.int64]:
    """RMS on the energy scale: decibels under the loudest half second (the 98th percentile, so
    that one bang does not make the rest look asleep)."""
    top = max(float(np.percentile(rms, 98)), 1e-9)
    decibels = 20.0 * np.log10(np.maximum(rms, 1e-9) / top)
    return np.clip(np.round(1000 * (1 + decibels / FULL_DECIBELS)), 0, 1000).astype(np.int64)


def waveform_peaks(samples: Floats) -> tuple[int, ...]:
    """At most 2,000 absolute peaks, evenly spread, permille of the loudest."""
    count = min(MOST_PEAKS, len(samples))
    starts = np.linspace(0, len(samples), count, endpoint=False).astype(np.int64)
    peaks = np.maximum.reduceat(np.abs(samples), starts)
    return tuple(int(p) for p in np.round(1000 * peaks / max(float(peaks.max()), 1e-9)))


def silence_at_ends(samples: Floats, rate: int) -> tuple[float, float]:
    """Seconds of silence before the first and after the last sound."""
    blocks = np.pad(np.abs(samples), (0, -len(samples) % SMALL_BLOCK)).reshape(-1, SMALL_BLOCK)
    peaks = blocks.max(axis=1)
    loud = np.flatnonzero(peaks > QUIET_BELOW_PEAK * float(peaks.max()))
    leading = int(loud[0]) * SMALL_BLOCK
    trailing = max(0, len(samples) - (int(loud[-1]) + 1) * SMALL_BLOCK)
    return leading / rate, trailing / rate

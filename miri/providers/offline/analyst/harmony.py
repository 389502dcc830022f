"""Which notes sound, and where they change: chroma, bass, and the difference around a moment.

Why here: bars begin where chords change and sections where harmony repeats; drums alone can tell
neither. Means over any stretch come from running sums, so asking is cheap.
Next: tatums.py (changes on a fine grid), sections.py (repetition).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.spectrum import LOWEST_MIDI, PITCH_RATE, Floats, Spectrum

Times = NDArray[np.float64]

BASS_ROWS = 26
"""The lowest semitones (E1 to F3) stand for the bass, unfolded: there an octave matters."""

CHROMA_FROM_MIDI = 48
COMPRESSION = 3.0


@dataclass(frozen=True)
class Harmony:
    """Running sums (frames + 1 rows) of log-compressed chroma (12 columns) and bass (26)."""

    chroma: Times
    bass: Times


def find_harmony(spectrum: Spectrum) -> Harmony:
    """Fold the semitones into pitch classes above C3, keep the bass as it is."""
    logs = np.log1p(COMPRESSION * spectrum.pitch / (float(spectrum.pitch.mean()) + 1e-9))
    midis = np.arange(LOWEST_MIDI, LOWEST_MIDI + logs.shape[1], dtype=np.int64)
    chroma = np.zeros((len(logs), 12), dtype=np.float32)
    for pitch_class in range(12):
        rows = (midis % 12 == pitch_class) & (midis >= CHROMA_FROM_MIDI)
        chroma[:, pitch_class] = logs[:, rows].sum(axis=1)
    return Harmony(chroma=running(chroma), bass=running(logs[:, :BASS_ROWS]))


def running(rows: Floats) -> Times:
    """Cumulated rows with a zero row in front, for `mean_between`."""
    sums = np.cumsum(rows, axis=0, dtype=np.float64)
    return np.concatenate([np.zeros((1, rows.shape[1])), sums])


def mean_between(sums: Times, starts: Times, ends: Times, frame_rate: float = PITCH_RATE) -> Times:
    """Mean row over each [start, end) in seconds; stretches outside the song are cut to it."""
    last = len(sums) - 1 - 1e-6
    first = np.clip(starts * frame_rate + 0.5, 0.0, last)
    final = np.clip(ends * frame_rate + 0.5, 0.0, last)
    return (_sum_until(sums, final) - _sum_until(sums, first)) / np.maximum(final - first, 1e-3)[
        :, None
    ]


def _sum_until(sums: Times, places: Times) -> Times:
    whole = np.floor(places).astype(np.int64)
    part = (places - whole)[:, None]
    return sums[whole] * (1.0 - part) + sums[np.minimum(whole + 1, len(sums) - 1)] * part


def change_around(sums: Times, moments: Times, reach: Times) -> Times:
    """1 - cosine between the `reach` seconds before and after each moment; 0 beside silence."""
    before = mean_between(sums, moments - reach, moments)
    after = mean_between(sums, moments, moments + reach)
    lengths = np.linalg.norm(before, axis=1), np.linalg.norm(after, axis=1)
    cosine = (before * after).sum(axis=1) / np.maximum(lengths[0] * lengths[1], 1e-9)
    heard = (lengths[0] > 1e-6) & (lengths[1] > 1e-6)
    return np.where(heard, 1.0 - cosine, 0.0)

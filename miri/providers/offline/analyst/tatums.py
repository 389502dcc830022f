"""A grid of twelve tatums a beat, and what happens at each: onsets per band, changes of harmony.

Why here: on this grid a song has no tempo any more; a backbeat looks the same at 70 and at 170
beats a minute. Twelve divide into halves, thirds and quarters, so swing has its place too.
Next: bars.py, which looks for bars in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.harmony import Harmony, change_around
from miri.providers.offline.analyst.onsets import Onsets
from miri.providers.offline.analyst.spectrum import FRAME_RATE, Floats

Curve = NDArray[np.float64]

PER_BEAT = 12
SIGHTS = 9
"""Five bands of onsets; chroma changing over one and two beats; bass over one and half a beat."""

SMOOTH_FRAMES = 7
STEADY_TATUMS = 49


@dataclass(frozen=True)
class Tatums:
    """`seconds` of each tatum, `sights` (tatums x 9: against the song's mean, -1..6)."""

    seconds: Curve
    sights: Curve


def lay_tatums(path: Curve, onsets: Onsets, harmony: Harmony) -> Tatums:
    """Lay the grid along a pulse (in mel frames) over the whole song and look at each tatum."""
    beats = _to_both_ends(path, len(onsets.strength))
    count = len(beats) - 1
    places = np.interp(np.arange(count * PER_BEAT) / PER_BEAT, np.arange(count + 1), beats)
    seconds = places / FRAME_RATE
    period = _steady(np.gradient(seconds) * PER_BEAT)
    columns = [*_onset_columns(onsets.bands, places)]
    columns += [change_around(harmony.chroma, seconds, period * k) for k in (1.0, 2.0)]
    columns += [change_around(harmony.bass, seconds, period * k) for k in (1.0, 0.5)]
    sights = np.stack(columns, axis=1)
    usual = sights[_sounding(seconds, onsets.strength)].mean(axis=0)
    relative = sights / np.maximum(usual, 1e-6) - 1.0
    return Tatums(seconds=seconds, sights=np.clip(relative, -1.0, 6.0))


def _sounding(seconds: Curve, strength: Floats) -> NDArray[np.bool_]:
    """The tatums between the song's first and last onset: silence around is no measure."""
    struck = np.flatnonzero(strength > 0.1 * float(strength.max(initial=0.0)))
    if not len(struck):
        return np.ones(len(seconds), dtype=np.bool_)
    first, last = struck[0] / FRAME_RATE - 0.1, struck[-1] / FRAME_RATE + 0.1
    return (seconds >= first) & (seconds <= last)


def _to_both_ends(path: Curve, frames: int) -> Curve:
    """The pulse goes on at its own pace before its first and after its last beat."""
    first, last = float(np.median(np.diff(path[:9]))), float(np.median(np.diff(path[-9:])))
    before = np.arange(path[0] - first, -first, -first)[::-1]
    after = np.arange(path[-1] + last, frames + last, last)
    return np.concatenate([before, path, after])


def _steady(period: Curve) -> Curve:
    half = STEADY_TATUMS // 2
    padded = np.pad(period, half, mode="edge")
    return np.convolve(padded, np.full(STEADY_TATUMS, 1.0 / STEADY_TATUMS), mode="valid")


def _onset_columns(bands: Floats, places: Curve) -> list[Curve]:
    """Each band near each tatum: smoothed over 80 ms, since players miss the grid."""
    kernel = np.hanning(SMOOTH_FRAMES + 2)[1:-1]
    kernel /= kernel.sum()
    frames = np.arange(len(bands))
    smooth = [np.convolve(np.sqrt(band), kernel, mode="same") for band in bands.T]
    return [np.interp(places + 0.5, frames, band) for band in smooth]

"""The song bar by bar: timbre, groove, chords, bass, level, each as one row per bar.

Why here: sections are made of bars; a chorus that comes back is nearly the same rows again.
Without beats, stretches of two seconds stand in for bars.
Next: edges.py (where sections meet), labels.py (which sections are alike).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.harmony import Harmony, mean_between, running
from miri.providers.offline.analyst.onsets import Onsets
from miri.providers.offline.analyst.spectrum import FRAME_RATE, Spectrum

Curve = NDArray[np.float64]

TIMBRE_BANDS = 16
GROOVE_STEPS = 8
COMPRESSION = 40.0
BARLESS_SECONDS = 2.0
EARLY_SECONDS = 0.03
"""Players come early, too: a step of the groove begins this much before the grid."""


@dataclass(frozen=True)
class Barwise:
    """`edges` in seconds, one more than bars, tiling the song; the rest are bars x columns,
    centred and scaled so that two average bars differ by about 1.4 in each."""

    edges: Curve
    timbre: Curve
    groove: Curve
    chords: Curve
    bass: Curve
    level: Curve

    def streams(self) -> tuple[Curve, ...]:
        """All five, in the order the edge filter knows them."""
        return self.timbre, self.groove, self.chords, self.level, self.bass


def lay_bars(
    downbeats: Curve, seconds: float, spectrum: Spectrum, onsets: Onsets, harmony: Harmony
) -> Barwise:
    """Describe each bar of a song that lasts `seconds`."""
    edges = bar_edges(downbeats, seconds)
    starts, ends = edges[:-1], edges[1:]
    logs = np.log1p(COMPRESSION * spectrum.mel / (float(spectrum.mel.mean()) + 1e-9))
    timbre = logs.reshape(len(logs), TIMBRE_BANDS, -1).mean(axis=2)
    level = np.log1p(COMPRESSION * spectrum.mel.mean(axis=1) / (float(spectrum.mel.mean()) + 1e-9))[
        :, None
    ]
    return Barwise(
        edges=edges,
        timbre=_scaled(mean_between(running(timbre), starts, ends, FRAME_RATE)),
        groove=_scaled(_groove(onsets, edges)),
        chords=_scaled(_unit(mean_between(harmony.chroma, starts, ends))),
        bass=_scaled(_unit(mean_between(harmony.bass, starts, ends))),
        level=_scaled(mean_between(running(level), starts, ends, FRAME_RATE)),
    )


def bar_edges(downbeats: Curve, seconds: float) -> Curve:
    """Bar lines over the whole song: the first and last bars go on at their own length."""
    if len(downbeats) < 3:
        count = max(2, round(seconds / BARLESS_SECONDS))
        return np.linspace(0.0, seconds, count + 1)
    bar = float(np.median(np.diff(downbeats)))
    before = np.arange(downbeats[0] - bar, 0.0, -bar)[::-1]
    after = np.arange(downbeats[-1] + bar, seconds - 0.3 * bar, bar)
    inner = np.concatenate([before, downbeats, after])
    inner = inner[(inner < seconds - 0.1 * bar)]
    head = [0.0] if inner[0] > 0.5 * bar else []
    edges = np.concatenate([head, inner, [seconds]])
    edges[0] = 0.0
    return edges


def _groove(onsets: Onsets, edges: Curve) -> Curve:
    steps: list[Curve] = [
        np.linspace(a, b, GROOVE_STEPS, endpoint=False) for a, b in pairwise(edges)
    ]
    starts = np.concatenate(steps) - EARLY_SECONDS
    width = float(np.median(np.diff(edges))) / GROOVE_STEPS
    sums = running(np.sqrt(onsets.bands))
    return mean_between(sums, starts, starts + width, FRAME_RATE).reshape(len(edges) - 1, -1)


def _unit(rows: Curve) -> Curve:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _scaled(rows: Curve) -> Curve:
    centred = rows - rows.mean(axis=0)
    return centred / (np.sqrt((centred**2).mean()) + 1e-9) / np.sqrt(rows.shape[1])

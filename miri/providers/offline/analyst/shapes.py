"""What the neighbourhood of a beat, and of a bar's first beat, looks like: three linear filters.

Why here: the numbers in shapes.json are fitted, not thought up, by `python -m tests.bench.fit_bars`
on songs made from scores (logistic regression; never on the seeds that reports use). A filter is
a weight per (distance in tatums, sight); its answer is the log odds that a beat or bar begins.
Next: bars.py, which decodes a song with them.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.tatums import PER_BEAT

Curve = NDArray[np.float64]

BEAT_DISTANCES = tuple(
    sorted(
        {
            s * d
            for d in (0, 1, 2, 3, 4, 6, 8, 9, 12, 15, 18, 24, 30, 36, 48, 72, 96)
            for s in (1, -1)
        }
    )
)
SWING_DISTANCES = (-8, -4, 4, 8, 16, 20, 28, 32)


def bar_distances(beats: int) -> tuple[int, ...]:
    """From a bar before to two bars after, in half beats; in quarter beats near the bar line."""
    bar = beats * PER_BEAT
    coarse = range(-bar, 2 * bar + 1, 6)
    fine = range(-9, bar + 12, 3)
    return tuple(sorted({*coarse, *fine, *SWING_DISTANCES}))


@dataclass(frozen=True)
class Shape:
    """One filter: `weights` is distances x sights."""

    distances: tuple[int, ...]
    weights: Curve
    bias: float

    def log_odds(self, sights: Curve) -> Curve:
        """The filter's answer at every tatum; what lies outside the song counts as average."""
        reach = max(abs(d) for d in self.distances)
        padded = np.pad(sights, ((reach, reach), (0, 0)))
        answer = np.full(len(sights), self.bias)
        for distance, weights in zip(self.distances, self.weights, strict=True):
            answer += padded[reach + distance :][: len(sights)] @ weights
        return answer


@lru_cache(maxsize=1)
def load_shapes() -> dict[str, Shape]:
    """The fitted filters by name: "beat", "bar3", "bar4"."""
    document = json.loads(Path(__file__).with_name("shapes.json").read_text(encoding="utf-8"))
    return {
        name: Shape(tuple(row["distances"]), np.array(row["weights"]), float(row["bias"]))
        for name, row in document["shapes"].items()
    }

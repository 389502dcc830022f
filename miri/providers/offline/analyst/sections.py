"""The song's parts with their names and energy: from bars to edges to labels.

Why here: the film's scenes follow these.
Next: barwise.py, edges.py, labels.py, in that order.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from miri.domain.song import SectionLabel
from miri.providers.offline.analyst.barwise import Barwise
from miri.providers.offline.analyst.edges import find_edges
from miri.providers.offline.analyst.labels import Part, kinds_of, name_parts
from miri.providers.offline.analyst.loudness import as_permille
from miri.providers.offline.analyst.voice import Stretch, sung_share

Curve = NDArray[np.float64]

MIDDLE_BANDS = slice(4, 10)
"""Of the timbre's sixteen: where voices and chords are, which a chorus has more of; bass and
cymbals tell less, and mixing evens out the whole."""


@dataclass(frozen=True)
class FoundSection:
    """A section in seconds; `energy` permille."""

    label: SectionLabel
    start: float
    end: float
    energy: int


def find_sections(
    bars: Barwise, half_seconds: Curve, sung: tuple[Stretch, ...]
) -> list[FoundSection]:
    """Sections that tile the song. `half_seconds` is the RMS of every half second."""
    edges = find_edges(bars, sung_by_bar(bars, sung))
    starts, ends = bars.edges[edges[:-1]], bars.edges[edges[1:]]
    kinds = kinds_of(bars, edges)
    energies = [_energy(half_seconds, a, b) for a, b in zip(starts, ends, strict=True)]
    # The median, because the last bars of a song fade.
    middle = bars.timbre[:, MIDDLE_BANDS].mean(axis=1)
    parts = [
        Part(
            bars=int(edges[i + 1] - edges[i]),
            fullness=float(np.median(middle[edges[i] : edges[i + 1]])),
            kind=int(kinds[i]),
            sung=sung_share(sung, float(starts[i]), float(ends[i])),
        )
        for i in range(len(kinds))
    ]
    return [
        FoundSection(label, float(a), float(b), energy)
        for label, a, b, energy in zip(name_parts(parts), starts, ends, energies, strict=True)
    ]


def sung_by_bar(bars: Barwise, sung: tuple[Stretch, ...]) -> Curve:
    """How much of each bar is sung, 0..1."""
    return np.array([sung_share(sung, float(a), float(b)) for a, b in pairwise(bars.edges)])


def _energy(half_seconds: Curve, start: float, end: float) -> int:
    first = min(int(start * 2), len(half_seconds) - 1)
    inside = as_permille(half_seconds)[first : max(first + 1, int(np.ceil(end * 2)))]
    return round(float(inside.mean()))

"""The song's parts with their names and energy: from bars to edges to labels.

Why here: the film's scenes follow these.
Next: barwise.py, edges.py, labels.py, in that order.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miri.domain.song import SectionLabel
from miri.providers.offline.analyst.barwise import Barwise
from miri.providers.offline.analyst.edges import find_edges
from miri.providers.offline.analyst.labels import Part, kinds_of, name_parts
from miri.providers.offline.analyst.loudness import as_permille
from miri.providers.offline.analyst.voice import Stretch, sung_share

Curve = NDArray[np.float64]


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
    edges = find_edges(bars)
    starts, ends = bars.edges[edges[:-1]], bars.edges[edges[1:]]
    kinds = kinds_of(bars, edges)
    energies = [_energy(half_seconds, a, b) for a, b in zip(starts, ends, strict=True)]
    parts = [
        Part(
            bars=int(edges[i + 1] - edges[i]),
            fullness=float(bars.level[edges[i] : edges[i + 1]].mean()),
            kind=int(kinds[i]),
            sung=sung_share(sung, float(starts[i]), float(ends[i])),
        )
        for i in range(len(kinds))
    ]
    return [
        FoundSection(label, float(a), float(b), energy)
        for label, a, b, energy in zip(name_parts(parts), starts, ends, energies, strict=True)
    ]


def _energy(half_seconds: Curve, start: float, end: float) -> int:
    first = min(int(start * 2), len(half_seconds) - 1)
    inside = as_permille(half_seconds)[first : max(first + 1, int(np.ceil(end * 2)))]
    return round(float(inside.mean()))

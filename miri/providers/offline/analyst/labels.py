"""What each section is: verse, chorus, bridge, ... from what comes back, how loud, and who sings.

Why here: names are read off a few habits of songs, in this order: the loudest sung part that
comes back is the chorus; the other that comes back is the verse; what leads from one to the other
is the pre-chorus; the quiet or unsung ends are intro and outro; an unsung middle is instrumental;
a sung part that never comes back is the bridge. A guess, which a person may correct.
Next: sections.py, which calls this.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from miri.domain.song import SectionLabel as Label
from miri.providers.offline.analyst.barwise import Barwise

Curve = NDArray[np.float64]
Numbers = NDArray[np.int64]

SUNG_FROM = 0.4
"""A section with a voice in so much of it counts as sung."""

ALIKE_WITHIN = 1.0
"""Sections nearer than this, in median distances between sections, are the same part."""

PRECHORUS_LONGEST_BARS = 8


@dataclass(frozen=True)
class Part:
    """One section before it has a name; `energy` permille, `kind` numbers what is alike."""

    bars: int
    energy: int
    sung: float
    kind: int


def kinds_of(bars: Barwise, edges: Numbers) -> Numbers:
    """A number per section; sections that repeat one another share it."""
    count = len(edges) - 1
    if count < 2:
        return np.zeros(count, dtype=np.int64)
    columns = np.concatenate([bars.timbre, bars.groove, 1.5 * bars.chords, bars.level], axis=1)
    means = np.stack([columns[a:b].mean(axis=0) for a, b in pairwise(edges)])
    apart = np.linalg.norm(means[:, None] - means, axis=2)
    pairs = apart[np.triu_indices(count, 1)]
    tree = linkage(pairs, method="average")
    limit = ALIKE_WITHIN * float(np.median(pairs))
    return np.asarray(fcluster(tree, t=0.7 * limit, criterion="distance"), dtype=np.int64)


def name_parts(parts: list[Part]) -> list[Label]:
    """One label per part, in order."""
    chorus = _chorus(parts)
    verse = _verse(parts, chorus)
    names = [_named(part, chorus, verse) for part in parts]
    _name_prechoruses(parts, names)
    _name_ends(parts, names)
    return names


def _counts(parts: list[Part]) -> dict[int, int]:
    return {kind: sum(p.kind == kind for p in parts) for kind in sorted({p.kind for p in parts})}


def _mean_energy(parts: list[Part], kind: int) -> float:
    return float(np.mean([p.energy for p in parts if p.kind == kind]))


def _sung(parts: list[Part], kind: int) -> bool:
    return float(np.mean([p.sung for p in parts if p.kind == kind])) >= SUNG_FROM


def _chorus(parts: list[Part]) -> int | None:
    """The loudest of the kinds that come back and are sung; else the loudest that comes back."""
    counts = _counts(parts)
    back = [k for k in counts if counts[k] > 1] or ([] if len(parts) < 4 else list(counts))
    sung = [k for k in back if _sung(parts, k)]
    choices = sung or back
    return max(choices, key=lambda k: _mean_energy(parts, k)) if choices else None


def _verse(parts: list[Part], chorus: int | None) -> int | None:
    """The kind, chorus aside, that is sung and comes back most; the earlier on a tie."""
    counts = _counts(parts)
    first = {k: next(i for i, p in enumerate(parts) if p.kind == k) for k in counts}
    choices = [k for k in counts if k != chorus and _sung(parts, k)]
    if not choices:
        return None
    return max(choices, key=lambda k: (min(counts[k], 2), -first[k]))


def _named(part: Part, chorus: int | None, verse: int | None) -> Label:
    if part.kind == chorus:
        return Label.CHORUS
    if part.kind == verse:
        return Label.VERSE
    return Label.BRIDGE if part.sung >= SUNG_FROM else Label.INSTRUMENTAL


def _name_prechoruses(parts: list[Part], names: list[Label]) -> None:
    """A sung kind that comes back and always stands between verse and chorus."""
    counts = _counts(parts)
    for kind, times in counts.items():
        places = [i for i, p in enumerate(parts) if p.kind == kind]
        leads = all(
            0 < i < len(parts) - 1
            and names[i] is Label.BRIDGE
            and names[i - 1] is Label.VERSE
            and names[i + 1] is Label.CHORUS
            and parts[i].bars <= PRECHORUS_LONGEST_BARS
            for i in places
        )
        for i in places if times > 1 and leads else []:
            names[i] = Label.PRECHORUS


def _name_ends(parts: list[Part], names: list[Label]) -> None:
    """An unsung beginning is an intro; an unsung or clearly quieter end is an outro."""
    if len(parts) < 3:
        return
    if parts[0].sung < SUNG_FROM and names[0] is not Label.VERSE:
        names[0] = Label.INTRO
    last = parts[-1]
    if names[-1] is Label.INSTRUMENTAL or (last.sung < SUNG_FROM and last.bars <= 8):
        names[-1] = Label.OUTRO

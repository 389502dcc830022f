"""What each section is: verse, chorus, bridge, ... from what comes back, how full it sounds, and who sings.

Why here: names are read off a few habits of songs, in this order: the fullest sung part that
comes back is the chorus; the other that comes back is the verse; what leads from one to the other
is the pre-chorus; the quiet or unsung ends are intro and outro; an unsung middle is instrumental;
a sung part that never comes back is the bridge. A guess, which a person may correct.
Next: sections.py, which calls this.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from miri.domain.song import SectionLabel as Label
from miri.providers.offline.analyst.barwise import Barwise
from miri.providers.offline.analyst.edges import distances

Curve = NDArray[np.float64]
Numbers = NDArray[np.int64]

SUNG_FROM = 0.6
"""A section with a voice in so much of it counts as sung (a solo gets about half)."""

ALIKE_WITHIN = (0.7, 0.6, 0.5, 0.4)
"""Sections whose bars are nearer than this, in median distances between bars, are one part; where
that makes one part of most of the song, look closer."""

MOST_OF_SONG = 0.6
LATER, OFTENER, CLOSING = 0.05, 0.08, 0.08
"""A chorus seldom comes first, comes back most, and is sung last: how much less full it may be
for each of these."""

PRECHORUS_LONGEST_BARS = 8


@dataclass(frozen=True)
class Part:
    """One section before it has a name; `kind` numbers what is alike. `fullness` is how much of
    the spectrum sounds: mixing evens out loudness between verse and chorus, not this."""

    bars: int
    fullness: float
    sung: float
    kind: int


def kinds_of(bars: Barwise, edges: Numbers) -> Numbers:
    """A number per section; sections that repeat one another share it. Sections are compared bar
    against bar, aligned at their first or at their last bars, whichever fits better."""
    count = len(edges) - 1
    if count < 2:
        return np.zeros(count, dtype=np.int64)
    rows = np.concatenate([bars.timbre, bars.groove, 1.5 * bars.chords, bars.level], axis=1)
    apart = distances(rows)
    usual = float(np.median(apart[np.triu_indices(len(apart), 1)])) + 1e-9
    pairs = [
        _aligned(apart, edges[i : i + 2], edges[j : j + 2]) / usual
        for i, j in combinations(range(count), 2)
    ]
    tree = linkage(np.array(pairs), method="average")
    kinds = np.zeros(count, dtype=np.int64)
    for limit in ALIKE_WITHIN:
        kinds = np.asarray(fcluster(tree, t=limit, criterion="distance"), dtype=np.int64)
        if np.bincount(kinds, weights=np.diff(edges)).max() < MOST_OF_SONG * edges[-1]:
            return kinds
    return kinds


def _aligned(apart: Curve, one: Numbers, other: Numbers) -> float:
    length = min(int(one[1] - one[0]), int(other[1] - other[0]))
    shared = np.arange(length, dtype=np.int64)
    from_start = apart[one[0] + shared, other[0] + shared].mean()
    from_end = apart[one[1] - 1 - shared, other[1] - 1 - shared].mean()
    return float(min(from_start, from_end))


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


def _fullness(parts: list[Part], kind: int) -> float:
    return float(np.mean([p.fullness for p in parts if p.kind == kind]))


def _sung(parts: list[Part], kind: int) -> bool:
    return float(np.mean([p.sung for p in parts if p.kind == kind])) >= SUNG_FROM


def _chorus(parts: list[Part]) -> int | None:
    """The fullest of the kinds that come back and are sung; else the fullest that comes back."""
    counts = _counts(parts)
    back = [k for k in counts if counts[k] > 1] or ([] if len(parts) < 4 else list(counts))
    choices = [k for k in back if _sung(parts, k)] or back
    if len(choices) == 1 and _opens_twice(parts, choices[0]):
        return None
    return max(choices, key=lambda k: _likeness_to_chorus(parts, choices, k), default=None)


def _opens_twice(parts: list[Part], kind: int) -> bool:
    """The form A A B A has verses and a bridge, no chorus."""
    first = _first(parts, kind)
    sung = [p.kind for p in parts if p.sung >= SUNG_FROM]
    others = [k for k in sung if k != kind and _counts(parts)[k] == 1]
    return (
        sung[:1] == [kind]
        and bool(others)
        and [p.kind for p in parts[first : first + 2]] == [kind, kind]
    )


def _likeness_to_chorus(parts: list[Part], choices: list[int], kind: int) -> float:
    places = [part.kind for part in parts if part.kind in choices]
    return (
        _fullness(parts, kind)
        + LATER * (kind != places[0])
        + OFTENER * min(places.count(kind), 3)
        + CLOSING * (kind == places[-1])
    )


def _first(parts: list[Part], kind: int) -> int:
    return next(i for i, part in enumerate(parts) if part.kind == kind)


def _verse(parts: list[Part], chorus: int | None) -> int | None:
    """The kind, chorus aside, that is sung and comes back most; the earlier on a tie."""
    counts = _counts(parts)
    choices = [k for k in counts if k != chorus and _sung(parts, k)]
    if not choices:
        return None
    return max(choices, key=lambda k: (min(counts[k], 2), -_first(parts, k)))


def _named(part: Part, chorus: int | None, verse: int | None) -> Label:
    if part.kind == chorus:
        return Label.CHORUS
    if part.kind == verse:
        return Label.VERSE
    return Label.BRIDGE if part.sung >= SUNG_FROM else Label.INSTRUMENTAL


def _name_prechoruses(parts: list[Part], names: list[Label]) -> None:
    """A sung kind that always stands between verse and chorus; if only once, before the first
    chorus, where no bridge is."""
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
        early = Label.CHORUS not in names[: places[0]]
        for i in places if leads and (times > 1 or early) else []:
            names[i] = Label.PRECHORUS


def _name_ends(parts: list[Part], names: list[Label]) -> None:
    """An unsung beginning is an intro; an unsung end is an outro, and so is a sung one that was
    not heard before, for a bridge leads somewhere."""
    if len(parts) < 3:
        return
    if parts[0].sung < SUNG_FROM and names[0] is not Label.VERSE:
        names[0] = Label.INTRO
    last = parts[-1]
    new = names[-1] is Label.BRIDGE and all(part.kind != last.kind for part in parts[:-1])
    if new or names[-1] is Label.INSTRUMENTAL or (last.sung < SUNG_FROM and last.bars <= 8):
        names[-1] = Label.OUTRO

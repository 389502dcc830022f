"""Where one section ends and the next begins: how new each bar is, and how long sections like
to be.

Why here: nobody tells how many parts a song has. Each bar line gets the log odds of being an
edge from what changes there (fitted weights, see tests/bench/fit_sections.py), and dynamic
programming over section lengths, which like eight bars and a seventh of the song, finds the best.
Next: labels.py, which names what lies between.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.barwise import Barwise

Curve = NDArray[np.float64]
Numbers = NDArray[np.int64]

REACHES = (1, 2, 4, 8)
BOARD_REACHES = (4, 8)
VOICE_REACHES = (1, 2, 4)
REPEAT_BARS = 4
END_BARS = 4.0
"""A lone first or last bar is a pick-up or the last chord, no section."""

LONGEST_SECTION = 40
EAGERNESS = 2.0
"""Added to every edge's log odds: a missed section costs a film more than one too many."""

USUAL_PARTS = 7
SHORTEST_USUAL, LONGEST_USUAL = 2.0, 16.0
PROPORTION = 1.5
"""Songs have about so many parts, of so many bars at least and at most: what a length costs, per
squared octave, for being longer or shorter than that makes it."""

USUAL_LENGTHS = {8: 0.0, 4: -0.4, 16: -0.4, 12: -1.2, 2: -1.6, 6: -1.8, 10: -2.2}
OTHER_LENGTHS = {4: -1.6, 2: -2.4, 1: -2.8}
"""Log liking for a length in bars; others by the largest of these divisors."""


@dataclass(frozen=True)
class EdgeFilter:
    """Standardisation and weights of the signs that `signs_of_edges` gives."""

    mean: Curve
    spread: Curve
    weights: Curve
    bias: float

    def log_odds(self, signs: Curve) -> Curve:
        """One value per bar: does a section begin with it?"""
        return ((signs - self.mean) / self.spread) @ self.weights + self.bias


@lru_cache(maxsize=1)
def load_edge_filter() -> EdgeFilter:
    """The fitted filter."""
    row = json.loads(Path(__file__).with_name("edges.json").read_text(encoding="utf-8"))
    return EdgeFilter(
        np.array(row["mean"]), np.array(row["spread"]), np.array(row["weights"]), row["bias"]
    )


def find_edges(bars: Barwise, sung: Curve) -> Numbers:
    """Bar numbers at which sections begin, from 0, and the number of bars at the end; `sung` is
    how much of each bar is sung."""
    count = len(bars.edges) - 1
    if count < 4:
        return np.array([0, count])
    odds = load_edge_filter().log_odds(signs_of_edges(bars, sung)) + EAGERNESS
    return best_edges(odds)


def best_edges(odds: Curve) -> Numbers:
    """Dynamic programming: the best sum of edge log odds and likings for lengths."""
    count = len(odds)
    liking = _likings(count)
    score, came_from = np.full(count + 1, -np.inf), np.zeros(count + 1, dtype=np.int64)
    score[0] = 0.0
    for end in range(1, count + 1):
        starts = np.arange(max(0, end - LONGEST_SECTION), end)
        # The first and last section may have lost bars to silence or a pick-up.
        share = np.where((starts == 0) | (end == count), 0.5, 1.0)
        values = score[starts] + share * liking[end - starts]
        best = int(values.argmax())
        score[end] = values[best] + (odds[end] if end < count else 0.0)
        came_from[end] = starts[best]
    edges = [count]
    while edges[-1] > 0:
        edges.append(int(came_from[edges[-1]]))
    return np.array(edges[::-1])


def _likings(count: int) -> Curve:
    """Log liking for sections of 0, 1, 2, ... bars in a song of `count` bars."""
    lengths = np.arange(1, LONGEST_SECTION + 1)
    usual = min(max(count / USUAL_PARTS, SHORTEST_USUAL), LONGEST_USUAL)
    octaves = np.log2(lengths / usual)
    liking = np.array([_liking(int(n)) for n in lengths])
    return np.concatenate([[0.0], liking - PROPORTION * octaves**2])


def _liking(bars: int) -> float:
    if bars in USUAL_LENGTHS:
        return USUAL_LENGTHS[bars]
    return next(value for divisor, value in OTHER_LENGTHS.items() if bars % divisor == 0)


def signs_of_edges(bars: Barwise, sung: Curve) -> Curve:
    """Bars x signs: per stream how different the bars before and after are, over four reaches,
    also against the neighbouring bar lines; where repetition starts or stops; the step in level;
    where a voice comes in or falls silent; how near the song's own ends are."""
    columns: list[Curve] = []
    for number, stream in enumerate(bars.streams()):
        apart = distances(stream)
        usual = float(np.median(apart)) + 1e-9
        for reach in REACHES:
            columns += _with_contrast(_novelty(stream, reach) / usual)
        if number < 3:
            alike = np.exp(-((apart / usual) ** 2))
            columns += [_repeat_starts(alike), _repeat_ends(alike)]
            for reach in BOARD_REACHES:
                columns += _with_contrast(_checkerboard(alike, reach))
    columns += [_step(bars.level[:, 0], reach) for reach in (1, 4)]
    for reach in VOICE_REACHES:
        columns += [_step(sung, reach), _entry(sung, reach), _entry(1.0 - sung, reach)]
    places = np.arange(len(sung))
    columns += [np.minimum(places, END_BARS), np.minimum(len(sung) - places, END_BARS)]
    return np.clip(np.stack(columns, axis=1), -4.0, 4.0)


def distances(rows: Curve) -> Curve:
    """Euclidean, each row against each."""
    squares = (rows**2).sum(axis=1)
    return np.sqrt(np.maximum(squares[:, None] + squares - 2.0 * rows @ rows.T, 0.0))


def _around(count: int, reach: int) -> Iterator[tuple[int, slice, slice]]:
    for bar in range(1, count):
        yield bar, slice(max(0, bar - reach), bar), slice(bar, min(count, bar + reach))


def _novelty(rows: Curve, reach: int) -> Curve:
    new = np.zeros(len(rows))
    for bar, before, after in _around(len(rows), reach):
        new[bar] = np.linalg.norm(rows[before].mean(axis=0) - rows[after].mean(axis=0))
    return new


def _checkerboard(alike: Curve, reach: int) -> Curve:
    """Alike within, unlike across (Foote 2000)."""
    new = np.zeros(len(alike))
    for bar, a, b in _around(len(alike), reach):
        new[bar] = 0.5 * (alike[a, a].mean() + alike[b, b].mean()) - alike[a, b].mean()
    return new


def _step(level: Curve, reach: int) -> Curve:
    step = np.zeros(len(level))
    for bar, before, after in _around(len(level), reach):
        step[bar] = level[after].mean() - level[before].mean()
    return step


def _entry(sung: Curve, reach: int) -> Curve:
    """How clearly a voice comes in: sung all through after, nowhere before."""
    clear = np.zeros(len(sung))
    for bar, before, after in _around(len(sung), reach):
        clear[bar] = max(0.0, float(sung[after].min() - sung[before].max()))
    return clear


def _with_contrast(curve: Curve) -> list[Curve]:
    """The curve, and how far it stands out from the two bar lines on either side."""
    padded = np.pad(curve, 2, mode="edge")
    beside = [padded[k : k + len(curve)] for k in (0, 1, 3, 4)]
    return [curve, curve - np.maximum.reduce(beside)]


def _repeat_starts(alike: Curve) -> Curve:
    """Per bar: the next four bars are like four others, but the bar before is not like theirs."""
    count = len(alike)
    signs = np.zeros(count)
    for bar in range(1, count - REPEAT_BARS + 1):
        others = np.arange(1, count - REPEAT_BARS + 1)
        others = others[np.abs(others - bar) >= REPEAT_BARS]
        if len(others):
            runs = [alike[bar + k, others + k] for k in range(REPEAT_BARS)]
            signs[bar] = float((np.mean(runs, axis=0) - alike[bar - 1, others - 1]).max())
    return signs


def _repeat_ends(alike: Curve) -> Curve:
    """Per bar: the four bars before are like four others, but this one is not like theirs."""
    count = len(alike)
    signs = np.zeros(count)
    for bar in range(REPEAT_BARS, count):
        others = np.arange(REPEAT_BARS, count)
        others = others[np.abs(others - bar) >= REPEAT_BARS]
        if len(others):
            runs = [alike[bar - 1 - k, others - 1 - k] for k in range(REPEAT_BARS)]
            signs[bar] = float((np.mean(runs, axis=0) - alike[bar, others]).max())
    return signs

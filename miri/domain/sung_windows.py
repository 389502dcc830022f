"""Where in a song somebody sings, and how many lines each such stretch takes.

Why here: placing lines is a fitting of words into time; this page decides which words meet which
stretch, lyric_placing.py where in it they stand.
Next: lyric_placing.py.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from miri.domain.lyrics import ReadLine
from miri.domain.song import Section, SectionLabel
from miri.domain.syllables import line_syllables
from miri.domain.time import micros_from_frames

VOCAL = (
    SectionLabel.VERSE,
    SectionLabel.PRECHORUS,
    SectionLabel.CHORUS,
    SectionLabel.BRIDGE,
)
LEAST_SINGING_MICROS = 1_000_000
MOST_LINES_FITTED = 160
WRONG_LABEL = 1.2
TORN_STANZA = 0.35
JOINED_STANZAS = 0.12


@dataclass(frozen=True)
class Window:
    """A stretch [start, end) in microseconds where lines may be sung."""

    start: int
    end: int
    label: SectionLabel | None = None


def sung_windows(
    sections: Sequence[Section],
    sung: Sequence[tuple[int, int]],
    rate: Fraction,
    duration: int,
    asked: Collection[SectionLabel] = (),
) -> tuple[Window, ...]:
    """Stretches for lines, in order and inside the song, at least one.

    Verses, choruses and bridges, an outro where a voice was heard in it, and what the lyrics
    themselves have a heading for (`asked`); each narrowed to where a voice was heard. Without
    any of these all sections, without sections the whole song.
    """
    windows = [_section_window(s, rate, duration) for s in sections]
    windows = [w for w in windows if w.end > w.start]
    vocal = [w for w in windows if w.label in VOCAL or w.label in asked or _sung_outro(w, sung)]
    if not any(w.label in VOCAL for w in vocal):
        vocal = windows
    narrowed = [n for w in vocal if (n := _narrowed(w, sung)) is not None] if sung else vocal
    if sum(w.end - w.start for w in narrowed) < 0.25 * sum(w.end - w.start for w in vocal):
        narrowed = vocal
    return tuple(narrowed) or (_heard_alone(sung, duration),)


def _section_window(section: Section, rate: Fraction, duration: int) -> Window:
    start = min(duration, micros_from_frames(section.start_frame, rate))
    return Window(start, min(duration, micros_from_frames(section.end_frame, rate)), section.label)


def _sung_outro(window: Window, sung: Sequence[tuple[int, int]]) -> bool:
    heard = sum(max(0, min(b, window.end) - max(a, window.start)) for a, b in sung)
    return window.label is SectionLabel.OUTRO and heard * 4 >= window.end - window.start


def _narrowed(window: Window, sung: Sequence[tuple[int, int]]) -> Window | None:
    """From the first to the last voice heard inside a window; None where there is hardly any."""
    parts = [(max(a, window.start), min(b, window.end)) for a, b in sung]
    parts = [(a, b) for a, b in parts if b > a]
    if sum(b - a for a, b in parts) < LEAST_SINGING_MICROS:
        return None
    return Window(parts[0][0], parts[-1][1], window.label)


def _heard_alone(sung: Sequence[tuple[int, int]], duration: int) -> Window:
    """Without sections: from the first voice to the last, else the song but for its edges."""
    inside = [(a, min(b, duration)) for a, b in sung if a < min(b, duration)]
    if sum(b - a for a, b in inside) >= LEAST_SINGING_MICROS:
        return Window(inside[0][0], inside[-1][1])
    edge = min(duration // 12, 8_000_000)
    return Window(edge, duration - edge // 2)


def windows_for_lines(lines: Sequence[ReadLine], windows: Sequence[Window]) -> list[int]:
    """How many lines each window takes; together all of them, in order.

    By dynamic programming over (window, lines so far): each window should be sung at the song's
    mean pace, hold lines of its own label, and break where stanzas break.
    """
    if len(lines) > MOST_LINES_FITTED:
        return _by_length_alone(lines, windows)
    fit = _Fit(lines, windows)
    best: list[list[tuple[float, int]]] = [
        [(0.0 if n == 0 else float("inf"), 0) for n in range(len(lines) + 1)]
    ]
    for window in windows:
        before = best[-1]
        best.append(
            [
                min((before[k][0] + fit.cost(window, k, n), k) for k in range(n + 1))
                for n in range(len(lines) + 1)
            ]
        )
    return _counts(best)


def _counts(best: Sequence[Sequence[tuple[float, int]]]) -> list[int]:
    """Walk back through the table: lines of the last window first."""
    counts: list[int] = []
    n = len(best[0]) - 1
    for column in reversed(best[1:]):
        before = column[n][1]
        counts.append(n - before)
        n = before
    return counts[::-1]


def _by_length_alone(lines: Sequence[ReadLine], windows: Sequence[Window]) -> list[int]:
    """Very many lines: every window takes its share."""
    total = sum(w.end - w.start for w in windows)
    edges = [len(lines) * done // total for done in accumulate(w.end - w.start for w in windows)]
    return [b - a for a, b in zip([0, *edges], edges, strict=False)]


class _Fit:
    """What it costs to sing lines k..n-1 in a window; 0 is perfect. Sums make it quick."""

    def __init__(self, lines: Sequence[ReadLine], windows: Sequence[Window]) -> None:
        weights = [line_syllables(line.text) + 1 for line in lines]
        self.sums = [0, *accumulate(weights)]
        self.total = sum(w.end - w.start for w in windows)
        self.pace = max(1, self.sums[-1]) / self.total
        self.mean = 1.0 / len(windows)
        breaks = [a.stanza != b.stanza for a, b in pairwise(lines)]
        self.breaks = [0, 0, *accumulate(breaks)]
        self.wrong = {
            label: [0, *accumulate(_wrongly(weights, lines, label))]
            for label in {w.label for w in windows}
        }

    def cost(self, window: Window, k: int, n: int) -> float:
        """Pace, labels and stanzas together."""
        share = (window.end - window.start) / self.total
        ratio = (self.sums[n] - self.sums[k]) / ((window.end - window.start) * self.pace)
        wrong = self.wrong[window.label]
        misplaced = (wrong[n] - wrong[k]) / max(1, self.sums[-1])
        return share * (ratio - 1.0) ** 2 + WRONG_LABEL * misplaced + self._stanzas(k, n)

    def _stanzas(self, k: int, n: int) -> float:
        if k == n:
            return 0.0
        torn = k > 0 and self.breaks[-1] > 0 and self.breaks[k + 1] == self.breaks[k]
        joined = self.breaks[n] - self.breaks[k + 1]
        return self.mean * (TORN_STANZA * torn + JOINED_STANZAS * joined)


def _wrongly(
    weights: Sequence[int], lines: Sequence[ReadLine], label: SectionLabel | None
) -> list[int]:
    """The weight of each line that says it belongs elsewhere than to a label."""
    return [
        weight if label is not None and line.label not in (None, label) else 0
        for weight, line in zip(weights, lines, strict=True)
    ]

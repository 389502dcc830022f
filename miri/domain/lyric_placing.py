"""When each line is sung: given times are kept, missing ones are guessed from what was heard.

Why here: a guess is soft (`timed=False`) and says so; cuts may move it. Untimed lines go to the
sections where somebody sings, in order, each section taking about as many syllables as it has
time for; a section begins a stanza where it can, and starts fall on beats.
Next: sung_windows.py (where there is singing), moments.py (words out of the placed lines).
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from miri.domain.lyrics import ReadLine, read_lyrics
from miri.domain.song import Beat, LyricLine, Section, Song
from miri.domain.sung_windows import Window, sung_windows, windows_for_lines
from miri.domain.syllables import line_syllables
from miri.domain.time import MICROS_PER_SECOND, frames_from_micros

LONGEST_LINE_MICROS = 8 * MICROS_PER_SECOND
SHORTEST_LINE_MICROS = 300_000

Span = tuple[int, int]


def lay_lyrics(text: str, song: Song, rate: Fraction) -> tuple[LyricLine, ...]:
    """The lines of a lyrics text, placed on a song (analysed or not yet)."""
    return place_lines(
        read_lyrics(text).lines,
        sections=song.sections,
        sung=song.sung,
        beats=song.beats,
        rate=rate,
        duration_micros=song.duration_micros,
    )


def place_lines(
    lines: Sequence[ReadLine],
    *,
    sections: Sequence[Section],
    sung: Sequence[Span],
    beats: Sequence[Beat],
    rate: Fraction,
    duration_micros: int,
) -> tuple[LyricLine, ...]:
    """Every line with a start and an end: ascending, never overlapping, inside the song.

    Lines whose own time lies beyond the song's end are left out; so are lines for which not one
    microsecond is left. Of lines with the same stamp (a translation) one is made, joined by " / ".
    """
    if any(line.start_micros is not None for line in lines):
        spans = _timed_spans(_joined(lines), sung, duration_micros)
    else:
        asked = {line.label for line in lines if line.label is not None}
        windows = sung_windows(sections, sung, rate, duration_micros, asked)
        spans = _guessed_spans(lines, windows, beats)
    return tuple(_laid(line, span, rate) for line, span in spans)


def _laid(line: ReadLine, span: Span, rate: Fraction) -> LyricLine:
    start, end = span
    return LyricLine(
        text=line.text,
        start_micros=start,
        end_micros=end,
        start_frame=frames_from_micros(start, rate),
        end_frame=frames_from_micros(end, rate),
        timed=line.start_micros is not None,
    )


# Given times


def _joined(lines: Sequence[ReadLine]) -> list[ReadLine]:
    joined: list[ReadLine] = []
    for line in lines:
        if joined and line.start_micros is not None:
            before = joined[-1]
            if before.start_micros == line.start_micros:
                text = before.text if line.text == before.text else f"{before.text} / {line.text}"
                joined[-1] = before.model_copy(update={"text": text})
                continue
        joined.append(line)
    return joined


def _timed_spans(
    lines: Sequence[ReadLine], sung: Sequence[Span], duration: int
) -> list[tuple[ReadLine, Span]]:
    """Lines with times, and between them lines without, which share the time they find there."""
    kept = [x for x in lines if x.start_micros is None or x.start_micros < duration]
    starts = list(accumulate(_filled_in(kept, duration), max))
    spans: list[tuple[ReadLine, Span]] = []
    for place, (line, start) in enumerate(zip(kept, starts, strict=True)):
        following = starts[place + 1] if place + 1 < len(starts) else duration
        if following > start:
            spans.append((line, (start, _end_of(line, start, following, sung))))
    return spans


def _filled_in(lines: Sequence[ReadLine], duration: int) -> list[int]:
    """A start for each line: its own, or a share of the gap it lies in, by syllables."""
    starts: list[int] = []
    for place, line in enumerate(lines):
        if line.start_micros is not None:
            starts.append(line.start_micros)
            continue
        later = [x.start_micros for x in lines[place:] if x.start_micros is not None]
        waiting = _waiting(lines, place)
        begin = starts[-1] if starts else 0
        end = later[0] if later else min(duration, begin + LONGEST_LINE_MICROS * (waiting + 1))
        starts.append(begin + (end - begin) // (waiting + 1))
    return starts


def _waiting(lines: Sequence[ReadLine], place: int) -> int:
    """How many lines without a time stand here in a row."""
    count = 0
    while place + count < len(lines) and lines[place + count].start_micros is None:
        count += 1
    return count


def _end_of(line: ReadLine, start: int, following: int, sung: Sequence[Span]) -> int:
    """Where a line ends: said, or with its singing, or with the next line; 8 seconds at most."""
    latest = min(following, start + LONGEST_LINE_MICROS)
    if line.end_micros is not None and line.end_micros > start:
        return min(latest, line.end_micros)
    stops = [end for begin, end in sung if begin <= start and start + 1_000_000 <= end < latest]
    return stops[0] if stops else latest


# Guessed times


def _guessed_spans(
    lines: Sequence[ReadLine], windows: Sequence[Window], beats: Sequence[Beat]
) -> list[tuple[ReadLine, Span]]:
    spans: list[tuple[ReadLine, Span]] = []
    at = 0
    for window, count in zip(windows, windows_for_lines(lines, windows), strict=True):
        spans += _within(lines[at : at + count], window, beats)
        at += count
    starts = [start for _, (start, _) in spans[1:]] + [windows[-1].end]
    clipped = [(x, (a, min(b, nxt))) for (x, (a, b)), nxt in zip(spans, starts, strict=False)]
    return [(line, span) for line, span in clipped if span[1] > span[0]]


def _within(
    lines: Sequence[ReadLine], window: Window, beats: Sequence[Beat]
) -> list[tuple[ReadLine, Span]]:
    """Lines share a window by their syllables (and a breath each)."""
    if not lines:
        return []
    weights = [line_syllables(line.text) + 1 for line in lines]
    total, length = sum(weights), window.end - window.start
    shares = [window.start + length * sum(weights[:i]) // total for i in range(len(lines))]
    starts = _on_beats(shares, window, beats)
    ends = [*starts[1:], window.end]
    return [
        (line, (start, min(end, start + LONGEST_LINE_MICROS)))
        for line, start, end in zip(lines, starts, ends, strict=True)
        if end > start
    ]


def _on_beats(starts: list[int], window: Window, beats: Sequence[Beat]) -> list[int]:
    """The starts on their nearest beats, downbeats first; as they were where lines would meet."""
    inside = [b for b in beats if window.start - 60_000 <= b.micros < window.end]
    if len(inside) < 2:
        return starts
    times = [b.micros for b in inside]
    bars = [b.micros for b in inside if b.downbeat]
    pulse = (times[-1] - times[0]) // (len(times) - 1)
    snapped = [_snap(_snap(start, bars, pulse), times, pulse) for start in starts]
    orderly = all(b - a >= SHORTEST_LINE_MICROS for a, b in pairwise(snapped))
    return snapped if orderly else starts


def _snap(start: int, times: Sequence[int], reach: int) -> int:
    """The nearest of some times within reach, or the start itself."""
    at = bisect_left(times, start)
    near = [t for t in times[max(0, at - 1) : at + 1] if abs(t - start) <= reach]
    return min(near, key=lambda t: abs(t - start), default=start)

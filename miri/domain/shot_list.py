"""A person's own shot list, obeyed to the letter: read, laid on frames, never moved.

Why here: times come as seconds, clock times, timecodes or frames; where the list does not tile
the song, it is said exactly where, and nothing is guessed.
Next: timing_contract.check_timeline(obeyed=True), which judges the rest.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from miri.domain import refusals
from miri.domain.breach import TimingBroken
from miri.domain.slot import Slot
from miri.domain.timing_contract import tiling_breaches

TimeText = str | int | float | Fraction
"""12.5 or "12.5" or "12.5s": seconds. "0:12.5", "1:02:03.25": a clock, decimals last (never
frames, as in LRC files). "00:00:12:12": a timecode, frames last. "300f": frames."""
Entry = TimeText | tuple[TimeText, TimeText]
"""A duration, or a start and an end."""

_FRAMES = re.compile(r"(\d+)\s*(?:f|fr|frames?|פריימים)", re.IGNORECASE)
_SECONDS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:s|sec|secs|seconds?|שניות|שנ['׳])?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d{1,2}(?:[.,]\d+)?)")
_TIMECODE = re.compile(r"(\d+):(\d{2}):(\d{2})[:;](\d{1,3})")


class _Loose:
    """A stretch that may be empty or reversed: what a list says before it is judged."""

    def __init__(self, start_frame: int, end_frame: int) -> None:
        self.start_frame = start_frame
        self.end_frame = end_frame


def slots_from_list(entries: Sequence[Entry], song_frames: int, rate: Fraction) -> tuple[Slot, ...]:
    """The list as slots. Each boundary is rounded to its frame once, from the song's start, so
    that durations never drift. Raises TimingBroken: an entry that is no time, or every place
    where the list fails to tile the song."""
    if not entries:
        raise refusals.empty_list(song_frames, rate)
    loose: list[_Loose] = []
    clock = Fraction(0)
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, tuple):
            start, end = (read_time(text, rate, number) for text in entry)
        else:
            start, end = clock, clock + read_time(entry, rate, number)
        clock = end
        loose.append(_Loose(_frame(start), _frame(end)))
    breaches = tiling_breaches(loose, song_frames, rate)
    if breaches:
        raise TimingBroken(*breaches)
    return tuple(Slot(start_frame=s.start_frame, end_frame=s.end_frame) for s in loose)


def read_time(text: TimeText, rate: Fraction, number: int = 1) -> Fraction:
    """A time as exact frames (a Fraction). `number` is the entry's, for the refusal.

    Raises TimingBroken where it is no time, or lies before zero."""
    words = str(text).strip()
    if match := _FRAMES.fullmatch(words):
        return Fraction(int(match[1]))
    if match := _SECONDS.fullmatch(words):
        return _decimal(match[1]) * rate
    if match := _TIMECODE.fullmatch(words):
        hours, minutes, secs, frames = (int(group) for group in match.groups())
        return Fraction((hours * 3600 + minutes * 60 + secs) * round(rate) + frames)
    if match := _CLOCK.fullmatch(words):
        hours, minutes = int(match[1] or 0), int(match[2])
        return (hours * 3600 + minutes * 60 + _decimal(match[3])) * rate
    if isinstance(text, Fraction) and text >= 0:
        return text * rate
    raise refusals.unreadable_time(words, number)


def _decimal(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _frame(exact: Fraction) -> int:
    return int(exact + Fraction(1, 2))

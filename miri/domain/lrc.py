"""The stamps of LRC files: `[mm:ss.xx]` before lines, `<mm:ss.xx>` before words, `[ti:...]`.

Why here: there is no standard, so this reads what is found in the wild: `[mm:ss]`, `[mm:ss.x]`
to `.xxx`, `[mm:ss:xx]`, `[h:mm:ss.xx]`, several stamps before one line, an offset in
milliseconds that makes lines come earlier when positive.
Next: lyrics.py, which makes lines of it.
"""

import re
from collections.abc import Iterable, Sequence

from pydantic import Field

from miri.domain.base import Value
from miri.domain.time import MICROS_PER_SECOND

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?"
_STAMP = re.compile(rf"\s*\[\s*{_CLOCK}\s*\]\s*")
_WORD_STAMP = re.compile(rf"<\s*{_CLOCK}\s*>")
_TAG = re.compile(
    r"^\s*\[\s*(ti|ar|al|au|by|re|ve|la|tool|length|offset|id|#)\s*:(.*)\]\s*$", re.IGNORECASE
)


class TimedWord(Value):
    """One word with its own time."""

    text: str
    start_micros: int = Field(ge=0)


def clock_micros(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """Microseconds of a stamp's parts; three parts without a fraction are mm:ss:xx."""
    if hours is not None and fraction is None:
        hours, minutes, seconds, fraction = None, hours, minutes, seconds.zfill(2)
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * MICROS_PER_SECOND + int((fraction or "0").ljust(6, "0")[:6])


def split_stamps(row: str) -> tuple[list[int], str]:
    """The stamps at a row's beginning, in microseconds, and what follows them."""
    stamps: list[int] = []
    at = 0
    while match := _STAMP.match(row, at):
        stamps.append(clock_micros(*match.groups()))
        at = match.end()
    return stamps, row[at:].strip()


def header_tag(row: str) -> tuple[str, str] | None:
    """`[ti:A name]` as ("ti", "A name"), or None where the row is no header."""
    match = _TAG.match(row)
    return (match.group(1).lower(), match.group(2).strip()) if match else None


def offset_micros(value: str) -> int:
    """The `offset` tag's milliseconds; what is no number shifts nothing."""
    match = re.fullmatch(r"([+-]?)\s*(\d{1,7})(?:\s*ms)?", value.strip())
    if match is None:
        return 0
    return int(match.group(2)) * 1000 * (-1 if match.group(1) == "-" else 1)


def words_in(row: str, shift: int) -> tuple[str, tuple[TimedWord, ...]]:
    """A row's text without its word stamps, and the words that carried one."""
    pieces = _WORD_STAMP.split(row)
    words: list[TimedWord] = []
    text = pieces[0]
    for place in range(1, len(pieces), 5):
        start = max(0, clock_micros(*pieces[place : place + 4]) - shift)
        spoken = pieces[place + 4]
        text += spoken
        if spoken.strip():
            words.append(TimedWord(text=spoken.strip(), start_micros=start))
    return " ".join(text.split()), tuple(words)


def looks_timed(rows: Sequence[str]) -> bool:
    """Whether any row begins with a stamp."""
    return any(_STAMP.match(row) for row in rows)


def stamp(micros: int) -> str:
    """`mm:ss.xx`, to the nearest hundredth."""
    hundredths = (micros + 5_000) // 10_000
    minutes, rest = divmod(hundredths, 6_000)
    return f"{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"


def write_lrc(lines: Iterable[tuple[int, str]], tags: Sequence[tuple[str, str]] = ()) -> str:
    """An LRC text from (start in microseconds, words) pairs and header tags."""
    rows = [f"[{name}:{value}]" for name, value in tags]
    rows += [f"[{stamp(micros)}]{' '.join(words.split())}" for micros, words in lines]
    return "\n".join(rows) + "\n"

"""Lyrics as people bring them: LRC with times, or plain text with or without headings.

Why here: lyrics are data from outside; they are read liberally, once, into plain lines. What is
a heading ([Chorus], פזמון:) is no line but a hint of where the lines after it are sung.
Next: lyric_placing.py (when each line is sung), miri/codec/lyric_file.py (bytes into text),
lrc.py (the stamps).
"""

import re
from collections.abc import Iterable, Sequence

from pydantic import Field

from miri.domain.base import Value
from miri.domain.lrc import (
    TimedWord,
    header_tag,
    looks_timed,
    offset_micros,
    split_stamps,
    words_in,
)
from miri.domain.song import SectionLabel

_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029\x85\x0b\x0c]")
_UNSEEN = re.compile(
    r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

_LABELS: tuple[tuple[SectionLabel, str], ...] = (
    (SectionLabel.PRECHORUS, r"pre[- ]?chorus|build|(?:קדם|טרום|פרה|לפני)[- ]?ה?פזמון"),
    (SectionLabel.CHORUS, r"(?:post[- ]?)?chorus|refrain|hook|ה?פזמון"),
    (SectionLabel.VERSE, r"verse|stanza|strophe|ה?בית"),
    (SectionLabel.BRIDGE, r"bridge|middle (?:8|eight)|c[- ]?part|ה?גשר|סי[- ]?פארט"),
    (
        SectionLabel.INSTRUMENTAL,
        r"instrumental|interlude|solo|(?:guitar|piano|drum) solo|break(?:down)?|drop|סולו|(?:קטע )?מעבר",
    ),
    (SectionLabel.INTRO, r"intro(?:duction)?|ה?פתיחה|אינטרו|הקדמה"),
    (SectionLabel.OUTRO, r"outro|coda|ending|ה?סיום|אאוטרו|סיומת"),
)
_COUNT = (
    r"(?:\s*(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|final|last"
    r"|[א-י]['׳’]?|ראשון|שני|שנייה|שלישי|רביעי|אחרון))?"
    r"(?:\s*\(?\s*[x×]\s*\d{1,2}\s*\)?)?"
)
_HEADINGS = tuple(
    (label, re.compile(rf"(?:{words}){_COUNT}(?:\s*[:\-–—,|].*)?", re.IGNORECASE))
    for label, words in _LABELS
)
_BRACKETED = re.compile(r"^\s*(?:\[([^\[\]]*)\]|\(([^()]*)\)|\{([^{}]*)\})\s*:?\s*$")
_DECORATED = re.compile(r"^\s*(?:#{1,4}\s*|\*{1,2}|_{1,2}|[-–—=~]{2,}\s*)(.*?)[\s*_:=~–—-]*$")
_BARE = re.compile(
    rf"(?:(?:pre[- ]?chorus|chorus|refrain|verse|bridge|intro|outro|interlude|ה?פזמון|גשר)"
    rf"{_COUNT}\s*:?|(?:solo|hook|instrumental|coda|ה?בית|פתיחה|סיום|מעבר|סולו)"
    rf"(?:{_COUNT}\s*:|\s*(?:\d|[א-ה]['׳’]|ראשון|שני|שלישי)\s*:?))",
    re.IGNORECASE,
)

MOST_ROWS = 2_000
MOST_LETTERS = 600
"""No song has more or longer rows; what lies beyond is left out."""


class ReadLine(Value):
    """A line as read. `stanza` counts groups set apart by blank lines or headings."""

    text: str
    start_micros: int | None = Field(default=None, ge=0)
    end_micros: int | None = Field(default=None, ge=0)
    words: tuple[TimedWord, ...] = ()
    label: SectionLabel | None = None
    stanza: int = 0


class ReadLyrics(Value):
    """What a lyrics text holds. `timed` where at least one line carries its own time."""

    lines: tuple[ReadLine, ...] = ()
    timed: bool = False
    title: str = ""
    artist: str = ""
    length_micros: int | None = None


def read_lyrics(text: str) -> ReadLyrics:
    """Read LRC or plain text, whichever it is; never raises, for every text is someone's lyrics."""
    rows = [clean_row(row[:MOST_LETTERS]) for row in _BREAKS.split(text)[:MOST_ROWS]]
    return _read_timed(rows) if looks_timed(rows) else _read_plain(rows)


def clean_row(row: str) -> str:
    """A row without the marks nobody sees (byte order, direction, zero width) and stray spaces."""
    return _SPACES.sub(" ", _UNSEEN.sub("", row)).strip()


def heading_label(row: str) -> SectionLabel | None:
    """The section a row announces, or None where the row is sung.

    Brackets or a decoration (`## Chorus`) make a heading of any section word; a bare row needs an
    unmistakable one: `Chorus`, `Verse 2`, `בית א'`, `בית:`, but not `בית`, which means home.
    """
    if _BARE.fullmatch(row.strip()):
        return _label_of(row.strip().rstrip(":"))
    wrapped = _BRACKETED.match(row) or _DECORATED.match(row)
    if wrapped is None:
        return None
    return _label_of(next((g for g in wrapped.groups() if g is not None), "").strip(" :*_"))


def _label_of(words: str) -> SectionLabel | None:
    return next((label for label, pattern in _HEADINGS if pattern.fullmatch(words)), None)


def _read_plain(rows: Sequence[str]) -> ReadLyrics:
    lines: list[ReadLine] = []
    stanza, label, fresh = 0, None, True
    silent: SectionLabel | None = None
    for row in rows:
        announced = heading_label(row)
        if announced is None and _is_note(row):
            continue
        if announced is not None:
            again = _repeated(lines, silent, stanza)
            lines, fresh = lines + again, fresh and not again
            label = silent = announced
        if not row or announced is not None:
            stanza, fresh = stanza + (not fresh), True
            continue
        lines.append(ReadLine(text=row, label=label, stanza=stanza))
        fresh, silent = False, None
    lines += _repeated(lines, silent, stanza)
    return ReadLyrics(lines=tuple(lines))


def _is_note(row: str) -> bool:
    """A row that is nothing but a bracketed remark: `[x2]`, `[Miri sings]`; it is not sung."""
    return row.startswith("[") and row.endswith("]") and _BRACKETED.match(row) is not None


def _repeated(lines: Sequence[ReadLine], label: SectionLabel | None, stanza: int) -> list[ReadLine]:
    """A heading with nothing under it asks for the same section's first lines again."""
    if label is None:
        return []
    first = next((line.stanza for line in lines if line.label is label), None)
    again = [line for line in lines if line.stanza == first and line.label is label]
    return [line.model_copy(update={"stanza": stanza}) for line in again]


def _read_timed(rows: Sequence[str]) -> ReadLyrics:
    tags = dict(tag for tag in map(header_tag, rows) if tag is not None)
    shift = offset_micros(tags.get("offset", ""))
    found = _in_order(_timed_rows(rows, shift))
    lines = _with_ends(found)
    length = split_stamps(f"[{tags.get('length', '')}]")[0]
    return ReadLyrics(
        lines=lines,
        timed=any(line.start_micros is not None for line in lines),
        title=tags.get("ti", ""),
        artist=tags.get("ar", ""),
        length_micros=length[0] if length else None,
    )


def _timed_rows(rows: Sequence[str], shift: int) -> Iterable[tuple[int, ReadLine]]:
    """Each line with the time it is sorted by: its own, or that of the stamped row before it."""
    label: SectionLabel | None = None
    stanza, before = 0, -1
    for row in rows:
        stamps, rest = split_stamps(row)
        announced = heading_label(rest)
        if announced is not None or (not rest and not stamps):
            label = announced if announced is not None else label
            stanza += 1
            continue
        if not stamps and (before < 0 or header_tag(row) is not None or _is_note(rest)):
            continue
        text, words = words_in(rest, shift)
        for stamp in stamps:
            start = max(0, stamp - shift)
            line = ReadLine(
                text=text, start_micros=start, words=_moved(words, stamp - stamps[0]), label=label
            )
            yield start, line.model_copy(update={"stanza": stanza})
        if stamps:
            before = max(0, stamps[0] - shift)
        else:
            yield before, ReadLine(text=text, label=label, stanza=stanza)


def _moved(words: tuple[TimedWord, ...], micros: int) -> tuple[TimedWord, ...]:
    """A repeated line's words, later by as much as the line itself."""
    return tuple(
        word.model_copy(update={"start_micros": max(0, word.start_micros + micros)})
        for word in words
    )


def _in_order(found: Iterable[tuple[int, ReadLine]]) -> list[ReadLine]:
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _with_ends(found: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """A stamp without words ends the line before it; it is no line itself."""
    lines: list[ReadLine] = []
    for line in found:
        if line.text:
            lines.append(line)
        elif lines and line.start_micros is not None and lines[-1].end_micros is None:
            started = lines[-1].start_micros
            if started is not None and line.start_micros > started:
                lines[-1] = lines[-1].model_copy(update={"end_micros": line.start_micros})
    return tuple(lines)

"""Wishes: what a note asks to change ("darker, more close-ups, no people"), read by table.

Why here: notes in a brief and notes on a draft go through the same reading; what no table knows
stays as words, and is worked into the text instead of being lost.
Next: reading.py.
"""

import re
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from miri.providers.offline.writer.lexicon import Lexicon, tokens
from miri.providers.offline.writer.tables import table, words_of

_DENIED = re.compile(
    r"(?:\b(?:no|not|without|isn't|aren't|never)\b|(?<![\u05d0-\u05ea])(?:בלי|ובלי|אין|ללא|לא)"
    r"(?![\u05d0-\u05ea]))[^.,;:!?\n]*?(?=\b(?:but|only|instead|everything)\b|אלא|רק |הכל|הכול|"
    r"[.,;:!?\n]|$)",
    re.IGNORECASE,
)
"""What a note says should not be: up to a stop, or to what should be in its place."""
_ASKED = re.compile(r"(?:As asked: “([^”]*)”|לפי הבקשה: ״([^״]*)״)")


@dataclass(frozen=True)
class Wishes:
    """`close` +1: nearer, -1: wider; `perform` +1: more singing to us; `move` +1: freer camera."""

    moods: tuple[str, ...] = ()
    style: str = ""
    hour: str = ""
    all_hours: bool = False
    weather: str = ""
    close: int = 0
    perform: int = 0
    move: int = 0
    people: bool = True
    one_place: bool = False
    cast: int = 3


def read_wishes(*notes: str) -> Wishes:
    """Everything the notes ask for; later notes win where they disagree."""
    wishes = Wishes()
    for note in notes:
        for key in _book().keys(note):
            wishes = _with(wishes, table("changes")[key])
    return wishes


def affirmed_part(note: str) -> str:
    """A note without what it does not want."""
    return _DENIED.sub(" ", note)


def denied_part(note: str) -> str:
    """What a note does not want."""
    return " . ".join(_DENIED.findall(note))


def understood(note: str) -> bool:
    """True where the tables account for most of a note's words."""
    words = tokens(note)
    read = sum(hit.length for hit in _book().find_in(words))
    return read * 2 >= len([w for w in words if w not in _LITTLE])


def earlier_notes(synopsis: str) -> tuple[str, ...]:
    """The notes that a treatment of ours says it was changed by, oldest first."""
    return tuple(english or hebrew for english, hebrew in _ASKED.findall(synopsis))


def _with(wishes: Wishes, row: dict[str, Any]) -> Wishes:
    known = {field.name for field in fields(Wishes)} - {"moods"}
    change = {key: value for key, value in row.items() if key in known}
    moods = dict.fromkeys((*row.get("moods", ()), *wishes.moods))
    return replace(wishes, moods=tuple(moods), **change)


_LITTLE = frozenset(
    "the a it make more please and all be very much to of in את זה יותר בבקשה קצת שיהיה".split()
)


@cache
def _book() -> Lexicon:
    return Lexicon({key: words_of(row) for key, row in table("changes").items()})

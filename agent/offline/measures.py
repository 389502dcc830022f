"""Lengths, clock times, colours, lenses and sums of money in a message.

Why here: their numbers must be taken before shots and scenes are counted.
Next: references.py, which counts what is left.
"""

from dataclasses import dataclass, field
from typing import TypeVar

from agent.offline.pieces import Piece

T = TypeVar("T")
UNITS = {"seconds": 1.0, "minutes": 60.0}
ARTICLES = frozenset(
    {"a", "an", "another", "one", "per", "each", "extra", "עוד", "full", "whole", "more"}
)
MORE = frozenset({"more", "extra", "full", "whole", "additional"})
HALF_AFTER = frozenset({"וחצי"})
COUNTED = ("shot", "scene", "version", "rule", "section", "verse", "chorus", "bridge", "still", "clip", "prechorus")  # fmt: skip


@dataclass(slots=True)
class Measures:
    """Seconds as floats only until an argument is written; `used`: the pieces they are made of."""

    lengths: list[float] = field(default_factory=list[float])
    clocks: list[float] = field(default_factory=list[float])
    beats: list[float] = field(default_factory=list[float])
    hexes: list[str] = field(default_factory=list[str])
    lens_mm: int | None = None
    dollars: float | None = None
    used: set[int] = field(default_factory=set[int])


def measures_in(pieces: tuple[Piece, ...]) -> Measures:
    """All measures of a message, in order."""
    found = Measures()
    at = 0
    while at < len(pieces):
        at += _take(pieces, at, found)
    return found


def _take(pieces: tuple[Piece, ...], at: int, found: Measures) -> int:
    piece = pieces[at]
    if piece.kind == "hex":
        return _use(found, at, 1, found.hexes, _six_digits(piece.text))
    if piece.kind == "clock":
        return _use(found, at, 1, found.clocks, _clock(piece.text))
    size = _lens(pieces, at, found) or _money(pieces, at, found) or _length(pieces, at, found)
    return size or 1


def _use(found: Measures, at: int, size: int, into: list[T], value: T) -> int:
    into.append(value)
    found.used.update(range(at, at + size))
    return size


def _six_digits(text: str) -> str:
    digits = text[1:]
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits)).upper()


def _clock(text: str) -> float:
    minutes, _, seconds = text.partition(":")
    return int(minutes) * 60 + float(seconds.replace(":", "."))


def _lens(pieces: tuple[Piece, ...], at: int, found: Measures) -> int:
    value = _digits(pieces, at)
    if value is None or at + 1 >= len(pieces) or not pieces[at + 1].means("lens"):
        return 0
    if pieces[at + 1].text.lower() not in (
        "mm",
        'מ"מ',
        "ממ",
        "מילימטר",
        "מ״מ",
        "millimeter",
        "mil",
    ):
        return 0
    found.lens_mm = int(value)
    found.used |= {at, at + 1}
    return 2


def _money(pieces: tuple[Piece, ...], at: int, found: Measures) -> int:
    sign_first = pieces[at].is_mark("$€₪")
    value = _digits(pieces, at + 1 if sign_first else at)
    if value is None:
        return 0
    sign_after = at + 1 < len(pieces) and (
        pieces[at + 1].is_mark("$€₪") or pieces[at + 1].means("money_sign")
    )
    if not (sign_first or sign_after):
        return 0
    found.dollars = value
    found.used |= {at, at + 1}
    return 2


def _length(pieces: tuple[Piece, ...], at: int, found: Measures) -> int:
    """`2 seconds`, `half a second`, `a second and a half`, `minute 1 and 20 seconds`, `2 beats`."""
    amount, size = _amount(pieces, at)
    if amount is None:
        return _bare_unit(pieces, at, found)
    unit_at = at + size
    while unit_at < len(pieces) and pieces[unit_at].text.lower() in MORE and size < 3:
        unit_at, size = unit_at + 1, size + 1
    if unit_at >= len(pieces):
        return 0
    unit = pieces[unit_at]
    if unit.means("beats_unit") and not unit.means("seconds"):
        return _use(found, at, size + 1, found.beats, amount)
    seconds = _unit(unit)
    if seconds is None or unit.front in ("ב", "ל"):
        return 0
    size += 1
    more, extra = _rest_of_length(pieces, unit_at + 1, seconds)
    return _use(found, at, size + extra, found.lengths, amount * seconds + more)


def _bare_unit(pieces: tuple[Piece, ...], at: int, found: Measures) -> int:
    """`another second`, `בשנייה`, `second 45`."""
    piece = pieces[at]
    seconds = _unit(piece)
    if seconds is None or _ordinal_here(pieces, at):
        return 0
    if at + 1 < len(pieces) and pieces[at + 1].kind == "clock":
        found.used.add(at)
        return 1
    after = _digits(pieces, at + 1)
    if after is not None and not _unit_at(pieces, at + 2):
        return _use(found, at, 2, found.clocks, after * seconds)
    before = pieces[at - 1].text.lower() if at else ""
    half = at + 1 < len(pieces) and pieces[at + 1].text in HALF_AFTER
    if (
        before.rpartition(" ")[2] not in ARTICLES
        and piece.front not in ("ב", "ל")
        and not half
        and not _tail(pieces, at)
    ):
        return 0
    more, extra = _rest_of_length(pieces, at + 1, seconds)
    return _use(found, at, 1 + extra, found.lengths, seconds + more)


def _tail(pieces: tuple[Piece, ...], at: int) -> bool:
    """`a second longer`: the unit stands before a comparison."""
    return at + 1 < len(pieces) and pieces[at + 1].means(
        "longer", "shorter", "earlier", "later_cut"
    )


def _rest_of_length(pieces: tuple[Piece, ...], at: int, unit: float) -> tuple[float, int]:
    """What a length goes on with: `and a half`, `20 seconds`. (seconds, pieces taken)"""
    if at < len(pieces) and pieces[at].text in HALF_AFTER:
        return unit / 2, 1
    words = [p.text.lower() for p in pieces[at : at + 3]]
    if words[:2] == ["and", "a half"]:
        return unit / 2, 2
    skip = 1 if words[:1] in (["and"], ["ו"]) else 0
    amount, size = _amount(pieces, at + skip)
    if unit == 60 and amount is not None:
        tail = 1 if _unit_at(pieces, at + skip + size) == 1 else 0
        if tail or not skip:
            return amount, skip + size + tail
    return 0.0, 0


def _amount(pieces: tuple[Piece, ...], at: int) -> tuple[float | None, int]:
    if at >= len(pieces):
        return None, 0
    piece = pieces[at]
    if piece.means("half"):
        article = at + 1 < len(pieces) and pieces[at + 1].text.lower() in ("a", "an", "of")
        return 0.5, 2 if article else 1
    value = _digits(pieces, at)
    if value is None:
        return None, 0
    words = [p.text.lower() for p in pieces[at + 1 : at + 3]]
    return (value + 0.5, 3) if words == ["and", "a half"] else (value, 1)


def _digits(pieces: tuple[Piece, ...], at: int) -> float | None:
    if at >= len(pieces):
        return None
    piece = pieces[at]
    if piece.kind == "decimal":
        return float(piece.text)
    number = piece.number
    if number is None or (number.ordinal and not number.both):
        return None
    return None if piece.means("seconds") else float(number.value)


def _unit(piece: Piece) -> float | None:
    return next((UNITS[tag] for tag in UNITS if tag in piece.tags), None)


def _unit_at(pieces: tuple[Piece, ...], at: int) -> float | None:
    return _unit(pieces[at]) if at < len(pieces) else None


def _ordinal_here(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether `second` counts here: `the second verse`, `סצנה שנייה`."""
    piece = pieces[at]
    if piece.number is None or not piece.number.ordinal:
        return False
    before = pieces[at - 1] if at else None
    if before is not None and before.number is not None and before.number.ordinal is False:
        return False
    if at + 1 < len(pieces) and pieces[at + 1].means(*COUNTED, "revision"):
        return True
    named_before = before is not None and before.means(*COUNTED)
    return named_before and piece.front in ("", "ה")

"""Numbers as people write and say them: 3, three, third, 3rd, twenty one, שלוש, השלישי.

Why here: shots, scenes, versions, seconds are all counted alike.
Next: pieces.py, which marks the numbers in a message.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agent.offline.tokens import Token, words_of

Words = dict[tuple[str, ...], int]
LONGEST = 2
FRONTS = ("", "ו", "ה", "ב", "ל", "מ", "כ", "וה", "של", "ול")


@dataclass(frozen=True, slots=True)
class Number:
    """`ordinal`: third rather than three; `digits`: written 3; `size`: how many tokens it takes."""

    value: int
    ordinal: bool
    digits: bool
    size: int
    front: str = ""
    both: bool = False
    """The word is a cardinal as well (שני)."""


def number_at(tokens: tuple[Token, ...], at: int) -> Number | None:
    """The number that begins at a token, if one does."""
    token = tokens[at]
    if token.kind == "number":
        return Number(int(token.text[:9]), False, True, 1)
    if token.kind == "ordinal":
        return Number(int(token.text[:-2]), True, True, 1)
    if token.kind != "word":
        return None
    return _in_words(tokens, at)


def number_named(word: str) -> Number | None:
    """The number a known word is, however the message spelled it."""
    return _named((word,), "")


def number_words() -> frozenset[tuple[str, ...]]:
    """All number words, for those who correct spelling."""
    return frozenset(_cardinals()) | frozenset(_ordinals())


def _in_words(tokens: tuple[Token, ...], at: int) -> Number | None:
    keys = tuple(token.key for token in tokens[at : at + LONGEST + 1] if token.kind == "word")
    for size in range(min(LONGEST, len(keys)), 0, -1):
        for front in FRONTS:
            number = _named(keys[:size], front)
            if number:
                return _with_unit(number, keys) if size == 1 else number
    return None


def _named(keys: tuple[str, ...], front: str) -> Number | None:
    if not keys[0].startswith(front):
        return None
    bare = (keys[0][len(front) :], *keys[1:])
    cardinal, ordinal = _cardinals().get(bare), _ordinals().get(bare)
    if cardinal is None and ordinal is None:
        return None
    value = cardinal if cardinal is not None else ordinal
    assert value is not None
    both = cardinal is not None and ordinal is not None
    return Number(value, ordinal is not None, False, len(keys), front, both)


def _with_unit(tens: Number, keys: tuple[str, ...]) -> Number:
    """Twenty one, עשרים ואחת: the tens with the unit said after them."""
    if tens.value < 20 or tens.value % 10 or len(keys) < 2:
        return tens
    for front in ("", "ו"):
        unit = _named((keys[1],), front)
        if unit and 0 < unit.value < 10:
            return Number(tens.value + unit.value, unit.ordinal, False, 2, tens.front)
    return tens


@cache
def _cardinals() -> Words:
    return _words("cardinal")


@cache
def _ordinals() -> Words:
    return _words("ordinal")


def _words(kind: str) -> Words:
    path = files("agent.offline") / "lexicon" / "numbers.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return {words_of(word): value for table in tables.values() for word, value in table.items()}

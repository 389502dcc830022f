"""A message as pieces: the longest phrases the lexicon knows, numbers, and what is left over.

Why here: from here on nobody looks at letters; a piece says what it may mean.
Next: references.py (which shots, scenes, times are named), clause.py (what is asked).
"""

from dataclasses import dataclass
from functools import cache

from agent.offline.lexicon import VERB_FRONTS, Entry, Key, lexicon
from agent.offline.numbers import Number, number_at, number_named
from agent.offline.spelling import distance
from agent.offline.tokens import Token, tokens_of

NOTHING: frozenset[str] = frozenset()
ORDER = "order"
COUNTED = ("shot", "shots", "scene", "scenes", "שוט", "שוטימ", "סצנה", "סצנות")
NUMBERED = frozenset({"show", "shop", "slot", "spot", "shut", "hoot", "scent", "scone", "סצנת", "שוטי", "שוב", "שות", "צוט", "שנות", "מצנה", "פוט", "short", "שיט", "שבט"})  # fmt: skip
"""Words that stand before numbers in their own right."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the message. `tags` and `senses` as in the lexicon; `front`: Hebrew letters.

    `kind` is that of its first token (word, number, clock, decimal, hex, mark).
    """

    kind: str
    text: str
    start: int
    end: int
    tags: frozenset[str] = NOTHING
    senses: frozenset[tuple[str, str]] = frozenset()
    front: str = ""
    number: Number | None = None

    @property
    def orders(self) -> frozenset[str]:
        """The verbs it says to someone."""
        return frozenset(verb for verb, sense in self.senses if sense == ORDER)

    @property
    def known(self) -> bool:
        """Whether the lexicon or the numbers have it."""
        return bool(self.tags or self.senses or self.number) or self.kind != "word"

    def means(self, *tags: str) -> bool:
        """Whether it carries one of the tags."""
        return not self.tags.isdisjoint(tags)

    def is_mark(self, marks: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "mark" and self.text in marks


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a clean text, in order."""
    return _pieces(text, tokens_of(text))


def _pieces(text: str, tokens: tuple[Token, ...]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        piece, size = _piece_at(text, tokens, at)
        found.append(piece)
        at += size
    return tuple(found)


def _piece_at(text: str, tokens: tuple[Token, ...], at: int) -> tuple[Piece, int]:
    token = tokens[at]
    number = number_at(tokens, at)
    if token.kind not in ("word", "number"):
        return Piece(token.kind, token.text, token.start, token.end, number=number), 1
    front, key = _counted_noun(tokens, at) or _longest(tokens, at)
    if number and key and key[0] not in tokens[at].key:
        front, key = "", ()
    if number is None and len(key) == 1 and key[0] not in token.key:
        number = number_named(key[0])
    size = max(len(key), number.size if number else 1, 1)
    if number and number.size < len(key):
        number = None
    entry = lexicon().entries[key] if key and len(key) == size else Entry()
    end = tokens[at + size - 1].end
    return (
        Piece(
            token.kind,
            text[token.start : end],
            token.start,
            end,
            frozenset(entry.tags),
            frozenset(entry.senses) if front in ("", *VERB_FRONTS) else frozenset(),
            number.front if number and not key else front,
            number,
        ),
        size,
    )


def _counted_noun(tokens: tuple[Token, ...], at: int) -> tuple[str, Key] | None:
    """`sot 3`, `hot 2`, `בשטו 4`: before a number even a badly typed shot is a shot."""
    word = tokens[at].key
    followed = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
    if not followed or tokens[at].kind != "word" or word in NUMBERED:
        return None
    known = lexicon().exact(word)
    if any(rest in COUNTED for _, rest in known):
        return None
    for front, rest in (("", word), (word[:1], word[1:])):
        if front and front not in "בלמהוש":
            continue
        for noun in COUNTED:
            if len(rest) >= 3 and rest != noun and distance(rest, noun) == 1:
                return front, (noun,)
    return None


def _longest(tokens: tuple[Token, ...], at: int) -> tuple[str, Key]:
    """The longest phrase that begins at a token, with the letters taken off its front.

    Of two that are equally long, the one closer to what was written.
    """
    best: tuple[int, int, str, Key] = (0, 0, "", ())
    for front, first in _spelled(tokens, at):
        for key in lexicon().by_first.get(first, ()):
            if len(key) < best[0]:
                break
            changed = _changed(tokens, at, key)
            if changed is not None:
                likeness = -changed - bool(front)
                if (len(key), likeness) > best[:2] or not best[3]:
                    best = (len(key), likeness, front, key)
    return best[2], best[3]


def _changed(tokens: tuple[Token, ...], at: int, key: Key) -> int | None:
    """How many words after the first differ from the phrase in letters; None if it is not there."""
    if at + len(key) > len(tokens):
        return None
    changed = 0
    for here, word in enumerate(key[1:], at + 1):
        spellings = _spelled(tokens, here) if tokens[here].kind in ("word", "number") else ()
        if not any(spelled == word and len(front) < 2 for front, spelled in spellings):
            return None
        changed += tokens[here].key != word
    return changed


def _spelled(tokens: tuple[Token, ...], at: int) -> tuple[tuple[str, str], ...]:
    """The known words a token may stand for; a name inside a sentence is not corrected."""
    token = tokens[at]
    named = at > 0 and token.text[:1].isupper() and not token.text.isupper()
    if named and token.key not in lexicon().words:
        return ()
    return _spellings(token.key)


@cache
def _spellings(key: str) -> tuple[tuple[str, str], ...]:
    return lexicon().spellings(key)

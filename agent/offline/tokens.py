"""A message cut into tokens: words, numbers, clock times, colours, marks; each knows its place.

Why here: everything after this works on tokens and can still quote the message literally.
Next: pieces.py, which finds out what the tokens mean.
"""

import re
from dataclasses import dataclass

from agent.offline.spelling import fold

TOKEN = re.compile(
    r"(?P<hex>\#[0-9a-fA-F]{6}\b|\#[0-9a-fA-F]{3}\b)"
    r"|(?P<clock>\d{1,2}:\d{2}(?:[.:]\d{1,3})?)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’׳`´][^\W\d_]+|(?<=[א-ת])[\"״][א-ת])*['’׳]?)"
    r"|(?P<mark>[^\s])"
)
IN_WORD_DASHES = re.compile(r"(?<=[^\W\d_])[-־‐‑](?=[^\W\d_])")
THE_SLURRED = re.compile(r"(?<![א-ת])ת['’׳](?=[א-ת]{2})")
"""`ת'שיחה` is את השיחה."""
INVISIBLE = dict.fromkeys([0x200B, 0x200D, 0x200E, 0x200F, 0xFE0F, 0xFEFF, *range(0x202A, 0x202F)])


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is what it is looked up by; `start` and `end` are its place in the clean text."""

    kind: str
    text: str
    key: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text without what nobody sees (direction marks, joiners), with one kind of dash."""
    text = THE_SLURRED.sub("את ה", text)
    return text.translate(INVISIBLE).replace("–", "-").replace("—", " - ").replace("\xa0", " ")


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens in order. A dash inside a word parts it in two words."""
    spaced = IN_WORD_DASHES.sub(" ", text)
    return tuple(_token(match) for match in TOKEN.finditer(spaced))


def _token(match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match.group()
    if text in "&+":
        return Token("word", text, "and", match.start(), match.end())
    return Token(kind, text, fold(text), match.start(), match.end())


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of a table as the keys a message is matched by."""
    return tuple(token.key for token in tokens_of(phrase) if token.kind != "mark")

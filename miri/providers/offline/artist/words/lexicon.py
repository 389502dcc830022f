"""A lexicon finds the words of a table in running English or Hebrew text.

Why here: prompts are written by people and models; painters want names. Tables are TOML files
beside this one: `name = [words]`; inflections and Hebrew prefixes are handled here.
Next: reading.py, which asks all the tables.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

NIQQUD = re.compile("[\u0591-\u05c7]")
MAQAF = "\u05be"
TOKEN = re.compile(r"#?[a-z0-9']+|[\u05d0-\u05ea]+(?:[\"'״׳][\u05d0-\u05ea]+)?")
PREFIXES = "והבלמשכ"
SUFFIXES = ("ויות", "יות", "ים", "ות", "יה", "ה", "ת", "י", "ו", "ם", "ן")
ENDINGS = (("ies", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("ed", "e"), ("s", ""))
LONGEST = 4


class Found(NamedTuple):
    """A table's name, and the index of the token where its word begins."""

    name: str
    at: int
    length: int


def tokens(text: str) -> list[str]:
    """Lower-case words without niqqud and punctuation; hex colours stay whole."""
    return TOKEN.findall(NIQQUD.sub("", text.lower().replace(MAQAF, " ")))


@lru_cache(maxsize=8192)
def forms(token: str) -> tuple[str, ...]:
    """A word and what it may be an inflection of, the closest first."""
    if "\u05d0" <= token[0] <= "\u05ea":
        return _hebrew_forms(token)
    found = [token.removesuffix("'s")]
    for ending, instead in ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 2:
            stem = token.removesuffix(ending) + instead
            found.append(stem)
            if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def _hebrew_forms(token: str) -> tuple[str, ...]:
    bare = [token]
    for i in range(1, 5):
        if len(token) - i >= 2 and all(letter in PREFIXES for letter in token[:i]):
            bare.append(token[i:])
    found = list(bare)
    for word in bare:
        found += [
            word.removesuffix(suffix)
            for suffix in SUFFIXES
            if word.endswith(suffix) and len(word) - len(suffix) >= 2
        ]
    for word in bare:
        stems = [word.removesuffix(end) for end in ("ות", "ת") if word.endswith(end)]
        found += [stem + "ה" for stem in stems if len(stem) >= 2]
    return tuple(dict.fromkeys(found))


class Lexicon:
    """One table: names, and the words that mean them."""

    def __init__(self, words: dict[str, list[str]]):
        self._names: dict[str, str] = {}
        for name, phrases in words.items():
            for phrase in phrases:
                self._names.setdefault(" ".join(tokens(phrase)), name)

    def find(self, text: str) -> list[Found]:
        """Everything found, in order; longer phrases win over the words inside them."""
        words = tokens(text)
        found: list[Found] = []
        at = 0
        while at < len(words):
            hit = self._at(words, at)
            if hit is not None:
                found.append(hit)
            at += hit.length if hit is not None else 1
        return found

    def names(self, text: str) -> list[str]:
        """The names found, in order, each once."""
        return list(dict.fromkeys(hit.name for hit in self.find(text)))

    def first(self, text: str, default: str = "") -> str:
        """The first name found."""
        hits = self.find(text)
        return hits[0].name if hits else default

    def _at(self, words: list[str], at: int) -> Found | None:
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            name = self._phrase(words[at : at + length])
            if name is not None:
                return Found(name, at, length)
        return None

    def _phrase(self, words: list[str]) -> str | None:
        if len(words) == 1:
            hits = (self._names.get(form) for form in forms(words[0]))
            return next((name for name in hits if name is not None), None)
        exact = " ".join(words)
        if exact in self._names:
            return self._names[exact]
        for first in forms(words[0]):
            for last in forms(words[-1]):
                phrase = " ".join([first, *words[1:-1], last])
                if phrase in self._names:
                    return self._names[phrase]
        return None


@lru_cache(maxsize=64)
def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder, read once."""
    path = files("miri.providers.offline.artist.words").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def lexicon(name: str, part: str = "words") -> Lexicon:
    """The lexicon of one table of a TOML file."""
    return Lexicon(table(name)[part])

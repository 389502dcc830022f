"""A Lexicon finds the words of a table in running English or Hebrew text.

Why here: briefs and lyrics come as people write them; Hebrew glues "in", "the" and "and" to its
words, English adds plurals. Both are undone here and nowhere else.
Next: tables.py (what the tables hold), reading.py (who asks them).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

NIQQUD = re.compile("[\u0591-\u05bd\u05bf-\u05c7]")
ACCENTS = re.compile("[\u0300-\u036f]")
"""Off Latin letters, so that "Inês" and "Ines", "café" and "cafe" are one word."""
TOKEN = re.compile(r"[a-z0-9&']+|[\u05d0-\u05ea]+(?:[\"'״׳][\u05d0-\u05ea]*)*")
PREFIXES = "והבלמשכ"
BEFORE_SHORT = frozenset("ה ב ל וה וב ול מה שה שב של כשה".split())
LONGEST_PHRASE = 4
IDIOM = "idiom"
"""The key of phrases that mean something else: read, and never found."""
NOT = frozenset("לא בלי אל אינני not don't never no can't won't didn't doesn't".split())
NOT_PREFIXED = frozenset(
    "ליד שבר לבד בלי כבר לבן לבנה כלי כמה למה מתי הוא היא מים שמים בני בית בין כאן לאן שלי שלך שלו "
    "שלה שלנו להם להן בהם הכל הכול הנה מול בגד לאט לפני שני שנים כלב לבי לבך שם בא באה בוא כסף".split()
)
"""Words that only look like a prefix and another word."""


class Hit(NamedTuple):
    """A table's key, the index of the token where its words begin, and how many tokens."""

    key: str
    at: int
    length: int


def plain(text: str) -> str:
    """Lower case, without niqqud, with straight quotes and spaces for maqafs."""
    text = NIQQUD.sub("", text.lower()).replace("\u05be", " ").replace("-", " ")
    text = ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return text.replace("’", "'").replace("״", '"').replace("׳", "'")


def tokens(text: str) -> list[str]:
    """The words of a text, in order."""
    return TOKEN.findall(plain(text))


def is_hebrew(text: str) -> bool:
    """True where a text has more Hebrew letters than Latin ones."""
    hebrew = len(re.findall("[\u05d0-\u05ea]", text))
    return hebrew > len(re.findall("[A-Za-z]", text))


def forms(token: str) -> tuple[str, ...]:
    """A word and what it may be a form of, the closest first."""
    if "\u05d0" <= token[0] <= "\u05ea":
        return (token, *_unprefixed(token))
    bare = token.removesuffix("'s")
    endings = [bare.removesuffix("es"), bare.removesuffix("s")] if len(bare) > 3 else []
    return tuple(dict.fromkeys((token, bare, *endings)))


def _unprefixed(token: str) -> list[str]:
    if token in NOT_PREFIXED:
        return []
    reach = range(1, min(4, len(token)))
    cuts = [i for i in reach if all(letter in PREFIXES for letter in token[:i])]
    return [token[i:] for i in cuts if len(token) - i > 2 or _before_short(token[:i], token[i:])]


def _before_short(prefix: str, word: str) -> bool:
    """Two letters are a word of their own only after the commonest prefixes."""
    return len(word) == 2 and prefix in BEFORE_SHORT


class Lexicon:
    """Keys, and the words that mean them. Where two keys share a word, the first one has it."""

    def __init__(self, words: Mapping[str, Iterable[str]]):
        self._keys: dict[str, str] = {}
        for key, phrases in words.items():
            for phrase in phrases:
                self._keys.setdefault(" ".join(tokens(phrase)), key)

    def find(self, text: str) -> list[Hit]:
        """Everything found, in order; a longer phrase wins over the words inside it."""
        return self.find_in(tokens(text))

    def find_in(self, words: list[str]) -> list[Hit]:
        """The same for a text that is already in words."""
        found: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._hit(words, at)
            if hit and hit.key != IDIOM:
                found.append(hit)
            at += hit.length if hit else 1
        return found

    def affirmed(self, text: str) -> list[str]:
        """The keys found whose words no "not" stands before."""
        words = tokens(text)
        hits = self.find_in(words)
        said = [hit.key for hit in hits if not NOT & set(words[max(0, hit.at - 2) : hit.at])]
        return list(dict.fromkeys(said))

    def keys(self, text: str) -> list[str]:
        """The keys found, in order, each once."""
        return list(dict.fromkeys(hit.key for hit in self.find(text)))

    def _hit(self, words: list[str], at: int) -> Hit | None:
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            for first in forms(words[at]):
                key = self._keys.get(" ".join([first, *words[at + 1 : at + length]]))
                if key is not None:
                    return Hit(key, at, length)
        return None

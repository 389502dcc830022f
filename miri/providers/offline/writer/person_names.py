"""Given names in a clause: those the tables know, those that are said to be names, capitals alone.

Why here: many names are words first, and many capitals are only the first word of a sentence.
Next: people.py, which reads the rest of a clause.
"""

import re
from functools import cache

from miri.providers.offline.writer.lexicon import plain, tokens
from miri.providers.offline.writer.person import Clause, Person
from miri.providers.offline.writer.tables import lexicon, table

_NAMED = re.compile(
    r"(?:named|called|בשם|ששמה|ששמו|קוראים לה|קוראים לו|שמה הוא|שמו הוא)\s+([^\W\d_][\w'׳]*)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?")
NOT_NAMES = frozenset(
    "a an the he she they his her i we it my our one two three no just only main man woman boy girl "
    "young old and with in she's he's there someone nobody none both".split()
)


def names_in(clause: Clause) -> list[tuple[int, int, Person, str]]:
    """(where, how many words, who, "name") of each."""
    found: list[tuple[int, int, Person, str]] = []
    known = _known_names()
    for at, word in enumerate(clause.words):
        for form in (word, word.removeprefix("ו"), word.removesuffix("'s")):
            if form in known:
                found.append((at, 1, known[form], "name"))
                break
    told = _NAMED.search(clause.text)
    if told and not found:
        found.append(_unknown_name(clause, told[1]))
    bare = clause.text.strip()
    alone = _CAPITAL.match(bare)
    if alone and not found and alone[0].lower() not in NOT_NAMES and _stands_alone(bare, alone[0]):
        found.append(_unknown_name(clause, alone[0]))
    return found


def _stands_alone(text: str, name: str) -> bool:
    """True where a capital word is not just the first word of a phrase that tables know."""
    rest = tokens(text)[1:]
    is_word = lexicon("people", "nouns").find(name) or lexicon("wardrobe", "garments").find(name)
    return not is_word and (not rest or rest[0] in ("is", "a", "the", "who") or rest[0].isdigit())


def _unknown_name(clause: Clause, name: str) -> tuple[int, int, Person, str]:
    first = tokens(name)[0]
    at = clause.words.index(first) if first in clause.words else 0
    return at, 1, Person(name=(name, name)), "name"


@cache
def _known_names() -> dict[str, Person]:
    found: dict[str, Person] = {}
    for sex, rows in table("people")["names"].items():
        for english, hebrew in rows:
            person = Person(sex="" if sex == "n" else sex, name=(english, hebrew))
            found[plain(english)] = person
            found[hebrew] = person
    return {name: p for name, p in found.items() if name not in _COMMON_WORDS}


_COMMON_WORDS = frozenset(
    "ים בר גל חן בן שי תום קרן אור מרי mark guy bar gal iris max lily rosa".split()
)
"""Names that are words first; "בשם ים" still names somebody."""

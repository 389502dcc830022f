"""The word lists in memory: every phrase with what it means, and the correction of unknown words.

Why here: the grammar speaks of senses ("split", "shot"); only this module knows their spellings.
Next: lexicon/*.toml, the lists; pieces.py, which looks a message up in them.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from agent.offline.english import inflect
from agent.offline.hebrew import BINYANIM, conjugate, other_layout, skeleton, without_front
from agent.offline.spelling import HEBREW, deletes, fold, near
from agent.offline.tokens import words_of

Key = tuple[str, ...]
TAG_LISTS = ("nouns", "small", "feelings")
SHORTEST_CORRECTED = 4
SHORTEST_SKELETON = 3
BRACES = re.compile(r"\{([^}]*)\}")
VERB_FRONTS = frozenset({"ו", "ש", "כש", "וש", "וכש"})


@dataclass(slots=True)
class Entry:
    """What a phrase may mean: tags, and (verb, sense) pairs with sense order, doing or past."""

    tags: set[str] = field(default_factory=set[str])
    senses: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])


class Lexicon:
    """All lists of both languages as one dictionary of phrases."""

    def __init__(self) -> None:
        self.entries: dict[Key, Entry] = defaultdict(Entry)
        self._load_verbs()
        self._load_tags()
        self.plain = frozenset(_plain_words())
        self.words = {word for key in self.entries for word in key}
        self.by_first: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self.entries, key=len, reverse=True):
            self.by_first[key[0]].append(key)
        self._by_deletion: dict[str, set[str]] = defaultdict(set)
        self._by_skeleton: dict[str, set[str]] = defaultdict(set)
        self._index()

    def spellings(self, key: str) -> tuple[tuple[str, str], ...]:
        """(front letters, known word) pairs a written word may stand for; the likeliest first.

        A word of the lists stands for itself. An unknown one may carry Hebrew front letters, be
        misspelled, or be typed on the wrong keyboard layout.
        """
        found = [("", key)] if key in self.words else []
        if HEBREW.search(key):
            found += [(front, rest) for front, rest in without_front(key) if rest in self.words]
        if found or key in self.plain or key.isdigit():
            return tuple(found)
        corrected = self._corrected(key)
        return corrected or self._from_other_layout(key)

    def _corrected(self, key: str) -> tuple[tuple[str, str], ...]:
        tries = [("", key)]
        if HEBREW.search(key):
            tries += [t for t in without_front(key) if len(t[1]) >= SHORTEST_CORRECTED]
        for front, word in tries:
            if word in self.plain:
                return ()
            best = self._nearest(word)
            if best:
                return ((front, best),)
        return ()

    def _nearest(self, word: str) -> str | None:
        if len(word) >= SHORTEST_SKELETON and HEBREW.search(word):
            same = self._by_skeleton.get(skeleton(word), set())
            if len(same) >= 1 and len(skeleton(word)) >= SHORTEST_SKELETON:
                return min(same, key=lambda w: (abs(len(w) - len(word)), w))
        if len(word) < SHORTEST_CORRECTED:
            return None
        close = {
            known
            for cut in deletes(word)
            for known in self._by_deletion.get(cut, ())
            if len(known) >= SHORTEST_CORRECTED - 1 and near(word, known)
        }
        return self._most_alike(word, close)

    def _most_alike(self, word: str, close: set[str]) -> str | None:
        """The one candidate, or the first of several that mean the same; else nothing."""
        swapped = {known for known in close if sorted(known) == sorted(word)}
        ranked = sorted(swapped or close, key=lambda w: (w[0] != word[0], len(w) != len(word), w))
        if not ranked:
            return None
        meanings = [self._meaning(known) for known in ranked]
        shared = set.intersection(*meanings)
        return ranked[0] if len(ranked) == 1 or shared else None

    def _meaning(self, word: str) -> set[str]:
        entry = self.entries.get((word,))
        return entry.tags | {verb for verb, _ in entry.senses} if entry else {f"part of {word}"}

    def _from_other_layout(self, key: str) -> tuple[tuple[str, str], ...]:
        other = fold(other_layout(key))
        if len(key) < SHORTEST_CORRECTED or other == key:
            return ()
        return (("", other),) if other in self.words else ()

    def _index(self) -> None:
        for word in self.words:
            if len(word) >= SHORTEST_CORRECTED - 1:
                for cut in deletes(word):
                    self._by_deletion[cut].add(word)
            if HEBREW.search(word):
                self._by_skeleton[skeleton(word)].add(word)

    def _load_verbs(self) -> None:
        for verb, phrases in {**_table("verbs_en"), **_table("strict_en")}.items():
            for base in _phrases(phrases):
                for form, sense in inflect(base).items():
                    self._enter(form, verb, sense)
        for verb, forms in {**_table("verbs_he"), **_table("strict_he")}.items():
            for kind, phrases in forms.items():
                for phrase in _phrases(phrases):
                    self._enter_hebrew(kind, phrase, verb)

    def _enter_hebrew(self, kind: str, phrase: str, verb: str) -> None:
        if kind not in BINYANIM:
            self._enter(phrase, verb, kind)
            return
        stem, _, tail = phrase.partition(" ")
        for form, sense in conjugate(kind, stem).items():
            self._enter(f"{form} {tail}", verb, sense)

    def _enter(self, form: str, verb: str, sense: str) -> None:
        senses = self.entries[words_of(form)].senses
        if (verb, "order") not in senses:
            senses.discard((verb, "past"))
            senses.discard((verb, "doing"))
            senses.discard((verb, "other"))
            senses.add((verb, sense))

    def _load_tags(self) -> None:
        for name in TAG_LISTS:
            for language in ("en", "he"):
                for tag, phrases in _table(f"{name}_{language}").items():
                    for phrase in _phrases(phrases):
                        self.entries[words_of(phrase)].tags.add(tag)


@cache
def lexicon() -> Lexicon:
    """The one lexicon, built when first asked for."""
    return Lexicon()


def _table(name: str) -> dict[str, dict[str, str]]:
    path = files("agent.offline") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _plain_words() -> Iterator[str]:
    for words in _table("plain").values():
        yield from (fold(word) for word in str(words).split())


def _phrases(listed: object) -> Iterator[str]:
    for phrase in str(listed).replace("\n", " ").split(","):
        if phrase.strip():
            yield from _spelled_out(phrase.strip())


def _spelled_out(phrase: str) -> Iterator[str]:
    """`shot{|s}` is shot and shots."""
    braces = BRACES.search(phrase)
    if braces is None:
        yield phrase
        return
    for variant in braces.group(1).split("|"):
        yield from _spelled_out(phrase[: braces.start()] + variant + phrase[braces.end() :])

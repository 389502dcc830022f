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
from agent.offline.hebrew import BINYANIM, conjugate, without_front
from agent.offline.spelling import HEBREW, cuts, deletes, distance, fold, near, sound_alike
from agent.offline.tokens import words_of

Key = tuple[str, ...]
TAG_LISTS = ("nouns", "small", "feelings")
SHORTEST_CORRECTED = 4
SHORTEST_FAR = 7
BRACES = re.compile(r"\{([^}]*)\}")
TRADE_VERBS = frozenset({"make", "draw", "animate", "render", "redo", "begin", "split", "merge", "approve", "lock", "unlock", "undo", "analyse"})  # fmt: skip
TRADE_TAGS = frozenset({
    "shot", "scene", "version", "rule", "revision", "section", "verse", "prechorus", "chorus", "bridge", "intro", "outro",
    "song", "lyrics", "moment", "treatment", "shotlist", "scenelist", "storyboard", "asset", "still", "clip", "klip", "film",
    "preview", "final", "thread", "budget", "history", "project", "english", "hebrew", "language", "palette", "grain", "lens",
    "character", "location", "outfit", "prop", "failed", "analysis",
})  # fmt: skip
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
        self._by_cuts: dict[str, set[str]] = defaultdict(set)
        self._index()

    def spellings(self, key: str) -> tuple[tuple[str, str], ...]:
        """(front letters, known word) pairs a written word may stand for; the likeliest first.

        A word of the lists stands for itself. An unknown one may carry Hebrew front letters or
        be misspelled.
        """
        found = self.exact(key)
        if found or key in self.plain or key.isdigit():
            return tuple(found)
        return self._corrected(key)

    def exact(self, key: str) -> list[tuple[str, str]]:
        """The word itself, and what it is without front letters, where the lists have it."""
        found = [("", key)] if key in self.words else []
        if HEBREW.search(key):
            found += [(front, rest) for front, rest in without_front(key) if rest in self.words]
        return found

    def _corrected(self, key: str) -> tuple[tuple[str, str], ...]:
        tries = [("", key)]
        if HEBREW.search(key):
            fronted = without_front(key)
            tries += [(f, rest) for f, rest in fronted if len(f) == 1 and len(rest) > 4]
        for front, word in tries:
            if word in self.plain:
                return ()
            best = self._nearest(word)
            if best:
                return ((front, best),)
        return ()

    def _nearest(self, word: str) -> str | None:
        """The one word of the trade that lies a slip away; nothing where two differ in meaning."""
        if len(word) < SHORTEST_CORRECTED:
            return None
        slip = _small_slip if len(word) <= _sure_from(word) else near
        close = {
            known
            for cut in deletes(word)
            for known in self._by_deletion.get(cut, ())
            if near(word, known) and slip(word, known)
        }
        ranked = sorted(close, key=lambda w: (sorted(w) != sorted(word), w[0] != word[0], w))
        if not ranked:
            return self._far(word)
        swapped = [known for known in ranked if sorted(known) == sorted(word)]
        shared = set.intersection(*(self._meaning(known) for known in swapped or ranked))
        return ranked[0] if len(swapped or ranked) == 1 or shared else None

    def _far(self, word: str) -> str | None:
        """`treatment` two slips away: long, often written, and far from any other word."""
        if len(word) < SHORTEST_FAR:
            return None
        close = {
            known
            for cut in cuts(word)
            for known in self._by_cuts.get(cut, ())
            if (known[0], known[-1]) == (word[0], word[-1]) and distance(word, known) <= 2
        }
        if not close or not set.intersection(*map(self._meaning, close)):
            return None
        return min(close, key=lambda known: (distance(word, known), known))

    def _meaning(self, word: str) -> set[str]:
        entry = self.entries[(word,)]
        return entry.tags | {verb for verb, _ in entry.senses}

    def _index(self) -> None:
        """Only words of the trade are corrected into: few enough to be far from ordinary ones."""
        for key, entry in self.entries.items():
            if (
                len(key) == 1
                and len(key[0]) >= SHORTEST_CORRECTED - 1
                and _of_the_trade(key[0], entry)
            ):
                for cut in deletes(key[0]):
                    self._by_deletion[cut].add(key[0])
                if len(key[0]) >= SHORTEST_FAR and "treatment" in entry.tags:
                    for cut in cuts(key[0]):
                        self._by_cuts[cut].add(key[0])

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


def _of_the_trade(key: str, entry: Entry) -> bool:
    senses = ("order",) if HEBREW.search(key) else ("order", "doing")
    if entry.tags & TRADE_TAGS:
        return True
    return any(
        sense in senses and (verb.endswith("_only") or verb in TRADE_VERBS)
        for verb, sense in entry.senses
    )


def _sure_from(word: str) -> int:
    """Up to which length only the smallest slips count; Hebrew words lie closer to each other."""
    return 5 if HEBREW.search(word) else 4


def _small_slip(word: str, known: str) -> bool:
    """Whether a short word is the known one but for a vowel, a doubled, swapped or like letter."""
    if len(word) == len(known):
        return sorted(word) == sorted(known) or sound_alike(word, known)
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    at = next((n for n, (x, y) in enumerate(zip(longer, shorter, strict=False)) if x != y), -1)
    return longer[at] in "aeiouוי" or longer[at] in (longer[at - 1], *longer[at + 1 : at + 2])


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

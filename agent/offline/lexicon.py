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
from agent.offline.hebrew import BINYANIM, MAX_FRONT, conjugate, without_front
from agent.offline.numbers import number_words
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
STEERING_TAGS = frozenset({
    "filler", "polite", "wish", "question", "howmuch", "again", "another", "all", "them", "praise", "complaint", "too", "longer",
    "shorter", "seconds", "minutes", "change_word", "always", "no_order", "doubt", "named", "global", "last_thing", "status",
    "words", "important", "money", "unlocked", "to_archive", "beat", "pace", "mood_word", "look_word", "colour", "lighting",
    "keep_as_is", "about", "numeral", "to_video", "vague",
})  # fmt: skip
ALSO_STATES = frozenset("נעול סגור כתוב שמור פסול זרוק גנוז זכור פתוח חתוך שבור מחוק גמור".split())
"""Imperatives that are spelled like a state: נעול is lock! and locked."""
ASKED_OF_HER = re.compile(r"^(ת\S{2,})י(?=\s|$)")
"""תסיימי: whoever asks several people says תסיימו."""
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
        for word in number_words():
            self.entries[word].tags.add("numeral")
        self.plain = frozenset(_plain_words())
        self.words = {word for key in self.entries for word in key}
        self.by_first: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self.entries, key=len, reverse=True):
            self.by_first[key[0]].append(key)
        self._by_deletion: dict[str, set[str]] = defaultdict(set)
        self.trade: set[str] = set()
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
            longest = 1 if found else MAX_FRONT
            found += [
                (front, rest)
                for front, rest in without_front(key)
                if rest in self.words and len(front) <= longest
            ]
        return found

    def _corrected(self, key: str) -> tuple[tuple[str, str], ...]:
        tries = [("", key)]
        if HEBREW.search(key):
            fronted = without_front(key)
            tries += [
                (f, rest) for f, rest in fronted if len(f) <= 2 and len(rest) >= SHORTEST_CORRECTED
            ]
        for front, word in tries:
            if word in self.plain:
                return ()
            best = self._nearest(word)
            if best:
                return ((front, best),)
        return ()

    def _nearest(self, word: str) -> str | None:
        """The one known word that lies a slip away; nothing where two differ in meaning."""
        close = {
            known
            for cut in deletes(word)
            for known in self._by_deletion.get(cut, ())
            if near(word, known) and self._plausible(word, known)
        }
        if not close:
            return self._far(word)

        def rank(known: str) -> tuple[bool, bool, bool]:
            return sorted(known) != sorted(word), known not in self.trade, known[0] != word[0]

        best = min(map(rank, close))
        likeliest = sorted(known for known in close if rank(known) == best)
        alike = set.intersection(*map(self._meaning, likeliest))
        return likeliest[0] if len(likeliest) == 1 or alike else None

    def _plausible(self, word: str, known: str) -> bool:
        """Whether such a slip may be believed: the shorter and the rarer the word, the less."""
        hebrew, size = bool(HEBREW.search(word)), len(word)
        if known not in self.trade:
            sure = size >= (6 if hebrew else 5)
            return sure or (size >= SHORTEST_CORRECTED and _plain_slip(word, known))
        if size < SHORTEST_CORRECTED:
            return len(known) > size == 3 and not hebrew and known[0] == word[0]
        if size <= (5 if hebrew else 4):
            neighbours = not hebrew and len(known) == size and known[0] == word[0]
            return neighbours or _small_slip(word, known)
        return True

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
        for key, entry in self.entries.items():
            word = " ".join(key)
            if len(key) > 1 or len(word) < SHORTEST_CORRECTED:
                continue
            if _of_the_trade(word, entry):
                self.trade.add(word)
            elif not _steers(entry):
                continue
            for cut in deletes(word):
                self._by_deletion[cut].add(word)
            if len(word) >= SHORTEST_FAR and "treatment" in entry.tags:
                for cut in cuts(word):
                    self._by_cuts[cut].add(word)

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
            self._enter(phrase, verb, "first" if phrase in ALSO_STATES else kind)
            if kind == "order" and ASKED_OF_HER.match(phrase):
                self._enter(ASKED_OF_HER.sub(r"\1ו", phrase), verb, kind)
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


def _steers(entry: Entry) -> bool:
    return bool(entry.tags & STEERING_TAGS) or any(sense == "order" for _, sense in entry.senses)


def _plain_slip(word: str, known: str) -> bool:
    """Two letters swapped, or one written twice."""
    return sorted(word) == sorted(known) or (len(word) > len(known) and set(word) == set(known))


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

"""Whether a message is nothing but a yes, or nothing but a no.

Why here: a plain yes may release money, so it is read by rule, never by a model; one word more
and it is no plain yes. The approvals of the agent and the grammar both ask here.
Next: lexicon/yes_no.toml, the only answers there are.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from agent.offline.spelling import fold

Phrases = frozenset[tuple[str, ...]]

WORD = re.compile(r"[^\W\d_]+(?:['’׳״\"][^\W\d_]+)*")
HARMLESS = re.compile(
    "[\\s.,!;:…~*()'’\"“”׳״/\\-–—_\ufe0e\ufe0f\u200d\u200e\u200f\U0001f3fb-\U0001f3ff]"
)
CORE_ANSWERS = frozenset(fold(word) for word in "yes yep yeah yup ok okay sure fine no nope nah approve approved כן לא אוקיי אוקי בסדר סבבה אשר אשרי מאשר מאשרת תאשר תאשרי טוב".split())  # fmt: skip
CORE_NOES = frozenset(fold(word) for word in "no nope nah לא נופ".split())
EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


def is_plain_yes(text: str) -> bool:
    """True for `yes`, `go ahead!`, `כן בבקשה`, `👍`; False for `yes, but …`, `ok?`, `great`."""
    return _is_only("yes", text)


def is_plain_no(text: str) -> bool:
    """True for `no thanks`, `לא עכשיו`, `too expensive`; False for `no, make it cheaper`."""
    return _is_only("no", text)


def takes_back(text: str) -> bool:
    """True for `cancel that`, `never mind`, `תבטלי את זה`: a no that may mean what was just done."""
    words = tuple(fold(word) for word in WORD.findall(text))
    if not words or re.search(r"[?\d]", text):
        return False
    return _made_of(words, _phrases("cancel"), _phrases("beside") | _phrases("regret"), False)


def begins_with_answer(text: str) -> bool:
    """Whether it begins with a yes or a no, whatever follows: `yes, but only the chorus`."""
    words = tuple(fold(word) for word in WORD.findall(text))
    first = next((n for n, word in enumerate(words) if (word,) not in _phrases("beside")), 0)
    return not CORE_ANSWERS.isdisjoint(words[first : first + 1])


def begins_with_no(text: str) -> bool:
    """Whether it begins with a no: `no, that is a lot`."""
    words = tuple(fold(word) for word in WORD.findall(text))
    return not CORE_NOES.isdisjoint(words[:1])


def _is_only(answer: str, text: str) -> bool:
    signs = set(_table()[answer]["signs"])
    others = set(_table()["yes" if answer == "no" else "no"]["signs"])
    left = WORD.sub("", text)
    signed = [mark for mark in left if mark in signs | others]
    strange = HARMLESS.sub("", EMOJI.sub("", left))
    if strange or any(mark in others for mark in signed):
        return False
    words = tuple(fold(word) for word in WORD.findall(text))
    if not words:
        return bool(signed)
    beside = _phrases("beside") | _phrases("praise" if answer == "yes" else "regret")
    return _made_of(words, _phrases(answer), beside, bool(signed))


def _made_of(words: tuple[str, ...], answers: Phrases, beside: Phrases, answered: bool) -> bool:
    """Whether the words can be cut into answers and words beside them, with one answer at least."""
    if not words:
        return answered
    for size in range(min(6, len(words)), 0, -1):
        head, rest = words[:size], words[size:]
        if head in answers and _made_of(rest, answers, beside, True):
            return True
        if head in beside and _made_of(rest, answers, beside, answered):
            return True
    return False


@cache
def _phrases(group: str) -> Phrases:
    lists = (_table()[group][language] for language in ("en", "he"))
    return frozenset(
        tuple(fold(word) for word in phrase.split())
        for words in lists
        for phrase in words.replace("\n", " ").split(",")
        if phrase.strip()
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    path = files("agent.offline") / "lexicon" / "yes_no.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

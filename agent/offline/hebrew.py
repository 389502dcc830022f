"""Hebrew words: the forms a verb takes, the letters stuck in front of a word.

Why here: the tables hold one spelling of each word; people write twenty.
Next: lexicon.py, which enters the forms; pieces.py, which takes the front letters off.
"""

from collections.abc import Iterator

from agent.offline.spelling import fold

FRONT_LETTERS = "והבלמשכ"
MAX_FRONT = 3

Forms = Iterator[tuple[str, str]]
PAST_ME, PAST_YOU, PAST_OTHER = ("תי", "נו"), ("ת", "תמ", "תן"), ("", "ה", "ו")


def conjugate(binyan: str, stem: str) -> dict[str, str]:
    """Form to sense of a verb; the stem is written as in the tables (see lexicon/README.md).

    `order`: said to someone, to-do, or let us (תפצל, פצלי, לפצל, נפצל); `doing`: מפצלת;
    `past`: פיצלת; `first`: נעול is lock! only as the first word, else it is locked. Where two senses share a spelling, the order wins.
    """
    forms: dict[str, str] = {}
    for form, sense in BINYANIM[binyan](stem):
        forms.setdefault(fold(form), sense)
    return forms


def _future(stem: str, short: str) -> Forms:
    for form in ("ת" + stem, "ת" + short + "י", "ת" + short + "ו", "נ" + stem):
        yield form, "order"
    yield "י" + stem, "other"
    yield "א" + stem, "other"


def _paal(stem: str) -> Forms:
    long, _, short = stem.partition("|")
    short = short or long
    yield from _future(long, short)
    yield from _future(short, short)
    for form in ("ל" + long, "ל" + short, short, short + "י", short + "ו"):
        yield form, "order"
    yield long, "first"
    yield from _past(short)
    active = f"{short[0]}ו{short[1:]}"
    yield from ((active + end, "doing") for end in ("", "ת", "ימ", "ות"))
    passive = f"{short[:-1]}ו{short[-1]}"
    yield from ((passive + end, "past") for end in ("", "ה", "ימ", "ות"))


def _piel(stem: str) -> Forms:
    yield from _future(stem, stem)
    for form in ("ל" + stem, stem, stem + "י", stem + "ו"):
        yield form, "order"
    for past in (stem, f"{stem[0]}י{stem[1:]}"):
        yield from _past(past)
    for lead in ("מ", "מו" if "ו" not in stem[:2] else "מ"):
        yield from ((lead + stem + end, "doing") for end in ("", "ת", "ימ", "ות"))


def _hifil(stem: str) -> Forms:
    yield from _future(stem, stem)
    bare = stem.replace("י", "") if stem.count("י") == 1 else stem[::-1].replace("י", "", 1)[::-1]
    for form in ("לה" + stem, "ה" + bare, "ה" + stem + "י", "ה" + stem + "ו"):
        yield form, "order"
    yield from _past("ה" + bare)
    yield from (("ה" + stem + end, "past") for end in ("", "ה", "ו"))
    yield from (("מ" + stem + end, "doing") for end in ("", "ה", "ימ", "ות"))


def _hitpael(stem: str) -> Forms:
    yield from _future(stem, stem)
    for form in ("לה" + stem, "ה" + stem, "ה" + stem + "י", "ה" + stem + "ו"):
        yield form, "order"
    yield from _past("ה" + stem)
    yield from (("מ" + stem + end, "doing") for end in ("", "ת", "ימ", "ות"))


def _past(stem: str) -> Forms:
    for ends in (PAST_YOU, PAST_ME, PAST_OTHER):
        yield from ((stem + end, "past") for end in ends)


BINYANIM = {"paal": _paal, "piel": _piel, "hifil": _hifil, "hitpael": _hitpael}


def without_front(word: str) -> Iterator[tuple[str, str]]:
    """(front letters, the rest) for every way up to three letters may stand before a word."""
    for size in range(1, min(MAX_FRONT, len(word) - 2) + 1):
        if word[size - 1] not in FRONT_LETTERS:
            return
        yield word[:size], word[size:]

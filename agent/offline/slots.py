"""Which slot of the brief a sentence speaks of, whatever was asked: people, place, feeling, style.

Why here: people answer the question before, or the one after; their words must not be lost for it.
Next: lexicon/slots.toml, the signs; brief_fields.py, which asks here sentence by sentence.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from agent.offline.pieces import Piece, pieces_of
from agent.offline.situation import Question

SENTENCES = re.compile(r"(?<=[.;!?])\s+|\n+")
NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’'-]+")
NAMES = re.compile(
    r"(?P<before>[\w’'-]+,?\s+)(?P<name>[A-ZÀ-Ý][a-zà-ÿ’'-]+)(?:\s[A-ZÀ-Ý][a-zà-ÿ’'-]+)*"
)
"""Capitals inside a sentence, with the word before them."""
STYLED = 3


def spoken_of(text: str, asked: Question | None) -> Question | None:
    """The slot a sentence clearly speaks of though another was asked; else None."""
    if asked is None:
        return None
    people = shows("person", text)
    if asked != "characters" and is_portrait(text):
        return "characters"
    if asked in ("mood", "look") and people and (shows("age", text) or shows("wears", text)):
        return "characters"
    if _is_feeling(text, asked):
        return "mood"
    if people:
        introduced = shows("cast", text) and not (_moods(text) or shows("style", text))
        return "characters" if introduced and asked in ("mood", "look") else None
    if asked != "look" and _is_style(text, asked):
        return "look"
    placed = asked in ("characters", "mood") and shows("place", text)
    return "theme" if placed and not _moods(text) else None


def is_portrait(text: str) -> bool:
    """`Marco is 30`, `she wears a red coat`: says of somebody how they look."""
    seen = shows("age", text) or shows("worn", text) or shows("wears", text)
    told = shows("portrait", text) and not re.search(r"\b(?:who|when|until|while)\b", text)
    return bool(told and seen)


def describes_somebody(text: str) -> bool:
    """A part of a description of people: a person, a name or an age, with what they look like."""
    who = shows("person", text) or NAME.match(text)
    return bool(who and (shows("age", text) or shows("worn", text))) or shows("cast", text)


def fits_a_look(text: str) -> bool:
    """Whether what it says of feeling may be said of a picture too: dark, warm, soft."""
    moods = _moods(text)
    return bool(moods) and all(shows("both", p.text) for p in moods)


def people_in(theme: str) -> str:
    """The sentences of a story that introduce its people by name or age; nothing where none do."""
    told = [s.strip() for s in SENTENCES.split(theme) if shows("person", s) or is_portrait(s)]
    return " ".join(s for s in told if _names_somebody(s) or shows("age", s))


def replaces(words: str) -> bool:
    """Whether it is meant in place of what was said before, not beside it."""
    return shows("instead", words.strip())


def shows(sign: str, text: str) -> bool:
    """Whether one of a sign's patterns is in it."""
    return any(pattern.search(text) for pattern in _signs()[sign])


def modifies(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a feeling word only describes a thing: a blue apron; in Hebrew the thing is first."""
    hebrew = "א" <= pieces[at].text[-1] <= "ת"
    beside = at - 1 if hebrew else at + 1
    if not 0 <= beside < len(pieces):
        return False
    thing = pieces[beside]
    return thing.kind == "word" and (not thing.known or shows("worn", thing.text))


def _names_somebody(text: str) -> bool:
    """A capital that is no place, day or month: Noa and Omri, but not in Tel Aviv."""
    return any(
        not shows("placing", found["before"]) and not shows("no_name", found["name"])
        for found in NAMES.finditer(text)
    )


def _is_style(text: str, asked: Question) -> bool:
    marks = sum(len(pattern.findall(text)) for pattern in _signs()["style"])
    if asked == "ending":
        return marks >= STYLED and shows("style_first", text)
    return marks >= STYLED or (marks >= STYLED - 1 and shows("style_first", text))


def _is_feeling(text: str, asked: Question) -> bool:
    """All of its first part is feeling, and there is more than a word of it."""
    moods = _moods(text)
    opening = re.split(r"[,;]", text)[0]
    first = [p for p in pieces_of(opening) if p.kind == "word"]
    if shows("person", opening):
        return False
    if not moods or not first or any(not p.means("mood_word") and not p.tags for p in first):
        return False
    if not any(p.means("mood_word") for p in first):
        return False
    if asked == "look":
        return not any(shows("both", p.text) for p in moods) and not shows("style", text)
    several = len(moods) > 1 or shows("likened", text)
    return asked == "characters" or (asked == "ending" and several)


def _moods(text: str) -> list[Piece]:
    pieces = pieces_of(text)
    return [p for at, p in enumerate(pieces) if p.means("mood_word") and not modifies(pieces, at)]


@cache
def _signs() -> dict[str, list[re.Pattern[str]]]:
    path = files("agent.offline") / "lexicon" / "slots.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: [re.compile(p, re.IGNORECASE) for p in listed] for name, listed in table.items()}

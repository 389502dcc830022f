"""What a free description of the film says: theme, characters, mood, look, ending.

Why here: in the interview people answer as they like, one field or all of them at once.
Next: lexicon/brief.toml, how fields are named; reading.py, which asks here last.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from agent.offline.pieces import Piece, pieces_of
from agent.offline.situation import Question
from agent.offline.slots import (
    NAME,
    SENTENCES,
    describes_somebody,
    fits_a_look,
    modifies,
    shows,
    spoken_of,
)

FIELDS: tuple[Question, ...] = ("ending", "characters", "theme", "look", "mood")
BOUNDARY = re.compile(r"(?:[.;\n]+\s*|,\s*(?:and\s+)?|\s+(?:and|but)\s+|\s+(?=ו(?:נגמר|מסתיים|שייגמר|שזה|האווירה|הלוק|הסוף|הדמות|הגיבור)))")  # fmt: skip
EDGES = ' \t\n,.;:!-"“”'
OPENERS = re.compile(
    r"^(?:well|so|um+|uh+|er|ok(?:ay)?|hmm+|like|yeah|basically|actually|no(?=,)|oh|wait|in fact|i think|i guess|i'd say|maybe|please|ah|לא(?=,)|בעצם|אה|נראה לי|אולי|תכלס|בבקשה|אממ*|אז|טוב|כאילו|יעני)(?:[ ,]+|$)",
    re.IGNORECASE,
)


def fields_in(text: str, asked: Question | None) -> dict[str, str]:
    """Field to what was said of it. A part that names no field answers what was asked.

    Empty where nothing is named and nothing was asked.
    """
    said: list[tuple[Question, str]] = []
    for sentence in SENTENCES.split(text):
        bare = sentence.strip(EDGES)
        bare = bare if shows("likened", bare) else _bare(bare)
        elsewhere = None if names_field(sentence) else spoken_of(bare, asked)
        if elsewhere is None:
            _take_apart(sentence, asked, said)
        else:
            said.append((elsewhere, bare))
    found: dict[str, str] = {}
    before: Question | None = None
    for field, answer in said:
        found[field] = _joined(found.get(field, ""), answer, text if field == before else "")
        before = field
    return {field: _whole(answer, text) for field, answer in found.items()}


def _take_apart(text: str, asked: Question | None, said: list[tuple[Question, str]]) -> None:
    """One sentence, part by part; what names nothing goes on with the part before it."""
    parts = [part.strip(EDGES) for part in _parts(text)]
    named = {found[0] for part in parts if (found := _named(_bare(part)))}
    current = said[-1][0] if said else None
    by_name = True
    for part in parts:
        open_field = (asked if asked not in named else _unnamed(part)) if current is None else None
        if current in ("mood", "look") and not by_name and describes_somebody(part):
            open_field = asked if asked in ("theme", "ending") else "characters"
            current = None
        field, answer = _read_part(part, open_field)
        if field is None or (current is not None and field == current):
            field, answer = current, part
        else:
            by_name = _named(_bare(part)) is not None
        if field == "mood" and asked == "look" and not by_name and fits_a_look(part):
            field = "look"
        if field is not None:
            said.append((field, answer))
            current = field


def _unnamed(part: str) -> Question:
    """What stands before the field asked for, which is named further on: people, or the story."""
    return "characters" if describes_somebody(part) or NAME.match(part) else "theme"


def _bare(part: str) -> str:
    return OPENERS.sub("", OPENERS.sub("", part))


def _parts(text: str) -> list[str]:
    """What is said, cut at its joints; `black and white` is one look."""
    whole = [(p.start, p.end) for p in pieces_of(text) if p.means("look_word") and " " in p.text]
    parts, begun = list[str](), 0
    for joint in BOUNDARY.finditer(text):
        if not any(start < joint.start() < end for start, end in whole):
            parts.append(text[begun : joint.start()])
            begun = joint.end()
    return [part for part in (*parts, text[begun:]) if part.strip(EDGES)]


def names_field(text: str) -> bool:
    """Whether some part of it names a field in so many words."""
    return any(_named(part.strip(EDGES)) is not None for part in BOUNDARY.split(text) if part)


def _read_part(part: str, asked: Question | None) -> tuple[Question | None, str]:
    bare = _bare(part)
    named = _named(bare)
    if named is not None:
        return named
    field = _by_feeling(pieces_of(bare)) or asked
    if field is None:
        return None, part
    return field, _framed(field, bare) if field in ("mood", "look") else bare


def _named(part: str) -> tuple[Question, str] | None:
    """The field a part names, with the answer after the name."""
    for field in FIELDS:
        for pattern in _patterns(field, ""):
            match = pattern.match(part)
            if match:
                return field, match.group(1).strip(EDGES)
    return None


def _framed(field: Question, part: str) -> str:
    for pattern in _patterns(field, "_frame"):
        match = pattern.match(part)
        if match:
            return match.group(1).strip(EDGES)
    return part


def _by_feeling(pieces: tuple[Piece, ...]) -> Question | None:
    """Mood or look, where a part says little else."""
    words = [p for p in pieces if p.kind == "word"]
    mood = [p for at, p in enumerate(pieces) if p.means("mood_word") and not modifies(pieces, at)]
    look = [
        p for p in words if p.means("look_word") or p.means("colour", "lighting", "lens", "grain")
    ]
    other = [p for p in words if not p.tags and not p.senses]
    if look and len(other) <= len(look) + 1:
        return "look"
    if mood and len(other) <= len(mood):
        return "mood"
    return None


def _joined(before: str, answer: str, text: str) -> str:
    if not before:
        return answer
    start, end = text.find(before), text.find(answer)
    if 0 <= start < end:
        return text[start : end + len(answer)]
    return f"{before}, {answer}"


def _whole(answer: str, text: str) -> str:
    return answer.strip(EDGES) or text.strip(EDGES)


@cache
def _patterns(field: str, kind: str) -> list[re.Pattern[str]]:
    path = files("agent.offline") / "lexicon" / "brief.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))[field]
    listed = (*table.get(f"en{kind}", ()), *table.get(f"he{kind}", ()))
    return [
        re.compile(p.replace("|’s", "|['’]s").replace("’", "['’]?"), re.IGNORECASE | re.DOTALL)
        for p in listed
    ]

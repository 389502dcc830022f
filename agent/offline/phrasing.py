"""The person's own words out of a clause: a note, a title, a name, what stands after a word.

Why here: notes and names go on literally; only what frames them is cut off.
Next: arguments.py, which puts them where a tool wants them.
"""

import re
from collections.abc import Callable, Iterable

from agent.offline.clause import Clause
from agent.offline.pieces import Piece

EDGES = " \t\n,.;:!?-\"“”'’״׳()…"
FRAME = ("filler", "polite", "wish", "lets")
AFTER_COLON = re.compile(r"(?::(?!\d)|\s-\s)\s*(\S.*)$", re.DOTALL)
BECAUSE = re.compile(
    r"(?:,|:|;|\s-\s|\.\s|\bbecause\b|\bcause\b|\bcuz\b|\bsince\b|\bas it\b|(?<!\S)כי(?!\S)|(?<!\S)בגלל(?!\S))\s*(\S.*)$",
    re.DOTALL | re.IGNORECASE,
)

CALLED = re.compile(
    r"\b(?:title|name) (?:is|should be|will be|is going to be|becomes) (?:now )?(.+)"
    r"|\b(?:call|name) (?:it|this(?: one)?|that) (?!project|film|video|movie|clip)(.+)"
    r"|\btitle['’]?s? now (.+)"
    r"|\bi called it ([^,]+)"
    r"|\b(?:title|name)(?: of [\w ]{2,20}?)? to (.+)"
    r"|(?<![א-ת])ל?ה?(?:קליפ|סרט|פרויקט|פרוייקט) (?:קוראים|נקרא)(?: עכשיו| מעכשיו)? (.+)"
    r"|\brename (?:it|this|that)(?: one)? (?:to|as|into) (.+)"
    r"|(?<![א-ת])(?:השם|הכותרת)(?: של ה?\S+)? (?:הוא|היא|יהיה|עכשיו|זה) (.+)",
    re.IGNORECASE,
)
SHAPES = {
    "9:16": re.compile(r"9\s?[:x]\s?16|\b(?:portrait|upright|tall)\b", re.IGNORECASE),
    "16:9": re.compile(
        r"16\s?[:x]\s?9|\b(?:landscape|widescreen)\b|(?<![א-ת])רחב(?![א-ת])", re.IGNORECASE
    ),
    "1:1": re.compile(r"\b1\s?[:x]\s?1\b"),
}
SUNG = re.compile(
    r"\b(?:sings?|screams?|says?|shouts?|whispers?|yells?|words?|line) ([^,.;]+?)(?=[,.;]|$|\s(?:comes|hits|has|is|something|everything|that)\b)"
    r"|(?<![א-ת])(?:שרה?|צועקת?|אומרת?|לוחשת?|ה?מילים|ה?מילה|ה?שורה|ה?משפט) ([^,.;]+?)(?=[,.;]|$)",
    re.IGNORECASE,
)
NAME_TAIL = re.compile(
    r",|[.!?](?:\s|$)|\n| - |\s(?:now|btw|by the way|from now on|please|pls|instead|מעכשיו|בבקשה|במקום|אגב)\b",
    re.IGNORECASE,
)


def note(clause: Clause) -> str:
    """What was said, without please and could you around it."""
    pieces = [p for p in clause.pieces if p.kind != "mark"]
    start = 0
    while start < len(pieces) - 1 and _frames(pieces[start]):
        start += 1
    end = len(pieces)
    while end - 1 > start and pieces[end - 1].text.lower() in (
        "please",
        "pls",
        "plz",
        "thanks",
        "בבקשה",
        "תודה",
    ):
        end -= 1
    if not pieces:
        return clause.text.strip(EDGES)
    last = pieces[end - 1].end if end < len(pieces) else len(clause.text)
    return clause.text[pieces[start].start : last].strip(EDGES)


def _frames(piece: Piece) -> bool:
    return piece.means(*FRAME) and not piece.means("change_word", "mood_word") and not piece.senses


def after_colon(clause: Clause) -> str:
    """What stands after the first colon or dash."""
    found = AFTER_COLON.search(clause.text)
    return found.group(1).strip(EDGES) if found else ""


def after(clause: Clause, start: int, skip: Iterable[str] = (), tags: Iterable[str] = ()) -> str:
    """What stands after a piece, without the words and tags to skip at its beginning."""
    skipped, tagged = frozenset(skip), tuple(tags)
    at = start + 1
    while at < len(clause.pieces):
        piece = clause.pieces[at]
        if not (piece.kind == "mark" or piece.text.lower() in skipped or piece.means(*tagged)):
            break
        at += 1
    if at >= len(clause.pieces):
        return ""
    return clause.text[clause.pieces[at].start :].strip(EDGES)


def before(clause: Clause, end: int) -> str:
    """What stands before a piece."""
    return clause.text[: clause.pieces[end].start].strip(EDGES)


def place_of(clause: Clause, *tags: str, after_place: int = -1) -> int | None:
    """The first piece with one of the tags."""
    return _find(clause, lambda piece: piece.means(*tags), after_place)


def head_of(clause: Clause, *verbs: str) -> int | None:
    """The piece that orders one of the verbs."""
    return next(
        (at for at in sorted(clause.heads.places) if clause.pieces[at].orders & set(verbs)), None
    )


def _find(clause: Clause, fits: Callable[[Piece], bool], after_place: int) -> int | None:
    return next((at for at, p in enumerate(clause.pieces) if at > after_place and fits(p)), None)


def reason(clause: Clause) -> str:
    """Why, if a reason is given apart from the verdict; else all that was said."""
    whole = note(clause)
    found = BECAUSE.search(whole)
    told = found.group(1).strip(EDGES) if found else ""
    return told if len(told) > 3 and re.search(r"[^\W\d]{3}", told) else whole


def without_article(name: str) -> str:
    """`the old suitcase` without `the`."""
    return re.sub(r"^(?:the|a|an|my|our|some)\s+", "", name.strip(EDGES), flags=re.IGNORECASE)


def in_passing(said: re.Pattern[str], clause: Clause) -> str:
    """The words a pattern frames, or nothing."""
    found = said.search(clause.text)
    return next((group for group in found.groups() if group), "").strip(EDGES) if found else ""

"""What the words themselves show: how much is said, how it begins, what stands behind a colon.

Why here: half sentences and quotations are told from whole ones by such signs alone.
Next: clause.py, which joins these facts with the others.
"""

import re

from agent.offline.manner import states
from agent.offline.pieces import Piece
from agent.offline.said import Said

COLON = re.compile(r"\w\s*(?::(?!\d)|\s-\s)\s*(?=\S)")
QUOTED = re.compile(
    r"[\"“”״«]([^\"“”״»]{2,})[\"“”״»]|(?<!\w)['‘’]([^'‘’]{2,}?)['‘’](?!\w)|`([^`]{2,})`"
)
NO_FIRST = re.compile(
    r"(?:no|without|minus|more|less|fewer|בלי|ללא|יותר|פחות|אין|עוד)\s+\w", re.IGNORECASE
)
NONE_FIRST = re.compile(r"\W*(?:no|without|minus|בלי|ללא)\s+\w", re.IGNORECASE)
BE_ONE = re.compile(
    r"\b(?:be|into|as|become) (?:just |only )?one\b|להיות (?:שוט )?אחד", re.IGNORECASE
)
BE_TWO = re.compile(r"\b(?:be|into|as|become|in) (?:two|2|three|3)\b", re.IGNORECASE)
ATTRIBUTES = (
    "colour",
    "lighting",
    "look",
    "mood",
    "lens",
    "grain",
    "palette",
    "pace",
    "theme",
    "cast",
)
I_SAY = re.compile(r"\s*(?:(?:i|we|you)\b|אני(?![א-ת])|אנחנו)", re.IGNORECASE)


def wording(said: Said) -> set[str]:
    """The facts of how it is worded."""
    text, pieces, rest = said.text, said.pieces, said.rest
    opening = [p for p in pieces if not p.means("filler", "article", "polite")][:2]
    found = {
        "rest": bool(rest),
        "bare_look": bool(rest) and all(p.means("look_word") for p in rest),
        "odd": any(not p.known for p in rest),
        "much": len(rest) > 2,
        "vague": _is_vague(said),
        "bare": not rest and not said.heads.ordered and not states(text),
        "praise_only": not rest
        and not said.heads.ordered
        and any(p.means("praise") for p in pieces),
        "proper": len(rest) in (1, 2) and all(p.text[:1].isupper() and p.start for p in rest),
        "of_thing": _of_something(said),
        "thing_first": _begins_with_thing(opening),
        "first_global": bool(pieces) and pieces[0].means("global", "all"),
        "i_say": bool(I_SAY.match(text)),
        "many_lines": "\n" in text.strip(),
    }
    signs = {"quoted": QUOTED, "colon": COLON, "as_one": BE_ONE, "in_two": BE_TWO}
    shown = {name for name, pattern in signs.items() if pattern.search(text)}
    shown |= {"none_first"} if NONE_FIRST.match(text) else set[str]()
    shown |= {"no_first"} if NO_FIRST.match(text) else set[str]()
    return {name for name, there in found.items() if there} | shown | _always(pieces)


def _begins_with_thing(opening: list[Piece]) -> bool:
    """`a picture of Maya`, `Maya portrait`, but not `drop the picture`."""
    first, second = (*opening, None, None)[:2]
    if first is None or first.means("still", "asset", "preview"):
        return first is not None
    return second is not None and not first.orders and second.means("still", "asset", "preview")


def _is_vague(said: Said) -> bool:
    """`make it pop`, `make the film perfect`: a wish that names nothing to be done."""
    concrete = [p for p in said.rest if not p.means(*ATTRIBUTES) or p.means("vague")]
    if said.rest:
        return bool(concrete) and all(p.means("vague") for p in concrete)
    last = max(said.heads.places, default=len(said.pieces))
    return any(p.means("vague") for p in said.pieces[last + 1 :])


def _of_something(said: Said) -> bool:
    """`a picture of the suitcase`, `Maya's portrait`."""
    place = said.first("still", "asset")
    if place == len(said.pieces):
        return False
    return "'s " in said.text or any(p.start > said.pieces[place].start for p in said.rest)


def _always(pieces: tuple[Piece, ...]) -> set[str]:
    words = [p for p in pieces if p.kind == "word" and not p.means("article")]
    opening = [p for p in words if not p.means("filler", "polite", "wish")]
    places = {"always_first": opening[:1], "always_last": words[-1:] if len(words) > 2 else []}
    return {name for name, there in places.items() if any(p.means("always") for p in there)}

"""What is thought of a shot: praised, blamed, too much of something, refused in a word.

Why here: a verdict decides between approving, rejecting and editing, so it must not be misread.
Next: clause.py, which joins these facts with the others.
"""

import re

from agent.offline.manner import READY
from agent.offline.pieces import Piece
from agent.offline.said import Said

PRAISING, COMPLAINING = "👍✅👌💯😍🔥❤🙌", "👎❌🤮😡"
NO_TO_IT = re.compile(
    r"\bshots? [\w, ]*?\d+\s*[:,-]?\s*(?:no|nope|nah)\b(?! \w)|^(?:no|nope|nah)(?: thanks)?,? (?:on|to|for) (?:shots? )?\d|שוט \S+\s*[:,-]?\s*(?:לא|נופ)\s*(?:,|$)",
    re.IGNORECASE,
)
NO_AGAIN = re.compile(
    r"^\W*(?:(?:hmm+|ugh|eh|oh),? )?(?:no|nope|nah|not|לא|נופ)[,.! ].*(?:\b(?:again|redo|over|another|retake|reshoot|redraw|regenerate)\b|שוב|מחדש|עוד פעם)",
    re.IGNORECASE | re.DOTALL,
)
"""`no, do shot 5 again`."""
YES_TO_IT = re.compile(
    r"^(?:yes|yep|yeah|ok(?:ay)?|sure|כן|אוקיי?|סבבה|בסדר)\b(?:.*)$|.*(?:\byes|(?<![א-ת])כן)\s*[!.]*$",
    re.IGNORECASE,
)
REASON = re.compile(
    r"(?:,|:|;|\s-|\bbecause\b|\bcause\b|\bcuz\b|\bsince\b|(?<!\S)כי(?!\S))\s*[^,]*?\b(?:is|are|has|have|looks?|was|were|"
    r"['’]s|נראה|נראית|נראים|יש)\b",
    re.IGNORECASE,
)
EXPLAINED = re.compile(
    r"(?:[,:;]|\s-\s|\bbecause\b|\bcause\b|\bcuz\b|\bsince\b|(?<!\S)כי(?!\S))\s*\S+\s+\S+",
    re.IGNORECASE,
)
IS_NOT = frozenset(
    {
        "doesnt",
        "doesn't",
        "does not",
        "isnt",
        "isn't",
        "is not",
        "hasnt",
        "hasn't",
        "has no",
        "didnt",
        "didn't",
        "shouldnt",
        "shouldn't",
        "לא",
        "אין",
    }
)
AFTER_TOO = frozenset({"מדי", "מידי", "מדיי", "יותר מדי", "יותר מידי"})
WAS = re.compile(r"\b(?:was|were|used to)\b|(?<![א-ת])(?:היה|הייתה|היו)(?![א-ת])", re.IGNORECASE)
LIKING = frozenset({"like", "love", "dig", "buy", "feeling", "enjoy", "loving"})
DONE = ("lock_noun", "unlocked", "status", "failed", "later")


def verdicts(said: Said) -> set[str]:
    """The facts of praise and blame as they are said."""
    text, pieces = said.text, said.pieces
    but = said.first("but")
    found = {
        "praise": any(p.is_mark(PRAISING) for p in pieces),
        "complaint": any(p.is_mark(COMPLAINING) for p in pieces) or bool(NO_TO_IT.search(text)),
        "verdict_first": said.first("complaint") < said.first_head or bool(NO_TO_IT.search(text)),
        "flaw_first": said.first("complaint", "too") < min(said.heads.places, default=-1)
        or bool(NO_AGAIN.match(text)),
        "but_shot": any(p.means("shot") for p in pieces[but + 1 :]),
        "yes_word": bool(YES_TO_IT.match(text.strip())),
        "was_so": bool(WAS.search(text)),
        "reason_given": bool(REASON.search(text)),
        "explained": bool(EXPLAINED.search(text)),
    }
    return {name for name, there in found.items() if there}


def turn_round(said: Said, facts: set[str]) -> None:
    """Makes complaints of denied praise and of what a shot lacks, in place."""
    if _denies_praise(said.pieces):
        facts -= {"praise", "no_order!"}
        facts |= {"complaint", "verdict_first"}
    if "rest" in facts and _lacks_something(said):
        facts -= {"no_order!"}
        facts |= {"complaint", "verdict_first"}


def is_fault(pieces: tuple[Piece, ...], at: int) -> bool:
    """`too dark`, `כהה מדי`: what is too much is no change that is wanted."""
    later = pieces[at + 1 : at + 2]
    before = any(p.means("too") for p in pieces[max(0, at - 2) : at])
    return before or any(p.means("too") and p.text in AFTER_TOO for p in later)


def _denies_praise(pieces: tuple[Piece, ...]) -> bool:
    """`I'm not a fan of shot 9`, `I don't think it works`."""
    for at, piece in enumerate(pieces):
        if not piece.means("no_order"):
            continue
        ends = (n for n, p in enumerate(pieces) if n > at and (p.kind == "mark" or p.means("but")))
        near = pieces[at + 1 : min(next(ends, len(pieces)), at + 7)]
        far = any(p.means("praise") and not p.means("filler") for p in near[3:])
        liked = any(p.means("praise") or p.text.lower() in LIKING for p in near[:3])
        if far or liked:
            return True
    return False


def _lacks_something(said: Said) -> bool:
    """`shot 9 doesn't have the scar`."""
    pieces, used = said.pieces, said.refs.used
    words = [
        at for at, p in enumerate(pieces) if p.kind != "mark" and not p.means("filler", "article")
    ]
    named = [at for at in words if at in used]
    if not named or words[0] != named[0] or not pieces[named[0]].means("shot"):
        return False
    after = next((pieces[at] for at in words if at not in used), None)
    done = any(p.means(*DONE) or p.text.lower() in (*READY, "approved", "מאושר") for p in pieces)
    return after is not None and after.text.lower() in IS_NOT and not done

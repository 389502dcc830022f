"""Whether a message answers the interview, and with what.

Why here: in the interview nearly everything is an answer; what is not must be told apart.
Next: brief_fields.py (which field says what); reading.py, which asks here when nothing is ordered.
"""

from agent.offline.brief_fields import fields_in, names_field
from agent.offline.clause import Clause, clause_of
from agent.offline.pieces import pieces_of
from agent.offline.situation import Situation

INTERVIEW = ("empty", "song")
ANSWERING = frozenset({f"do:{verb}" for verb in ("make", "set", "edit", "begin", "show", "add", "end_at", "begin_at", "draw", "write", "lengthen")} | {"wish"})  # fmt: skip
"""What an answer may begin with though it sounds like an order: make it dreamy, show two lovers."""
NO_ANSWER = frozenset({"question!", "hypothetical", "advice", "you_decide", "meta"})
TECHNICAL = frozenset({"clock", "ref:section", "analysis", "ref:shot", "ref:scene"})
SILENT = ("filler", "article", "small", "chatter")


def answer_in(text: str, scene: Situation) -> dict[str, str]:
    """Field to answer: what was asked for, or what the film is told to be in so many words.

    Empty where the message is no answer: a question back, an order, small talk, a not-knowing.
    """
    described = not scene.pending_quote and scene.stage in (*INTERVIEW, "brief")
    if not described and scene.question is None:
        return {}
    if _is_no_answer(text, clause_of(text, scene)):
        return {}
    asked = scene.question or ("theme" if scene.stage in INTERVIEW else None)
    if scene.stage == "brief" and scene.question is None and not names_field(text):
        asked = None
    return fields_in(text, asked)


def is_chatter(text: str) -> bool:
    """Whether it is all greeting, thanks and laughter."""
    pieces = [p for p in pieces_of(text) if p.kind == "word"]
    return not pieces or all(p.means("chatter", "filler") for p in pieces)


def _is_no_answer(text: str, whole: Clause) -> bool:
    facts = whole.facts
    refused = any(fact.startswith("not:") for fact in facts) and "asked" not in facts
    technical = facts & TECHNICAL or {"label", "length"} <= facts
    ordered = _begins_with_order(whole) and not facts & ANSWERING
    unsure = "doubt" in facts and len(whole.rest) < 2
    silent = "take_back" in facts or not _says_something(whole) or is_chatter(text)
    questions = frozenset[str]({"question!"}) if _is_labelled(text) else frozenset[str]()
    return bool(
        facts & (NO_ANSWER - questions) or refused or technical or ordered or unsure or silent
    )


def _is_labelled(text: str) -> bool:
    """`who we see: two cooks`: a question word before a colon is a label, and asks nothing."""
    return ":" in text and "?" not in text and names_field(text)


def _begins_with_order(whole: Clause) -> bool:
    words = (at for at, p in enumerate(whole.pieces) if not p.means("filler", "polite"))
    return next(words, None) in whole.heads.places


def _says_something(whole: Clause) -> bool:
    return any(p.kind == "word" and not p.means(*SILENT) for p in whole.pieces)

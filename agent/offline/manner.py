"""How a clause is meant: ordered, asked, told, wished, refused, put off, made to depend.

Why here: only what is meant as an order may change a film.
Next: clause.py, which joins these facts with the others.
"""

import re

from agent.offline.pieces import Piece
from agent.offline.said import Said
from agent.offline.spelling import HEBREW

ASKING = ("question", "howmuch", "howmany", "meaning", "advice")
OPENS_QUESTION = frozenset({"should", "would", "will", "might", "may", "was", "were"})
MAY_IT_BE = re.compile(
    r"(?:so |ok |and |please )?(?:can|could) (?!you\b|we\b|i\b|u\b|it\b|that\b|this\b)\S+(?: \S+){0,3}? "
    r"(?:be|have|wear|get|look|start|end|happen|last|hold)\b|אפשר ש",
    re.IGNORECASE,
)
"""`can shot 6 be at night?` is a wish."""
POSSIBLE = re.compile(r"^\W*(?:ו?אפשר|ניתן|can i|could i|may i)(?!\w)", re.IGNORECASE)
THAT_THEY = frozenset({"שהיא", "שהוא", "שהם", "שהן", "שזה", "שהכל", "שכולם"})
WISHED = re.compile("ו?ש[ית][א-ת]{3,}$")
COPULAS = frozenset({"is", "are", "was", "were", "looks", "look", "seems", "seem", "feels", "feel", "came", "got", "became", "נראה", "נראית", "נראים", "היה", "הייתה", "היו", "יצא", "יצאה", "יצאו"})  # fmt: skip
READY = frozenset({"ready", "done", "finished", "מוכן", "מוכנה", "מוכנים", "מוכנות", "גמור"})
POINTING = frozenset({"זה", "זאת", "זו", "אלה", "אלו", "thanks", "thank", "תודה"})
HAVING = frozenset({"have", "has", "had", "already", "יש", "כבר", "היה", "took", "לקח"})
CONDITION = re.compile(
    r"(?<!as )\b(?:if|unless|whether|as soon as|only after|(?:once|when|after|before) (?:we|i|they|it|you|all|every\w*))\b"
    r"|(?<![א-ת])(?:ו?אם|רק אחרי|ברגע ש|בתנאי|אחרי ש|לפני ש|כש(?:א|נ|ת|י|ה))",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\bif (?:you (?:can|could|may|please|don['’]?t mind|would)|possible|it['’]?s ok(?:ay)?)\b"
    r"|אם (?:אפשר|את יכולה|אתה יכול|תוכלי?|בא לך|לא (?:קשה|אכפת))",
    re.IGNORECASE,
)
OR = re.compile(r"\bor\b|(?<![א-ת])או(?![א-ת])", re.IGNORECASE)
FOR_ME = re.compile(r"\b(?:me|us)\b|(?<![א-ת])(?:לי|לנו)(?![א-ת])", re.IGNORECASE)
POSSIBLE_FOR_US = re.compile(
    r"\W*(?:ו?אפשר|ניתן|can (?:i|we)|could (?:i|we)|may i)(?!\w)", re.IGNORECASE
)
YET = re.compile(r"\b(?:yet|already|after)\b|כבר|אחרי")
HESITATING = frozenset({"hypothetical", "advice", "doubt", "take_back"})


def manner(said: Said, things: frozenset[str]) -> set[str]:
    """The facts of how it is meant; `things` are the tags of what may be asked for by its name."""
    found = {
        "question!": _asks(said, things),
        "wish": bool(MAY_IT_BE.match(said.text)) or _wished_for(said.pieces),
        "doubt": _either(said.pieces),
        "telling": _told(said.pieces),
        "no_order!": said.heads.refused,
        "ordered": said.heads.ordered,
        "conditional": bool(CONDITION.search(COURTESY.sub("", said.text)) or OR.search(said.text)),
        "conditional_first": bool(CONDITION.match(said.text)),
        "for_me": bool(FOR_ME.search(said.text)),
        "possible?": _marked(said.text) and bool(POSSIBLE.search(said.text)),
    }
    return {name for name, there in found.items() if there}


def may_change(facts: set[str]) -> bool:
    """Whether nothing speaks against doing what is asked for."""
    against = {"question!", "no_order!", "later!"} & facts
    return not against and HESITATING.isdisjoint(facts)


def is_put_off(said: Said, facts: set[str]) -> bool:
    """Whether it is for another time: `render it tomorrow`, `later, lock shot 3`."""
    words = [p for p in said.pieces if p.kind == "word" and not p.means("filler")]
    if {"do:move", "later_cut"} <= facts:
        return False
    return any(p.means("later") for p in (*words[:1], *words[-1:]))


def states(text: str) -> bool:
    """`the final render is ready`: something is told, nothing wanted."""
    words = re.findall(r"\w+", text.lower())
    told = not COPULAS.isdisjoint(words) or not READY.isdisjoint(words[-1:])
    return told or not POINTING.isdisjoint(words[:1]) or not HAVING.isdisjoint(words)


def _marked(text: str) -> bool:
    return text.rstrip(" !.\"'”)").endswith(("?", "؟"))


def _asks(said: Said, things: frozenset[str]) -> bool:
    """Whether it is a question that wants an answer, not a polite order."""
    if MAY_IT_BE.match(said.text):
        return False
    words = (p for p in said.pieces if p.kind != "mark")
    opening = next((p for p in words if not p.means("filler", "chatter") or p.means(*ASKING)), None)
    if opening is not None and _opens_question(opening, said):
        return True
    polite = any(p.means("polite") for p in said.pieces[:6])
    named = not said.rest and any(not p.tags.isdisjoint(things) for p in said.pieces)
    if _marked(said.text) and YET.search(said.text) and POSSIBLE_FOR_US.match(said.text):
        return True
    return _marked(said.text) and not (polite and (said.heads.ordered or named))


def _opens_question(opening: Piece, said: Said) -> bool:
    polite_order = opening.means("polite") and said.heads.ordered
    return _reports(opening, said.text) or (opening.means(*ASKING) and not polite_order)


def _reports(opening: Piece, text: str) -> bool:
    """`should shot 3 be darker`, `רינדרת את הסופי`: asked, though nothing marks it."""
    if opening.text.lower() in OPENS_QUESTION and not opening.means("polite"):
        return True
    past = bool(opening.senses) and all(sense == "past" for _, sense in opening.senses)
    asked = re.match(r"(?:את|כבר|לי|אותו|אותה|עוד)(?![א-ת])", text[opening.end :].strip())
    return past and bool(asked) and opening.text.endswith(("ת", "תם", "תן")) and not opening.tags


def _told(pieces: tuple[Piece, ...]) -> bool:
    """`I made shot 3 darker`, `עשיתי …`: a report of what was done."""
    words = [p for p in pieces if p.kind == "word" and not p.means("filler")]
    subject = words[:1] and words[0].text.lower() in ("i", "we", "you", "they", "he", "she")
    verb = words[1:2] if subject else words[:1]
    past = [p for p in verb if p.senses and all(sense == "past" for _, sense in p.senses)]
    return (
        bool(past)
        and (bool(subject) or HEBREW.search(past[0].text) is not None)
        and not past[0].tags
    )


def _wished_for(pieces: tuple[Piece, ...]) -> bool:
    """`שיתנשקו על הגשר`: a Hebrew wish begins with that he, that she, that they will."""
    first = next((p for p in pieces if not p.means("filler")), None)
    if first is None:
        return False
    return first.text in THAT_THEY or (not first.known and bool(WISHED.match(first.text)))


def _either(pieces: tuple[Piece, ...]) -> bool:
    """`shot 3 or 4`: which of them is not said."""
    return any(
        p.text.lower() in ("or", "או")
        and 0 < at < len(pieces) - 1
        and pieces[at - 1].number is not None
        and any(q.number is not None for q in pieces[at + 1 : at + 3])
        for at, p in enumerate(pieces)
    )

"""What an order or a wish bears on: the shot itself, something in it, all of it.

Why here: `lock shot 4` and `lock the door in shot 4` share every word that matters.
Next: clause.py, which joins these facts with the others.
"""

from agent.offline.manner import COPULAS
from agent.offline.pieces import Piece
from agent.offline.said import Said

PLACED = frozenset({"in", "on", "from", "to", "for", "at"})
WITHIN = frozenset({"in", "for", "on", "at", "during"})
TELLING_VERBS = frozenset({"is", "are", "was", "were", "i", "we", "you", "my", "has", "have", "did", "be", "אני", "היה", "הייתה", "יש"})  # fmt: skip
NOTHING_SAID = ("filler", "article")


def bearing(said: Said) -> set[str]:
    """The facts of where the shot stands in what was said."""
    found = {
        "tail_ref": _ends_with_shot(said),
        "on_shot": _aimed_at_shot(said),
        "off_shot": _aimed_at_something_in_it(said),
        "topic_first": _begins_with_shot(said),
        "label_is_order": any(said.pieces[at].means("instrumental") for at in said.heads.places),
    }
    return {name for name, there in found.items() if there} | _topic(said)


def _begins_with_shot(said: Said) -> bool:
    pieces = said.pieces
    opening = next(
        (p for p in pieces if not p.tags & set(NOTHING_SAID)), pieces[0] if pieces else None
    )
    return opening is not None and opening.means("shot", "scene")


def _topic(said: Said) -> set[str]:
    """Whether it begins with what it is about: `shot 3 with a hat`, `in scene 2 …`."""
    pieces, used = said.pieces, said.refs.used
    words = [at for at, p in enumerate(pieces) if not p.means(*NOTHING_SAID) or at in used]
    named = next((at for at in words if pieces[at].means("shot", "scene")), None)
    if named is None or not used:
        return set()
    taken = {at for at in used if not pieces[at].means("seconds")}
    others = [at for at in words if at not in taken and at != named]
    begins = not others or others[0] > named
    alone_before = bool(others) and others[0] < named and (len(others) < 2 or others[1] > named)
    within = alone_before and pieces[others[0]].text.lower() in WITHIN
    after = next((pieces[at] for at in range(named + 1, len(pieces)) if at not in taken), None)
    found = {
        "within": within or (begins and pieces[named].front in ("ב", "ל")),
        "observed": begins and after is not None and after.text.lower() in COPULAS,
        "topic_then": begins and after is not None and _leads_on(after),
    }
    return {name for name, there in found.items() if there}


def _leads_on(piece: Piece) -> bool:
    leading = piece.means("preposition", "change_word", "takes_place", "look_word")
    if leading or piece.is_mark(":,-"):
        return True
    if piece.front[:1] in ("ב", "מ") and not piece.means("praise", "complaint"):
        return True
    return not piece.known and len(piece.text) > 4 and piece.text[0] in "במש"


def _ends_with_shot(said: Said) -> bool:
    """`a red umbrella in shot 5`: a thing, then where it belongs, and nothing told of it."""
    pieces, used = said.pieces, said.refs.used
    words = [at for at, p in enumerate(pieces) if p.kind != "mark" and not p.means("filler")]
    named = next((at for at in words if pieces[at].means("shot", "scene")), None)
    if not named or any(at > named and at not in used for at in words):
        return False
    before = [pieces[at] for at in words if at < named and at not in used]
    placed = any(p.text.lower() == "in" for p in before[-2:]) or pieces[named].front == "ב"
    told = any(p.text.lower() in TELLING_VERBS or p.means("person", "telling") for p in before)
    return placed and not told and bool(before)


def _aimed_at_shot(said: Said) -> bool:
    """Whether the shot or scene itself is what the order takes: `drop shot 4 altogether`."""
    pieces = said.pieces
    behind = range(said.first_head + 1, len(pieces))
    after = [at for at in behind if not pieces[at].means(*NOTHING_SAID)]
    if not after or not pieces[after[0]].means("shot", "scene"):
        return False
    beyond = [at for at in after[1:] if at not in said.refs.used]
    return not beyond or pieces[beyond[0]].text.lower() not in ("'", "s", "'s", "’")


def _aimed_at_something_in_it(said: Said) -> bool:
    """`lock the door in shot 4`: the order takes something seen in the shot, not the shot."""
    pieces, used = said.pieces, said.refs.used
    named = said.first("shot", "scene")
    if named == len(pieces) or not said.heads.ordered or not used:
        return False
    if any(p.means("person") for p in pieces[: said.first_head]):
        return True
    between = [at for at in range(said.first_head + 1, named) if at not in used]
    placed = any(pieces[at].text.lower() in PLACED for at in between[-2:])
    placed = placed or pieces[named].front in ("ב", "מ", "ל")
    seen = [at for at in between if not pieces[at].known and at not in said.heads.places]
    return placed and bool(seen)

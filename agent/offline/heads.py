"""Which verbs of a clause are orders: `split shot 3` is one, `a couple who split` is none.

Why here: a verb is an order by where it stands, and only orders may change a film.
Next: clause.py, which makes facts of them.
"""

from dataclasses import dataclass, field

from agent.offline.pieces import Piece
from agent.offline.references import References

LIGHT = frozenset({"make", "begin"})
"""Verbs that may only carry the real one: do a render, start animating, תעשי אנדו."""
CARRIED = frozenset({"render", "analyse", "undo", "retry", "animate", "split", "merge", "lock", "unlock", "approve", "redo", "plan", "write", "draw", "make", "divide", "restore"})  # fmt: skip
BEFORE_ORDER = frozenset({
    "filler", "article", "polite", "wish", "lets", "again", "another", "previous", "this_one", "global", "until",
    "all", "them", "it", "no_order", "about", "where", "ordinal_last", "ordinal_first", "next_one", "doubt",
    "hypothetical", "advice", "question", "but", "later", "take_back", "always", "howmuch", "praise", "chatter",
    "last_thing", "seconds", "change_word", "vague", "complaint", "too",
})  # fmt: skip
CLOSING = frozenset({"who", "which", "because", "when", "where", "while", "he", "she", "they", "it", "הוא", "היא", "הם", "הן", "who's", "cuz", "cause", "since"})  # fmt: skip
AFRESH = frozenset(
    {"so", "please", "then", "now", "and then", "just", "ואז", "אז", "בבקשה", "עכשיו", "פשוט"}
)
STATING = frozenset(
    {"is", "are", "was", "were", "been", "got", "gets", "already", "'s", "we", "you", "they"}
)
NOUN_MAKERS = frozenset({"the", "a", "an", "this", "that", "my", "our", "another", "your", "last", "previous", "new", "any", "some", "teh", "every", "each", "its"})  # fmt: skip


@dataclass(slots=True)
class Heads:
    """`places`: the pieces that order; `facts`: do:, not:, v: facts; `refused`: a not comes first."""

    places: set[int] = field(default_factory=set[int])
    facts: set[str] = field(default_factory=set[str])
    refused: bool = False
    declined: set[int] = field(default_factory=set[int])
    """The pieces that are asked not to be done."""

    @property
    def ordered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.places)


def heads_in(pieces: tuple[Piece, ...], refs: References, wished: bool = False) -> Heads:
    """The orders of a clause, walking it from its beginning while nothing else was said."""
    heads = Heads()
    walk = _Walk(pieces, refs, heads)
    walk.wished = wished
    for at in range(len(pieces)):
        walk.step(at)
    return heads


class _Walk:
    def __init__(self, pieces: tuple[Piece, ...], refs: References, heads: Heads) -> None:
        self.pieces, self.refs, self.heads = pieces, refs, heads
        self.open = True
        self.wished = False
        self.refusing = False
        self.light = False

    def step(self, at: int) -> None:
        piece = self.pieces[at]
        if self._starts_afresh(piece) and not self.heads.places:
            self.open = True
            self.refusing = self.refusing and piece.kind != "mark"
        if self.open and piece.means("no_order") and not self.heads.places:
            self.refusing = True
            self.heads.refused = True
        if piece.means("wish") or "mind" in piece.text.lower():
            self.wished = True
        senses = self._senses_here(at)
        if senses and (self.open or self._again(at, senses)):
            self._order(at, senses)
            return
        self.heads.facts |= {
            f"{'was' if sense == 'past' else 'v'}:{verb}" for verb, sense in piece.senses
        }
        if self.open and not self._goes_on(at):
            self.open = False

    def _starts_afresh(self, piece: Piece) -> bool:
        """`… so make it`, `… can you please`: after these an order may come whatever was said."""
        asks = piece.means("polite", "wish", "lets") and not piece.senses
        return piece.is_mark(",;:-") or asks or piece.text.lower() in AFRESH

    def _senses_here(self, at: int) -> set[str]:
        piece = self.pieces[at]
        if at in self.refs.used or self._is_noun(at):
            return set()
        verbs = set() if self._is_state(at) else set(piece.orders)
        if all(p.kind == "mark" or p.means("filler") for p in self.pieces[:at]):
            verbs |= {verb for verb, sense in piece.senses if sense == "first"}
        if self.light and self.heads.places:
            named = piece.means("film", "video", "still", "klip")
            carried = {verb for verb in verbs if verb.removesuffix("_only") in CARRIED}
            verbs = set() if named else carried
        if self.wished or self.light or self.refusing:
            verbs |= {verb for verb, sense in piece.senses if sense == "doing"}
        if self.wished:
            verbs |= {verb for verb, sense in piece.senses if sense == "past"}
        return verbs

    def _is_noun(self, at: int) -> bool:
        """`the render`, `a cut`: said as a noun, unless a light verb carries it."""
        if self.light or not at or at - 1 in self.refs.used:
            return False
        return bool(self.pieces[at].orders) and self.pieces[at - 1].text.lower() in NOUN_MAKERS

    def _is_state(self, at: int) -> bool:
        """`shot 4 is split`: after is and was the same spelling tells a state."""
        before = self.pieces[at - 1].text.lower() if at else ""
        return before in STATING

    def _again(self, at: int, verbs: set[str]) -> bool:
        """Whether it only repeats the order just given: `די, תפסיקי`."""
        before = max(self.heads.places, default=at)
        marks = all(p.kind == "mark" for p in self.pieces[before + 1 : at])
        return before < at and marks and bool(self.pieces[before].orders & verbs)

    def _order(self, at: int, verbs: set[str]) -> None:
        if self.refusing:
            self.heads.facts |= {f"not:{verb}" for verb in verbs}
            self.heads.declined.add(at)
            self.open = False
            return
        self.heads.places.add(at)
        self.heads.refused = False
        self.heads.facts |= {f"do:{verb}" for verb in verbs}
        self.light = bool(verbs & LIGHT)
        self.open = self.light

    def _goes_on(self, at: int) -> bool:
        """Whether an order may still follow: only steering words and things named came so far."""
        piece = self.pieces[at]
        if piece.kind != "word" or at in self.refs.used:
            return not self.light or piece.kind != "word"
        if piece.text.lower() in CLOSING and not self.light:
            return False
        if self.light:
            return piece.means(
                "article", "filler", "small", "again", "another", "final", "preview", "polite"
            )
        if piece.tags & BEFORE_ORDER or piece.means("small"):
            return True
        named = bool(piece.tags) and not piece.senses
        addressed = at + 1 < len(self.pieces) and self.pieces[at + 1].is_mark(",:")
        return named or addressed

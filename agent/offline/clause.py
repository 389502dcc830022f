"""One thing said: its pieces, what it counts, and the facts the rules are written in.

Why here: rules/*.toml know only facts such as `do:split`, `ref:shot`, `may`, `in:stills`.
Next: grammar.py (the rules); heads.py, manner.py, verdicts.py, bearing.py, wording.py (the facts).

The facts of a clause:
  a tag of the lexicon (`still`, `again`, `too`) if one of its pieces carries it;
  `do:V` V is asked for, `not:V` it is asked not to be, `v:V` / `was:V` it is only mentioned;
  `ref:N` / `many:N` a number / several are said for noun N; `loose`, `nth` numbers of nothing;
  `label`, `label2`, `clock`, `length`, `beats`, `hex`, `lens_mm`, `dollars`, `quoted`, `colon`;
  `this_shot` pointed at; `talked` a shot is being talked about; `asset_named` an asset's name;
  `rest` words that say something of their own, `odd` unknown ones, `much` many, `bare` none;
  `in:STAGE`, `asked`, `asked:FIELD`, `proposed:TOOL`, `question!`, `may` it may change something.
"""

from dataclasses import dataclass
from functools import lru_cache

from agent.offline.bearing import bearing
from agent.offline.heads import Heads, heads_in
from agent.offline.manner import MAY_IT_BE, is_put_off, manner, may_change
from agent.offline.pieces import Piece, pieces_of
from agent.offline.references import NOUNS, References, references_in
from agent.offline.said import Said
from agent.offline.situation import Situation
from agent.offline.verdicts import is_fault, turn_round, verdicts
from agent.offline.wording import COLON, QUOTED, wording

STEERING = frozenset({
    "filler", "article", "small", "polite", "wish", "lets", "question", "howmuch", "howmany", "meaning", "advice",
    "no_order", "doubt", "hypothetical", "but", "take_back", "later", "again", "another", "previous", "last_thing",
    "until", "between", "always", "named", "about", "as_one", "in_two", "to_video", "where", "this_one", "global",
    "ordinal_last", "ordinal_first", "next_one", "praise", "complaint", "too", "all", "them", "it", "longer", "shorter",
    "seconds", "minutes", "frames", "half", "money_sign", "numeral", "chatter", "enough", "no_longer", "prefer",
        "you_decide",
        "compare",
        "after_word",
        "takes_place",
        "person",
        "preposition",
        "new_shot",
        "not_bad",
        "fewer_shots",
        "idea_else",
        "fed_up",
        "speed",
})  # fmt: skip
THINGS = frozenset({
    *NOUNS, "song", "beat", "analysis", "lyrics", "words", "moment", "brief", "treatment", "shotlist", "scenelist",
    "storyboard", "asset", "still", "clip", "klip", "video", "film", "preview", "final", "rulebook", "thread", "job", "failed",
    "budget", "money", "history", "change", "project", "status", "english", "hebrew", "language", "pace", "lens", "grain", "palette",
})  # fmt: skip
LENT = frozenset({"version", "thread", "lock_noun", "look", "job", "film", "video", "still", "storyboard", "filler", "important", "no_longer", "shot", "praise", "words", "no_order", "to_video"})  # fmt: skip
MONEY_SAID = frozenset({"money", "dollars", "budget", "howmuch", "howmany"})
WORN = frozenset("a an his her their in with no".split())
"""What stands before a cap on a head, or a limit that is no budget."""
HEDGES = frozenset({"advice", "howmuch"})
PAYLOAD_DOUBTS = frozenset({"hypothetical", "doubt", "take_back"})
STAY_IN_REFERENCES = frozenset({*NOUNS, "revision_only", "still", "clip", "klip"})


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` is what was said; `facts` what the rules may ask about it."""

    text: str
    pieces: tuple[Piece, ...]
    refs: References
    heads: Heads
    facts: frozenset[str]
    rest: tuple[Piece, ...]
    scene: Situation

    @property
    def quoted(self) -> str:
        """The words in quotation marks, or nothing."""
        found = QUOTED.search(self.text)
        return next((g for g in found.groups() if g), "").strip() if found else ""


@lru_cache(maxsize=256)
def clause_of(text: str, scene: Situation) -> Clause:
    """A clean text as a clause of the conversation as it stands."""
    said = _said(text)
    facts = _tags(said) | said.heads.facts | _counted(said.refs) | _standing(text, scene)
    facts |= _capped(said, facts)
    facts |= manner(said, THINGS) | verdicts(said) | bearing(said) | wording(said)
    turn_round(said, facts)
    _conclude(said, facts)
    return Clause(text, said.pieces, said.refs, said.heads, frozenset(facts), said.rest, scene)


def _said(text: str) -> Said:
    pieces = _literal_quotes(text, pieces_of(text))
    refs = references_in(pieces)
    heads = heads_in(pieces, refs, wished=bool(MAY_IT_BE.match(text)))
    return Said(text, pieces, refs, heads, _rest(pieces, refs, heads))


def _capped(said: Said, facts: set[str]) -> set[str]:
    """`raise the cap` is about money; `a man in a grey cap` is not: it needs money around it, or
    to be all that is spoken of."""
    at = said.first("cap")
    if at == len(said.pieces):
        return set()
    before = said.pieces[at - 1].text.casefold() if at else ""
    alone = all(p.means("cap") for p in said.rest) and before not in WORN
    alone = alone and not said.refs.used and "person" not in facts
    return {"budget"} if facts & MONEY_SAID or alone else set()


def _conclude(said: Said, facts: set[str]) -> None:
    """Adds what follows from other facts; last of all whether anything may be changed."""
    if {"do:tell", "do:ask"} & facts and not facts & {"story", "treatment", "theme"}:
        facts.add("question!")
    if is_put_off(said, facts):
        facts.add("later!")
    if "topic_first" in facts and not said.rest:
        facts.add("bare_topic")
    if "change_word" in facts and "observed" not in facts:
        facts.add("wanted_change")
    if "look_like" in facts and not facts & {"ordered", "wish"}:
        facts.add("judged")
    if may_change(facts):
        facts.add("may")


def _literal_quotes(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What stands in quotation marks is meant literally: it asks for nothing."""
    spans = [m.span() for m in QUOTED.finditer(text) if m.end() - m.start() < len(text.strip())]

    def quoted(piece: Piece) -> bool:
        return piece.kind != "mark" and any(a < piece.start < b for a, b in spans)

    return tuple(Piece("word", p.text, p.start, p.end) if quoted(p) else p for p in pieces)


def _tags(said: Said) -> set[str]:
    """The tags that count: not those an order lends its spelling to, no doubt inside a payload."""
    pieces, places = said.pieces, said.heads.places
    spoken_until = min((m.end() for m in COLON.finditer(said.text)), default=len(said.text))
    tags = {tag for at in said.refs.used for tag in pieces[at].tags & STAY_IN_REFERENCES}
    for at, piece in enumerate(pieces):
        if at in said.refs.used:
            continue
        counted = piece.tags - LENT if at in places else piece.tags
        if is_fault(pieces, at):
            counted -= {"change_word"}
        if piece.start >= spoken_until:
            counted -= HEDGES | PAYLOAD_DOUBTS
        inside = said.first_head < at < len(pieces) - 2
        tags |= counted - HEDGES if inside else counted
    return tags


def _rest(pieces: tuple[Piece, ...], refs: References, heads: Heads) -> tuple[Piece, ...]:
    """The pieces that say something of their own: neither steering, nor a thing, nor the order."""
    return tuple(
        piece
        for at, piece in enumerate(pieces)
        if at not in refs.used
        and at not in heads.places
        and at not in heads.declined
        and piece.kind == "word"
        and not piece.tags & STEERING
        and not piece.tags & THINGS
        and not (piece.number and not piece.tags)
        and not _only_past(piece)
    )


def _only_past(piece: Piece) -> bool:
    """`get it written`: a past form says nothing of its own."""
    return (
        bool(piece.senses) and all(sense == "past" for _, sense in piece.senses) and not piece.tags
    )


def _counted(refs: References) -> set[str]:
    facts = {f"ref:{noun}" for noun in refs.counted}
    facts |= {f"many:{noun}" for noun in refs.counted if len(refs.of(noun)) > 1}
    measures = refs.measures
    marks = {
        "loose": refs.loose,
        "nth": refs.nth,
        "loose2": len(refs.loose) > 1,
        "label": refs.labels,
        "label2": len(refs.labels) > 1,
        "clock": measures.clocks,
        "length": measures.lengths,
        "beats": measures.beats,
        "hex": measures.hexes,
        "lens_mm": measures.lens_mm,
        "dollars": measures.dollars,
        "this_shot": refs.this_shot,
        "as_one": refs.as_one,
        "in_two": refs.counts_shots and refs.counted.get("shot"),
    }
    return facts | {name for name, there in marks.items() if there}


def _standing(text: str, scene: Situation) -> set[str]:
    facts = {f"in:{scene.stage}"}
    if scene.question:
        facts |= {"asked", f"asked:{scene.question}"}
    if scene.proposed:
        facts.add(f"proposed:{scene.proposed}")
    if scene.last_shot:
        facts.add("talked")
    if scene.pending_quote:
        facts.add("quote_open")
    if any(name.casefold() in text.casefold() for name in scene.asset_names):
        facts.add("asset_named")
    return facts

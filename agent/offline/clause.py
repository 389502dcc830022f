"""One thing said: its pieces, what it counts, and the facts the rules are written in.

Why here: rules/*.toml know only facts such as `do:split`, `ref:shot`, `may`, `in:stills`.
Next: heads.py (which verbs are orders), rulebook.py (rules over facts).

The facts of a clause:
  a tag of the lexicon (`still`, `again`, `too`) if one of its pieces carries it;
  `do:V` V is asked for, `not:V` it is asked not to be, `v:V` it is only mentioned;
  `ref:N` / `many:N` a number / several are said for noun N; `loose`, `loose2` numbers of nothing;
  `label`, `label2`, `clock`, `length`, `beats`, `hex`, `lens_mm`, `dollars`, `quoted`, `colon`;
  `this_shot` pointed at; `talked` a shot is being talked about; `asset` an asset's name is said;
  `rest` words that say something of their own; `vague` if all those are vague; `bare` if none;
  `in:STAGE`, `asked`, `asked:FIELD`, `proposed:TOOL`, `question`, `may` it may change something.
"""

import re
from dataclasses import dataclass

from agent.offline.heads import Heads, heads_in
from agent.offline.pieces import Piece, pieces_of
from agent.offline.references import NOUNS, References, references_in
from agent.offline.situation import Situation
from agent.offline.spelling import HEBREW

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
})  # fmt: skip
THINGS = frozenset({
    *NOUNS, "song", "beat", "analysis", "lyrics", "words", "moment", "brief", "treatment", "shotlist", "scenelist",
    "storyboard", "asset", "still", "clip", "klip", "video", "film", "preview", "final", "rulebook", "thread", "job", "failed",
    "budget", "money", "history", "change", "project", "status", "english", "hebrew", "language", "pace", "lens", "grain", "palette",
})  # fmt: skip
LENT = frozenset({"version", "thread", "lock_noun", "look", "job", "film", "video", "still", "storyboard", "filler", "important", "no_longer", "shot", "praise", "words", "no_order", "to_video"})  # fmt: skip
HEDGES = frozenset({"advice", "howmuch"})
PAYLOAD_DOUBTS = frozenset({"hypothetical", "doubt", "take_back"})
COLON = re.compile(r"\w\s*(?::(?!\d)|\s-\s)\s*(?=\S)")
ASKING = ("question", "howmuch", "howmany", "meaning", "advice")
NO_FIRST = re.compile(
    r"(?:no|without|minus|more|less|fewer|בלי|ללא|יותר|פחות|אין|עוד)\s+\w", re.IGNORECASE
)
MAY_IT_BE = re.compile(
    r"(?:so |ok |and |please )?(?:can|could) (?!you\b|we\b|i\b|u\b|it\b|that\b|this\b)\S+(?: \S+){0,3}? "
    r"(?:be|have|wear|get|look|start|end|happen|last|hold)\b|אפשר ש",
    re.IGNORECASE,
)
"""`can shot 6 be at night?` is a wish."""
THAT_THEY = frozenset({"שהיא", "שהוא", "שהם", "שהן", "שזה", "שהכל", "שכולם"})
WISHED = re.compile("ו?ש[ית][א-ת]{3,}$")
PRAISING, COMPLAINING = "👍✅👌💯😍🔥❤🙌", "👎❌🤮😡"
OPENS_QUESTION = frozenset({"should", "would", "will", "might", "may", "was", "were"})
TELLING_VERBS = frozenset({"is", "are", "was", "were", "i", "we", "you", "my", "has", "have", "did", "be", "אני", "היה", "הייתה", "יש"})  # fmt: skip
BE_ONE = re.compile(
    r"\b(?:be|into|as|become) (?:just |only )?one\b|להיות (?:שוט )?אחד", re.IGNORECASE
)
BE_TWO = re.compile(r"\b(?:be|into|as|become|in) (?:two|2|three|3)\b", re.IGNORECASE)
COPULAS = frozenset({"is", "are", "was", "were", "looks", "look", "seems", "seem", "feels", "feel", "came", "got", "became", "נראה", "נראית", "נראים", "היה", "הייתה", "היו", "יצא", "יצאה", "יצאו"})  # fmt: skip
READY = frozenset({"ready", "done", "finished", "מוכן", "מוכנה", "מוכנים", "מוכנות", "גמור"})
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
FOR_ME = re.compile(r"\b(?:me|us)\b|(?<![א-ת])(?:לי|לנו)(?![א-ת])", re.IGNORECASE)
NO_TO_IT = re.compile(
    r"\bshots? [\w, ]*?\d+\s*[:,-]?\s*(?:no|nope|nah)\b(?! \w)|^(?:no|nope|nah)(?: thanks)?,? (?:on|to|for) (?:shots? )?\d|שוט \S+\s*[:,-]?\s*(?:לא|נופ)\s*(?:,|$)",
    re.IGNORECASE,
)
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
PLACED = frozenset({"in", "on", "from", "to", "for", "at"})
POSSIBLE = re.compile(r"^\W*(?:ו?אפשר|ניתן|can i|could i|may i)(?!\w)", re.IGNORECASE)
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
POINTING = frozenset({"זה", "זאת", "זו", "אלה", "אלו", "thanks", "thank", "תודה"})
HAVING = frozenset({"have", "has", "had", "already", "יש", "כבר", "היה", "took", "לקח"})
OR = re.compile(r"\bor\b|(?<![א-ת])או(?![א-ת])", re.IGNORECASE)
WITHIN = frozenset({"in", "for", "on", "at", "during"})
QUOTED = re.compile(
    r"[\"“”״«]([^\"“”״»]{2,})[\"“”״»]|(?<!\w)['‘’]([^'‘’]{2,}?)['‘’](?!\w)|`([^`]{2,})`"
)


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


def clause_of(text: str, scene: Situation) -> Clause:
    """A clean text as a clause of the conversation as it stands."""
    pieces = _literal_quotes(text, pieces_of(text))
    refs = references_in(pieces)
    heads = heads_in(pieces, refs, wished=bool(MAY_IT_BE.match(text)))
    rest = _rest(pieces, refs, heads)
    facts = _tags(text, pieces, refs, heads)
    facts |= {
        tag for at in refs.used for tag in pieces[at].tags if tag in (*NOUNS, "revision_only")
    }
    facts |= _placed(pieces, refs)
    if _ends_with_shot(pieces, refs):
        facts.add("tail_ref")
    facts |= heads.facts | _counted(refs) | _said(text, pieces, rest, heads) | _standing(scene)
    if any(name.casefold() in text.casefold() for name in scene.asset_names):
        facts.add("asset_named")
    if heads.refused:
        facts.add("no_order!")
    _deny_praise(pieces, facts)
    if _asks(text, pieces, heads, rest):
        facts.add("question!")
    if MAY_IT_BE.match(text) or _wished_for(pieces):
        facts.add("wish")
    if _either(pieces, refs):
        facts.add("doubt")
    if _lacks_something(pieces, refs) and "rest" in facts:
        facts -= {"no_order!"}
        facts |= {"complaint", "verdict_first"}
    facts |= _turns(text, pieces, refs, heads)
    if {"do:tell", "do:ask"} & facts and not facts & {"story", "treatment", "theme"}:
        facts.add("question!")
    if text.rstrip().endswith("?") and POSSIBLE.search(text):
        facts.add("possible?")
    could = "possible?" in facts or text.lower().startswith(("can we", "could we"))
    if (
        could
        and text.rstrip().endswith("?")
        and re.search(r"\b(?:yet|already|after)\b|כבר|אחרי", text)
    ):
        facts.add("question!")
    flaw = next((at for at, p in enumerate(pieces) if p.means("complaint", "too")), len(pieces))
    if flaw < min(heads.places, default=-1):
        facts.add("flaw_first")
    if _put_off(pieces, facts):
        facts.add("later!")
    if "topic_first" in facts and not rest:
        facts.add("bare_topic")
    if "change_word" in facts and "observed" not in facts:
        facts.add("wanted_change")
    facts |= _permission(facts)
    return Clause(text, pieces, refs, heads, frozenset(facts), rest, scene)


def _literal_quotes(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What stands in quotation marks is meant literally: it asks for nothing."""
    spans = [m.span() for m in QUOTED.finditer(text) if m.end() - m.start() < len(text.strip())]

    def quoted(piece: Piece) -> bool:
        return piece.kind != "mark" and any(a < piece.start < b for a, b in spans)

    return tuple(Piece("word", p.text, p.start, p.end) if quoted(p) else p for p in pieces)


def _tags(text: str, pieces: tuple[Piece, ...], refs: References, heads: Heads) -> set[str]:
    """The tags that count: not those an order lends its spelling to, no doubt inside a payload."""
    spoken_until = min((m.end() for m in COLON.finditer(text)), default=len(text))
    first = min(heads.places, default=len(pieces))
    tags: set[str] = set()
    for at, piece in enumerate(pieces):
        if at in refs.used:
            continue
        counted = piece.tags - LENT if at in heads.places else piece.tags
        if _faulted(pieces, at):
            counted = counted - {"change_word"}
        inside = first < at < len(pieces) - 2
        if piece.start >= spoken_until:
            counted = counted - HEDGES - PAYLOAD_DOUBTS
        tags |= counted - HEDGES if inside else counted
    return tags


def _faulted(pieces: tuple[Piece, ...], at: int) -> bool:
    """`too dark`, `כהה מדי`: what is too much is no change that is wanted."""
    around = (*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 2])
    later = pieces[at + 1 : at + 2]
    before = any(p.means("too") for p in around if p not in later)
    return before or any(p.means("too") and p.text in AFTER_TOO for p in later)


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


def _placed(pieces: tuple[Piece, ...], refs: References) -> set[str]:
    """Whether it begins with the shot or scene it is about: `shot 3 with a hat`, `in scene 2 …`."""
    words = [
        at for at, p in enumerate(pieces) if not p.means("filler", "article") or at in refs.used
    ]
    named = [at for at in words if pieces[at].means("shot", "scene")][:1]
    if not named or not refs.used:
        return set()
    taken = {at for at in refs.used if not pieces[at].means("seconds")}
    first = [at for at in words if at not in taken and at not in named]
    begins = not first or first[0] > named[0]
    within = first[:1] and first[0] < named[0] and pieces[first[0]].text.lower() in WITHIN
    within = within and (len(first) < 2 or first[1] > named[0])
    facts = (
        {"within"} if within or (begins and pieces[named[0]].front in ("ב", "ל")) else set[str]()
    )
    after = next((pieces[at] for at in range(named[0] + 1, len(pieces)) if at not in taken), None)
    if begins and after is not None and after.text.lower() in COPULAS:
        facts.add("observed")
    if begins and after is not None and _leads_on(after):
        facts.add("topic_then")
    return facts


def _ends_with_shot(pieces: tuple[Piece, ...], refs: References) -> bool:
    """`a red umbrella in shot 5`: a thing, then where it belongs, and nothing told of it."""
    words = [at for at, p in enumerate(pieces) if p.kind != "mark" and not p.means("filler")]
    named = next((at for at in words if pieces[at].means("shot", "scene")), None)
    if named is None or named == 0 or any(at > named and at not in refs.used for at in words):
        return False
    before = [pieces[at] for at in words if at < named and at not in refs.used]
    placed = any(p.text.lower() == "in" for p in before[-2:]) or pieces[named].front == "ב"
    told = any(p.text.lower() in TELLING_VERBS or p.means("person", "telling") for p in before)
    return placed and not told and bool(before)


def _leads_on(piece: Piece) -> bool:
    if piece.is_mark(":,-") or piece.means(
        "preposition", "change_word", "takes_place", "look_word"
    ):
        return True
    if piece.front[:1] in ("ב", "מ") and not piece.means("praise", "complaint"):
        return True
    return not piece.known and len(piece.text) > 4 and piece.text[0] in "במש"


def _said(text: str, pieces: tuple[Piece, ...], rest: tuple[Piece, ...], heads: Heads) -> set[str]:
    facts: set[str] = set()
    if rest:
        facts.add("rest")
        vague = [piece for piece in rest if not piece.means(*ATTRIBUTES) or piece.means("vague")]
        if vague and all(piece.means("vague") for piece in vague):
            facts.add("vague")
    elif not heads.places and not _states(text):
        facts.add("bare")
    after = max(heads.places, default=len(pieces))
    if heads.places and not rest and any(p.means("vague") for p in pieces[after + 1 :]):
        facts.add("vague")
    if any(not piece.known for piece in rest):
        facts.add("odd")
    if len(rest) > 2:
        facts.add("much")
    pictured = next((p.start for p in pieces if p.means("still", "asset")), None)
    if pictured is not None and (any(p.start > pictured for p in rest) or "'s " in text):
        facts.add("of_thing")
    if QUOTED.search(text):
        facts.add("quoted")
    if any(p.is_mark(PRAISING) for p in pieces):
        facts.add("praise")
    if any(p.is_mark(COMPLAINING) for p in pieces):
        facts.add("complaint")
    complaint = next((at for at, p in enumerate(pieces) if p.means("complaint")), len(pieces))
    if complaint < min(heads.places, default=len(pieces)):
        facts.add("verdict_first")
    if COLON.search(text):
        facts.add("colon")
    if BE_ONE.search(text):
        facts.add("as_one")
    if BE_TWO.search(text):
        facts.add("in_two")
    if NO_FIRST.match(text):
        facts.add("no_first")
    if pieces and pieces[0].means("global", "all"):
        facts.add("first_global")
    if "\n" in text.strip():
        facts.add("many_lines")
    facts |= _always(pieces)
    opening = [p for p in pieces if not p.means("filler", "article", "polite")][:2]
    if any(p.means("still", "asset", "preview") for p in opening):
        facts.add("thing_first")
    if re.match(r"(?:i|we|you)\b|אני(?![א-ת])|אנחנו", text.strip(), re.IGNORECASE):
        facts.add("i_say")
    if REASON.search(text):
        facts.add("reason_given")
    if len(rest) in (1, 2) and all(p.text[:1].isupper() and p.start for p in rest):
        facts.add("proper")
    if heads.places:
        facts.add("ordered")
    if not rest and not heads.places and any(p.means("praise") for p in pieces):
        facts.add("praise_only")
    if pieces and next((p for p in pieces if not p.tags & {"filler", "article"}), pieces[0]).means(
        "shot", "scene"
    ):
        facts.add("topic_first")
    return facts


def _states(text: str) -> bool:
    """`the final render is ready`: something is told, nothing wanted."""
    words = re.findall(r"\w+", text.lower())
    told = not COPULAS.isdisjoint(words) or not READY.isdisjoint(words[-1:])
    return told or not POINTING.isdisjoint(words[:1]) or not HAVING.isdisjoint(words)


def _always(pieces: tuple[Piece, ...]) -> set[str]:
    words = [p for p in pieces if p.kind == "word" and not p.means("article")]
    opening = [p for p in words if not p.means("filler", "polite", "wish")]
    places = {"always_first": opening[:1], "always_last": words[-1:] if len(words) > 2 else []}
    return {name for name, there in places.items() if any(p.means("always") for p in there)}


def _standing(scene: Situation) -> set[str]:
    facts = {f"in:{scene.stage}"}
    if scene.question:
        facts |= {"asked", f"asked:{scene.question}"}
    if scene.proposed:
        facts.add(f"proposed:{scene.proposed}")
    if scene.last_shot:
        facts.add("talked")
    if scene.pending_quote:
        facts.add("quote_open")
    return facts


def _asks(text: str, pieces: tuple[Piece, ...], heads: Heads, rest: tuple[Piece, ...]) -> bool:
    """Whether it is a question that wants an answer, not a polite order."""
    if MAY_IT_BE.match(text):
        return False
    words = (p for p in pieces if p.kind != "mark")
    opening = next((p for p in words if not p.means("filler", "chatter") or p.means(*ASKING)), None)
    if opening is not None and _reports(opening, text):
        return True
    polite_order = opening is not None and opening.means("polite") and heads.ordered
    if opening is not None and opening.means(*ASKING) and not polite_order:
        return True
    polite = any(p.means("polite") for p in pieces[:6])
    marked = text.rstrip(" !.\"'”)").endswith(("?", "؟"))
    things = not rest and any(not p.tags.isdisjoint(THINGS) for p in pieces)
    return marked and not (polite and (heads.ordered or things))


def _turns(text: str, pieces: tuple[Piece, ...], refs: References, heads: Heads) -> set[str]:
    """Conditions, reports, verdicts in one word, and what an order is aimed at."""
    facts: set[str] = set()
    if CONDITION.search(COURTESY.sub("", text)) or OR.search(text):
        facts.add("conditional")
    if FOR_ME.search(text):
        facts.add("for_me")
    if NO_TO_IT.search(text):
        facts |= {"complaint", "verdict_first"}
    but = next((p.start for p in pieces if p.means("but")), None)
    if but is not None and any(p.means("shot") and p.start > but for p in pieces):
        facts.add("but_shot")
    if EXPLAINED.search(text):
        facts.add("explained")
    if YES_TO_IT.match(text.strip()):
        facts.add("yes_word")
    if CONDITION.match(text):
        facts.add("conditional_first")
    if heads.places and any(pieces[at].means("instrumental") for at in heads.places):
        facts.add("label_is_order")
    if _on_something_else(pieces, refs, heads):
        facts.add("off_shot")
    if _told(pieces):
        facts.add("telling")
    if _aimed_at_shot(pieces, refs, heads):
        facts.add("on_shot")
    return facts


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


def _aimed_at_shot(pieces: tuple[Piece, ...], refs: References, heads: Heads) -> bool:
    """Whether the shot or scene itself is what the order takes: `drop shot 4 altogether`."""
    first = min(heads.places, default=len(pieces))
    after = [
        at for at in range(first + 1, len(pieces)) if not pieces[at].means("article", "filler")
    ]
    if not after or not pieces[after[0]].means("shot", "scene"):
        return False
    beyond = [at for at in after[1:] if at not in refs.used]
    return not beyond or pieces[beyond[0]].text.lower() not in ("'", "s", "'s", "’")


def _on_something_else(pieces: tuple[Piece, ...], refs: References, heads: Heads) -> bool:
    """`lock the door in shot 4`: the order takes something seen in the shot, not the shot."""
    named = next((at for at, p in enumerate(pieces) if p.means("shot", "scene")), None)
    first = min(heads.places, default=None)
    if named is None or first is None or not refs.used:
        return False
    if any(p.means("person") for p in pieces[:first]):
        return True
    between = [at for at in range(first + 1, named) if at not in refs.used]
    placed = any(pieces[at].text.lower() in PLACED for at in between[-2:])
    placed = placed or pieces[named].front in ("ב", "מ", "ל")
    seen = [at for at in between if not pieces[at].known and at not in heads.places]
    return placed and bool(seen)


def _lacks_something(pieces: tuple[Piece, ...], refs: References) -> bool:
    """`shot 9 doesn't have the scar`: what a shot is not is a complaint about it."""
    words = [
        at for at, p in enumerate(pieces) if p.kind != "mark" and not p.means("filler", "article")
    ]
    named = [at for at in words if at in refs.used]
    if not named or words[0] != named[0] or not pieces[named[0]].means("shot"):
        return False
    after = next((pieces[at] for at in words if at not in refs.used), None)
    done = any(p.means("lock_noun", "unlocked", "status", "failed", "later") for p in pieces)
    ready = any(p.text.lower() in (*READY, "approved", "מאושר") for p in pieces)
    return after is not None and after.text.lower() in IS_NOT and not done and not ready


def _either(pieces: tuple[Piece, ...], refs: References) -> bool:
    """`shot 3 or 4`: which of them is not said."""
    return any(
        p.text.lower() in ("or", "או")
        and 0 < at < len(pieces) - 1
        and pieces[at - 1].number is not None
        and any(q.number is not None for q in pieces[at + 1 : at + 3])
        for at, p in enumerate(pieces)
    )


def _wished_for(pieces: tuple[Piece, ...]) -> bool:
    """`שיתנשקו על הגשר`: a Hebrew wish begins with that he, that she, that they will."""
    first = next((p for p in pieces if not p.means("filler")), None)
    if first is None:
        return False
    return first.text in THAT_THEY or (not first.known and bool(WISHED.match(first.text)))


def _reports(opening: Piece, text: str) -> bool:
    """`should shot 3 be darker`, `רינדרת את הסופי`: asked, though nothing marks it."""
    if opening.text.lower() in OPENS_QUESTION and not opening.means("polite"):
        return True
    past = bool(opening.senses) and all(sense == "past" for _, sense in opening.senses)
    asked = re.match(r"(?:את|כבר|לי|אותו|אותה|עוד)(?![א-ת])", text[opening.end :].strip())
    return past and bool(asked) and opening.text.endswith(("ת", "תם", "תן")) and not opening.tags


def _deny_praise(pieces: tuple[Piece, ...], facts: set[str]) -> None:
    """`I'm not a fan of shot 9`, `I don't think it works`: praise behind a not is a complaint."""
    for at, piece in enumerate(pieces):
        if not piece.means("no_order"):
            continue
        ends = (n for n, p in enumerate(pieces) if n > at and (p.kind == "mark" or p.means("but")))
        near = pieces[at + 1 : min(next(ends, len(pieces)), at + 7)]
        praised = any(p.means("praise") and not p.means("filler") for p in near[3:])
        if praised or any(p.means("praise") for p in near[:3]):
            facts -= {"praise", "no_order!"}
            facts |= {"complaint", "verdict_first"}


def _put_off(pieces: tuple[Piece, ...], facts: set[str]) -> bool:
    """Whether it is for another time: `render it tomorrow`, `if I like it, lock shot 3`."""
    words = [p for p in pieces if p.kind == "word" and not p.means("filler")]
    if "do:move" in facts and "later_cut" in facts:
        return False
    return any(p.means("later") for p in (*words[:1], *words[-1:]))


def _permission(facts: set[str]) -> set[str]:
    steering = {"hypothetical", "advice", "doubt", "take_back"} & facts
    if "question!" in facts or "no_order!" in facts or steering or "later!" in facts:
        return set()
    return {"may"}

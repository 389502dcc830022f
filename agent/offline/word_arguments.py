"""The arguments of tools that take words: names, titles, rules, looks, moments, sections.

Why here: these keep what was said literally and cut off only its frame.
Next: arguments.py, which finds the function for a tool.
"""

import re
from collections.abc import Callable

from agent.offline.clause import Clause
from agent.offline.phrasing import (
    CALLED,
    EDGES,
    NAME_TAIL,
    SHAPES,
    SUNG,
    after,
    after_colon,
    before,
    head_of,
    in_passing,
    note,
    place_of,
    without_article,
)
from agent.offline.shot_arguments import Args, Filled, asset_named, seconds_text
from agent.offline.spelling import HEBREW, fold

KINDS = ("character", "location", "outfit", "prop")
TO = ("to", "as", "the", "name", "title", "it", "into", "be", "-", "this", "of", "with")
THIS = ("הזאת", "הזו", "הזה", "שלנו", "את", "זה", "זו", "שם", "בשם", "ל", "השם", "אל", "הנוכחית", "זאת", "להיות", "של", "שיהיה")  # fmt: skip
NAME_ENDS = re.compile(
    r",|;|:| - |\.(?:\s|$)|\n|\b(?:who|whose|which|with|wearing|aged|as an?|is an?|she'?s|he'?s|it'?s)\b"
    r"|(?<!\S)(?:שהיא|שהוא|עם|(?:בת|בן)(?=\s+\d)|כדמות|כלוקיישן|כאביזר|כתלבושת)(?!\S)"
)
AS_KIND = re.compile(
    r"\s+as (?:an?|the|our|my) .*$|\s+(?:כדמות|כלוקיישן|כאביזר|כתלבושת|כמקום).*$", re.IGNORECASE
)
AS_A = re.compile(r"\b(?:as|to be|is) (?:an?|the|our|another)(?: new)? *$", re.IGNORECASE)
KIND_WORDS = frozenset(map(fold, "all the characters character cast locations location props prop outfits outfit costumes assets asset references דמויות הדמויות לוקיישנים אביזרים תלבושות כל".split()))  # fmt: skip
RULE_LEAD = re.compile(
    r"^(?:that|to|is|:|about|saying|says|for|ש(?:אומר)?|לפיו|האומר|האומרת)\s+", re.IGNORECASE
)
GRAIN_WORDS = {0: ("no grain", "without grain", "remove", "clean", "בלי גריין", "ללא"), 450: ("heavy", "more", "lots", "strong", "a lot", "יותר", "הרבה", "כבד", "חזק"), 100: ("less", "light", "subtle", "fine", "a little", "slight", "bit", "פחות", "עדין", "קל", "קצת", "מעט")}  # fmt: skip


def rename_thread(clause: Clause) -> Filled:
    """The new title, as said."""
    title = clause.quoted or after_colon(clause)
    if not title:
        place = place_of(clause, "thread")
        named = place_of(clause, "named", after_place=place if place is not None else -1)
        place = named if named is not None and named + 1 < len(clause.pieces) else place
        title = after(clause, place, (*TO, *THIS), ("named",)) if place is not None else ""
        if "do:edit_only" in clause.facts or "do:rename_only" in clause.facts:
            title = _without_to(title, clause)
    return [{"title": title[:120]}] if title else "which_title"


def rename_project(clause: Clause) -> Filled:
    """The film's new name, as said."""
    name = clause.quoted or after_colon(clause)
    if not name:
        place = place_of(clause, "film", "project", "klip", "video")
        name = after(clause, place, (*TO, *THIS), ("named",)) if place is not None else ""
        name = _namedin_passing(clause) or _without_to(name, clause)
    return [{"name": name[:120]}] if name else "which_title"


def _namedin_passing(clause: Clause) -> str:
    """`the title is Glass Houses now, …`, `call this one Salt btw`: a name with talk around it."""
    return NAME_TAIL.split(in_passing(CALLED, clause), maxsplit=1)[0].strip(EDGES)


def set_format(clause: Clause) -> Filled:
    """Wide, tall or square."""
    said = [shape for shape, words in SHAPES.items() if words.search(clause.text)]
    formats = {"vertical": "9:16", "square": "1:1", "horizontal": "16:9"}
    told = said or [size for shape, size in formats.items() if shape in clause.facts]
    return [{"format": told[0]}] if told else "which_format"


def _without_to(title: str, clause: Clause) -> str:
    """`לרעיונות` is `to רעיונות`, after a verb that changes something to something."""
    changes = any(
        (HEBREW.search(p.text) and p.text.endswith(("שם", "את שם"))) or "edit_only" in p.orders
        for p in clause.pieces
    )
    if changes and title.startswith("ל") and len(title.split()[0]) > 3:
        return title[1:].lstrip("-")
    return title


def new_thread(clause: Clause) -> Filled:
    """What it is about, where that is said."""
    place = place_of(clause, "thread")
    subject = place_of(clause, "named", "about", after_place=place if place is not None else -1)
    title = clause.quoted or after_colon(clause)
    if not title and subject is not None:
        title = after(clause, subject, ("it", "is"))
    return [{"title": title[:120]}] if title else [{}]


def add_rule(clause: Clause) -> Filled:
    """The rule in the person's words."""
    text = after_colon(clause) if "rule" in clause.facts else ""
    place = place_of(clause, "rule")
    if not text and place is not None and "always_first" not in clause.facts:
        text = RULE_LEAD.sub("", after(clause, place)) or before(clause, place)
    remembered = head_of(clause, "remember")
    if not text and remembered is not None and "always_first" not in clause.facts:
        text = RULE_LEAD.sub("", after(clause, remembered))
        text = text[1:] if text.startswith("ש") and len(text) > 4 and HEBREW.search(text) else text
    text = text or note(clause)
    return [{"text": text}] if len(text) > 2 else "which_rule_text"


def numbered(noun: str, argument: str, doubt: str) -> Callable[[Clause], Filled]:
    """One call per number said with a noun."""

    def fill(clause: Clause) -> Filled:
        numbers = clause.refs.of(noun) or clause.refs.loose or clause.refs.of("version")
        return [{argument: n} for n in numbers] if numbers and min(numbers) > 0 else doubt

    return fill


def mark_moment(clause: Clause) -> Filled:
    """The words as they are sung."""
    words = clause.quoted or _sung_words(clause)
    return [{"words": words[:80]}] if len(words) > 1 else "which_words"


def _sung_words(clause: Clause) -> str:
    start = place_of(clause, "words")
    head = head_of(clause, "mark", "mark_only")
    if start is None or (head is not None and start < head and after(clause, head)):
        start = head
    if start is None:
        return after_colon(clause) or in_passing(SUNG, clause)
    text = after(
        clause,
        start,
        ("את", "the", "when", "where", "הזה", "הזאת", "for", "me"),
        ("words", "article"),
    )
    text = re.sub(
        r"\s+(?:as|are|is|for|in the|on the|please|should|need|will|הן|הם|היא|בתור|כרגע|כמומנט|כדגש|בבקשה|בפזמון|בבית|צריכות|צריך|חשוב\w*)(?:\s.*)?$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text.strip(EDGES)


def define_asset(clause: Clause) -> Filled:
    """Its kind, its name, and what else is said of it."""
    found = [(place_of(clause, kind), kind) for kind in KINDS]
    found.append((place_of(clause, "cast", "person", "named"), KINDS[0]))
    places = sorted((place, KINDS.index(kind)) for place, kind in found if place is not None)
    if not places:
        return "which_kind"
    place, kind = places[0][0], KINDS[places[0][1]]
    told = clause.quoted or _told_of_asset(clause, place)
    name = AS_KIND.sub("", NAME_ENDS.split(told, maxsplit=1)[0].strip(EDGES))
    if not name:
        return "which_name"
    args: Args = {"kind": kind, "name": without_article(name)[:80]}
    description = told[len(name) :].strip(EDGES)
    if description:
        args["description"] = description
    return [args]


def _told_of_asset(clause: Clause, kind_place: int) -> str:
    named = place_of(clause, "named", after_place=kind_place)
    if named is not None:
        return after(clause, named, ("is", "it", "הוא", "היא"))
    earlier = _before_kind(clause, kind_place)
    if AS_A.search(clause.text[: clause.pieces[kind_place].start]) and earlier:
        return f"{earlier}, {after(clause, kind_place)}".rstrip(", ")
    if clause.pieces[kind_place].front == "כ" and earlier:
        return earlier
    told = after_colon(clause)
    if told and clause.text.find(told) > clause.pieces[kind_place].start:
        return told
    skipped = ("for", "of", "to", "that", "is", "חדש", "חדשה", "של", "ל", "the", "a", "an", "-")
    return after(clause, kind_place, skipped) or _before_kind(clause, kind_place)


def _before_kind(clause: Clause, kind_place: int) -> str:
    """`add Maya as a character`."""
    head = min(clause.heads.places, default=-1)
    start = clause.pieces[head].end if head >= 0 else 0
    text = clause.text[start : clause.pieces[kind_place].start]
    text = re.sub(r"^\s*את\s+", "", text)
    return re.sub(r"\s+(?:as|is|to be|to|in|כ)?\s*(?:an?|the|our|new)?\s*$", "", text).strip(EDGES)


def generate_asset(clause: Clause) -> Filled:
    """The asset's name as the project knows it, else as it was said; all where none is."""
    known = asset_named(clause) or _likeliest_asset(clause)
    if known:
        return [{"asset": known}]
    name = clause.quoted or _asset_said(clause)
    kinds = {fold(word) for word in re.findall(r"\w+", name)}
    if clause.facts & {"all", "them"} or not name or kinds <= KIND_WORDS:
        return [{}]
    return [{"asset": name}]


def _asset_said(clause: Clause) -> str:
    place = place_of(clause, "still", "asset")
    skipped = (
        "of",
        "for",
        "to",
        "של",
        "ל",
        "עבור",
        "את",
        "בשביל",
        "me",
        "the",
        "a",
        "an",
        "our",
        "my",
        "לי",
    )
    if place is not None and (said := after(clause, place, skipped, ("still", "asset"))):
        return _without_tail(said)
    head = head_of(clause, "draw", "make", "redo")
    if place is None and head is not None:
        return _without_tail(after(clause, head, skipped, ("filler",)))
    if place is not None and head is None:
        return without_article(before(clause, place).replace("'s", ""))
    if place is not None and head is not None:
        return without_article(
            clause.text[clause.pieces[head].end : clause.pieces[place].start].replace("'s", "")
        )
    return ""


def _without_tail(said: str) -> str:
    said = re.sub(
        r"\s+(?:please|pls|now|again|first|בבקשה|שוב|עכשיו)$", "", said, flags=re.IGNORECASE
    )
    said = re.sub(r"^(?:ל|של)-?(?=ה?[א-ת]{3})", "", said) if said.startswith("של ") else said
    return without_article(said)


def _likeliest_asset(clause: Clause) -> str:
    """A known name all of whose words are said, articles and Hebrew front letters aside."""
    words = {fold(p) for p in re.findall(r"\w+", clause.text)}
    bare = words | {word[1:] for word in words if word[:1] in "הולבמש" and len(word) > 3}

    def said(name: str) -> bool:
        parts = [
            fold(part) for part in re.findall(r"\w+", name) if part.lower() not in ("the", "a")
        ]
        return bool(parts) and all(part in bare or part.lstrip("ה") in bare for part in parts)

    return max((name for name in clause.scene.asset_names if said(name)), key=len, default="")


def set_look(clause: Clause) -> Filled:
    """Exact colours, lens and grain where they are said; else the words."""
    measures = clause.refs.measures
    args: Args = {}
    if measures.hexes:
        args["palette"] = tuple(measures.hexes[:8])
    if measures.lens_mm and 8 <= measures.lens_mm <= 400:
        args["lens_mm"] = measures.lens_mm
    grain = _grain(clause) if "grain" in clause.facts else None
    if grain is not None:
        args["grain"] = grain
    exact = bool(args)
    if not exact or (clause.rest and "grain" not in args and not measures.hexes):
        args["words"] = note(clause)
    return [args]


def _grain(clause: Clause) -> int | None:
    said = clause.text.lower()
    return next(
        (value for value, words in GRAIN_WORDS.items() if any(word in said for word in words)), None
    )


def adjust_section(clause: Clause) -> Filled:
    """Which section, what it really is, where it really begins or ends."""
    refs = clause.refs
    labels = [f"{label} {n}" if n and n > 1 else label for label, n in refs.labels]
    numbers = refs.of("section")
    if not labels and not numbers:
        return "which_section"
    args: Args = {"section": numbers[0] if numbers else labels[0]}
    renamed = refs.labels if numbers else refs.labels[1:]
    if renamed:
        args["label"] = renamed[-1][0]
    times = [*refs.measures.clocks, *refs.measures.lengths]
    if times:
        args |= _section_times(clause, times)
    return [args] if len(args) > 1 else "which_section"


def _section_times(clause: Clause, times: list[float]) -> Args:
    if len(times) > 1:
        return {"start_seconds": seconds_text(times[0]), "end_seconds": seconds_text(times[1])}
    ends = clause.facts & {"v:end_at", "do:end_at"} and not clause.facts & {
        "v:begin_at",
        "do:begin_at",
    }
    return {("end_seconds" if ends else "start_seconds"): seconds_text(times[0])}


def plan_shots(clause: Clause) -> Filled:
    """The pace where one is said, a scene or a part of the song where one is named, else a note."""
    args: Args = {}
    scenes = clause.refs.of("scene")
    if len(scenes) == 1 and scenes[0] > 0:
        args["scene"] = scenes[0]
    elif clause.refs.labels and "pace" in clause.facts:
        label, number = clause.refs.labels[-1]
        args["section"] = f"{label} {number}" if number else label
        if len(clause.refs.labels) > 1:
            return "which_section"
    pace = _pace(clause)
    if pace:
        args["pace"] = pace
    if clause.rest and not pace:
        args["note"] = note(clause)
    return [args]


QUICK = frozenset(map(fold, "faster fast quick quicker shorter snappier rapid tighter more speed speedier punchier מהר מהיר מהירים מהירה קצרים קצר קצבי".split()))  # fmt: skip
SLOW = frozenset(map(fold, "slower slow longer calmer calm relaxed fewer less breathe לאט איטי איטית איטיים ארוכים ארוך רגוע פחות".split()))  # fmt: skip

MORE_CUTS = re.compile(r"(?:יותר|עוד|הרבה) (?:חיתוכים|קאטים|קטים)")


def _pace(clause: Clause) -> str:
    """Which way the pace should go; `too slow` asks for the opposite of slow."""
    if "fewer_shots" in clause.facts:
        return "slower"
    if not clause.facts & {"pace", "longer", "shorter"}:
        return ""
    said = {fold(word) for word in re.findall(r"\w+", clause.text)}
    slower, faster = bool(said & SLOW), bool(said & QUICK or MORE_CUTS.search(clause.text))
    if slower and faster:
        return "faster" if "too" in clause.facts and "speed" in said else "slower"
    if not (slower or faster):
        return ""
    return "slower" if slower != ("too" in clause.facts) else "faster"


def set_language(clause: Clause) -> Filled:
    """The language said last."""
    said = [p for p in clause.pieces if p.means("english", "hebrew")]
    return [{"language": "he" if said[-1].means("hebrew") else "en"}]


def with_note(clause: Clause) -> Filled:
    """Only the words; `too` stays, for too sad asks for less of it."""
    said = note(clause)
    front = re.search(
        rf"\b(?:way |much |far |a bit )?too(?: much)?\s+{re.escape(said)}", clause.text
    )
    return [{"note": front[0] if front else said}]


def nothing(clause: Clause) -> Filled:
    """No arguments."""
    return [{}]

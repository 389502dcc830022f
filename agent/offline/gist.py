"""What a whole message amounts to, where the grammar of clauses finds no order in it.

Why here: people wrap a request in reasons, slang and politeness; its gist still shows in which words
stand together anywhere in the message. The same look catches what only sounds like an answer.
Next: gists/*.toml, the table; reading.py, which asks here last.

A gist holds when every item of `all` and none of `none` is in the message. An item is alternatives
joined by `|`: `#tag` and `~verb` of the lexicon, `=fact` of the whole clause, `@macro`, else words
(a regular expression between word edges, Hebrew front letters allowed). `stage` limits where;
`over` says which readings it may replace: kinds (ask, chat) or the tools that were called.
Unless `free`, a hedge, a refusal or a question of the person's is left alone.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from agent.offline.arguments import arguments_for
from agent.offline.clause import clause_of
from agent.offline.lexicon import lexicon
from agent.offline.pieces import pieces_of
from agent.offline.situation import Argument, Call, Reading, Situation
from agent.offline.spelling import DOUBLED, FINALS
from agent.offline.tokens import Token, tokens_of

HELD_BACK = ("@hedge", "@refusal", "@asking")
"""What a gist without `free` gives way to."""
SETTLED = (
    "person_gesture",
    "cannot",
    "empty",
    "paste_lyrics",
    "another_idea",
    "redraw_all",
    "which_shots",
)
"""Questions back that say what they mean; a gist names them in `over` to replace them."""


@dataclass(frozen=True, slots=True)
class Item:
    """Alternatives: facts, or words."""

    facts: frozenset[str]
    words: re.Pattern[str] | None

    def is_in(self, facts: frozenset[str], said: str) -> bool:
        """Whether one of them is there."""
        if not self.facts.isdisjoint(facts):
            return True
        return self.words is not None and self.words.search(said) is not None


@dataclass(frozen=True, slots=True)
class Gist:
    """One row of the tables: a tool or a question back, and what it takes."""

    tool: str
    ask: str
    stages: frozenset[str]
    every: tuple[Item, ...]
    none: tuple[Item, ...]
    over: frozenset[str]
    args: tuple[tuple[str, Argument], ...]
    whole: str

    def holds(self, facts: frozenset[str], said: str) -> bool:
        """Whether the message says it."""
        return all(item.is_in(facts, said) for item in self.every) and not any(
            item.is_in(facts, said) for item in self.none
        )


def amended(reading: Reading, text: str, scene: Situation) -> Reading:
    """The reading, or what the whole message amounts to where that says more."""
    stage = "quote" if scene.pending_quote else scene.stage
    open_to = [g for g in gists() if (not g.stages or stage in g.stages) and _may(g, reading)]
    if not open_to:
        return reading
    facts, said = _facts(text, scene), _plain(text)
    for gist in open_to:
        if gist.holds(facts, said):
            found = _reading(gist, reading, text, scene)
            if found is not None:
                return found
    return reading


def _may(gist: Gist, reading: Reading) -> bool:
    kind, _, _ = reading.doubt.partition(":")
    if reading.kind == "ask" and kind in SETTLED:
        return reading.doubt in gist.over or kind in gist.over
    if reading.kind != "call":
        return reading.kind in gist.over
    return {call.tool for call in reading.calls} <= gist.over


def _reading(gist: Gist, reading: Reading, text: str, scene: Situation) -> Reading | None:
    if gist.ask in ("yes", "no"):
        return Reading(gist.ask, reading.language)
    if gist.ask:
        return Reading("ask", reading.language, doubt=gist.ask)
    if gist.args:
        return Reading("call", reading.language, (Call(gist.tool, dict(gist.args)),))
    if gist.whole:
        return Reading("call", reading.language, (Call(gist.tool, {gist.whole: text.strip()}),))
    filled = arguments_for(gist.tool, clause_of(text, scene))
    if isinstance(filled, str):
        return None
    return Reading("call", reading.language, tuple(Call(gist.tool, args) for args in filled))


def _facts(text: str, scene: Situation) -> frozenset[str]:
    pieces = pieces_of(text)
    tags = {f"#{tag}" for piece in pieces for tag in piece.tags}
    orders = {f"~{verb}" for piece in pieces for verb in piece.orders}
    return frozenset(tags | orders | {f"={fact}" for fact in clause_of(text, scene).facts})


def _plain(text: str) -> str:
    """The message in the letters the tables are matched in, listed words spelled right."""
    return " ".join(_spelled(token) for token in tokens_of(text))


def _spelled(token: Token) -> str:
    if token.kind != "word" or len(token.key) < 5:
        return token.key
    known = lexicon()
    if known.exact(token.key):
        return token.key
    front, word = next(iter(known.spellings(token.key)), ("", token.key))
    return front + word


@cache
def gists() -> tuple[Gist, ...]:
    """All gists of all tables, in the order they are tried."""
    return tuple(_gist(row) for name in _names() for row in _table(name).get("gist", ()))


def _names() -> list[str]:
    return sorted(f.name for f in _folder().iterdir() if f.name.endswith(".toml"))


def _gist(row: dict[str, object]) -> Gist:
    held = () if row.get("free") else HELD_BACK
    args = row.get("args")
    return Gist(
        str(row.get("tool", "")),
        str(row.get("ask", "")),
        frozenset(str(row.get("stage", "")).split()),
        tuple(_items(row.get("all"))),
        (*_items(row.get("none")), *map(_item, held)),
        frozenset(str(row.get("over", "ask chat")).split()),
        tuple(args.items()) if isinstance(args, dict) else (),  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        str(row.get("whole", "")),
    )


def _items(listed: object) -> Iterator[Item]:
    if isinstance(listed, list):
        yield from (_item(str(item)) for item in listed)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


@cache
def _item(text: str) -> Item:
    parts = _parts(text)
    facts = frozenset(part for part in parts if part[0] in "#~=")
    words = [DOUBLED.sub(r"\1", p.translate(FINALS)) for p in parts if p[0] not in "#~="]
    if not words:
        return Item(facts, None)
    return Item(facts, re.compile(rf"(?<!\w)[והבלמשכ]{{0,2}}(?:{'|'.join(words)})(?!\w)"))


def _parts(text: str) -> list[str]:
    """The alternatives of an item; a bar inside brackets belongs to its word."""
    parts = [part.strip() for part in re.split(r"\|(?![^(]*\))", text.replace("\n", " "))]
    return [
        inner
        for part in parts
        if part
        for inner in (_parts(_macros()[part[1:]]) if part.startswith("@") else [part])
    ]


@cache
def _macros() -> dict[str, str]:
    return {name: str(words) for name, words in _table("0_words.toml")["words"].items()}


def _table(name: str):
    return tomllib.loads((_folder() / name).read_text(encoding="utf-8"))


@cache
def _folder():
    return files("agent.offline") / "gists"


def with_reason(reading: Reading, text: str) -> Reading:
    """A note keeps all that was said: the request at the end and the reasons before it."""
    noted = ("revise_treatment", "edit_shot", "edit_scene")
    calls = tuple(
        replace(call, args={**call.args, "note": text.strip()}) if call.tool in noted else call
        for call in reading.calls
    )
    return replace(reading, calls=calls)

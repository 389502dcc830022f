"""The rules over facts, and which of them a clause fulfils.

Why here: what Miri understands is a table (rules/*.toml); this module only applies it.
Next: rules/*.toml; arguments.py, which fills in what a rule's tool needs.

A rule holds when every item of `when` and none of `not` is true of the clause. An item is facts
joined by `|` (any of them), a fact may be `a+b` (both), `@name` stands for a group. Among the rules
that hold the highest `rank` wins; two of one rank that disagree are a doubt.
`mode`: write (the default: only where the clause `may` change something), note (a not inside is
part of the wish), any (whenever it holds), read (looking: allowed in questions).
"""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

READ_TOOLS = frozenset({
    "show_project", "show_budget", "show_history", "list_versions", "list_rules", "list_threads", "ask_user",
})  # fmt: skip
HESITANT = frozenset({"question!", "hypothetical", "advice", "doubt", "later!", "take_back"})
SHOWN = frozenset({"not:show", "not:show_only", "not:list"})


@dataclass(frozen=True, slots=True)
class Item:
    """Facts of which any will do, alone or several together."""

    alone: frozenset[str]
    together: tuple[frozenset[str], ...]

    def is_true(self, facts: frozenset[str]) -> bool:
        """Whether one of them is there."""
        return not self.alone.isdisjoint(facts) or any(facts >= some for some in self.together)


@dataclass(frozen=True, slots=True)
class Rule:
    """`tool` to call, or `ask` to ask back; `where` names the file and place it stands in."""

    tool: str
    ask: str
    when: tuple[Item, ...]
    never: tuple[Item, ...]
    unless: frozenset[str]
    rank: int
    mode: str
    where: str

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether the facts fulfil it."""
        return (
            all(item.is_true(facts) for item in self.when)
            and _allowed(self.mode, facts)
            and self.unless.isdisjoint(facts)
            and not any(item.is_true(facts) for item in self.never)
        )


@lru_cache(maxsize=256)
def best_rules(facts: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of the highest rank that hold, one per tool or question."""
    holding = [rule for rule in rules() if rule.holds(facts)]
    top = max((rule.rank for rule in holding), default=0)
    winners = {(rule.tool, rule.ask): rule for rule in holding if rule.rank == top}
    return tuple(winners.values())


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of all tables."""
    found: list[Rule] = []
    for name in sorted(file.name for file in _folder().iterdir()):
        if name.endswith(".toml") and name != "groups.toml":
            table = tomllib.loads((_folder() / name).read_text(encoding="utf-8"))
            found += [_rule(row, f"{name}:{n}") for n, row in enumerate(table["rule"], 1)]
    return tuple(found)


def _rule(row: dict[str, object], where: str) -> Rule:
    tool = str(row.get("tool", ""))
    mode = str(row.get("mode", "read" if tool in READ_TOOLS or "ask" in row else "write"))
    return Rule(
        tool,
        str(row.get("ask", "")),
        _items(row.get("when")),
        _items(row.get("not")),
        frozenset(str(fact) for fact in _listed(row.get("unless"))),
        int(str(row["rank"])),
        mode,
        where,
    )


def step_words(proposed: str) -> frozenset[str]:
    """The orders that name a proposed step: `step_render_final` of the groups."""
    return frozenset(filter(None, _groups().get(f"step_{proposed}", "").split("|")))


def _items(listed: object) -> tuple[Item, ...]:
    return tuple(_item(str(item)) for item in _listed(listed))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _item(text: str) -> Item:
    facts = [frozenset(part.split("+")) for part in _spelled_out(text)]
    alone = frozenset(fact for some in facts if len(some) == 1 for fact in some)
    return Item(alone, tuple(some for some in facts if len(some) > 1))


def _spelled_out(text: str) -> list[str]:
    """The alternatives of an item, with the facts of a group in the group's place."""
    parts: list[str] = []
    for part in text.split("|"):
        parts += _spelled_out(_groups()[part[1:]]) if part.startswith("@") else [part]
    return parts


def _allowed(mode: str, facts: frozenset[str]) -> bool:
    if mode == "any":
        return True
    if mode == "read":
        return "no_order!" not in facts or "question!" in facts
    if mode == "note":
        refused = {fact for fact in facts if fact.startswith("not:")} - SHOWN
        return not refused and HESITANT.isdisjoint(facts)
    return "may" in facts and "conditional" not in facts


@cache
def _groups() -> dict[str, str]:
    return tomllib.loads((_folder() / "groups.toml").read_text(encoding="utf-8"))


@cache
def _folder():
    return files("agent.offline") / "rules"

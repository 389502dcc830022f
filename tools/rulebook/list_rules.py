"""list_rules: shows what Miri has learned.

Why here: a person can read, and retire, every rule.
Next: retire_rule.py.
"""

from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class ListRules(Params):
    """list_rules takes no arguments."""


class RulesRead(Result):
    """What the model reads."""

    rules: tuple[str, ...]


async def run(ctx: ToolContext, params: ListRules) -> Outcome:
    """List the active rules."""
    active = [r for r in ctx.film.rules.values() if r.active]
    told = tuple(f"{r.number}. {r.text}" for r in active)
    key = "list_rules.some" if active else "list_rules.none"
    lines = block("text", text="\n".join(f"- {line}" for line in told))
    return Outcome(
        RulesRead(says=ctx.say(key, count=len(active)), rules=told),
        blocks=(lines,) if told else (),
    )


TOOL = declare(__name__, Permission.READ, ListRules, run)

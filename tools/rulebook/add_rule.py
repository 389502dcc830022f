"""add_rule: keeps something that must hold from now on.

Why here: rules are told or learned; both are the same kind of thing.
Next: list_rules.py.
"""

from pydantic import Field

from miri.domain.identity import new_id
from miri.domain.rule import Rule
from miri.events.film_events import RuleAdded
from tools.context import ToolContext
from tools.targets import SceneRef, find_scene
from tools.tool import Outcome, Params, Permission, Result, declare


class AddRule(Params):
    """Arguments of add_rule."""

    text: str = Field(min_length=3, max_length=500)
    scene: SceneRef = Field(default="", description="Only for this scene; empty: the whole film")


class RuleKept(Result):
    """What the model reads."""

    rule_id: str
    number: int


async def run(ctx: ToolContext, params: AddRule) -> Outcome:
    """Add; a rule of the same words and scope is not kept twice."""
    scope = find_scene(ctx.project, params.scene).id if params.scene else "project"
    for known in ctx.film.rules.values():
        same = known.text.casefold() == params.text.strip().casefold()
        if same and known.active and known.scope == scope:
            says = ctx.say("add_rule.known", number=known.number)
            return Outcome(RuleKept(says=says, rule_id=known.id, number=known.number))
    rule = Rule(
        id=new_id("rule"), number=len(ctx.film.rules) + 1, text=params.text.strip(), scope=scope
    )
    return Outcome(
        RuleKept(
            says=ctx.say("add_rule.done", number=rule.number, text=rule.text),
            rule_id=rule.id,
            number=rule.number,
        ),
        (RuleAdded(rule=rule),),
        reads=("rules",),
    )


TOOL = declare(__name__, Permission.DRAFT, AddRule, run)

"""add_rule: keeps something that must hold from now on.

Why here: rules are told or learned; both are the same kind of thing.
Next: list_rules.py.
"""

from pydantic import Field

from miri.events.film_events import RuleAdded
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.rulebook.making import known_rule, new_rule
from tools.targets import SceneRef, find_scene
from tools.tool import Params, Permission, declare


class AddRule(Params):
    """Arguments of add_rule."""

    text: str = Field(min_length=3, max_length=500, description="The rule, in the person's words")
    scene: SceneRef = Field(default="", description="Only for this scene; empty: the whole film")


class RuleKept(Result):
    """What the model reads."""

    rule_id: str
    number: int


async def run(ctx: ToolContext, params: AddRule) -> Outcome:
    """Add; a rule of the same words and scope is not kept twice. Raises NotFound for a scene."""
    scope = find_scene(ctx.project, params.scene).id if params.scene else "project"
    known = known_rule(ctx.film, params.text, scope)
    if known is not None:
        says = ctx.say("add_rule.known", number=known.number)
        return Outcome(RuleKept(says=says, rule_id=known.id, number=known.number))
    rule = new_rule(ctx.film, params.text, scope)
    says = ctx.say("add_rule.done", number=rule.number, text=rule.text)
    return Outcome(
        RuleKept(says=says, rule_id=rule.id, number=rule.number),
        (RuleAdded(rule=rule),),
        reads=("rules",) if scope == "project" else ("rules", "scenes"),
    )


TOOL = declare(__name__, Permission.DRAFT, AddRule, run)

"""retire_rule: a rule holds no more; it stays in the history.

Why here: a person may change their mind.
Next: list_rules.py.
"""

from pydantic import Field

from miri.errors import Refused
from miri.events.film_events import RuleRetired
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import Ref, find_rule
from tools.tool import Params, Permission, declare


class RetireRule(Params):
    """Arguments of retire_rule."""

    rule: Ref = Field(description="Rule number or id")


class Retired(Result):
    """What the model reads."""

    rule_id: str


async def run(ctx: ToolContext, params: RetireRule) -> Outcome:
    """Retire. Raises NotFound; Refused when it was retired before."""
    rule = find_rule(ctx.project, params.rule)
    if not rule.active:
        raise Refused(ctx.say("retire_rule.before", number=rule.number))
    says = ctx.say("retire_rule.done", number=rule.number, text=rule.text)
    return Outcome(
        Retired(says=says, rule_id=rule.id),
        (RuleRetired(rule_id=rule.id),),
        reads=("rules", rule.id),
    )


TOOL = declare(__name__, Permission.DRAFT, RetireRule, run)

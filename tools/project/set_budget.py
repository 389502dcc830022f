"""set_budget: a person says what may be spent, and what may be spent without asking.

Why here: only a person's own gesture raises a budget.
Next: approve_spend.py.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from miri.domain.money import dollars, micros_from_dollars
from miri.errors import Refused
from miri.events.money_events import BudgetSet
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare

Dollars = Annotated[
    int,
    BeforeValidator(lambda v: micros_from_dollars(str(v))),
    WithJsonSchema({"type": ["number", "string"], "examples": [5, "4.50"]}),
]
"""Written as dollars (5, "4.50"), held as micro-dollars."""


class SetBudget(Params):
    """Arguments of set_budget, in dollars."""

    dollars: Dollars = Field(description="What the film may cost in all")
    without_asking: Dollars = Field(default=0, description="What may be spent without asking")


class BudgetNow(Result):
    """What the model reads."""

    limit_micros: int
    standing_micros: int


async def run(ctx: ToolContext, params: SetBudget) -> Outcome:
    """Set. Raises Refused below what is already spent or reserved."""
    b = ctx.project.budget
    committed = b.spent_micros + b.reserved_micros
    if params.dollars < committed:
        raise Refused(ctx.say("set_budget.below", committed=dollars(committed)))
    standing = min(params.without_asking, params.dollars)
    says = ctx.say("set_budget.done", limit=dollars(params.dollars), standing=dollars(standing))
    return Outcome(
        BudgetNow(says=says, limit_micros=params.dollars, standing_micros=standing),
        (BudgetSet(limit_micros=params.dollars, standing_micros=standing),),
        reads=("budget",),
    )


TOOL = declare(__name__, Permission.USER, SetBudget, run)

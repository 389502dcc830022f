"""show_budget: what may be spent, what is reserved, what was paid, and for what.

Why here: every cent is explained.
Next: set_budget.py.
"""

from miri.domain.money import dollars
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class ShowBudget(Params):
    """show_budget takes no arguments."""


class BudgetRead(Result):
    """What the model reads; amounts in micro-dollars."""

    limit_micros: int
    standing_micros: int
    reserved_micros: int
    spent_micros: int
    available_micros: int


async def run(ctx: ToolContext, params: ShowBudget) -> Outcome:
    """Show the totals, and a row for each job that cost or will cost something."""
    b = ctx.project.budget
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    rows = [
        [j.label, ctx.say(f"job_state.{j.state.value}"), dollars(j.price_micros)]
        for j in jobs
        if j.price_micros
    ]
    free = ctx.desk.images.provider == "offline" and ctx.desk.clips.provider == "offline"
    key = "show_budget.free" if free and not rows else "show_budget.says"
    says = ctx.say(
        key,
        limit=dollars(b.limit_micros),
        spent=dollars(b.spent_micros),
        reserved=dollars(b.reserved_micros),
        left=dollars(b.available_micros),
    )
    columns = ctx.say("show_budget.columns").split("|")
    return Outcome(
        BudgetRead(says=says, available_micros=b.available_micros, **b.model_dump()),
        blocks=(block("table", columns=columns, rows=rows),) if rows else (),
    )


TOOL = declare(__name__, Permission.READ, ShowBudget, run)

"""show_budget: what may be spent, what is reserved, what was paid, and for what.

Why here: every cent is explained.
Next: set_budget.py.
"""

from miri.domain.job import Job
from miri.domain.money import dollars
from miri.jobs.money import bill_of
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
    unsure_micros: int
    available_micros: int


async def run(ctx: ToolContext, params: ShowBudget) -> Outcome:
    """Show the totals, and a row for each job that cost or will cost something."""
    b = ctx.project.budget
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    rows = [_row(ctx, job) for job in jobs if job.price_micros]
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


def _row(ctx: ToolContext, job: Job) -> list[str]:
    """What, how it stands, and each of its cents: the rows add up to the totals."""
    bill = bill_of(job)
    state = ctx.say(f"job_state.{job.state.value}")
    if bill.unsure:
        state = ctx.say("show_budget.unsure", state=state, micros=dollars(bill.unsure))
    return [job.label, state, dollars(bill.paid), dollars(bill.reserved)]


TOOL = declare(__name__, Permission.READ, ShowBudget, run)

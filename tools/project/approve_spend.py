"""approve_spend: a person's yes to one quote. It is used in the commit that reserves the money.

Why here: the plan is made again and must be the very plan that was quoted, at no higher price.
Next: decline_spend.py; tools/spending.py.
"""

from pydantic import Field

from miri.domain.approval import Approval, ApprovalStatus
from miri.domain.money import dollars
from miri.errors import Conflict, NotFound, Refused
from tools.context import ToolContext
from tools.outcome import Outcome
from tools.spending import hash_of, queued_again, reserved_by, total_price
from tools.tool import Params, Permission, declare


class ApproveSpend(Params):
    """Arguments of approve_spend."""

    approval: str = Field(default="", description="Approval id; empty: the one that waits here")


async def run(ctx: ToolContext, params: ApproveSpend) -> Outcome:
    """Approve and begin. Raises NotFound; Refused when it lapsed, was used or can't be paid;
    Conflict when the plan is no longer what was quoted."""
    approval = find_pending(ctx, params.approval)
    if approval.expires_at < ctx.now:
        raise Refused(ctx.say("approve_spend.expired"))
    outcome = await ctx.replan(approval.tool, approval.arguments)
    planned = (*outcome.jobs, *queued_again(outcome))
    total = total_price(planned)
    if hash_of(approval.tool, planned) != approval.plan_hash or total > approval.max_micros:
        raise Conflict(ctx.say("approve_spend.changed"))
    if total > ctx.project.budget.available_micros:
        left = dollars(max(0, ctx.project.budget.available_micros))
        raise Refused(ctx.say("money.over_budget", total=dollars(total), available=left))
    return reserved_by(outcome, approval, ctx.actor.person_id)


def find_pending(ctx: ToolContext, approval_id: str) -> Approval:
    """The pending approval named, or the only one. Raises NotFound, Refused."""
    if approval_id:
        found = ctx.project.approvals.get(approval_id)
        if found is None:
            raise NotFound(ctx.say("approve_spend.unknown"))
        if found.status is not ApprovalStatus.PENDING:
            raise Refused(ctx.say(f"approve_spend.over_{found.status.value}"))
        return found
    waiting = ctx.project.pending_approvals(ctx.thread_id)
    if len(waiting) == 1:
        return waiting[0]
    key = "approve_spend.which" if waiting else "approve_spend.none"
    raise Refused(ctx.say(key, count=len(waiting)))


TOOL = declare(__name__, Permission.USER, ApproveSpend, run)

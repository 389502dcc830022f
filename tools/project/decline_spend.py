"""decline_spend: a person's no to a quote; nothing is spent.

Why here: beside the yes.
Next: approve_spend.py.
"""

from pydantic import Field

from miri.domain.approval import ApprovalStatus
from miri.events.money_events import ApprovalDecided
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.project.approve_spend import find_pending
from tools.tool import Params, Permission, declare


class DeclineSpend(Params):
    """Arguments of decline_spend."""

    approval: str = Field(default="", description="Approval id; empty: the one that waits here")
    reason: str = Field(default="", max_length=500, description="Why, in the person's words")


class Declined(Result):
    """What the model reads."""

    approval_id: str
    reason: str = ""


async def run(ctx: ToolContext, params: DeclineSpend) -> Outcome:
    """Decline."""
    approval = find_pending(ctx, params.approval)
    decided = ApprovalDecided(
        approval_id=approval.id, status=ApprovalStatus.DECLINED, by=ctx.actor.person_id
    )
    says = ctx.say("decline_spend.done")
    return Outcome(
        Declined(says=says, approval_id=approval.id, reason=params.reason),
        (decided,),
        reads=(approval.id,),
    )


TOOL = declare(__name__, Permission.USER, DeclineSpend, run)

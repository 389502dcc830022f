"""Money at the door: a plan that costs is quoted, approved by a person, and reserved, or refused.

Why here: every SPEND tool passes through these few functions, so none can forget.
Next: registry.py calls them; tools/project/approve_spend.py is the person's yes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from miri.domain.approval import Approval, ApprovalStatus, plan_hash
from miri.domain.job import Job, JobKind, JobState
from miri.domain.money import dollars
from miri.errors import Refused
from miri.events.event import Event
from miri.events.money_events import ApprovalDecided, ApprovalRequested, MoneyReserved
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result

QUOTE_LIFE_MICROS = 24 * 3600 * 1_000_000


class NeedsApprovalResult(Result):
    """What the model reads when a person must say yes first."""

    status: str = "needs_approval"
    approval_id: str
    total_micros: int
    lines: tuple[str, ...]


def total_price(jobs: tuple[Job, ...]) -> int:
    """What all jobs cost together, micro-dollars."""
    return sum(job.price_micros for job in jobs)


def queued_again(outcome: Outcome) -> tuple[Job, ...]:
    """Rows that a retry puts back in the queue: they cost again. One that waits there and is only
    flagged (to be cancelled) costs nothing more."""
    rows = (w.job for w in outcome.rewrites)
    return tuple(j for j in rows if j.state is JobState.QUEUED and not j.cancel_requested)


def hash_of(tool: str, jobs: tuple[Job, ...]) -> str:
    """The hash a yes is bound to: the tool and every job's recipe and price, in order.

    A priced job's order holds `recipe_key` (miri.domain.version.Recipe.key): the exact inputs
    without the ids that differ from call to call. What is retried beside it may have none (an
    analysis, a render): its own id stands for it.
    """
    return plan_hash(tool, [f"{j.order.get('recipe_key', j.id)}:{j.price_micros}" for j in jobs])


def with_money(
    ctx: ToolContext, tool: str, arguments: Mapping[str, Any], outcome: Outcome
) -> Outcome:
    """The outcome with its money settled: free as it is; covered by a standing approval and
    reserved; or turned into a quote. Raises Refused when the budget can't bear it."""
    total = total_price((*outcome.jobs, *queued_again(outcome)))
    if total == 0:
        return outcome
    budget = ctx.project.budget
    if total > budget.available_micros:
        raise Refused(
            ctx.say(
                "money.over_budget",
                total=dollars(total),
                available=dollars(max(0, budget.available_micros)),
            ),
            total_micros=total,
            available_micros=budget.available_micros,
        )
    if total <= budget.standing_micros:
        return reserved(outcome)
    return _quote(ctx, tool, arguments, outcome, total)


def reserved(outcome: Outcome) -> Outcome:
    """The outcome with a reserve, out of the standing approval, for each priced job."""
    rows = _reserves(outcome, standing=True)
    return replace(outcome, events=(*rows, *outcome.events), reads=(*outcome.reads, "budget"))


def reserved_by(outcome: Outcome, approval: Approval, person_id: str) -> Outcome:
    """The outcome with its reserves and the approval used, in one commit; its jobs answer in the
    conversation that asked, wherever the yes was given."""
    used = ApprovalDecided(approval_id=approval.id, status=ApprovalStatus.USED, by=person_id)
    asked: dict[str, Any] = {"approval_id": approval.id}
    if approval.thread_id:
        asked["thread_id"] = approval.thread_id
    return replace(
        outcome,
        events=(*_reserves(outcome, standing=False), used, *outcome.events),
        jobs=tuple(job.model_copy(update=asked) for job in outcome.jobs),
        rewrites=tuple(
            w.model_copy(update={"job": w.job.model_copy(update=asked)}) for w in outcome.rewrites
        ),
        reads=(*outcome.reads, "budget", approval.id),
    )


def _reserves(outcome: Outcome, *, standing: bool) -> tuple[Event, ...]:
    return tuple(
        MoneyReserved(
            job_id=job.id, attempt=job.attempt, micros=job.price_micros, standing=standing
        )
        for job in (*outcome.jobs, *queued_again(outcome))
        if job.price_micros
    )


def _quote(
    ctx: ToolContext,
    tool: str,
    arguments: Mapping[str, Any],
    outcome: Outcome,
    total: int,
) -> Outcome:
    planned = (*outcome.jobs, *queued_again(outcome))
    lines = _lines(ctx, planned)
    approval = Approval(
        id=f"approval_{ctx.token}",
        thread_id=ctx.thread_id or "",
        title=ctx.say("money.quote_title", total=dollars(total)),
        lines=lines,
        tool=tool,
        arguments=dict(arguments),
        plan_hash=hash_of(tool, planned),
        max_micros=total,
        requested_at=ctx.now,
        expires_at=ctx.now + QUOTE_LIFE_MICROS,
    )
    older = [
        ApprovalDecided(approval_id=a.id, status=ApprovalStatus.SUPERSEDED)
        for a in ctx.project.pending_approvals(ctx.thread_id)
    ]
    result = NeedsApprovalResult(
        says=ctx.say("money.ask", total=dollars(total)),
        approval_id=approval.id,
        total_micros=total,
        lines=lines,
    )
    shown = block(
        "approval",
        approval_id=approval.id,
        title=approval.title,
        lines=list(lines),
        total_micros=total,
        expires=approval.expires_at,
    )
    events = (*older, ApprovalRequested(approval=approval))
    return Outcome(result=result, events=events, reads=("approvals",), blocks=(shown,))


def _lines(ctx: ToolContext, jobs: tuple[Job, ...]) -> tuple[str, ...]:
    """A line per kind of picture: how many, by which model, for how long, at what price."""
    groups: dict[tuple[str, int], list[Job]] = defaultdict(list)
    for job in jobs:
        if job.price_micros:
            groups[(str(job.order.get("quote", job.label)), job.price_micros)].append(job)
    lines = [_line(ctx, what, price, same) for (what, price), same in groups.items()]
    unsure = sum(1 for job in jobs if job.attempt - 1 in job.result.get("written_off", ()))
    return (*lines, *([ctx.say("money.unsure", count=unsure)] if unsure else ()))


def _line(ctx: ToolContext, what: str, price: int, jobs: list[Job]) -> str:
    said = ctx.say(
        "money.line",
        count=len(jobs),
        what=what,
        each=dollars(price),
        total=dollars(price * len(jobs)),
    )
    frames = sum(int(j.order["clip"]["frames"]) for j in jobs if j.kind is JobKind.CLIP)
    if not frames:
        return said
    seconds = f"{float(frames / ctx.film.settings.fps):.1f}"
    return f"{said} {ctx.say('money.seconds', seconds=seconds)}"

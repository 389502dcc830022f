"""stop: stops what Miri is doing in this conversation, and the work it started.

Why here: a durable flag that the running turn obeys, wherever it runs.
Next: tools/generate/cancel_job.py.
"""

from miri.events.talk_events import StopRequested
from miri.ports.project_store import JobWrite
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class Stop(Params):
    """stop takes no arguments."""


class Stopped(Result):
    """What the model reads."""

    jobs: int


async def run(ctx: ToolContext, params: Stop) -> Outcome:
    """Stop this thread's turn and cancel its jobs."""
    jobs = [
        j
        for j in await ctx.desk.archive.store.jobs(ctx.project.id)
        if j.thread_id == ctx.thread_id and not j.is_over
    ]
    events = (StopRequested(thread_id=ctx.thread_id),) if ctx.thread_id else ()
    return Outcome(
        Stopped(says=ctx.say("stop.done"), jobs=len(jobs)),
        events,
        rewrites=tuple(
            JobWrite(job=j.touched(cancel_requested=True), expected=j.version) for j in jobs
        ),
    )


TOOL = declare(__name__, Permission.DRAFT, Stop, run)

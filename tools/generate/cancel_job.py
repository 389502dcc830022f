"""cancel_job: stops work that is queued or running: one job, or all of this project.

Why here: the flag is written here; the engine obeys it.
Next: retry_job.py; miri/jobs/engine.py.
"""

from pydantic import Field

from miri.domain.job import Job
from miri.errors import NotFound
from miri.ports.project_store import JobWrite
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import Ref
from tools.tool import Params, Permission, declare


class CancelJob(Params):
    """Arguments of cancel_job."""

    job: Ref = Field(default="", description="Job id; empty: everything that is under way")


class JobsCancelled(Result):
    """What the model reads."""

    count: int


async def run(ctx: ToolContext, params: CancelJob) -> Outcome:
    """Ask for the cancellation. Raises NotFound for an unknown job."""
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    wanted = [j for j in jobs if not j.is_over and params.job in ("", j.id)]
    if params.job and not any(j.id == params.job for j in jobs):
        raise NotFound(ctx.say("cancel_job.unknown", job=params.job))
    key = "cancel_job.done" if wanted else "cancel_job.nothing"
    return Outcome(
        result=JobsCancelled(says=ctx.say(key, count=len(wanted)), count=len(wanted)),
        rewrites=tuple(_flagged(job) for job in wanted),
    )


def _flagged(job: Job) -> JobWrite:
    return JobWrite(job=job.touched(cancel_requested=True), expected=job.version)


TOOL = declare(__name__, Permission.DRAFT, CancelJob, run)

"""cancel_job: stops work that is queued or running: one job, or all of this project.

Why here: the flag is written here; the engines obey it. What waits for a person's word is let go
here at once: what may have been paid is written off and counts as spent.
Next: retry_job.py; miri/jobs/engine.py.
"""

from pydantic import Field

from miri.domain.job import Job, JobState
from miri.errors import NotFound
from miri.events.event import Event
from miri.events.version_events import JobMoved
from miri.jobs.money import written_off
from miri.jobs.still_worker import version_failed
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
        events=tuple(event for job in wanted if job.is_at_rest for event in _let_go(job)),
        rewrites=tuple(_rewrite(job) for job in wanted),
    )


def _rewrite(job: Job) -> JobWrite:
    if not job.is_at_rest:
        return JobWrite(job=job.touched(cancel_requested=True, due=0), expected=job.version)
    gone = job.moved(JobState.FAILED, owner="")
    given_up = gone.with_write_off() if job.state is JobState.ORPHANED else gone
    return JobWrite(job=given_up, expected=job.version)


def _let_go(job: Job) -> tuple[Event, ...]:
    money = written_off(job) if job.state is JobState.ORPHANED else ()
    told = JobMoved(
        job_id=job.id,
        kind=job.kind,
        state=JobState.FAILED,
        target_id=job.target_id,
        label=job.label,
        error=job.error,
    )
    return (*money, *version_failed(job, job.error), told)


TOOL = declare(__name__, Permission.DRAFT, CancelJob, run)

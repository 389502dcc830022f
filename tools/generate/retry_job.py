"""retry_job: puts failed work back in the queue as a new attempt: one job, or all that failed.

Why here: what failed is asked for again by a person, never silently.
Next: cancel_job.py.
"""

from pydantic import Field

from miri.domain.job import Job, JobState
from miri.domain.project import Project
from miri.domain.version import VersionStatus
from miri.errors import NotFound
from miri.events.version_events import VersionStarted
from miri.ports.project_store import JobWrite
from tools.context import ToolContext
from tools.targets import Ref
from tools.tool import Outcome, Params, Permission, Result, declare


class RetryJob(Params):
    """Arguments of retry_job."""

    job: Ref = Field(default="", description="Job id; empty: everything that failed")


class JobsRetried(Result):
    """What the model reads."""

    count: int


async def run(ctx: ToolContext, params: RetryJob) -> Outcome:
    """Queue again. Raises NotFound for a job that did not fail."""
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    failed = [j for j in jobs if j.state is JobState.FAILED and params.job in ("", j.id)]
    if params.job and not failed:
        raise NotFound(ctx.say("retry_job.unknown", job=params.job))
    key = "retry_job.done" if failed else "retry_job.nothing"
    return Outcome(
        result=JobsRetried(says=ctx.say(key, count=len(failed)), count=len(failed)),
        events=tuple(_begun(ctx.project, j) for j in failed if j.target_id in ctx.project.versions),
        rewrites=tuple(_queued(job) for job in failed),
    )


def _begun(project: Project, job: Job) -> VersionStarted:
    version = project.versions[job.target_id]
    again = version.model_copy(update={"status": VersionStatus.MAKING, "reason": ""})
    return VersionStarted(made=again)


def _queued(job: Job) -> JobWrite:
    again = job.moved(
        JobState.QUEUED, attempt=job.attempt + 1, error="", owner="", cancel_requested=False
    )
    return JobWrite(job=again, expected=job.version)


TOOL = declare(__name__, Permission.SPEND, RetryJob, run)

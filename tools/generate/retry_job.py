"""retry_job: puts failed work back in the queue as a new attempt: one job, or all that failed.

Why here: what failed is asked for again by a person, never silently. What may have been paid is
written off first and costs again; a file that could not be had is only fetched again, for nothing.
Next: cancel_job.py.
"""

from pydantic import Field

from miri.domain.job import FOR_A_PERSON, Job, JobKind, JobState
from miri.domain.project import Project
from miri.domain.version import VersionStatus
from miri.errors import NotFound
from miri.events.event import Event
from miri.events.version_events import VersionStarted
from miri.jobs.money import written_off
from miri.ports.project_store import JobWrite
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import Ref
from tools.tool import Params, Permission, declare

RETRIED = frozenset({JobState.FAILED, *FOR_A_PERSON})


class RetryJob(Params):
    """Arguments of retry_job."""

    job: Ref = Field(default="", description="Job id; empty: everything that failed")


class JobsRetried(Result):
    """What the model reads."""

    count: int


async def run(ctx: ToolContext, params: RetryJob) -> Outcome:
    """Queue again; what a later take replaced, or what left the film, is let be.

    Raises NotFound for a job that did not fail.
    """
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    failed = [j for j in jobs if j.state in RETRIED and params.job in ("", j.id)]
    if params.job and not failed:
        raise NotFound(ctx.say("retry_job.unknown", job=params.job))
    wanted = [j for j in failed if _still_wanted(ctx.project, j)]
    key = "retry_job.done" if wanted else "retry_job.nothing"
    return Outcome(
        result=JobsRetried(says=ctx.say(key, count=len(wanted)), count=len(wanted)),
        events=tuple(event for job in wanted for event in _begun(ctx.project, job)),
        rewrites=tuple(_queued(job) for job in wanted),
        reads=tuple(j.target_id for j in wanted),
    )


def _still_wanted(project: Project, job: Job) -> bool:
    """Whether what a job would make has a place in the film, and nothing newer took it."""
    version = project.versions.get(job.target_id)
    if version is not None:
        takes = project.versions_of(version.target_id, version.kind)
        here = project.film.entity(version.target_id) is not None
        return here and takes[-1].id == version.id
    if job.kind is JobKind.ANALYSIS:
        song = project.film.song
        return song is not None and song.media_id == job.target_id and not song.analysed
    return True


def _begun(project: Project, job: Job) -> tuple[Event, ...]:
    lost = written_off(job) if job.state is JobState.ORPHANED else ()
    version = project.versions.get(job.target_id)
    if version is None or job.state is JobState.FETCH_FAILED:
        return lost
    again = version.model_copy(update={"status": VersionStatus.MAKING, "reason": ""})
    return (*lost, VersionStarted(made=again))


def _queued(job: Job) -> JobWrite:
    if job.state is JobState.FETCH_FAILED:
        again = job.moved(JobState.FETCHING, due=0, tries=0, error="", owner="")
    elif job.state is JobState.ORPHANED:
        again = job.with_write_off().next_attempt()
    else:
        again = job.next_attempt()
    return JobWrite(job=again, expected=job.version)


TOOL = declare(__name__, Permission.SPEND, RetryJob, run)

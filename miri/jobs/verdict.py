"""What a provider's report means for a job, whatever state it is in. Pure.

Why here: reports come twice, late, out of order and for attempts that were given up; this table
makes each of them take effect at most once.
Next: sequencer.py, which writes what is decided here.
"""

from dataclasses import dataclass

from miri.domain.job import AT_PROVIDER, Job, JobState
from miri.events.event import Event
from miri.jobs.money import booked_late, released, settled
from miri.ports.inbox import Report

GIVEN_UP = frozenset({JobState.CANCELLED, JobState.FAILED})


@dataclass(frozen=True)
class Verdict:
    """The row afterwards (the same where nothing moves), the ledger's rows, and, where the job
    came to nothing, the reason in a person's words."""

    after: Job
    money: tuple[Event, ...] = ()
    failed: str = ""


def verdict(job: Job, report: Report) -> Verdict:
    """Decide. The file may be fetched at once: no clock is asked, those of two machines differ."""
    if report.attempt_id != job.attempt_id:
        return _late(job, report, _attempt(report))
    if job.state not in AT_PROVIDER:
        unpaid = job.state in GIVEN_UP and "cost_micros" not in job.result
        return _late(job, report, job.attempt) if unpaid else Verdict(job)
    if not report.good:
        return _ended_badly(job, report)
    cost = job.price_micros if report.cost_micros is None else report.cost_micros
    files = {"urls": list(report.urls), "content_type": report.content_type}
    fetching = job.moved(
        JobState.FETCHING,
        request_id=report.request_id,
        result={**job.books, **files, "cost_micros": cost},
        due=0,
        owner="",
        tries=0,
        error="",
    )
    return Verdict(fetching, settled(job, cost))


def _ended_badly(job: Job, report: Report) -> Verdict:
    told = {"request_id": report.request_id, "owner": "", "error": report.reason}
    in_queue = job.state in (JobState.SUBMITTED, JobState.RUNNING)
    state = JobState.CANCELLED if job.cancel_requested and in_queue else JobState.FAILED
    return Verdict(job.moved(state, **told), released(job), failed=report.reason)


def _late(job: Job, report: Report, attempt: int) -> Verdict:
    """An attempt that had been given up. What was written off is counted already."""
    if not report.good or attempt in job.result.get("written_off", ()):
        return Verdict(job)
    cost = job.price_micros if report.cost_micros is None else report.cost_micros
    late = {"late_micros": int(job.result.get("late_micros", 0)) + cost}
    after = job.touched(result={**job.result, **late})
    return Verdict(after, booked_late(job, attempt, cost))


def _attempt(report: Report) -> int:
    return int(report.attempt_id.rpartition(".")[2])

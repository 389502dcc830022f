"""What the log says about the money, held against what the provider took in.

Why here: every scenario ends with the same questions.
Next: storm.py, lost_answers.py, webhooks.py.
"""

from collections import Counter
from dataclasses import dataclass

from miri.domain.job import Job, JobState
from miri.events.money_events import MoneyReleased, MoneyReserved, MoneySettled, MoneyWrittenOff
from miri.log.archive import Archive
from tests.standins.fal.submissions import Submission

CLOSING = MoneySettled | MoneyReleased | MoneyWrittenOff


@dataclass(frozen=True)
class Tally:
    """How many jobs ended in which state; what was counted."""

    states: Counter[JobState]
    settled: int
    reserved_micros: int
    spent_micros: int


async def tally(archive: Archive, project_id: str) -> Tally:
    """Read it all. Raises AssertionError where an attempt's money was opened or closed twice."""
    store = archive.store
    log = [r.event for r in await store.events(project_id)]
    opened = Counter((e.job_id, e.attempt) for e in log if isinstance(e, MoneyReserved))
    closed = Counter((e.job_id, e.attempt) for e in log if isinstance(e, CLOSING))
    assert max(opened.values()) == 1
    assert max(closed.values(), default=1) == 1 and closed.keys() <= opened.keys()
    budget = (await archive.open(project_id)).budget
    return Tally(
        states=Counter(job.state for job in await store.jobs(project_id)),
        settled=sum(isinstance(e, MoneySettled) for e in log),
        reserved_micros=budget.reserved_micros,
        spent_micros=budget.spent_micros,
    )


def sent_by_job(jobs: list[Job], submissions: list[Submission]) -> dict[str, list[Submission]]:
    """What the provider took in for each: an order's words name its job."""
    found: dict[str, list[Submission]] = {job.id: [] for job in jobs}
    for submission in submissions:
        words = str(submission.body)
        (owner,) = [word for word in _words(words) if word in found]
        found[owner].append(submission)
    return found


def _words(text: str) -> set[str]:
    return set(text.replace('"', " ").replace("'", " ").replace(",", " ").split())

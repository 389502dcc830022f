"""What must be true when the second life is over, whichever place the first one was cut off at.

Why here: the same questions for every point and every store.
Next: lives.py, which records; test_crash_points.py.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from miri.domain.job import ALLOWED, Job, JobState
from miri.events.event import Recorded
from miri.events.money_events import MoneyReleased, MoneyReserved, MoneySettled, MoneyWrittenOff
from miri.events.version_events import JobMoved, VersionReady
from tests.chaos.crash.lives import HALF_SENT, Life
from tests.chaos.crash.undertaker import KILLED
from tests.chaos.crowd import crowd
from tests.provider_house import PRICE
from tests.standins.fal.submissions import Submission

RECOVERY_SECONDS = 5.0
S = JobState
CLOSING = MoneySettled | MoneyReleased | MoneyWrittenOff


def assert_died_there_and_lived_on(life: Life) -> None:
    """The point was crossed, so the first lives were cut off; the last one ended well, and soon."""
    *cut_off, last = life.ends
    assert [end.code for end in cut_off] == [KILLED] * len(cut_off), f"not crossed: {life.said}"
    assert last.code == 0, life.said
    assert last.seconds - life.patience <= RECOVERY_SECONDS * crowd(), life.said


def assert_nothing_is_lost_or_twice(life: Life, orders: int) -> None:
    """Orders, submissions, reserves and events agree with each other."""
    assert len(life.jobs) == orders
    assert life.waiting == 0
    _log(life.log)
    assert life.told == [recorded.seq for recorded in life.log]
    by_job = _by_job(life)
    before = {job.id: job.state for job in life.at_death}
    for job in life.jobs:
        _job(life, job, by_job[job.id], before.get(job.id, S.QUEUED))
    _money(life, by_job)


def _log(log: Sequence[Recorded]) -> None:
    """Consecutive; each transition is one the table allows; each picture came once."""
    assert [recorded.seq for recorded in log] == list(range(1, len(log) + 1))
    states: dict[str, JobState] = defaultdict(lambda: S.QUEUED)
    for moved in (r.event for r in log if isinstance(r.event, JobMoved)):
        assert moved.state in ALLOWED[states[moved.job_id]], (states[moved.job_id], moved.state)
        states[moved.job_id] = moved.state
    ready = [r.event.version_id for r in log if isinstance(r.event, VersionReady)]
    assert len(ready) == len(set(ready))


def _by_job(life: Life) -> dict[str, list[Submission]]:
    """What the provider took in, by the order it was for."""
    taken = {job.id: [s for s in life.submissions if job.id in s.prompt] for job in life.jobs}
    assert sum(map(len, taken.values())) == len(life.submissions)
    return taken


def _job(life: Life, job: Job, taken: list[Submission], before: JobState) -> None:
    """Sent once; where the kill left it half sent, nobody sends it again: who knows is asked."""
    assert len(taken) <= 1, "paid twice"
    moves = [r.event.state for r in life.log if isinstance(r.event, JobMoved)]
    if before in HALF_SENT and not (taken and (life.webhooks or life.wakes)):
        assert job.state is S.ORPHANED, (job.state, moves)
    else:
        assert len(taken) == 1
        assert job.state is (S.CANCELLED if taken[0].cancelled else S.READY), (job.state, moves)
    version = life.project.versions[job.target_id]
    assert (version.media_id is not None) is (job.state is S.READY)


def _money(life: Life, by_job: dict[str, list[Submission]]) -> None:
    """One reserve and at most one closing row per attempt; to the micro-dollar what is billed."""
    events = [r.event for r in life.log]
    reserves = Counter((e.job_id, e.attempt) for e in events if isinstance(e, MoneyReserved))
    closings = Counter((e.job_id, e.attempt) for e in events if isinstance(e, CLOSING))
    assert set(reserves) == {(job.id, 1) for job in life.jobs}
    assert set(reserves.values()) == {1} and set(closings.values()) <= {1}
    assert set(closings) == {(job.id, 1) for job in life.jobs if job.is_over}
    known = [s for job in life.jobs if job.is_over for s in by_job[job.id]]
    assert life.project.budget.spent_micros == sum(
        s.bill.price_micros for s in known if s.bill.charged
    )
    assert life.project.budget.reserved_micros == PRICE * sum(not job.is_over for job in life.jobs)
    assert life.project.budget.available_micros >= 0

"""What must hold after every step, whatever happened: paid once, nothing lost, nothing twice.

Why here: the ledger (ours) is held against the vendor's own book (the model); neither reads the other.
Next: world.py, which is asked; ../test_job_machine.py, which asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from miri.domain.job import ALLOWED, Job, JobState
from miri.domain.ledger import Budget
from miri.events.event import Recorded
from miri.events.money_events import (
    BudgetSet,
    MoneyBookedLate,
    MoneyReleased,
    MoneyReserved,
    MoneySettled,
    MoneyWrittenOff,
)
from miri.events.version_events import JobMoved, VersionReady
from miri.jobs.money import Bill, bill_of
from tests.chaos.machine.vendor import Request
from tests.chaos.machine.world import World

Closing = MoneySettled | MoneyReleased | MoneyWrittenOff
S = JobState


@dataclass
class Account:
    """All that the log says about one attempt's money."""

    reserved: list[int] = field(default_factory=list[int])
    closed: list[Closing] = field(default_factory=list[Closing])
    late: list[int] = field(default_factory=list[int])

    def counted(self, kind: type[Closing]) -> bool:
        """Closed in this way."""
        return any(isinstance(row, kind) for row in self.closed)

    @property
    def spent(self) -> int:
        """What it added to what was spent."""
        settled = sum(r.actual_micros for r in self.closed if isinstance(r, MoneySettled))
        unsure = sum(r.reserved_micros for r in self.closed if isinstance(r, MoneyWrittenOff))
        return settled + unsure + sum(self.late)

    @property
    def open(self) -> int:
        """What it holds back."""
        return 0 if self.closed else sum(self.reserved)


def accounts(log: Iterable[Recorded]) -> dict[str, Account]:
    """By attempt id."""
    found: dict[str, Account] = defaultdict(Account)
    for event in (recorded.event for recorded in log):
        match event:
            case MoneyReserved():
                found[f"{event.job_id}.{event.attempt}"].reserved.append(event.micros)
            case MoneySettled() | MoneyReleased() | MoneyWrittenOff():
                found[f"{event.job_id}.{event.attempt}"].closed.append(event)
            case MoneyBookedLate():
                late = found[f"{event.job_id}.{event.attempt}"].late
                late.append(event.actual_micros)
            case _:
                pass
    return found


async def hold(world: World) -> None:
    """After every step."""
    log, jobs = await world.read(), await world.jobs()
    book = accounts(log)
    assert not world.broken
    assert [r.seq for r in log] == list(range(1, len(log) + 1))
    for request in world.vendor.requests.values():
        assert request.posts <= 1, f"{request.attempt_id} was sent {request.posts} times"
        _paid_as_billed(request, book[request.attempt_id])
    _closed_once(book)
    _budget_is_right((await world.archive.open(world.project_id)).budget, log, book)
    _bills_add_up(jobs, book)
    _only_legal_moves(log, jobs, world.words)
    _ready_once(log, jobs)


async def hold_in_the_end(world: World) -> None:
    """When all is at rest: whatever the vendor billed is counted, once, or waits for a person."""
    await hold(world)
    book = accounts(await world.read())
    jobs = {job.attempt_id: job for job in await world.jobs()}
    for request in world.vendor.taken:
        account, job = book[request.attempt_id], jobs.get(request.attempt_id)
        asked_of_a_person = job is not None and job.state is S.ORPHANED
        told_it_was_not = request.said_cancelled and not request.told
        if request.billed and not told_it_was_not:
            paid = account.counted(MoneySettled) or account.counted(MoneyWrittenOff)
            assert paid or account.late or asked_of_a_person, request
        assert account.closed or asked_of_a_person, request
    assert not await world.store.inbox.strays()


def _paid_as_billed(request: Request, account: Account) -> None:
    """Settled only what was billed, at its price; released only what was not, as far as the vendor
    would say; booked late only what was given up, and once."""
    for row in account.closed:
        if isinstance(row, MoneySettled):
            assert request.ended == "good" and row.actual_micros == request.billed, request
        elif isinstance(row, MoneyReleased):
            assert request.ended != "good" or request.said_cancelled, request
    if account.late:
        assert account.counted(MoneyReleased) and account.late == [request.billed], request


def _closed_once(book: dict[str, Account]) -> None:
    for attempt, account in book.items():
        assert len(account.reserved) == 1, f"{attempt} was reserved {len(account.reserved)} times"
        assert len(account.closed) <= 1, f"{attempt} was closed by {account.closed}"


def _budget_is_right(budget: Budget, log: list[Recorded], book: dict[str, Account]) -> None:
    limits = [r.event.limit_micros for r in log if isinstance(r.event, BudgetSet)]
    assert budget.limit_micros == (limits[-1] if limits else 0)
    assert budget.reserved_micros == sum(a.open for a in book.values()) >= 0
    assert budget.spent_micros == sum(a.spent for a in book.values())


def _bills_add_up(jobs: Sequence[Job], book: dict[str, Account]) -> None:
    """A job's bill, as show_budget tells it, is what the ledger says of its attempts."""
    for job in jobs:
        own = [account for attempt, account in book.items() if attempt.startswith(f"{job.id}.")]
        unsure = sum(job.price_micros for account in own if account.counted(MoneyWrittenOff))
        wanted = Bill(sum(a.open for a in own), sum(a.spent for a in own), unsure)
        assert bill_of(job) == wanted, (job, own)


def _only_legal_moves(log: list[Recorded], jobs: Sequence[Job], words: dict[str, int]) -> None:
    """Each row went only where the table lets it; what is over stays so, but for a person's word."""
    paths: dict[str, list[JobState]] = defaultdict(list)
    for event in (recorded.event for recorded in log):
        if isinstance(event, JobMoved):
            paths[event.job_id].append(event.state)
    assert paths.keys() == {job.id for job in jobs}
    for job in jobs:
        path = paths[job.id]
        assert path[0] is S.QUEUED and path[-1] is job.state, path
        steps = list(pairwise(path))
        assert all(after in ALLOWED[before] for before, after in steps), path
        begun_again = sum(b in (S.FAILED, S.ORPHANED) and a is S.QUEUED for b, a in steps)
        assert begun_again == words.get(job.id, 0) == job.attempt - 1, path


def _ready_once(log: list[Recorded], jobs: Sequence[Job]) -> None:
    ready = sorted(r.event.version_id for r in log if isinstance(r.event, VersionReady))
    assert ready == sorted(job.target_id for job in jobs if job.state is S.READY)

"""What a transition means for the ledger: the rows that open and close an attempt's reserve.

Why here: one RESERVE and at most one closing row per attempt; never rewound by undo.
Next: book.py, which writes them in the commit of the transition; miri/domain/ledger.py.
"""

from dataclasses import dataclass

from miri.domain.job import Job
from miri.events.event import Event
from miri.events.money_events import MoneyBookedLate, MoneyReleased, MoneySettled, MoneyWrittenOff


@dataclass(frozen=True)
class Bill:
    """What one job cost and may cost, micro-dollars; the bills of all jobs add up to the budget's
    reserved and spent. `unsure` is the part of `paid` that was written off."""

    reserved: int
    paid: int
    unsure: int


def bill_of(job: Job) -> Bill:
    """The bill of a job, of all its attempts."""
    unsure = job.price_micros * len(job.result.get("written_off", ()))
    settled_now = int(job.result.get("cost_micros", 0))
    paid = settled_now + unsure + int(job.result.get("late_micros", 0))
    is_open = not job.is_over and "cost_micros" not in job.result
    return Bill(job.price_micros if is_open else 0, paid, unsure)


def settled(job: Job, cost_micros: int) -> tuple[Event, ...]:
    """The provider was paid."""
    if not job.price_micros and not cost_micros:
        return ()
    return (
        MoneySettled(
            job_id=job.id,
            attempt=job.attempt,
            reserved_micros=job.price_micros,
            actual_micros=cost_micros,
        ),
    )


def released(job: Job) -> tuple[Event, ...]:
    """Nothing was paid, for certain."""
    if not job.price_micros:
        return ()
    return (MoneyReleased(job_id=job.id, attempt=job.attempt, reserved_micros=job.price_micros),)


def written_off(job: Job) -> tuple[Event, ...]:
    """Nobody knows whether it was paid: it counts as spent, so that no budget is overrun."""
    if not job.price_micros:
        return ()
    return (MoneyWrittenOff(job_id=job.id, attempt=job.attempt, reserved_micros=job.price_micros),)


def booked_late(job: Job, attempt: int, cost_micros: int) -> tuple[Event, ...]:
    """An attempt that was given up had been paid after all."""
    if not cost_micros:
        return ()
    return (MoneyBookedLate(job_id=job.id, attempt=attempt, actual_micros=cost_micros),)

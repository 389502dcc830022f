"""The submitter sends once, whatever the store, the vendor and a person do meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from miri.domain.job import Job, JobState
from miri.errors import Refused
from miri.events.money_events import MoneyReleased
from miri.jobs.lapse import LapseWatch
from miri.jobs.submitter import Submitter, WebhookAddress
from miri.ports.provider_queue import Accepted, NotSent, TurnedDown, Unknown
from tests.provider_house import PRICE
from tests.unit.jobs.test_lease import ELSEWHERE, Stopwatch
from tests.unit.jobs.vendor import Office, Vendor, new_office, until_true

S = JobState


@pytest.fixture
async def office(tmp_path: Path) -> Office:
    return await new_office(tmp_path)


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


def by_webhook(job: Job) -> str | None:
    return f"https://miri.example/{job.attempt_id}"


def asked_instead(_: Job) -> str | None:
    return None


def a_submitter(
    office: Office, vendor: Vendor, stopwatch: Stopwatch, webhook: WebhookAddress = by_webhook
) -> Submitter:
    watch = LapseWatch(30, stopwatch)
    return Submitter(office.book, {"fal": vendor}, webhook, clock=office.clock, watch=watch)


@pytest.fixture
async def submitter(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> AsyncIterator[Submitter]:
    made = a_submitter(office, vendor, stopwatch)
    yield made
    vendor.gate.set()
    await made.stop()


async def done(submitter: Submitter) -> None:
    """Sweep, and let everything that was begun come to its end."""
    await submitter.sweep()
    await submitter.stop(seconds=20)


async def test_what_is_accepted_is_written_down_with_its_request(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    await done(submitter)
    row = await office.seen(job)
    assert (row.state, row.request_id, row.owner) == (S.SUBMITTED, "r1", "")
    assert vendor.posted == [job.attempt_id]


async def test_what_was_never_sent_waits_and_is_sent_again(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    vendor.answer = NotSent(reason="no connection", wait_micros=5_000_000)
    await done(submitter)
    row = await office.seen(job)
    assert (row.state, row.tries, row.due) == (S.QUEUED, 1, office.now + 5_000_000)
    await done(submitter)
    assert len(vendor.posted) == 1
    office.now += 5_000_000
    vendor.answer = Accepted(request_id="r2")
    await done(submitter)
    assert (await office.seen(job)).request_id == "r2"


@pytest.mark.parametrize("by_answer", [True, False])
async def test_what_is_refused_for_certain_costs_nothing(
    office: Office, vendor: Vendor, submitter: Submitter, by_answer: bool
) -> None:
    job = await office.job()
    vendor.answer = TurnedDown(reason="too large")
    vendor.refusal = None if by_answer else Refused("too large")
    await done(submitter)
    row = await office.seen(job)
    assert (row.state, row.error) == (S.FAILED, "too large")
    assert await office.money() == (0, 0)
    assert office.rested == [row]


@pytest.mark.parametrize(("webhook", "wait"), [(by_webhook, 600_000_000), (asked_instead, None)])
async def test_what_may_have_been_taken_is_never_sent_again(
    office: Office,
    vendor: Vendor,
    stopwatch: Stopwatch,
    webhook: WebhookAddress,
    wait: int | None,
) -> None:
    submitter = a_submitter(office, vendor, stopwatch, webhook)
    job = await office.job()
    vendor.answer = Unknown(reason="the line broke")
    for _ in range(3):
        await done(submitter)
        stopwatch.seconds += 1_000
    row = await office.seen(job)
    assert row.state is S.SUBMIT_UNKNOWN
    assert row.due == (0 if wait is None else office.now + wait)
    assert len(vendor.posted) == 1
    assert await office.money() == (PRICE, 0)


async def test_an_outcome_is_written_down_when_the_store_is_back(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    vendor.gate.clear()
    await submitter.sweep()
    await until_true(lambda: bool(vendor.posted))
    office.store.is_away = True
    vendor.gate.set()
    await until_true(lambda: office.store.refused > 0)
    await submitter.sweep()
    assert (await office.seen(job)).state is S.SUBMITTING
    office.store.is_away = False
    await submitter.stop(seconds=20)
    assert (await office.seen(job)).request_id == "r1"
    assert len(vendor.posted) == 1


async def test_a_claim_whose_answer_was_lost_is_ours_and_is_sent(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    office.store.loses_answers = 1
    await done(submitter)
    assert (await office.seen(job)).state is S.SUBMITTED
    assert len(vendor.posted) == 1


async def test_an_outcome_whose_writing_was_not_answered_is_not_written_twice(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    vendor.gate.clear()
    await submitter.sweep()
    await until_true(lambda: bool(vendor.posted))
    office.store.loses_answers = 1
    vendor.gate.set()
    await submitter.stop(seconds=20)
    row = await office.seen(job)
    assert (row.state, row.version) == (S.SUBMITTED, 3)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Accepted(request_id="r1"), S.SUBMITTED),
        (NotSent(reason="no"), S.QUEUED),
        (TurnedDown(reason="no"), S.FAILED),
        (Unknown(reason="no"), S.SUBMIT_UNKNOWN),
    ],
)
async def test_a_cancel_while_it_is_being_sent_is_kept_beside_the_outcome(
    office: Office, vendor: Vendor, submitter: Submitter, answer: object, state: JobState
) -> None:
    job = await office.job()
    vendor.answer = answer
    vendor.gate.clear()
    await submitter.sweep()
    await until_true(lambda: bool(vendor.posted))
    await office.flag(job)
    vendor.gate.set()
    await submitter.stop(seconds=20)
    row = await office.seen(job)
    assert (row.state, row.cancel_requested) == (state, True)
    if state in (S.SUBMITTED, S.QUEUED):
        assert row.due == 0  # whoever cancels it next need not wait
    await done(submitter)
    if state is S.QUEUED:
        assert (await office.seen(job)).state is S.CANCELLED
    assert len(vendor.posted) == 1


async def test_what_is_cancelled_in_the_queue_is_never_sent(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job(cancel_requested=True)
    await done(submitter)
    assert (await office.seen(job)).state is S.CANCELLED
    assert not vendor.posted and await office.money() == (0, 0)
    assert sum(isinstance(e, MoneyReleased) for e in await office.events()) == 1


async def test_what_another_process_is_sending_is_left_alone_until_it_stands_still(
    office: Office, vendor: Vendor, submitter: Submitter, stopwatch: Stopwatch
) -> None:
    job = await office.job(S.SUBMITTING, owner=ELSEWHERE, fence=1)
    await done(submitter)
    stopwatch.seconds += 30
    await done(submitter)
    assert (await office.seen(job)).state is S.SUBMITTING
    stopwatch.seconds += 1
    await done(submitter)
    assert (await office.seen(job)).state is S.SUBMIT_UNKNOWN
    assert not vendor.posted


@pytest.mark.parametrize("thought", [S.SUBMIT_UNKNOWN, S.ORPHANED])
async def test_an_answer_that_comes_after_its_process_was_thought_dead_is_believed(
    office: Office, vendor: Vendor, stopwatch: Stopwatch, thought: JobState
) -> None:
    slow, other = (a_submitter(office, vendor, stopwatch) for _ in range(2))
    job = await office.job()
    vendor.gate.clear()
    await slow.sweep()
    await until_true(lambda: bool(vendor.posted))
    await other.sweep()
    stopwatch.seconds += 31
    await other.sweep()
    row = await office.seen(job)
    assert row.state is S.SUBMIT_UNKNOWN
    if thought is S.ORPHANED:
        assert await office.book.move(row, row.moved(S.ORPHANED))
    vendor.gate.set()
    await slow.stop(seconds=20)
    assert (await office.seen(job)).request_id == "r1"
    assert len(vendor.posted) == 1


async def test_an_answer_to_an_attempt_that_a_person_gave_up_moves_nothing(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    slow = a_submitter(office, vendor, stopwatch)
    job = await office.job()
    vendor.gate.clear()
    await slow.sweep()
    await until_true(lambda: bool(vendor.posted))
    row = await office.seen(job)
    for state in (S.SUBMIT_UNKNOWN, S.ORPHANED):
        assert await office.book.move(row, row.moved(state, owner=""))
        row = await office.seen(job)
    again = row.with_write_off().next_attempt()
    assert await office.book.move(row, again)
    vendor.gate.set()
    await slow.stop(seconds=20)
    assert await office.seen(job) == again


async def test_a_process_that_stood_still_between_claim_and_post_does_not_post_any_more(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    """What a SIGSTOP of twice the lease does, with the stop held at its worst place."""
    other = a_submitter(office, vendor, stopwatch)
    given_up = asyncio.Event()

    def stand_still(point: str) -> None:
        if point == "submit.after_claim":
            stopwatch.seconds += 60
            row = office.store._jobs[job.id]
            office.store._jobs[job.id] = row.moved(S.SUBMIT_UNKNOWN, owner="")
            given_up.set()

    stopped = a_submitter(office, vendor, stopwatch)
    stopped.passing = stand_still
    job = await office.job()
    await done(stopped)
    assert given_up.is_set() and not vendor.posted
    await done(other)
    assert (await office.seen(job)).state is S.SUBMIT_UNKNOWN
    assert not vendor.posted


async def test_stopping_has_an_end_even_where_the_vendor_has_none(
    office: Office, vendor: Vendor, submitter: Submitter
) -> None:
    job = await office.job()
    vendor.gate.clear()
    await submitter.sweep()
    await until_true(lambda: bool(vendor.posted))
    await submitter.stop(seconds=0.01)
    assert (await office.seen(job)).state is S.SUBMITTING
    await done(submitter)  # as the next process would: it is not sent again
    assert (await office.seen(job)).state is S.SUBMIT_UNKNOWN
    assert len(vendor.posted) == 1

"""The provider's desk against fal's stand-in: paid once, whatever the network and the webhooks do."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from miri.domain.job import JobState
from miri.events.money_events import MoneyReleased, MoneySettled
from miri.events.version_events import JobMoved
from miri.jobs.desk import ProviderDesk
from miri.stores.memory.memory_project_store import MemoryProjectStore
from tests.provider_house import PRICE, ProviderHouse, Receiver, new_house, receiving
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn


@pytest.fixture
async def fal() -> AsyncIterator[FalStandIn]:
    async with FalStandIn(Options(webhook_backoff=0.05)) as started:
        yield started


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def house(
    tmp_path: Path, fal: FalStandIn, receiver: Receiver
) -> AsyncIterator[ProviderHouse]:
    async with receiving(receiver) as url:
        yield await new_house(MemoryProjectStore(), tmp_path, fal, url)


@pytest.fixture
async def desk(house: ProviderHouse, receiver: Receiver) -> AsyncIterator[ProviderDesk]:
    made = receiver.desk = house.desk()
    house.archive.job_hint = made.wake
    made.start()
    yield made
    await made.stop()


async def settled(house: ProviderHouse, *states: JobState, seconds: float = 10) -> None:
    """Until every job is in one of these states."""
    async with asyncio.timeout(seconds):
        while set(await house.states()) - set(states):
            await asyncio.sleep(0.02)


async def spent(house: ProviderHouse) -> tuple[int, int]:
    budget = (await house.archive.open(house.project_id)).budget
    return budget.reserved_micros, budget.spent_micros


def posts(fal: FalStandIn) -> int:
    return len(fal.queue.submissions)


async def test_what_is_ordered_is_sent_once_reported_fetched_and_paid_as_quoted(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    await house.budget(10 * PRICE)
    jobs = await house.order(3)
    await settled(house, JobState.READY)
    assert posts(fal) == 3
    assert await spent(house) == (0, 3 * PRICE)
    project = await house.archive.open(house.project_id)
    for job in jobs:
        version = project.versions[job.target_id]
        assert version.media_id and len(await house.media.read(version.media_id)) > 100
    assert {job.state for job in house.rested} == {JobState.READY}


async def test_without_webhooks_the_provider_is_asked(house: ProviderHouse) -> None:
    desk = house.desk(webhooks=False)
    house.archive.job_hint = desk.wake
    desk.start()
    await house.order(2)
    await settled(house, JobState.READY)
    assert not house.fal.webhooks.log
    assert await spent(house) == (0, 2 * PRICE)
    await desk.stop()


async def test_a_lost_answer_is_never_sent_again_and_the_webhook_tells_what_became_of_it(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="drop_after_accept")
    await house.order(4)
    await settled(house, JobState.READY)
    assert posts(fal) == 4
    assert await spent(house) == (0, 4 * PRICE)


async def test_a_lost_answer_without_any_webhook_waits_for_a_person(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="drop_after_accept")
    fal.faults.add(kind="webhook_never")
    await house.order(2)
    await settled(house, JobState.ORPHANED)
    await asyncio.sleep(0.3)
    assert posts(fal) == 2
    assert await spent(house) == (2 * PRICE, 0)
    assert [job.state for job in house.rested] == [JobState.ORPHANED] * 2


@pytest.mark.parametrize("kind", ["rate_limited", "drop_before_accept"])
async def test_what_was_never_taken_is_told_apart(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn, kind: str
) -> None:
    """A 429 proves that nothing was taken; a broken connection proves nothing."""
    fal.faults.add(kind=kind, times=1)
    await house.order(1)
    end = JobState.READY if kind == "rate_limited" else JobState.ORPHANED
    await settled(house, end)
    assert posts(fal) == (1 if kind == "rate_limited" else 0)


async def test_a_refusal_costs_nothing_and_is_told_in_words(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="content_policy")
    await house.order(1)
    await settled(house, JobState.FAILED)
    (job,) = house.rested
    assert "content policy" in job.error
    assert await spent(house) == (0, 0)


async def test_webhooks_that_come_twice_or_shuffled_settle_once(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="webhook_duplicated", copies=3)
    fal.faults.add(kind="webhook_shuffled", seconds=0.2)
    await house.order(10)
    await settled(house, JobState.READY)
    await asyncio.sleep(0.3)
    log = await house.archive.store.events(house.project_id)
    closed = [r.event.job_id for r in log if isinstance(r.event, MoneySettled | MoneyReleased)]
    assert len(closed) == len(set(closed)) == 10


async def test_a_webhook_that_comes_before_the_answer_to_the_order_is_as_good(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="webhook_first")
    fal.faults.add(kind="slow", seconds=0.3)
    await house.order(3)
    await settled(house, JobState.READY)
    await desk.submitter.stop(seconds=20)  # the answers have come as well
    entered = await moves(house)
    assert {entered.pop(s) for s in (JobState.SUBMITTING, JobState.FETCHING, JobState.READY)} == {3}
    assert set(entered) <= {JobState.SUBMITTED}  # by an answer that was quicker than the drain
    assert posts(fal) == 3 and await spent(house) == (0, 3 * PRICE)


async def test_a_webhook_two_hours_late_finds_everything_done(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="webhook_late", seconds=7_200.0)
    await house.order(3)
    await settled(house, JobState.READY)
    before = await house.archive.store.head(house.project_id)
    assert not fal.webhooks.log
    fal.clock.advance(7_300)
    async with asyncio.timeout(10):
        while len(fal.webhooks.log) < 3:
            await asyncio.sleep(0.02)
    await desk.sequencer.sweep()
    assert {d.status for d in fal.webhooks.log} == {200}
    assert await house.archive.store.head(house.project_id) == before
    assert await spent(house) == (0, 3 * PRICE)


async def test_what_is_delivered_in_spite_of_a_cancel_is_settled_once_and_kept(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="cancel_ignored")
    fal.faults.add(kind="slow_run", seconds=1.0)
    (job,) = await house.order(1)
    await settled(house, JobState.SUBMITTED)
    await house.flag(job.id)
    await settled(house, JobState.READY)
    assert [c["path"] for c in fal.access.calls if c["path"].endswith("/cancel")]
    assert await spent(house) == (0, PRICE)


async def moves(house: ProviderHouse) -> Counter[JobState]:
    """How often each state was entered."""
    log = await house.archive.store.events(house.project_id)
    return Counter(r.event.state for r in log if isinstance(r.event, JobMoved))


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("webhook_forged", 401),
        ("webhook_stale", 401),
        ("webhook_tampered", 401),
        ("webhook_mismatched", 401),
        ("webhook_malformed", 400),
        ("webhook_oversized", 413),
    ],
)
async def test_a_webhook_that_proves_nothing_leaves_nothing(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn, kind: str, status: int
) -> None:
    fal.faults.add(kind=kind, what="instead", bytes=2 << 20)
    await house.order(1)
    await settled(house, JobState.READY)  # asked for, in the end
    refused = [d.status for d in fal.webhooks.log if d.kind == kind]
    assert refused == [status]
    assert await spent(house) == (0, PRICE)


async def test_a_damaged_download_is_had_again_and_not_paid_again(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="truncated", fetches=2)
    await house.order(1)
    await settled(house, JobState.READY)
    assert posts(fal) == 1
    assert await spent(house) == (0, PRICE)


async def test_a_file_that_is_gone_was_paid_for_and_says_so(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="file_missing")
    await house.order(1)
    await settled(house, JobState.FETCH_FAILED)
    (job,) = house.rested
    assert "paid for" in job.error
    assert await spent(house) == (0, PRICE)


async def test_a_result_on_a_strangers_host_is_not_fetched(
    house: ProviderHouse, desk: ProviderDesk, fal: FalStandIn
) -> None:
    fal.faults.add(kind="foreign_file")
    await house.order(1)
    await settled(house, JobState.FETCH_FAILED, seconds=15)
    assert "not fal's" in house.rested[0].error

"""Not dead, and not well: a process that stands still past its lease, clocks that disagree, a store
that swallows everything.

Why here: kill -9 is the plainest failure; these are the ones in which two believe to be the owner.
Rows 4, 9 and 21 of the scenarios in docs/reliability.md.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from miri.domain.job import Job, JobState
from miri.errors import Unavailable
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from tests.chaos.crash.lives import ORDERS, lived_by_two_clocks, slept_through
from tests.chaos.crash.truths import assert_nothing_is_lost_or_twice
from tests.chaos.crash.undertaker import Undertaker, undertaker
from tests.chaos.crowd import crowd
from tests.provider_house import PRICE, ProviderHouse, Receiver, new_house, receiving
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.standins.fault_proxy import FaultProxy, Weather

TEN_MINUTES = 600
ALL = os.environ.get("CRASH_POINTS") == "all"
HOLE_SECONDS = 30 if ALL else 4
DRAIN_SECONDS = 10.0


@pytest.fixture
async def parlour() -> AsyncIterator[Undertaker]:
    async with undertaker() as made:
        yield made


async def test_an_owner_that_stood_still_is_relieved_and_does_no_harm_when_it_wakes(
    parlour: Undertaker, tmp_path: Path, firestore_emulator: str
) -> None:
    """On Firestore: a process that stands still in the middle of a SQLite write holds the file."""
    points = ["submit.after_claim", "submit.after_post", "drain.before_commit", "fetch.after_keep"]
    names = {point: f"demo-still-{point.replace('.', '-').replace('_', '-')}" for point in points}
    lives = await asyncio.gather(
        *(
            slept_through(p, f"firestore:{firestore_emulator}/{names[p]}", tmp_path / p, parlour)
            for p in points
        )
    )
    for life in lives:
        assert [end.code for end in life.ends] == [0, 0], life.said
        assert_nothing_is_lost_or_twice(life, ORDERS)
    assert any(len(life.submissions) < ORDERS for life in lives), "nobody was refused by a fence"


@pytest.mark.parametrize("kind", ["sqlite", "firestore"])
async def test_clocks_ten_minutes_apart_either_way_do_nothing(
    parlour: Undertaker, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        store = f"sqlite:{tmp_path}/two.db"
    else:
        store = f"firestore:{request.getfixturevalue('firestore_emulator')}/demo-two-clocks"
    life = await lived_by_two_clocks(store, tmp_path / "two", parlour, TEN_MINUTES)
    assert [end.code for end in life.ends] == [0, 0], life.said
    assert_nothing_is_lost_or_twice(life, ORDERS)
    assert len(life.submissions) == ORDERS


async def test_a_store_that_swallows_everything_for_a_while_loses_nothing_that_was_acknowledged(
    tmp_path: Path, firestore_emulator: str
) -> None:
    host, _, port = firestore_emulator.partition(":")
    receiver = Receiver()
    options = Options(webhook_backoff=0.3, webhook_timeout=60, run_seconds=(0.2, 3.0), runners=30)
    async with (
        FaultProxy(host, int(port), seed=9) as proxy,
        FalStandIn(options) as fal,
        receiving(receiver) as url,
    ):
        store = FirestoreProjectStore("demo-hole", f"127.0.0.1:{proxy.port}")
        house = await new_house(store, tmp_path, fal, url)
        receiver.desk = desk = house.desk(poll_seconds=0.5)
        house.archive.job_hint = desk.wake
        await house.budget(40 * PRICE)
        desk.start()
        acknowledged = [*await house.order(15)]
        await sent(fal, 5)
        acknowledged += await through_a_hole(proxy, house)
        await assert_all_are_there_once(house, fal, acknowledged)
        told = {delivery.status for delivery in fal.webhooks.log}
        assert told <= {200, 503} and proxy.struck["blackhole"]
        assert not ALL or 503 in told
        await desk.stop()
        await store.close()


async def through_a_hole(proxy: FaultProxy, house: ProviderHouse) -> list[Job]:
    """Nothing passes for a while; three orders come meanwhile. Those that were taken in the end."""
    proxy.set(Weather(blackhole=True))
    asking = [asyncio.create_task(asked(house)) for _ in range(3)]
    await asyncio.sleep(HOLE_SECONDS)
    assert not any(task.result() for task in asking if task.done())
    assert not ALL or all(task.done() for task in asking), "who waits is told"
    proxy.set(Weather())
    began = time.monotonic()
    taken = [job for jobs in await asyncio.gather(*asking) for job in jobs]
    await all_ready(house)
    drained = time.monotonic() - began
    print(f"\nblackholed for {HOLE_SECONDS} s; all done {drained:.1f} s after")
    assert drained < DRAIN_SECONDS * crowd()
    return taken


async def assert_all_are_there_once(
    house: ProviderHouse, fal: FalStandIn, acknowledged: list[Job]
) -> None:
    jobs = await house.jobs()
    assert {job.id for job in acknowledged} <= {job.id for job in jobs}
    assert len(fal.queue.submissions) == len(jobs)
    budget = (await house.archive.open(house.project_id)).budget
    assert (budget.reserved_micros, budget.spent_micros) == (0, len(jobs) * PRICE)


async def sent(fal: FalStandIn, count: int) -> None:
    async with asyncio.timeout(30):
        while len(fal.queue.submissions) < count:
            await asyncio.sleep(0.01)


async def asked(house: ProviderHouse) -> list[Job]:
    """An order: what was taken for good, or nothing."""
    with suppress(Unavailable):
        return [*await house.order(1)]
    return []


async def all_ready(house: ProviderHouse) -> None:
    async with asyncio.timeout(60):
        while set(await house.states()) != {JobState.READY}:
            await asyncio.sleep(0.05)

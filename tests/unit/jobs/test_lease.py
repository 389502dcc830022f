"""Who holds a lease, and who may take it over; by stopwatch, never by clock."""

import asyncio
import subprocess
import sys
from dataclasses import dataclass

import pytest

from miri.errors import Unavailable
from miri.jobs.lapse import LapseWatch
from miri.jobs.lease import Holder
from miri.jobs.owner import owner_here
from miri.ports.leases import Lease
from miri.stores.memory.memory_leases import MemoryLeases

ELSEWHERE = "engine_x@another-machine/1/2"


@dataclass
class Stopwatch:
    """Seconds that a test lets pass."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def watch(stopwatch: Stopwatch) -> LapseWatch:
    return LapseWatch(30, stopwatch)


@pytest.fixture(scope="module")
def dead() -> str:
    """The name of an owner whose process is over."""
    words = [sys.executable, "-c", "from miri.jobs.owner import owner_here; print(owner_here())"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def test_a_row_that_stands_still_for_the_lease_lapses_and_not_sooner(
    watch: LapseWatch, stopwatch: Stopwatch
) -> None:
    assert not watch.has_lapsed("row", 1, ELSEWHERE)
    stopwatch.seconds += 30
    assert not watch.has_lapsed("row", 1, ELSEWHERE)
    stopwatch.seconds += 0.001
    assert watch.has_lapsed("row", 1, ELSEWHERE)


def test_a_row_that_moves_begins_anew(watch: LapseWatch, stopwatch: Stopwatch) -> None:
    for version in range(10):
        assert not watch.has_lapsed("row", version, ELSEWHERE)
        stopwatch.seconds += 29


def test_who_only_just_began_to_watch_knows_nothing_yet(
    watch: LapseWatch, stopwatch: Stopwatch
) -> None:
    stopwatch.seconds += 3_600
    assert not watch.has_lapsed("row", 1, ELSEWHERE)
    stopwatch.seconds += 31
    watch.forget("row")
    assert not watch.has_lapsed("row", 1, ELSEWHERE)


def test_a_dead_process_of_this_machine_and_nobody_need_no_waiting(
    watch: LapseWatch, dead: str
) -> None:
    assert watch.has_lapsed("row", 1, dead)
    assert watch.has_lapsed("row", 1, "")
    assert not watch.has_lapsed("row", 1, owner_here())


async def test_of_two_holders_one_holds_and_the_other_next(watch: LapseWatch) -> None:
    leases = MemoryLeases()
    one, two = Holder(leases, watch=watch), Holder(leases, watch=watch)
    async with one.holding("drain:p") as first, two.holding("drain:p") as refused:
        assert first is not None and refused is None
    async with two.holding("drain:p") as second:
        assert second is not None and second.fence > first.fence
    assert (await leases.seen("drain:p")).owner == ""


async def test_of_many_at_the_same_instant_one_holds(watch: LapseWatch) -> None:
    leases, inside = MemoryLeases(), 0

    async def once(holder: Holder) -> int:
        nonlocal inside
        async with holder.holding("drain:p") as lease:
            inside += lease is not None
            assert inside <= 1
            await asyncio.sleep(0)
            inside -= lease is not None
        return lease is not None

    holders = [Holder(leases, watch=watch) for _ in range(8)]
    assert sum(await asyncio.gather(*(once(h) for h in holders for _ in range(3)))) >= 1


async def test_a_lease_is_not_held_twice_by_one_process(watch: LapseWatch) -> None:
    holder = Holder(MemoryLeases(), watch=watch)
    async with holder.holding("drain:p") as first, holder.holding("drain:p") as second:
        assert first is not None and second is None


async def test_what_a_dead_process_held_is_taken_at_once_with_a_higher_fence(
    watch: LapseWatch, dead: str
) -> None:
    leases = MemoryLeases()
    assert await leases.put(Lease(name="drain:p", owner=dead, fence=7, beat=3), 0)
    async with Holder(leases, watch=watch).holding("drain:p") as lease:
        assert lease is not None and lease.fence == 8


async def test_a_lease_is_renewed_for_as_long_as_the_block_runs(
    watch: LapseWatch, stopwatch: Stopwatch
) -> None:
    leases, other = MemoryLeases(), LapseWatch(30, stopwatch)
    async with Holder(leases, renew_seconds=0, watch=watch).holding("drain:p") as lease:
        for _ in range(5):
            now = await leases.seen("drain:p")
            assert not other.has_lapsed("drain:p", now.beat, ELSEWHERE)
            stopwatch.seconds += 29
            while (await leases.seen("drain:p")).beat == now.beat:
                await asyncio.sleep(0)
        assert (await leases.seen("drain:p")).fence == lease.fence


async def test_who_stood_still_too_long_is_relieved_and_gives_back_nothing_of_the_others(
    watch: LapseWatch, stopwatch: Stopwatch
) -> None:
    leases = MemoryLeases()
    stopped = Holder(leases, renew_seconds=3_600, watch=watch)
    awake = Holder(leases, watch=LapseWatch(30, stopwatch))
    async with stopped.holding("drain:p") as old:
        async with awake.holding("drain:p") as refused:
            assert refused is None
        stopwatch.seconds += 31
        relieved = awake.holding("drain:p")
        new = await relieved.__aenter__()
        assert new is not None and new.fence == old.fence + 1
    assert (await leases.seen("drain:p")).owner == awake.owner
    await relieved.__aexit__(None, None, None)
    assert (await leases.seen("drain:p")).owner == ""


class FarLeases(MemoryLeases):
    """A store that goes away."""

    is_away = False

    async def seen(self, name: str) -> Lease:
        if self.is_away:
            raise Unavailable("The store is away.")
        return await super().seen(name)


async def test_a_lease_that_can_t_be_given_back_is_taken_again_by_its_own_process(
    watch: LapseWatch,
) -> None:
    leases = FarLeases()
    holder = Holder(leases, watch=watch)
    async with holder.holding("drain:p") as first:
        leases.is_away = True
    leases.is_away = False
    assert (await leases.seen("drain:p")).owner == holder.owner
    async with holder.holding("drain:p") as again:
        assert again is not None and again.fence > first.fence

"""The feed: everybody who watches is told everything, in order, whoever else breaks or leaves."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Context, Recorded
from miri.events.talk_events import ThreadOpened
from miri.log.archive import Archive
from miri.log.feed import Feed, Signal
from miri.ports.project_store import Commit
from miri.stores.memory.memory_project_store import MemoryProjectStore


@pytest.fixture
def archive() -> Archive:
    store = MemoryProjectStore()
    return Archive(store, Feed(store))


async def happen(archive: Archive, times: int = 1) -> None:
    for _ in range(times):
        event = ThreadOpened(thread_id="thread_a", title="A")
        context = Context(actor=LOCAL_PERSON)
        await archive.commit(Commit(project_id="project_a", context=context, events=(event,)))


def keeper(seqs: list[int]) -> Callable[[Recorded | Signal], Awaitable[None]]:
    async def keep(item: Recorded | Signal) -> None:
        await asyncio.sleep(0)
        if isinstance(item, Recorded):
            seqs.append(item.seq)

    return keep


async def test_each_event_is_told_once_in_order_from_the_moment_of_joining(
    archive: Archive,
) -> None:
    await happen(archive, 3)
    seqs: list[int] = []
    await archive.feed.watch("project_a", keeper(seqs))
    await asyncio.gather(*(happen(archive, 5) for _ in range(4)))
    await archive.feed.settle()
    assert seqs == list(range(4, 24))


async def test_a_watcher_that_breaks_takes_nothing_from_the_others(archive: Archive) -> None:
    async def broken(_: Recorded | Signal) -> None:
        raise ZeroDivisionError

    seqs: list[int] = []
    await archive.feed.watch("project_a", broken)
    await archive.feed.watch("project_a", keeper(seqs))
    await happen(archive, 3)
    await archive.feed.settle()
    assert seqs == [1, 2, 3]


async def test_who_comes_after_all_had_left_is_not_told_the_past(archive: Archive) -> None:
    first: list[int] = []
    leave = await archive.feed.watch("project_a", keeper(first))
    await happen(archive, 2)
    await archive.feed.settle()
    leave()
    await happen(archive, 2)
    second: list[int] = []
    await archive.feed.watch("project_a", keeper(second))
    await happen(archive)
    await archive.feed.settle()
    assert (first, second) == ([1, 2], [5])


async def test_many_who_join_at_the_same_moment_are_all_told(archive: Archive) -> None:
    heard: list[list[int]] = [[] for _ in range(8)]
    await asyncio.gather(
        *(archive.feed.watch("project_a", keeper(seqs)) for seqs in heard), happen(archive, 4)
    )
    await happen(archive, 2)
    await archive.feed.settle()
    assert all(seqs[-2:] == [5, 6] and seqs == sorted(set(seqs)) for seqs in heard)

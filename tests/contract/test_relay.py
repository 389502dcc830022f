"""The relay over a real redis-server: what one process commits, those who watch in another are told.

Why here: two feeds over one store stand for two server processes.
Next: miri/ports/relay.py; miri/log/feed.py.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from miri.events.event import Recorded
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit
from miri.ports.relay import Hint, Relay, Signal
from miri.relays.redis_relay import RedisRelay
from miri.relays.work_hints import WorkHints
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.contract.a_project import ME, born, brief
from tests.redis_server import RedisServer, running_redis


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with running_redis(tmp_path) as server:
        yield server


class House:
    """One process: a store of its own on the shared file, a feed, a relay."""

    def __init__(self, file: Path, redis: RedisServer, look_seconds: float) -> None:
        self.store = SqliteProjectStore(file)
        self.feed = Feed(self.store, RedisRelay(redis.url), look_seconds)
        self.archive = Archive(self.store, self.feed)
        self.events: list[int] = []
        self.signals: list[Signal] = []

    async def watcher(self, item: Recorded | Signal) -> None:
        if isinstance(item, Recorded):
            self.events.append(item.seq)
        else:
            self.signals.append(item)

    async def close(self) -> None:
        await self.feed.stop()
        await self.store.close()


@pytest.fixture(params=[60.0])
def look_seconds(request: pytest.FixtureRequest) -> float:
    """So rarely that only the relay can have brought it."""
    return request.param


@pytest.fixture
async def houses(
    tmp_path: Path, redis: RedisServer, look_seconds: float
) -> AsyncIterator[tuple[House, House]]:
    made = [House(tmp_path / "p.db", redis, look_seconds) for _ in range(2)]
    for house in made:
        await house.feed.start()
    yield made[0], made[1]
    for house in made:
        await house.close()


async def until(condition) -> None:
    async with asyncio.timeout(15):
        while not condition():
            await asyncio.sleep(0.01)


async def say(house: House, project_id: str, count: int, start: int = 0) -> None:
    for n in range(start, start + count):
        await house.archive.commit(
            Commit(project_id=project_id, context=ME, events=(brief(f"{n} שיר"),))
        )


async def test_what_one_process_commits_is_told_in_the_other_in_order_and_once(
    houses: tuple[House, House],
) -> None:
    here, there = houses
    project_id = await born(here.store)
    for house in houses:
        await house.feed.watch(project_id, house.watcher)
    await say(here, project_id, 30)
    await say(there, project_id, 30)
    await until(lambda: len(there.events) >= 60 and len(here.events) >= 60)
    assert here.events == there.events == list(range(2, 62))


async def test_signals_reach_the_other_process_once_and_ours_not_twice(
    houses: tuple[House, House],
) -> None:
    here, there = houses
    project_id = await born(here.store)
    for house in houses:
        await house.feed.watch(project_id, house.watcher)
    await asyncio.sleep(0.3)
    for n in range(20):
        await here.feed.send(Signal(project_id=project_id, type="DELTA", data={"n": n}))
    await until(lambda: len(there.signals) >= 20)
    assert [s.data["n"] for s in there.signals] == list(range(20))
    assert len(here.signals) == 20


@pytest.mark.parametrize("look_seconds", [0.2], indirect=True)
async def test_a_redis_that_dies_and_comes_back_empty_loses_nothing_the_log_has(
    houses: tuple[House, House], redis: RedisServer
) -> None:
    here, there = houses
    project_id = await born(here.store)
    await there.feed.watch(project_id, there.watcher)
    await say(here, project_id, 10)
    redis.kill()
    await say(here, project_id, 10, start=10)
    await asyncio.to_thread(redis.start)
    await say(here, project_id, 10, start=20)
    await until(lambda: len(there.events) >= 30)
    assert there.events == list(range(2, 32))


async def test_the_text_so_far_is_there_for_who_joins_elsewhere(
    houses: tuple[House, House],
) -> None:
    here, there = (house.feed.relay for house in houses)
    assert here and there
    here.keep_partial("thread_a", {"message_id": "m", "text": "שלום"})
    here.keep_partial("thread_a", {"message_id": "m", "text": "שלום, so f"})
    await until_kept(there, {"thread_a": {"message_id": "m", "text": "שלום, so f"}})
    here.keep_partial("thread_a", None)
    await until_kept(there, {})


async def until_kept(relay: Relay, wanted: dict[str, dict[str, str]]) -> None:
    async with asyncio.timeout(15):
        while await relay.partials(["thread_a", "thread_b"]) != wanted:
            await asyncio.sleep(0.01)


async def test_who_hears_a_word_finds_it_in_the_text_so_far(houses: tuple[House, House]) -> None:
    here, there = houses
    project_id = await born(here.store)
    behind: list[tuple[str, str]] = []

    async def compare(item: Recorded | Signal) -> None:
        if isinstance(item, Signal):
            kept = await there.feed.relay.partials(["thread_a"])
            there.signals.append(item)
            if len(kept["thread_a"]["text"]) <= item.data["at"]:
                behind.append((kept["thread_a"]["text"], str(item.data)))

    await there.feed.watch(project_id, compare)
    text, n = "", 0
    while len(there.signals) < 100:
        at, n, text = len(text), n + 1, f"{text}word {n} "
        here.feed.relay.keep_partial("thread_a", {"message_id": "m", "text": text})
        await here.feed.send(Signal(project_id=project_id, type="DELTA", data={"at": at}))
        await asyncio.sleep(0.01 if n % 10 == 0 else 0)
    assert behind == []


async def test_jobs_and_stops_are_hinted_to_every_other_process_and_a_worker_is_counted(
    tmp_path: Path, redis: RedisServer
) -> None:
    heard: list[tuple[int, Hint]] = []
    relays = [RedisRelay(redis.url, WorkHints(redis.url), works=n > 0) for n in range(3)]

    async def on_signal(_: Signal) -> None:
        """Nobody signals here."""

    for n, relay in enumerate(relays):
        relay.listen(lambda _p, _e: None, on_signal, lambda hint, n=n: heard.append((n, hint)))
        await relay.start()
    async with asyncio.timeout(15):
        while await relays[0].workers() != 2:
            await asyncio.sleep(0.02)
    stop = Hint(kind="stop", project_id="p", thread_id="t")
    while len({n for n, _ in heard}) < 2:  # until all of them listen
        relays[0].hint(stop)
        await asyncio.sleep(0.05)
    assert {n for n, hint in heard if hint == stop} == {1, 2}
    await relays[2].stop()
    assert await relays[0].workers() == 1
    await relays[0].stop()
    await relays[1].stop()


async def test_a_hint_wakes_one_worker(redis: RedisServer) -> None:
    taken: list[tuple[str, Hint]] = []

    everyone = [WorkHints(redis.url) for _ in range(3)]
    await everyone[0].start()
    for name, one in zip("ab", everyone[1:], strict=True):
        await one.start(lambda hint, name=name: taken.append((name, hint)))
    await asyncio.sleep(0.5)
    hints = [Hint(kind="turn", project_id="p", thread_id=f"t{n}") for n in range(10)]
    for hint in hints:
        await everyone[0].give(hint)
    await until(lambda: len(taken) >= 10)
    await asyncio.sleep(0.2)
    assert sorted(h.thread_id for _, h in taken) == sorted(h.thread_id for h in hints)
    for one in everyone:
        await one.stop()


async def test_who_stops_right_after_the_start_is_let_go(redis: RedisServer) -> None:
    before = asyncio.all_tasks()
    for _ in range(5):
        relay = RedisRelay(redis.url, WorkHints(redis.url), works=True)
        async with asyncio.timeout(20):
            await relay.start()
            await relay.stop()
    left = {task for task in asyncio.all_tasks() - before if not task.done()}
    assert not left, "nothing of it goes on"

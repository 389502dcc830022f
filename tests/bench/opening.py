"""How long a project with 10,000 events takes to open, cold, from its snapshot (SQLite on disk).

Why here: a long project must not feel long.
Next: long_log.py, what it holds; miri/log/archive.py, what opens it.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from engineio.packet import Packet

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Context
from miri.log.archive import SNAPSHOT_EVERY, Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from server.sockets.fan_out import FanOuts
from server.sockets.subscription import Subscription
from server.thread_document import thread_document
from tests.bench.long_log import THREADS, history
from tools.document import project_document

EVENTS = 10_000
TAIL = SNAPSHOT_EVERY - 1
PROJECT = "project_bench"
IN_A_COMMIT = 6
REPEATS = 9
WIDTH = 62


async def fill(path: Path, after: int, until: int) -> float:
    """Events a second, each commit followed by an opening as every command does."""
    store = SqliteProjectStore(path)
    archive = Archive(store, Feed(store))
    events = history(until)
    begun = time.perf_counter()
    for at in range(after, until, IN_A_COMMIT):
        some = tuple(events[at : min(until, at + IN_A_COMMIT)])
        context = Context(actor=LOCAL_PERSON, thread_id=f"thread_{at % THREADS}")
        await archive.commit(Commit(project_id=PROJECT, context=context, events=some))
        await archive.open(PROJECT)
    took = time.perf_counter() - begun
    await store.close()
    return (until - after) / took


async def cold(path: Path, ask: Callable[[Archive], Awaitable[Any]]) -> float:
    """Median milliseconds of asking a freshly opened archive that knows nothing."""
    times: list[float] = []
    for _ in range(REPEATS):
        store = SqliteProjectStore(path)
        archive = Archive(store, Feed(store))
        begun = time.perf_counter()
        await ask(archive)
        times.append(time.perf_counter() - begun)
        await store.close()
    return median(times) * 1000


async def opened(archive: Archive) -> None:
    """What is measured."""
    project = await archive.open(PROJECT)
    assert project.seq >= EVENTS and len(project.versions) > 800


async def shown(archive: Archive) -> None:
    """The document a client gets, as JSON."""
    json.dumps(project_document(await archive.open(PROJECT)))


async def talk(archive: Archive) -> None:
    """A whole conversation, of the five."""
    project = await archive.open(PROJECT)
    events = await archive.store.events(PROJECT, thread_id="thread_0")
    assert len(events) > EVENTS / THREADS / 2
    thread_document(project, "thread_0", list(events), None)


async def replayed(archive: Archive) -> None:
    """All of it, to a client that has seen nothing."""
    sent: list[int] = []

    async def emit(packet: Packet) -> None:
        sent.append(len(packet.data))

    async def lost() -> None:
        raise AssertionError("too slow")

    async def partials() -> list[Mapping[str, Any]]:
        return []

    subscription = Subscription(FanOuts(archive), PROJECT, emit, lost)
    await subscription.start(0, partials)
    assert len(sent) >= EVENTS
    await subscription.stop()


async def measure(path: Path) -> None:
    """Every figure, a line each."""
    speed = await fill(path, 0, EVENTS)
    say("opened cold from its snapshot", await cold(path, opened), "wanted: at most 100")
    say("... and made a document for a client", await cold(path, shown))
    say("... and one of its five conversations, whole", await cold(path, talk))
    say("... and every event replayed to a client that has none", await cold(path, replayed))
    await fill(path, EVENTS, EVENTS + TAIL)
    say(f"opened cold with a tail of {TAIL} events to fold", await cold(path, opened))
    print(f"filled with {speed:.0f} events a second, {IN_A_COMMIT} in a commit, opened after each")


def say(what: str, milliseconds: float, more: str = "") -> None:
    """One row."""
    print(f"{what:<{WIDTH}}{milliseconds:8.1f} ms  {more}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="miri-bench-") as folder:
        print(f"A project of {EVENTS} events, on SQLite; median of {REPEATS}")
        asyncio.run(measure(Path(folder) / "projects.db"))

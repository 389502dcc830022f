"""How soon the server is ready, and how long a turn of the offline director takes, seen from outside.

Why here: the figures a person feels first; over a real socket, from a process of its own.
Next: threads.py, ten at once; server/commands/serve.py; agent/turn.py.
"""

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Context
from miri.events.talk_events import ThreadOpened
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.bench.long_log import history
from tests.guest import Guest
from tests.listener import Event, Listener, listening
from tests.live_server import LiveServer, live_server

STARTS, TURNS, WARM = 5, 150, 5
LONG = 10_000
ASKED = "where are we?"


@dataclass
class Turns:
    """Seconds from a message's emit to its ack, to Miri's first word, and to the end of the turn."""

    taken: list[float] = field(default_factory=list[float])
    first: list[float] = field(default_factory=list[float])
    whole: list[float] = field(default_factory=list[float])

    def say(self, where: str) -> None:
        for what, seconds in (("message taken", self.taken), ("first word", self.first)):
            print(f"{where}, {what}: {spread(seconds)}")
        print(f"{where}, whole turn: {spread(self.whole)} (wanted: p95 at most 150)")


def spread(seconds: list[float]) -> str:
    """p50 and p95 in milliseconds."""
    p95 = quantiles(seconds, n=20)[-1]
    return f"p50 {median(seconds) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms of {len(seconds)}"


def starts(folder: Path) -> None:
    """Seconds from starting the process to its address line, and from SIGTERM to its end."""
    ready: list[float] = []
    gone: list[float] = []
    for n in range(STARTS):
        begun = time.perf_counter()
        with live_server(folder / f"start {n}") as server:
            ready.append(time.perf_counter() - begun)
            ended = time.perf_counter()
            assert server.stop() == 0
            gone.append(time.perf_counter() - ended)
    children = os.times()
    cpu = (children.children_user + children.children_system) / STARTS
    listed = ", ".join(f"{seconds:.2f}" for seconds in ready)
    print(f"server ready after start: median {median(ready):.2f} s of {listed} (wanted: at most 4)")
    print(f"CPU of a start and its end: {cpu:.2f} s; SIGTERM to exit 0: {median(gone):.2f} s")


async def talk(listener: Listener, thread: str) -> Turns:
    """One turn after another in one thread."""
    turns = Turns()
    for n in range(WARM + TURNS):
        begun = time.perf_counter()
        ack = await listener.call("message", {"thread_id": thread, "text": ASKED})
        taken = time.perf_counter() - begun

        def of_it(kind: str, event: Event, turn: str = ack["turn_id"]) -> bool:
            return event["type"] == kind and event["turn_id"] == turn

        await listener.until(lambda e, of_it=of_it: of_it("TEXT_MESSAGE_CONTENT", e))
        first = time.perf_counter() - begun
        await listener.until(lambda e, of_it=of_it: of_it("RUN_FINISHED", e))
        if n >= WARM:
            turns.taken.append(taken)
            turns.first.append(first)
            turns.whole.append(time.perf_counter() - begun)
        listener.events.clear()
    return turns


async def turns(server: LiveServer) -> None:
    """In a new project, then in one with a long history."""
    async with server.client() as http:
        guest = await Guest(http).begin()
    async with listening(server.url, guest.project_id, since=10**6) as listener:
        (await talk(listener, guest.thread_id)).say("new project")
    async with listening(server.url, "project_long", since=10**6) as listener:
        (await talk(listener, "thread_new")).say(f"project of {LONG} events")


async def a_long_project(home: Path) -> None:
    """Written beside the server's own way, into its store."""
    home.mkdir(parents=True)
    store = SqliteProjectStore(home / "projects.db")
    archive = Archive(store, Feed(store))
    events = [*history(LONG), ThreadOpened(thread_id="thread_new", title="New")]
    context = Context(actor=LOCAL_PERSON)
    for at in range(0, len(events), 100):
        some = tuple(events[at : at + 100])
        await archive.commit(Commit(project_id="project_long", context=context, events=some))
        await archive.open("project_long")
    await store.close()


def main() -> None:
    """Starts, then turns."""
    with tempfile.TemporaryDirectory(prefix="miri-bench-") as folder:
        starts(Path(folder))
        home = Path(folder) / "home"
        asyncio.run(a_long_project(home))
        with live_server(home) as server:
            asyncio.run(turns(server))


if __name__ == "__main__":
    main()

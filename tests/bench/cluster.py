"""Two servers, two workers and Redis: how soon news are everywhere, and what a turn waits for.

Fan-out: 500 bare websockets, half at each server, all watching one project in which a third process
commits ten events a second; timed from the commit's own stamp to the arrival at the client.
Turns: 50 threads, each with a watcher's eyes on it from the server that did not take the message;
the director says its first word at once and then twenty a second, so that all of the wait is ours.
Why here: the figures of what several processes cost; seen from outside.
Next: tests/raw_client.py; docs/reliability.md, section "Cluster".
"""

import asyncio
import os
import random
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Context
from miri.events.film_events import BriefSaved
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit
from miri.relays.redis_relay import RedisRelay
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.bench.threads import cpu_seconds
from tests.cluster import Cluster, running_cluster
from tests.guest import Guest
from tests.live_server import LiveServer
from tests.raw_client import RawClient

CLIENTS, A_SECOND, SECONDS = 500, 10, 15
THREADS, TURNS, WORDS = 50, 4, 40
PADDING = "x" * 250


def resident_kb(server: LiveServer) -> int:
    """What a process holds in memory; 0 where there is no /proc."""
    status = Path(f"/proc/{server.process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def spread(seconds: list[float]) -> str:
    """p50, p95, p99 and the longest, in milliseconds."""
    cuts = quantiles(seconds, n=100)
    figures = (median(seconds), cuts[94], cuts[98], max(seconds))
    named = zip(("p50", "p95", "p99", "longest"), figures, strict=True)
    return ", ".join(f"{name} {figure * 1000:.0f} ms" for name, figure in named)


class Writer:
    """A third process's part: commits to the shared store, and tells by Redis."""

    def __init__(self, cluster: Cluster) -> None:
        self._store = SqliteProjectStore(cluster.home / "projects.db")
        self._feed = Feed(self._store, RedisRelay(cluster.redis.url))
        self._archive = Archive(self._store, self._feed)
        self.sent: dict[int, float] = {}

    async def write(self, project_id: str, count: int, a_second: float) -> None:
        """Evenly, whatever a commit takes."""
        await self._feed.start()
        begun = time.monotonic()
        brief = (await self._archive.open(project_id)).film.brief
        for n in range(count):
            await asyncio.sleep(max(0.0, begun + n / a_second - time.monotonic()))
            saved = brief.model_copy(update={"theme": f"{n} {PADDING}"})
            event, now = BriefSaved(brief=saved), time.monotonic()
            commit = Commit(
                project_id=project_id, context=Context(actor=LOCAL_PERSON), events=(event,)
            )
            (recorded,) = await self._archive.commit(commit)
            self.sent[recorded.seq] = now
        await asyncio.sleep(1)
        await self._feed.stop()
        await self._store.close()


async def all_came(came: list[list[tuple[int, float]]], count: int) -> None:
    """Wait for the last, however late it is; what is not there after a minute is lost."""
    for _ in range(600):
        if all(len(each) >= count for each in came):
            return
        await asyncio.sleep(0.1)


async def fan_out(cluster: Cluster) -> None:
    """500 watch, ten events a second."""
    async with cluster.servers[0].client() as http:
        guest = await Guest(http).begin()
    came: list[list[tuple[int, float]]] = [[] for _ in range(CLIENTS)]

    def heard(number: int):
        def hear(now: float, event: dict[str, Any]) -> None:
            if event["seq"] is not None:
                came[number].append((event["seq"], now))

        return hear

    before = [resident_kb(server) for server in cluster.servers]
    clients: list[RawClient] = []
    for n in range(CLIENTS):
        clients.append(await RawClient(cluster.servers[n % 2].url, heard(n)).connect())
        await clients[-1].call("subscribe", {"project_id": guest.project_id, "since": 10**6})
    held = [resident_kb(server) for server in cluster.servers]
    writer = Writer(cluster)
    used = [cpu_seconds(server) for server in cluster.servers]
    await writer.write(guest.project_id, A_SECOND * SECONDS, A_SECOND)
    await all_came(came, A_SECOND * SECONDS)
    used = [cpu_seconds(s) - u for s, u in zip(cluster.servers, used, strict=True)]
    report(writer.sent, came, sum(used))
    after = [resident_kb(server) for server in cluster.servers]
    per = [(h - b) / (CLIENTS / 2) for b, h in zip(before, held, strict=True)]
    loaded = [(a - b) / (CLIENTS / 2) for b, a in zip(before, after, strict=True)]
    print(f"KB a connection: {max(per):.0f}; after the load {max(loaded):.0f} (wanted: at most 60)")
    for client in clients:
        await client.close()


def report(sent: dict[int, float], came: list[list[tuple[int, float]]], cpu: float) -> None:
    """Whether all came, and how soon."""
    seqs = sorted(sent)
    whole = sum([seq for seq, _ in each] == seqs for each in came)
    times = [now - sent[seq] for each in came for seq, now in each]
    print(f"{CLIENTS} clients at 2 servers, {A_SECOND} events a second for {SECONDS} s")
    print(f"delivered: {len(times)} of {CLIENTS * len(seqs)} (wanted: all)")
    print(f"clients that got every event once and in order: {whole} of {CLIENTS}")
    print(f"from before the commit to the client: {spread(times)} (wanted: p99 at most 100)")
    print(f"the servers' CPU: {cpu / len(times) * 1e6:.0f} microseconds a delivery")


class Talks:
    """Turns asked for at one server and watched at the other."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.astray = 0
        self._first: dict[str, float] = {}
        self._over: dict[str, asyncio.Event] = {}
        self._homes: dict[str, str] = {}

    def hear(self, now: float, event: dict[str, Any]) -> None:
        turn = event["turn_id"] or ""
        if event["type"] == "TEXT_MESSAGE_CONTENT":
            self._first.setdefault(turn, now)
            self.astray += self._homes.get(turn, event["thread_id"]) != event["thread_id"]
        elif event["type"] == "RUN_FINISHED":
            self._over.setdefault(turn, asyncio.Event()).set()

    async def talk(self, talker: RawClient, thread: str, pauses: list[float]) -> None:
        """A turn after each pause, to its end."""
        for pause in pauses:
            await asyncio.sleep(pause)
            begun = time.monotonic()
            asked = {"thread_id": thread, "text": f"say {WORDS} words"}
            turn = (await talker.call("message", asked))["turn_id"]
            self._homes[turn] = thread
            async with asyncio.timeout(120):
                await self._over.setdefault(turn, asyncio.Event()).wait()
            self.waited.append(self._first[turn] - begun)


async def turns(cluster: Cluster) -> None:
    """50 talk at once; each is watched at the other server."""
    async with cluster.servers[0].client() as http:
        guest = await Guest(http).begin()
        threads = [await guest.open_thread(f"Talk {n}") for n in range(THREADS)]
    talks = Talks()
    talker, watcher = [await RawClient(s.url, talks.hear).connect() for s in cluster.servers]
    await watcher.call("subscribe", {"project_id": guest.project_id, "since": 10**6})
    chance = random.Random(5)
    parts = (*cluster.servers, *cluster.workers)
    used, begun = [cpu_seconds(part) for part in parts], time.monotonic()
    spaced = [[chance.uniform(0, 2.5) for _ in range(TURNS)] for _ in threads]
    await asyncio.gather(*(talks.talk(talker, t, p) for t, p in zip(threads, spaced, strict=True)))
    print(f"{THREADS} threads, {TURNS} turns each, {WORDS} words at 20 a second, 2 workers")
    print(
        f"to the first word at the other server: {spread(talks.waited)} (wanted: p95 at most 300)"
    )
    took = time.monotonic() - begun
    used = [cpu_seconds(part) - u for part, u in zip(parts, used, strict=True)]
    words = WORDS * len(talks.waited)
    each = f"servers {sum(used[:2]) / words * 1e6:.0f}, workers {sum(used[2:]) / words * 1e6:.0f}"
    print(f"CPU, microseconds a word: {each}; {words / took:.0f} words a second")
    talks.waited.clear()
    await asyncio.gather(*(talks.talk(talker, t, [0.0]) for t in threads))
    print(f"the same, all {THREADS} asked at the same moment: {spread(talks.waited)}")
    print(f"words in a wrong thread: {talks.astray} (wanted: 0)")
    for client in (talker, watcher):
        await client.close()


async def measure(cluster: Cluster) -> None:
    """One after the other."""
    await fan_out(cluster)
    await turns(cluster)


def main() -> None:
    """A cluster of its own; the load comes from this process, on the same cores."""
    with (
        tempfile.TemporaryDirectory(prefix="miri-bench-") as folder,
        running_cluster(Path(folder)) as cluster,
    ):
        asyncio.run(measure(cluster))
        print(f"(on {len(os.sched_getaffinity(0))} cores, with the clients on them)")


if __name__ == "__main__":
    main()

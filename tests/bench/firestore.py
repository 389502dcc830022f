"""How quick Firestore is on this machine: `python -m tests.bench.firestore [emulator host:port]`.

Why here: figures of the store and the checkpointer over a real connection to Google's emulator:
four processes that commit at once on one project, single commits, readings, a checkpoint.
An emulator's time is not the cloud's.
Next: docs/ carries the figures with machine and date.
"""

import asyncio
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from langgraph.checkpoint.base import empty_checkpoint

from agent.checkpoints import firestore_saver
from miri.ports.project_store import Commit
from miri.stores.firestore.connection import connect, disconnect
from miri.stores.firestore.failures import asked
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from tests.contract.a_project import ME, born, brief
from tests.emulator import running_emulator

PROCESSES, AT_ONCE, LIMIT_SECONDS = 4, 20, 3.0
ROUNDS = 5


def said(project_id: str, theme: str) -> Commit:
    """A commit of one event."""
    return Commit(project_id=project_id, context=ME, events=(brief(theme),))


async def work(cloud: str, emulator: str) -> None:
    """One of the processes: warms up, says so, and for each project it is told commits at once."""
    store = FirestoreProjectStore(cloud, emulator)
    await store.commit(said(await born(store), "warm"))
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        project_id = line.strip()
        began = time.time()
        commits = [store.commit(said(project_id, f"{os.getpid()}-{n}")) for n in range(AT_ONCE)]
        results = await asyncio.gather(*commits, return_exceptions=True)
        failed = sum(isinstance(result, BaseException) for result in results)
        print(began, time.time(), failed, flush=True)
    await store.close()


def contend(cloud: str, emulator: str, project_ids: Sequence[str]) -> list[tuple[float, int]]:
    """Four processes on each project: seconds from the first's begin to the last's end, failures."""
    command = [sys.executable, "-m", "tests.bench.firestore", "work", cloud, emulator]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        for worker in workers:
            assert worker.stdout is not None and worker.stdout.readline().strip() == "ready"
        return [_round(workers, project_id) for project_id in project_ids]
    finally:
        for worker in workers:
            worker.communicate()


def _round(workers: Sequence[subprocess.Popen[str]], project_id: str) -> tuple[float, int]:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"{project_id}\n")
        worker.stdin.flush()
    told = [worker.stdout.readline().split() for worker in workers if worker.stdout]
    begins, ends, failed = zip(*told, strict=True)
    return max(map(float, ends)) - min(map(float, begins)), sum(map(int, failed))


async def timed(times: int, doing: Callable[[int], Awaitable[Any]]) -> str:
    """Median and 99th percentile of doing something one after the other, in ms."""
    spent: list[float] = []
    for n in range(times):
        began = time.perf_counter()
        await doing(n)
        spent.append((time.perf_counter() - began) * 1000)
    spent.sort()
    return f"p50 {statistics.median(spent):.1f} ms, p99 {spent[int(len(spent) * 0.99) - 1]:.1f} ms"


async def figures(cloud: str, emulator: str) -> bool:
    """Print them all; False where four processes took too long or failed."""
    store = FirestoreProjectStore(cloud, emulator)
    projects = [await born(store) for _ in range(ROUNDS)]
    rounds = await asyncio.to_thread(contend, cloud, emulator, projects)
    logs = [[r.seq for r in await store.events(p)] for p in projects]
    whole = all(log == list(range(1, PROCESSES * AT_ONCE + 2)) for log in logs)
    good = whole and all(s <= LIMIT_SECONDS and not failed for s, failed in rounds)
    print(
        f"{PROCESSES} processes x {AT_ONCE} commits on one project, {ROUNDS} rounds: "
        f"{', '.join(f'{s:.2f}' for s, _ in rounds)} s; failed {sum(f for _, f in rounds)}; "
        f"logs without gap or double: {whole}; limit {LIMIT_SECONDS} s: {'ok' if good else 'NO'}"
    )
    one = await born(store)
    print("single commits:", await timed(200, lambda n: store.commit(said(one, str(n)))))
    print("head:", await timed(200, lambda _: store.head(one)))
    many = [await born(store) for _ in range(20)]
    began = time.perf_counter()
    for n in range(15):
        await asyncio.gather(*(store.commit(said(p, str(n))) for p in many))
    print(f"300 commits, 20 projects at once: {300 / (time.perf_counter() - began):.0f}/s")
    began = time.perf_counter()
    await asyncio.gather(*(store.commit(said(one, str(n))) for n in range(1000)))
    print(f"1000 commits at once on one project: {1000 / (time.perf_counter() - began):.0f}/s")
    print("a log of 1201 events read:", await timed(5, lambda _: store.events(one)))
    await store.close()
    await checkpoints(cloud, emulator)
    return good


async def checkpoints(cloud: str, emulator: str) -> None:
    """A step of a talk with 100 kB of messages, as LangGraph stores it."""
    client = connect(cloud, emulator)
    saver = firestore_saver(client, asked)
    config: Any = {"configurable": {"thread_id": uuid4().hex, "checkpoint_ns": ""}}
    said = ["words that are said " * 10] * 500

    async def put(n: int) -> None:
        state: Any = empty_checkpoint()
        state |= {"channel_values": {"messages": said}, "channel_versions": {"messages": str(n)}}
        stored = await saver.aput(config, state, {"step": n}, {"messages": str(n)})
        await saver.aput_writes(stored, [("messages", "hi")], "task")

    print("checkpoint and its writes:", await timed(100, put))
    print("checkpoint read:", await timed(100, lambda _: saver.aget_tuple(config)))
    await disconnect(client)


def main() -> int:
    """Figures with machine and date; 1 where the limit was missed."""
    if sys.argv[1:2] == ["work"]:
        asyncio.run(work(*sys.argv[2:4]))
        return 0
    print(time.strftime("%Y-%m-%d %H:%M"), platform.platform(), f"{os.cpu_count()} cores,")
    print("load before:", " ".join(f"{x:.1f}" for x in os.getloadavg()))
    with TemporaryDirectory() as folder:
        given = sys.argv[1:2]
        running = nullcontext(given[0]) if given else running_emulator(Path(folder) / "log")
        with running as emulator:
            return 0 if asyncio.run(figures(f"demo-{uuid4().hex}", emulator)) else 1


if __name__ == "__main__":
    sys.exit(main())

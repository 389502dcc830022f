"""How much a store takes in: commits beside a bare insert loop, and webhooks all at once.

Why here: SQLite at synchronous=FULL and the same disk with nothing of ours on it, in one run, so that
the ratio means something on any machine; webhooks on both stores.
Next: firestore.py, four processes on one project; docs/reliability.md carries the figures.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import structlog

from miri.ports.project_store import ProjectStore
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.bench.firestore import said
from tests.chaos.scenarios import webhooks
from tests.contract.a_project import born
from tests.emulator import running_emulator

COMMITS, AT_ONCE, ROUNDS = 10_000, 64, 3
WANTED_A_SECOND, WANTED_RATIO = 2000, 0.4
WEBHOOKS, ANSWERED_SECONDS, SETTLED_SECONDS = 200, 2.0, 10.0


def bare(file: Path) -> float:
    """Inserts a second, each committed by itself, of a row as long as an event's; WAL and FULL."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, row TEXT)")
    row = "x" * 300
    began = time.perf_counter()
    for _ in range(COMMITS // 4):
        connection.execute("INSERT INTO rows (row) VALUES (?)", (row,))
    seconds = time.perf_counter() - began
    connection.close()
    return COMMITS // 4 / seconds


async def ours(file: Path) -> float:
    """Commits a second of one event each, by many who write at once and wait for their answer."""
    store = SqliteProjectStore(file)
    projects = [await born(store) for _ in range(8)]

    async def write(n: int) -> None:
        for m in range(COMMITS // AT_ONCE):
            await store.commit(said(projects[n % len(projects)], f"{n} {m}"))

    began = time.perf_counter()
    await asyncio.gather(*(write(n) for n in range(AT_ONCE)))
    seconds = time.perf_counter() - began
    await store.close()
    return COMMITS // AT_ONCE * AT_ONCE / seconds


def sqlite_commits(folder: Path) -> bool:
    """Ours and bare, in turns; the medians."""
    loops = [
        (bare(folder / f"bare{n}.db"), asyncio.run(ours(folder / f"ours{n}.db")))
        for n in range(ROUNDS)
    ]
    plain, grouped = (sorted(values)[ROUNDS // 2] for values in zip(*loops, strict=True))
    good = grouped >= WANTED_A_SECOND and grouped / plain >= WANTED_RATIO
    print(
        f"SQLite, synchronous=FULL, {AT_ONCE} at once: {grouped:,.0f} commits/s; a bare insert loop "
        f"{plain:,.0f}/s; ratio {grouped / plain:.2f} (wanted: >= {WANTED_A_SECOND}, "
        f">= {WANTED_RATIO}): {'ok' if good else 'NO'}",
        flush=True,
    )
    return good


async def webhooks_at_once(name: str, store: ProjectStore, folder: Path) -> bool:
    """All on one project."""
    came = await webhooks.play(store, folder, count=WEBHOOKS)
    await store.close()
    good = came.answered <= ANSWERED_SECONDS and came.settled <= SETTLED_SECONDS
    wanted = f"(wanted: {ANSWERED_SECONDS} s, {SETTLED_SECONDS} s)"
    print(f"{name}: {came} {wanted}: {'ok' if good else 'NO'}", flush=True)
    return good


def main() -> int:
    """All figures; 1 where one was missed."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory(prefix="miri-bench-") as where:
        folder = Path(where)
        good = [sqlite_commits(folder)]
        sqlite = SqliteProjectStore(folder / "m.db")
        good.append(asyncio.run(webhooks_at_once("SQLite", sqlite, folder / "a")))
        with running_emulator(folder / "log") as emulator:
            cloud = FirestoreProjectStore(f"demo-{uuid4().hex}", emulator)
            good.append(asyncio.run(webhooks_at_once("Firestore", cloud, folder / "b")))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

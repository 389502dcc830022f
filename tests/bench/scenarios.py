"""What goes wrong, in full: rows of the scenario table with the figures they must reach.

Why here: too long for every test run; tests/chaos/test_scenarios.py plays the same in small.
Next: tests/chaos/scenarios; docs/reliability.md carries the figures.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.chaos.scenarios import approvals, lost_answers, storm

STORM_SECONDS, APPROVAL_SECONDS = 120, 2.0


async def row_1(folder: Path) -> tuple[str, bool]:
    """A thousand takes, twenty kills."""
    came = await storm.play(folder, takes=1000, kills=20, spread=5)
    good = came.seconds <= STORM_SECONDS and came.kills == 20
    return f"{came} (wanted: <= {STORM_SECONDS} s, 20 kills)", good


async def row_3(folder: Path) -> tuple[str, bool]:
    """One answer in ten lost."""
    store = SqliteProjectStore(folder / "m.db")
    came = await lost_answers.play(store, folder, takes=500, lost=50)
    await store.close()
    return f"{came} (wanted: 500 POSTs)", came.posts == came.takes


async def row_6(folder: Path) -> tuple[str, bool]:
    """Two hundred approvals, money for fifty."""
    came = await approvals.play(folder, asked=200, afforded=50)
    return f"{came} (wanted: p99 < {APPROVAL_SECONDS} s)", came.p99 < APPROVAL_SECONDS


ROWS: dict[str, Callable[[Path], Awaitable[tuple[str, bool]]]] = {
    "1": row_1,
    "3": row_3,
    "6": row_6,
}


def main(names: list[str]) -> int:
    """The rows named, or all; 1 where a figure was missed."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    missed = 0
    for name in names or ROWS:
        with tempfile.TemporaryDirectory(prefix="miri-bench-") as folder:
            said, good = asyncio.run(ROWS[name](Path(folder)))
        print(f"row {name}: {said}: {'ok' if good else 'NO'}", flush=True)
        missed += not good
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

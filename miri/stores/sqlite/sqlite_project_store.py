"""SqliteProjectStore: the default store; one file, WAL, every commit on disk before it is answered.

Why here: a laptop needs no server, and a kill -9 loses nothing that was acknowledged.
Next: writer.py (grouping), write_commit.py (the contract).
"""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from miri.domain.job import Job, JobState
from miri.errors import Unavailable
from miri.events.event import Recorded
from miri.log.clock import Clock, wall_clock
from miri.ports.project_store import Commit, ProjectLine, Snapshot
from miri.stores.recent_events import RecentEvents
from miri.stores.sqlite.connection import connect
from miri.stores.sqlite.rows import EVENT_COLUMNS, line_from, recorded_from
from miri.stores.sqlite.sqlite_inbox import SqliteInbox
from miri.stores.sqlite.sqlite_leases import SqliteLeases
from miri.stores.sqlite.write_commit import write_commit
from miri.stores.sqlite.writer import Writer

QUEUE = "coalesce(json_extract(row, '$.queue'), '')"
DUE = "coalesce(json_extract(row, '$.due'), 0)"
SNAPSHOTS_KEPT = 20
"""Per project; older ones go (they are only a cache)."""


class SqliteProjectStore:
    """One writer thread, one reader thread; other processes may open the same file."""

    def __init__(self, path: Path, clock: Clock = wall_clock) -> None:
        self._clock = clock
        self._writer = Writer(connect(path))
        self._reader = connect(path)
        self._reading = threading.Lock()
        self._recent = RecentEvents()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite-reader")
        self.inbox = SqliteInbox(self._writer, self._read)
        self.leases = SqliteLeases(self._writer, self._glance)

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """See the port."""
        recorded = await self._writer.run(lambda c: write_commit(c, commit, self._clock()))
        self._recent.add(recorded)
        return recorded

    async def _read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._query, sql, values)

    def _query(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            with self._reading:
                return self._reader.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise Unavailable(f"The project database can't be read: {error}.") from error

    async def _glance(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """As `_read`, of few rows by their key: read where we stand, because the way to the reader's
        thread and back costs ten times as much; in the thread where the reader is busy."""
        if not self._reading.acquire(blocking=False):
            return await self._read(sql, *values)
        try:
            return self._reader.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise Unavailable(f"The project database can't be read: {error}.") from error
        finally:
            self._reading.release()

    async def head(self, project_id: str) -> int:
        """See the port."""
        rows = await self._glance("SELECT seq FROM projects WHERE id = ?", project_id)
        return rows[0][0] if rows else 0

    async def events(
        self,
        project_id: str,
        *,
        after: int = 0,
        until: int | None = None,
        thread_id: str | None = None,
        limit: int | None = None,
    ) -> Sequence[Recorded]:
        """See the port."""
        if limit is None:
            head = await self.head(project_id) if until is None else until
            known = self._recent.between(project_id, after, head)
            if known is not None and thread_id is None:
                return known
            if known is not None:
                return [event for event in known if event.thread_id == thread_id]
        sql = f"SELECT {EVENT_COLUMNS} FROM events WHERE project_id = ? AND seq > ?"  # noqa: S608
        values: list[object] = [project_id, after]
        if until is not None:
            sql, values = sql + " AND seq <= ?", [*values, until]
        if thread_id is not None:
            sql, values = sql + " AND thread_id = ?", [*values, thread_id]
        rows = await self._read(
            sql + " ORDER BY seq LIMIT ?", *values, -1 if limit is None else limit
        )
        return [recorded_from(row) for row in rows]

    async def project_of(self, entity: str) -> str | None:
        """See the port."""
        rows = await self._glance(
            "SELECT project_id FROM entities WHERE entity = ? LIMIT 1", entity
        )
        return rows[0][0] if rows else None

    async def projects(self) -> Sequence[ProjectLine]:
        """See the port."""
        return [
            line_from(r) for r in await self._read("SELECT * FROM projects ORDER BY updated DESC")
        ]

    async def claimed(self, key: str) -> str | None:
        """See the port."""
        rows = await self._glance("SELECT answer FROM claims WHERE key = ?", key)
        return rows[0][0] if rows else None

    async def job(self, job_id: str) -> Job | None:
        """See the port."""
        rows = await self._read("SELECT row FROM jobs WHERE id = ?", job_id)
        return Job.model_validate_json(rows[0][0]) if rows else None

    async def jobs(self, project_id: str) -> Sequence[Job]:
        """See the port."""
        rows = await self._glance(
            "SELECT row FROM jobs WHERE project_id = ? ORDER BY rowid", project_id
        )
        return [Job.model_validate_json(row[0]) for row in rows]

    async def open_jobs(
        self,
        states: frozenset[JobState],
        limit: int = 100,
        *,
        queue: str | None = None,
        due: int | None = None,
    ) -> Sequence[Job]:
        """See the port."""
        sql = f"SELECT row FROM jobs WHERE state IN ({','.join('?' * len(states))})"  # noqa: S608
        values: list[object] = [s.value for s in states]
        if queue is not None:
            sql, values = f"{sql} AND {QUEUE} = ?", [*values, queue]
        if due is not None:
            sql, values = f"{sql} AND {DUE} <= ?", [*values, due]
        order = DUE if due is not None else "rowid"
        rows = await self._read(f"{sql} ORDER BY {order} LIMIT ?", *values, limit)
        return [Job.model_validate_json(row[0]) for row in rows]

    async def snapshot(self, project_id: str, until: int | None = None) -> Snapshot | None:
        """See the port."""
        rows = await self._read(
            "SELECT project_id, seq, document FROM snapshots WHERE project_id = ? AND seq <= ? "
            "ORDER BY seq DESC LIMIT 1",
            project_id,
            2**62 if until is None else until,
        )
        if not rows:
            return None
        return Snapshot(project_id=rows[0][0], seq=rows[0][1], document=rows[0][2])

    async def keep_snapshot(self, snapshot: Snapshot) -> None:
        """See the port."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)",
                (snapshot.project_id, snapshot.seq, snapshot.document),
            )
            connection.execute(
                "DELETE FROM snapshots WHERE project_id = ? AND seq NOT IN (SELECT seq FROM "
                "snapshots WHERE project_id = ? ORDER BY seq DESC LIMIT ?)",
                (snapshot.project_id, snapshot.project_id, SNAPSHOTS_KEPT),
            )

        await self._writer.run(work)

    async def purge(self, project_id: str) -> None:
        """See the port."""

        def work(connection: sqlite3.Connection) -> None:
            for table in ("events", "entities", "jobs", "claims", "snapshots"):
                connection.execute(f"DELETE FROM {table} WHERE project_id = ?", (project_id,))  # noqa: S608
            connection.execute("DELETE FROM projects WHERE id = ?", (project_id,))

        await self._writer.run(work)
        self._recent.forget(project_id)

    async def close(self) -> None:
        """See the port."""
        await self._writer.close()
        self._pool.shutdown(wait=True)
        self._reader.close()

"""SqliteSaver: checkpoints in a SQLite file, written in groups: many threads, one trip to the disk.

Why here: LangGraph's own saver makes five trips to its thread and one to the disk for each write,
one thread of talk after the other; ten that talk at once waited for one another.
Next: checkpoints.py, which opens it; serializer.py.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    get_checkpoint_id,
    get_checkpoint_metadata,
)
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.checkpoint.sqlite.utils import load_pending_writes, pending_writes_sql

from agent.serializer import TalkSerializer
from miri.errors import Unavailable

Work = Callable[[sqlite3.Connection], object]
Row = tuple[Any, ...]
Found = TypeVar("Found")
COLUMNS = "checkpoint_id, parent_checkpoint_id, type, checkpoint, metadata"
PUT = (
    "INSERT OR REPLACE INTO checkpoints (thread_id, checkpoint_ns, checkpoint_id, "
    "parent_checkpoint_id, type, checkpoint, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
PUT_WRITES = (
    "INTO writes (thread_id, checkpoint_ns, checkpoint_id, task_id, task_path, idx, channel, "
    "type, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ROUNDS = 3
"""Of the loop, for which a write waits: what a step wrote and the checkpoint after it, which comes a
round or two later, then share one trip."""
WRITES = pending_writes_sql(has_task_path=True)
NEWEST = (
    "SELECT MAX(c.checkpoint_id) FROM checkpoints AS c WHERE c.thread_id = {0}.thread_id "
    "AND c.checkpoint_ns = {0}.checkpoint_ns"
)


class SqliteSaver(AsyncSqliteSaver):
    """LangGraph's tables, and its way of listing; put, get and prune are our own.

    A write is on disk (WAL, synchronous=FULL) before it is answered. Raises Unavailable where the
    file does not answer.
    """

    def __init__(self, conn: aiosqlite.Connection, disk: "Disk") -> None:
        super().__init__(conn, serde=TalkSerializer())
        self._disk = disk

    @classmethod
    @asynccontextmanager
    async def at(cls, file: Path) -> AsyncIterator["SqliteSaver"]:
        """The saver of a file, made if missing, open while the context is."""
        file.parent.mkdir(parents=True, exist_ok=True)
        async with aiosqlite.connect(str(file)) as conn:
            await AsyncSqliteSaver(conn).setup()
            disk = Disk(file)
            try:
                yield cls(conn, disk)
            finally:
                disk.close()

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """As LangGraph's."""
        place = config.get("configurable", {})
        told = json.dumps(get_checkpoint_metadata(config, metadata), ensure_ascii=False)
        values = (
            str(place["thread_id"]),
            place["checkpoint_ns"],
            checkpoint["id"],
            place.get("checkpoint_id"),
            *self.serde.dumps_typed(checkpoint),
            told.encode("utf-8", "ignore"),
        )
        await self._disk.write(lambda c: c.execute(PUT, values))
        return _place(place["thread_id"], place["checkpoint_ns"], checkpoint["id"])

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """As LangGraph's."""
        place = config.get("configurable", {})
        where = (str(place["thread_id"]), str(place["checkpoint_ns"]), str(place["checkpoint_id"]))
        rows = [
            (
                *where,
                task_id,
                task_path,
                WRITES_IDX_MAP.get(channel, n),
                channel,
                *self.serde.dumps_typed(value),
            )
            for n, (channel, value) in enumerate(writes)
        ]
        again = "REPLACE" if all(w[0] in WRITES_IDX_MAP for w in writes) else "IGNORE"
        await self._disk.write(lambda c: c.executemany(f"INSERT OR {again} {PUT_WRITES}", rows))

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """As LangGraph's: the one named, or the newest."""
        place, wanted = config.get("configurable", {}), get_checkpoint_id(config)
        thread_id, ns = str(place["thread_id"]), place.get("checkpoint_ns", "")
        row, writes = await self._disk.read(lambda c: _find(c, thread_id, ns, wanted))
        if row is None:
            return None
        found, parent, kind, body, metadata = row
        return CheckpointTuple(
            config if wanted else _place(thread_id, ns, found),
            self.serde.loads_typed((kind, body)),
            json.loads(metadata) if metadata is not None else {},
            _place(thread_id, ns, parent) if parent else None,
            load_pending_writes(writes, self.serde),
        )

    async def adelete_thread(self, thread_id: str) -> None:
        """As LangGraph's."""
        await self.aprune([thread_id], strategy="delete")

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Forget all checkpoints of these threads, or all but the newest of each."""
        threads = [(str(thread_id),) for thread_id in thread_ids]

        def work(connection: sqlite3.Connection) -> None:
            for table in ("writes", "checkpoints"):
                older = f" AND checkpoint_id < ({NEWEST.format(table)})"
                condition = older if strategy == "keep_latest" else ""
                connection.executemany(
                    f"DELETE FROM {table} WHERE thread_id = ?{condition}",  # noqa: S608
                    threads,
                )

        await self._disk.write(work)


class Disk:
    """One connection, in a thread of its own; what waits is written in one transaction."""

    def __init__(self, file: Path) -> None:
        self._own = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10)
        self._own.execute("PRAGMA synchronous=FULL")
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checkpoints")
        self._waiting: list[tuple[Work, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    def close(self) -> None:
        """Finish what was begun."""
        self._pool.shutdown(wait=True)
        self._own.close()

    async def read(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        """What `work` finds. Raises Unavailable."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, self._own)
        except sqlite3.Error as error:
            raise Unavailable(f"The memory of this talk can't be read: {error}.") from error

    async def write(self, work: Work) -> None:
        """On disk, with the next group, when this returns. Raises Unavailable."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        await done

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            group, self._waiting = self._waiting, []
            works = [work for work, _ in group]
            lost = await loop.run_in_executor(self._pool, self._write_group, works)
            for _, done in group:
                if not done.done():
                    done.set_exception(lost) if lost else done.set_result(None)

    def _write_group(self, works: list[Work]) -> Unavailable | None:
        try:
            self._own.execute("BEGIN IMMEDIATE")
            for work in works:
                work(self._own)
            self._own.execute("COMMIT")
        except sqlite3.Error as error:
            if self._own.in_transaction:
                self._own.execute("ROLLBACK")
            return Unavailable(f"The memory of this talk was not written: {error}.")
        return None


def _find(
    connection: sqlite3.Connection, thread_id: str, ns: str, wanted: str | None
) -> tuple[Row | None, list[Row]]:
    which = "checkpoint_id = ?" if wanted else "TRUE ORDER BY checkpoint_id DESC LIMIT 1"
    sql = f"SELECT {COLUMNS} FROM checkpoints WHERE thread_id = ? AND checkpoint_ns = ? AND {which}"  # noqa: S608
    given = (thread_id, ns, wanted) if wanted else (thread_id, ns)
    row = connection.execute(sql, given).fetchone()
    if row is None:
        return None, []
    return row, connection.execute(WRITES, (thread_id, ns, row[0])).fetchall()


def _place(thread_id: str, ns: str, checkpoint_id: str) -> RunnableConfig:
    configurable = {"thread_id": thread_id, "checkpoint_ns": ns, "checkpoint_id": checkpoint_id}
    return {"configurable": configurable}

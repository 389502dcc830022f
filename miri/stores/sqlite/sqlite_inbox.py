"""SqliteInbox: reports in a table; on disk before a webhook is answered.

Why here: it shares the store's writer, so that many webhooks at once cost one fsync.
Next: miri/ports/inbox.py; sqlite_project_store.py owns one.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from miri.ports.inbox import Received
from miri.stores.sqlite.writer import Writer

Read = Callable[..., Awaitable[list[tuple[Any, ...]]]]
WAITING, DRAINED, STRAY = "waiting", "drained", "stray"


class SqliteInbox:
    """`read` runs a query on the store's reader."""

    def __init__(self, writer: Writer, read: Read) -> None:
        self._writer = writer
        self._read = read

    async def receive(self, received: Received) -> bool:
        """See the port."""
        sql = "INSERT OR IGNORE INTO inbox (key, state, row) VALUES (?, ?, ?)"
        values = (received.key, WAITING, received.model_dump_json())
        return bool(await self._writer.run(lambda c: c.execute(sql, values).rowcount))

    async def waiting(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return await self._in(WAITING, limit)

    async def drained(self, keys: Sequence[str]) -> None:
        """See the port."""
        await self._move(keys, DRAINED)

    async def set_aside(self, keys: Sequence[str]) -> None:
        """See the port."""
        await self._move(keys, STRAY)

    async def strays(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return await self._in(STRAY, limit)

    async def _in(self, state: str, limit: int) -> Sequence[Received]:
        sql = "SELECT row FROM inbox WHERE state = ? ORDER BY n LIMIT ?"
        return [Received.model_validate_json(r[0]) for r in await self._read(sql, state, limit)]

    async def _move(self, keys: Sequence[str], state: str) -> None:
        sql = "UPDATE inbox SET state = ? WHERE key = ? AND state = ?"

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(sql, [(state, key, WAITING) for key in keys])

        await self._writer.run(work)

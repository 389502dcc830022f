"""SqliteLeases: leases in a table, for the processes that share the file.

Why here: the same writer and the same durability as the log's.
Next: miri/ports/leases.py; sqlite_project_store.py owns one.
"""

import sqlite3

from miri.ports.leases import Lease
from miri.stores.sqlite.sqlite_inbox import Read
from miri.stores.sqlite.writer import Writer


class SqliteLeases:
    """`read` runs a query on the store's reader."""

    def __init__(self, writer: Writer, read: Read) -> None:
        self._writer = writer
        self._read = read

    async def seen(self, name: str) -> Lease:
        """See the port."""
        rows = await self._read("SELECT owner, fence, beat FROM leases WHERE name = ?", name)
        if not rows:
            return Lease(name=name)
        owner, fence, beat = rows[0]
        return Lease(name=name, owner=owner, fence=fence, beat=beat)

    async def put(self, lease: Lease, expected: int) -> bool:
        """See the port."""

        def work(connection: sqlite3.Connection) -> int:
            fields = (lease.owner, lease.fence, lease.beat, lease.name)
            changed = connection.execute(
                "UPDATE leases SET owner = ?, fence = ?, beat = ? WHERE name = ? AND beat = ?",
                (*fields, expected),
            ).rowcount
            if changed or expected:
                return changed
            return connection.execute(
                "INSERT OR IGNORE INTO leases (owner, fence, beat, name) VALUES (?, ?, ?, ?)",
                fields,
            ).rowcount

        return bool(await self._writer.run(work))

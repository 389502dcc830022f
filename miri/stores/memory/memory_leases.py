"""MemoryLeases: leases in a dict.

Why here: the contract in its plainest form.
Next: miri/ports/leases.py; memory_project_store.py owns one.
"""

from miri.ports.leases import Lease


class MemoryLeases:
    """Gone with the process."""

    def __init__(self) -> None:
        self._rows: dict[str, Lease] = {}

    async def seen(self, name: str) -> Lease:
        """See the port."""
        return self._rows.get(name, Lease(name=name))

    async def put(self, lease: Lease, expected: int) -> bool:
        """See the port."""
        if (await self.seen(lease.name)).beat != expected:
            return False
        self._rows[lease.name] = lease
        return True

"""MemoryInbox: reports in a dict.

Why here: the contract in its plainest form.
Next: miri/ports/inbox.py; memory_project_store.py owns one.
"""

from collections.abc import Sequence

from miri.ports.inbox import Received


class MemoryInbox:
    """Gone with the process."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._waiting: dict[str, Received] = {}
        self._strays: dict[str, Received] = {}

    async def receive(self, received: Received) -> bool:
        """See the port."""
        if received.key in self._known:
            return False
        self._known.add(received.key)
        self._waiting[received.key] = received
        return True

    async def waiting(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return list(self._waiting.values())[:limit]

    async def drained(self, keys: Sequence[str]) -> None:
        """See the port."""
        for key in keys:
            self._waiting.pop(key, None)

    async def set_aside(self, keys: Sequence[str]) -> None:
        """See the port."""
        for key in keys:
            if key in self._waiting:
                self._strays[key] = self._waiting.pop(key)

    async def strays(self, limit: int = 200) -> Sequence[Received]:
        """See the port."""
        return list(self._strays.values())[:limit]

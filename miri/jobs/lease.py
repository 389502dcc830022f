"""Holding a lease while something is done: taken, renewed beside the work, given back after it.

Why here: of many processes one drains a project's inbox, and one runs a thread's turn.
Next: sequencer.py; agent/conductor.py.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from miri.errors import Unavailable
from miri.jobs.lapse import LapseWatch
from miri.jobs.owner import owner_here
from miri.ports.leases import Lease, Leases


def nobody_minds() -> None:
    """For what is harmless without its lease."""


@dataclass
class Holder:
    """One per process. A lease is renewed every `renew_seconds`; who sees it stand still for the
    watch's time takes it over with a higher fence."""

    leases: Leases
    owner: str = field(default_factory=owner_here)
    renew_seconds: float = 10
    watch: LapseWatch = field(default_factory=LapseWatch)
    _held: set[str] = field(default_factory=set[str])

    @asynccontextmanager
    async def holding(
        self, name: str, lost: Callable[[], object] = nobody_minds
    ) -> AsyncGenerator[Lease | None]:
        """The lease while the block runs; None where somebody else has it. `lost` is called if it
        is found that somebody took it over meanwhile."""
        lease = await self._take(name)
        if lease is None:
            yield None
            return
        self._held.add(name)
        renewing = asyncio.create_task(self._renew(lease, lost))
        try:
            yield lease
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            self._held.discard(name)
            with contextlib.suppress(Unavailable):
                await self._give_back(name)

    async def _take(self, name: str) -> Lease | None:
        seen = await self.leases.seen(name)
        left_over = seen.owner == self.owner and name not in self._held
        if not left_over and not self.watch.has_lapsed(name, seen.beat, seen.owner):
            return None
        taken = Lease(name=name, owner=self.owner, fence=seen.fence + 1, beat=seen.beat + 1)
        return taken if await self.leases.put(taken, seen.beat) else None

    async def _renew(self, lease: Lease, lost: Callable[[], object]) -> None:
        while True:
            await asyncio.sleep(self.renew_seconds)
            with contextlib.suppress(Unavailable):
                seen = await self.leases.seen(lease.name)
                if seen.owner != self.owner or seen.fence != lease.fence:
                    lost()  # what is still written here fails by itself, or is there already
                    return
                await self.leases.put(seen.model_copy(update={"beat": seen.beat + 1}), seen.beat)

    async def _give_back(self, name: str) -> None:
        seen = await self.leases.seen(name)
        if seen.owner == self.owner:
            free = seen.model_copy(update={"owner": "", "beat": seen.beat + 1})
            await self.leases.put(free, seen.beat)
        self.watch.forget(name)

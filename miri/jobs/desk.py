"""The provider desk: submitter, sequencer, reconciler and fetcher, put together and kept running.

Why here: four loops, each of which may die at any instruction; the store is what they share.
Next: submitter.py, then sequencer.py, reconciler.py, fetcher.py; engine.py for work done here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from miri.jobs.book import JobBook
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.fetcher import Fetcher
from miri.jobs.lapse import LapseWatch
from miri.jobs.lease import Holder
from miri.jobs.loop import Loop
from miri.jobs.mailbox import Mailbox
from miri.jobs.owner import owner_here
from miri.jobs.pace import Pace
from miri.jobs.reconciler import Reconciler
from miri.jobs.sequencer import Sequencer
from miri.jobs.submitter import Submitter, WebhookAddress
from miri.log.clock import Clock, wall_clock
from miri.ports.media_store import MediaStore
from miri.ports.provider_queue import ProviderQueue


@dataclass
class ProviderDesk:
    """One per process. Loops look every `poll_seconds` besides being hinted at."""

    book: JobBook
    queues: Mapping[str, ProviderQueue]
    media: MediaStore
    webhook: WebhookAddress
    pace: Pace = field(default_factory=Pace)
    clock: Clock = wall_clock
    lease_seconds: float = 30
    poll_seconds: float = 2
    passing: Passing = unharmed
    owner: str = field(default_factory=owner_here)

    def __post_init__(self) -> None:
        watch = LapseWatch(self.lease_seconds)
        holder = Holder(self.book.archive.store.leases, self.owner, self.lease_seconds / 3, watch)
        self.submitter = Submitter(
            self.book, self.queues, self.webhook, self.pace, self.clock, watch, self.owner,
            passing=self.passing,
        )  # fmt: skip
        self.sequencer = Sequencer(self.book, holder, self.passing)
        self.reconciler = Reconciler(
            self.book, self.queues, self.webhook, self.drain, self.pace, self.clock, self.passing
        )
        self.fetcher = Fetcher(
            self.book, self.queues, self.media, self.pace, self.clock, watch, self.owner,
            passing=self.passing,
        )  # fmt: skip
        self.mailbox = Mailbox(self.book.archive, self.queues, self.drain, self.clock, self.passing)
        self._loops = {
            "submit": Loop("submit", self.submitter.sweep, self.poll_seconds),
            "drain": Loop("drain", self._drain_then_fetch, self.poll_seconds),
            "reconcile": Loop("reconcile", self.reconciler.sweep, self.poll_seconds),
            "fetch": Loop("fetch", self.fetcher.sweep, self.poll_seconds),
        }

    def start(self) -> None:
        """Begin; without a provider there is nothing to do."""
        for loop in self._loops.values() if self.queues else ():
            loop.start()

    def wake(self) -> None:
        """Job rows were written."""
        for name in ("submit", "reconcile", "fetch"):
            self._loops[name].wake()

    def drain(self) -> None:
        """The inbox has something new."""
        self._loops["drain"].wake()

    async def stop(self) -> None:
        """Finish what is being sent, let go of the rest."""
        for loop in self._loops.values():
            await loop.stop()
        await self.submitter.stop()
        await self.fetcher.stop()
        for queue in self.queues.values():
            await queue.close()

    async def _drain_then_fetch(self) -> None:
        await self.sequencer.sweep()
        self._loops["fetch"].wake()

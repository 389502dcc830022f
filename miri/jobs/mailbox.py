"""The mailbox: a webhook is proven, its row is committed, and only then is it answered.

Why here: whoever answers 200 has promised never to need the webhook again.
Next: sequencer.py, which drains the inbox; server/webhooks, where letters arrive.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from miri.errors import NotFound
from miri.jobs.crash_points import Passing, unharmed
from miri.log.archive import Archive
from miri.log.clock import Clock, wall_clock
from miri.ports.inbox import Letter, Received, report_key
from miri.ports.provider_queue import ProviderQueue


@dataclass(frozen=True)
class Mailbox:
    """`drain` hints that the inbox has something new."""

    archive: Archive
    queues: Mapping[str, ProviderQueue]
    drain: Callable[[], None]
    clock: Clock = wall_clock
    passing: Passing = unharmed

    async def receive(self, queue: str, letter: Letter) -> bool:
        """Keep what a letter says; False where it was known. Durable when this returns.

        Raises NotFound for a provider that is not set up, Forbidden for a forged or stale letter,
        Refused for one that can't be read, Unavailable.
        """
        provider = self.queues.get(queue)
        if provider is None:
            raise NotFound(f"No provider '{queue}' is set up here.")
        report = await provider.open_letter(letter)
        self.passing("inbox.after_verify")
        received = Received(
            key=report_key(queue, report), queue=queue, report=report, at=self.clock()
        )
        is_new = await self.archive.store.inbox.receive(received)
        self.passing("inbox.after_receive")
        self.drain()
        return is_new

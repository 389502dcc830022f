"""A loop: sweeps now and then, and at once when hinted; what goes wrong in one sweep ends no loop.

Why here: submitter, sequencer, reconciler, fetcher and engine wake in the same way.
Next: desk.py, which runs them together.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from miri.errors import MiriError

log = structlog.get_logger(__name__)


@dataclass
class Loop:
    """`sweep` looks for work in the store; hints only make it look sooner."""

    name: str
    sweep: Callable[[], Awaitable[object]]
    poll_seconds: float = 2
    _hint: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._forever())

    def wake(self) -> None:
        """There may be something to do."""
        self._hint.set()

    async def stop(self) -> None:
        """End, in the middle of a sweep if need be."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _forever(self) -> None:
        while True:
            self._hint.clear()
            await self._sweep()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.poll_seconds):  # wait_for may swallow a cancel
                    await self._hint.wait()

    async def _sweep(self) -> None:
        """In a task of its own, so that whatever it raises is looked at here."""
        sweeping = asyncio.ensure_future(self.sweep())
        try:
            await asyncio.wait({sweeping})
        finally:
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)
        error = sweeping.exception()
        if isinstance(error, MiriError):
            log.warning("jobs.sweep_failed", loop=self.name, error=error.message)
        elif error is not None:
            log.error("jobs.sweep_broke", loop=self.name, exc_info=error)

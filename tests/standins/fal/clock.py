"""The stand-in's two clocks: one for its plans, which a test may push ahead, and one for stamps.

Why here: retries spread over two hours must be seen in a second, yet a signed timestamp must stay
true to the receiver's clock (unless a test skews it on purpose).
Next: queue.py and webhooks.py sleep by it; signing.py stamps by it.
"""

import asyncio
import time
from contextlib import suppress


class Clock:
    """Seconds since 1970, as floats."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self.skew = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """The time by which work and retries are planned."""
        return time.time() + self._ahead

    def stamp(self) -> float:
        """The time written into signatures: the machine's, plus `skew`."""
        return time.time() + self.skew

    def advance(self, seconds: float) -> None:
        """Push the planning clock ahead and wake whoever sleeps by it."""
        self._ahead += seconds
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep_until(self, when: float) -> None:
        """Return once `now()` has reached `when`."""
        while (left := when - self.now()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)

"""Whether a holder is gone: a row that stood still for a lease's length while we watched it.

Why here: clocks of two machines may be minutes apart; a watcher that trusts only its own stopwatch
needs no clock but that. On the same machine the process table knows sooner (owner.py).
Next: lease.py, submitter.py, engine.py, which ask.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from miri.jobs.owner import is_gone

Stopwatch = Callable[[], float]
"""Seconds that only go forward, from no particular start."""


@dataclass
class LapseWatch:
    """Remembers, per row, its version and since when it was seen so. A holder renews by writing,
    which raises the version."""

    lease_seconds: float = 30
    stopwatch: Stopwatch = time.monotonic
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])

    def has_lapsed(self, name: str, version: int, owner: str) -> bool:
        """True once the row may be taken over."""
        if not owner or is_gone(owner):
            return True
        now = self.stopwatch()
        seen = self._seen.get(name)
        if seen is None or seen[0] != version:
            self._seen[name] = (version, now)
            return False
        return now - seen[1] > self.lease_seconds

    def forget(self, name: str) -> None:
        """The row needs no watching any more."""
        self._seen.pop(name, None)

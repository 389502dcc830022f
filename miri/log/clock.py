"""The clock of commits: unix microseconds.

Why here: one place reads the wall clock for what is stored, so tests can say what time it is.
Next: archive.py.
"""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Unix microseconds now."""


def wall_clock() -> int:
    """The machine's time."""
    return time.time_ns() // 1000

"""Chance with a memory: named streams of random numbers that never depend on each other.

Why here: adding a tree must not move a star, and the same words must give the same face.
Next: reading.py and every painter, who draw from these streams.
"""

from hashlib import blake2b
from random import Random


def digest(*parts: object) -> int:
    """A 64-bit number from texts and numbers, the same on every machine and day."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


class Chance(Random):
    """A stream of chance that can be split by name."""

    def __init__(self, *parts: object) -> None:
        self._root = digest(*parts)
        super().__init__(self._root)

    def stream(self, *name: object) -> "Chance":
        """An independent stream; the same name gives the same stream again."""
        return Chance(self._root, *name)

    def between(self, low: float, high: float) -> float:
        """Evenly between two values."""
        return low + (high - low) * self.random()

    def spread(self, amount: float) -> float:
        """Evenly around zero."""
        return self.between(-amount, amount)

    def happens(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.random() < share

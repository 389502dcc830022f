"""Leases: who may do a thing alone for now (drain a project's inbox, run a thread's turn).

Why here: many processes share one store. A lease only keeps them out of each other's way; what
makes a stale holder harmless is the compare-and-set of whatever it writes.
Next: miri/jobs/lease.py, which takes, renews and watches them.
"""

from typing import Protocol

from miri.domain.base import Value


class Lease(Value):
    """`beat` rises with every write, `fence` with every new holder. No owner: it is free."""

    name: str
    owner: str = ""
    fence: int = 0
    beat: int = 0


class Leases(Protocol):
    """Rows by name, changed by compare-and-set. Both methods may raise Unavailable."""

    async def seen(self, name: str) -> Lease:
        """The lease as it stands; a free one of beat 0 where nobody ever held it."""
        ...

    async def put(self, lease: Lease, expected: int) -> bool:
        """Write it if its beat is still the expected one."""
        ...

"""ProviderQueue: a vendor's queue that takes orders, costs money, and answers later.

Why here: the seam between the jobs engine and a vendor; what is known of a submission, and what is
not, is part of the contract, because money hangs on it.
Next: inbox.py (how a vendor's reports come in); miri/jobs/submitter.py and reconciler.py.
"""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from miri.domain.base import Value
from miri.domain.job import Job
from miri.ports.inbox import Letter, Report


class Accepted(Value):
    """The vendor took the order under this id; it will be paid if it ends well."""

    request_id: str


class NotSent(Value):
    """Certain: the vendor never saw it. It may be sent again after `wait_micros` (0: as usual)."""

    reason: str
    wait_micros: int = 0


class TurnedDown(Value):
    """Certain: the vendor refused it, and it costs nothing. Sending it again will not help."""

    reason: str


class Unknown(Value):
    """The vendor may have taken it. It must not be sent again without a person's word."""

    reason: str


Submission = Accepted | NotSent | TurnedDown | Unknown


class Cancelling(StrEnum):
    """What a vendor says to a cancellation."""

    CANCELLED = "cancelled"
    TOO_LATE = "too_late"
    UNKNOWN = "unknown"


class ProviderQueue(Protocol):
    """One vendor. Nothing here retries by itself."""

    name: str

    async def submit(self, job: Job, webhook_url: str | None) -> Submission:
        """Send the order once. Never raises for what the network does: that is an outcome."""
        ...

    async def look(self, job: Job) -> Report | None:
        """How the job's request stands; None where it still waits or runs. Raises Unavailable,
        or NotFound where the vendor does not know it."""
        ...

    async def cancel(self, job: Job) -> Cancelling:
        """Ask that it be dropped. Raises Unavailable."""
        ...

    async def fetch(self, url: str, out: Path) -> str:
        """Download a result to `out`; answers its content type. Raises Refused for an address
        that is not the vendor's, NotFound for a file that is gone for good, Unavailable."""
        ...

    async def open_letter(self, letter: Letter) -> Report:
        """What a webhook says, once its signature was proven. Raises Forbidden for one that is
        forged or stale, Refused for one that can't be read."""
        ...

    async def close(self) -> None:
        """Let the connections go."""
        ...

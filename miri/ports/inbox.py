"""Inbox: what providers reported and nobody has worked on yet; written before they are told "200".

Why here: a report is kept whatever state its job is in; sorting out what it means comes later.
Next: provider_queue.py; miri/jobs/sequencer.py drains it.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from miri.domain.base import Value


class Letter(Value):
    """A webhook as it came: the attempt its address names and the seal that proves we made that
    address, its headers in lower case, its bytes."""

    attempt_id: str
    seal: str
    headers: Mapping[str, str]
    body: bytes


class Report(Value):
    """How one attempt ended at a provider. `urls` are its files, the wanted one first.

    `cost_micros` is None where the provider does not say (then the quoted price holds).
    """

    attempt_id: str
    request_id: str
    good: bool
    urls: tuple[str, ...] = ()
    content_type: str = ""
    cost_micros: int | None = None
    reason: str = ""


class Received(Value):
    """A report in the inbox. The key is the same however often and by whichever way it comes."""

    key: str
    queue: str
    report: Report
    at: int


def report_key(queue: str, report: Report) -> str:
    """`fal:<request id>:good`: by request and end, not by body, which may differ on a retry."""
    return f"{queue}:{report.request_id}:{'good' if report.good else 'bad'}"


class Inbox(Protocol):
    """Every method may raise Unavailable."""

    async def receive(self, received: Received) -> bool:
        """Keep it, durably; False where its key is there already, drained or not."""
        ...

    async def waiting(self, limit: int = 200) -> Sequence[Received]:
        """Those nobody has drained, oldest first."""
        ...

    async def drained(self, keys: Sequence[str]) -> None:
        """They took effect; their keys stay known."""
        ...

    async def set_aside(self, keys: Sequence[str]) -> None:
        """They belong to no attempt we know: kept as strays, for a person to look at."""
        ...

    async def strays(self, limit: int = 200) -> Sequence[Received]:
        """What was set aside, oldest first."""
        ...

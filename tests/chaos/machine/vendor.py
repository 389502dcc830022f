"""A vendor that does as it is told: takes, refuses, answers late or never, ends well or badly, lies.

Why here: the model. What was sent, what was taken and what is billed, it alone knows for certain;
truths.py holds the ledger against it.
Next: world.py, which tells it what to do; miri/ports/provider_queue.py.
"""

import asyncio
import io
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PIL import Image

from miri.domain.job import Job
from miri.errors import Forbidden, NotFound, Refused, Unavailable
from miri.ports.inbox import Letter, Report
from miri.ports.provider_queue import (
    Accepted,
    Cancelling,
    NotSent,
    Submission,
    TurnedDown,
    Unknown,
)


class Mood(StrEnum):
    """What becomes of the next POST."""

    TAKES = "takes"
    TAKES_SILENTLY = "takes it, and the answer is lost"
    LOSES = "never sees it, and the sender can't know"
    REFUSES = "refuses"
    BUSY = "asks to come later"
    SLOW = "takes it, and answers when told to"


class Files(StrEnum):
    """What becomes of downloads."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    GONE = "gone"
    AWAY = "away"


@dataclass
class Request:
    """One attempt as the vendor knows it. It is billed exactly if it `ended` well."""

    attempt_id: str
    price: int
    posts: int = 0
    id: str = ""
    ended: str = ""
    cost: int | None = None
    said_cancelled: bool = False
    told: int = 0
    held: asyncio.Event | None = None

    @property
    def is_running(self) -> bool:
        return bool(self.id) and not self.ended

    @property
    def billed(self) -> int:
        """Micro-dollars."""
        return (self.price if self.cost is None else self.cost) if self.ended == "good" else 0

    @property
    def report(self) -> Report:
        """How it ended."""
        good, url = self.ended == "good", f"https://files.vendor/{self.id}"
        return Report(
            attempt_id=self.attempt_id,
            request_id=self.id,
            good=good,
            urls=(url,) if good else (),
            cost_micros=self.cost if good else None,
            reason="" if good else "It came to nothing.",
        )


def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (40, 80, 120)).save(out, "PNG")
    return out.getvalue()


@dataclass
class Vendor:
    """A ProviderQueue. `holding` are the tasks that wait for an answer it keeps back."""

    name: str = "vendor"
    mood: Mood = Mood.TAKES
    files: Files = Files.WHOLE
    is_away: bool = False
    forgets: bool = False
    lies: bool = False
    requests: dict[str, Request] = field(default_factory=dict[str, Request])
    holding: set[asyncio.Task[object]] = field(default_factory=set[asyncio.Task[object]])
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    file: bytes = field(default_factory=picture)

    async def submit(self, job: Job, webhook_url: str | None) -> Submission:
        """See the port."""
        if self.is_away:
            return NotSent(reason="There is no way to it.")
        known = self.requests.setdefault(job.attempt_id, Request(job.attempt_id, job.price_micros))
        if self.mood is Mood.BUSY:
            return NotSent(reason="Too many at once.", wait_micros=2_000_000)
        known.posts += 1
        if self.mood is Mood.REFUSES:
            return TurnedDown(reason="Not this.")
        if self.mood is Mood.LOSES:
            return Unknown(reason="The line broke.")
        known.id = f"request_{job.attempt_id}_{known.posts}"
        if self.mood is Mood.TAKES_SILENTLY:
            return Unknown(reason="The line broke.")
        if self.mood is Mood.SLOW:
            await self._hold(known)
        return Accepted(request_id=known.id)

    async def _hold(self, known: Request) -> None:
        known.held, task = asyncio.Event(), asyncio.current_task()
        assert task is not None
        self.holding.add(task)
        self.stirred.set()
        try:
            await known.held.wait()
        finally:
            self.holding.discard(task)
            known.held = None

    async def look(self, job: Job) -> Report | None:
        """See the port."""
        self._reached()
        known = next((r for r in self.requests.values() if r.id == job.request_id), None)
        if known is None or self.forgets:
            raise NotFound("Nobody knows it here.")
        if not known.ended:
            return None
        known.told += 1
        return known.report

    async def cancel(self, job: Job) -> Cancelling:
        """See the port. A vendor that lies says yes and goes on."""
        self._reached()
        known = self.requests[job.attempt_id]
        if known.ended:
            return Cancelling.TOO_LATE
        known.said_cancelled = True
        if not self.lies:
            known.ended = "bad"
        return Cancelling.CANCELLED

    async def fetch(self, url: str, out: Path) -> str:
        """See the port."""
        if self.is_away or self.files is Files.AWAY:
            raise Unavailable("There is no way to it.")
        if self.files is Files.GONE:
            raise NotFound("The file is gone.")
        whole = self.files is Files.WHOLE
        out.write_bytes(self.file if whole else self.file[: len(self.file) // 2])
        return "image/png"

    async def open_letter(self, letter: Letter) -> Report:
        """See the port."""
        if letter.seal != seal_of(letter.attempt_id):
            raise Forbidden("This is not from the vendor.")
        try:
            report = Report.model_validate_json(letter.body)
        except ValueError as error:
            raise Refused("This can't be read.") from error
        return report.model_copy(update={"attempt_id": letter.attempt_id})

    async def close(self) -> None:
        """See the port."""

    def _reached(self) -> None:
        if self.is_away:
            raise Unavailable("There is no way to it.")

    @property
    def taken(self) -> list[Request]:
        """What it accepted, in order."""
        return [r for r in self.requests.values() if r.id]


def seal_of(attempt_id: str) -> str:
    """What proves that we made an address; a forger can't know it."""
    return f"sealed {attempt_id}"


def letter(request: Request, seal: str | None = None, body: bytes | None = None) -> Letter:
    """The webhook that tells how a request ended."""
    return Letter(
        attempt_id=request.attempt_id,
        seal=seal_of(request.attempt_id) if seal is None else seal,
        headers={},
        body=request.report.model_dump_json().encode() if body is None else body,
    )

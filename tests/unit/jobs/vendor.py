"""A vendor in this process, as slow and as forgetful as a test says; and a store that goes away.

Why here: what the desk does between two awaits is proven with both of them held still. Real HTTP and
real webhooks are proven in test_provider_desk.py.
Next: test_submitter.py, test_reconciler.py, test_fetcher.py.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from miri.domain.identity import LOCAL_PERSON
from miri.domain.job import Job, JobKind, JobState
from miri.errors import MiriError, NotFound, Unavailable
from miri.events.event import Context, Recorded
from miri.jobs.book import JobBook
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.inbox import Letter, Report
from miri.ports.project_store import Commit, JobWrite
from miri.ports.provider_queue import Accepted, Cancelling, Submission
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.stores.media.object_media_store import ObjectMediaStore
from miri.stores.memory.memory_project_store import MemoryProjectStore
from tests.contract.a_project import a_job, born
from tests.provider_house import ME, PRICE, beginning

MINUTE = 60_000_000


def picture() -> bytes:
    """A small PNG."""
    out = BytesIO()
    Image.new("RGB", (8, 8), (120, 60, 30)).save(out, "PNG")
    return out.getvalue()


@dataclass
class Vendor:
    """`gate` holds every answer back until it is set."""

    name: str = "fal"
    answer: Submission = field(default_factory=lambda: Accepted(request_id="r1"))
    refusal: MiriError | None = None
    report: Report | None = None
    knows: bool = True
    is_away: bool = False
    cancelling: Cancelling = Cancelling.CANCELLED
    posted: list[str] = field(default_factory=list[str])
    cancelled: list[str] = field(default_factory=list[str])
    looks: int = 0
    fetches: int = 0
    data: bytes = field(default_factory=picture)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def submit(self, job: Job, webhook_url: str | None) -> Submission:
        if self.refusal is not None:
            raise self.refusal
        self.posted.append(job.attempt_id)
        await self.gate.wait()
        return self.answer

    async def look(self, job: Job) -> Report | None:
        self.looks += 1
        if self.is_away:
            raise Unavailable("The vendor is away.")
        if not self.knows:
            raise NotFound("The vendor does not know it.")
        return self.report

    async def cancel(self, job: Job) -> Cancelling:
        if self.is_away:
            raise Unavailable("The vendor is away.")
        self.cancelled.append(job.attempt_id)
        return self.cancelling

    async def fetch(self, url: str, out: Path) -> str:
        self.fetches += 1
        await self.gate.wait()
        out.write_bytes(self.data)
        return "image/png"

    async def open_letter(self, letter: Letter) -> Report:
        raise NotFound("This vendor writes no letters.")

    async def close(self) -> None:
        """Nothing to let go."""


class FarStore(MemoryProjectStore):
    """`is_away`: nothing is heard of it. `loses_answers`: what it is told it does, and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.is_away = False
        self.loses_answers = 0
        self.refused = 0

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        if self.is_away:
            self.refused += 1
            raise Unavailable("The store is away.")
        recorded = await super().commit(commit)
        if self.loses_answers:
            self.loses_answers -= 1
            raise Unavailable("The store did not answer.")
        return recorded


@dataclass
class Office:
    """A project with paid work, and a clock that a test turns."""

    store: FarStore
    archive: Archive
    book: JobBook
    media: ObjectMediaStore
    project_id: str
    rested: list[Job]
    now: int = 1_000_000_000_000

    def clock(self) -> int:
        """The time a test says it is."""
        return self.now

    async def job(self, state: JobState = JobState.QUEUED, **fields: object) -> Job:
        """A job with its reserve, and then in a state."""
        told = {"queue": "fal", "price_micros": PRICE, "order": {"target_id": "shot_1"}}
        fresh = a_job(self.project_id, **told, target_id=f"version_{len(self.rested)}x")
        fresh = fresh.model_copy(update={"target_id": f"version_{fresh.id[4:]}"})
        await self._write(fresh, None)
        if state is JobState.QUEUED and not fields:
            return fresh
        moved = fresh.model_copy(update={"state": state, "version": 2, **fields})
        commit = Commit(
            project_id=self.project_id, context=ME, jobs=(JobWrite(job=moved, expected=1),)
        )
        await MemoryProjectStore.commit(self.store, commit)
        return moved

    async def _write(self, job: Job, expected: int | None) -> None:
        commit = Commit(
            project_id=self.project_id,
            context=Context(actor=LOCAL_PERSON),
            events=beginning(job),
            jobs=(JobWrite(job=job, expected=expected),),
        )
        await MemoryProjectStore.commit(self.store, commit)

    async def seen(self, job: Job) -> Job:
        """The row as it stands."""
        found = await self.store.job(job.id)
        assert found is not None
        return found

    async def flag(self, job: Job) -> None:
        """A person cancels it."""
        now = await self.seen(job)
        write = JobWrite(job=now.touched(cancel_requested=True), expected=now.version)
        await self.store.commit(Commit(project_id=self.project_id, context=ME, jobs=(write,)))

    async def events(self) -> Sequence[object]:
        """What the log says."""
        return [r.event for r in await self.store.events(self.project_id)]

    async def money(self) -> tuple[int, int]:
        """Reserved and spent."""
        budget = (await self.archive.open(self.project_id)).budget
        return budget.reserved_micros, budget.spent_micros


async def new_office(folder: Path) -> Office:
    """An office with one project."""
    store = FarStore()
    archive, rested = Archive(store, Feed(store)), list[Job]()
    media = ObjectMediaStore.at(f"file://{folder / 'media'}", folder / "cache")

    async def rest(job: Job) -> None:
        rested.append(job)

    book = JobBook(archive, {JobKind.STILL: StillWorker(AnimaticArtist(), media)}, rest)
    return Office(store, archive, book, media, await born(store), rested)


async def until_true(question: Callable[[], bool], seconds: float = 20) -> None:
    """Let everything else go on until a question is answered yes."""
    async with asyncio.timeout(seconds):
        while not question():
            await asyncio.sleep(0.005)

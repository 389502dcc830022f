"""A house with one project and a provider's desk over any store, and fal's stand-in behind it.

Why here: unit, chaos and bench tests of paid work stand on the same few lines; the provider is a
real server over real HTTP, and webhooks come in over a real socket.
Next: tests/standins/fal; miri/jobs/desk.py.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from miri.domain.identity import LOCAL_PERSON, new_id
from miri.domain.job import Job, JobKind, JobState
from miri.domain.prompt import ImagePrompt
from miri.domain.version import Recipe, Version, VersionKind
from miri.errors import Forbidden, MiriError, Refused
from miri.events.event import Context, Event
from miri.events.money_events import BudgetSet, MoneyReserved
from miri.events.version_events import VersionStarted
from miri.jobs.book import JobBook
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.desk import ProviderDesk
from miri.jobs.pace import Pace
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.clock import Clock, wall_clock
from miri.log.feed import Feed
from miri.ports.image_model import StillOrder
from miri.ports.inbox import Letter
from miri.ports.media_store import MediaStore
from miri.ports.project_store import Commit, JobWrite, ProjectStore
from miri.providers.fal.fal_queue import FalQueue
from miri.providers.fal.webhook import SealedAddress
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.stores.media.object_media_store import ObjectMediaStore
from tests.contract.a_project import born
from tests.standins.fal.standin import FalStandIn

ME = Context(actor=LOCAL_PERSON)
MILLI = 1_000
QUICK = Pace(
    poll=50 * MILLI,
    first=400 * MILLI,
    slowest=2_000 * MILLI,
    backoff=20 * MILLI,
    longest_backoff=500 * MILLI,
    ask_after=1_500 * MILLI,
    deadline=20_000 * MILLI,
)
SECRET = b"the seal of these tests"
PRICE = 30_000


@dataclass
class ProviderHouse:
    """`rested` are the jobs that ended or wait for a person, in order; `ahead`, in microseconds,
    is how wrong the clock of new desks is."""

    archive: Archive
    media: MediaStore
    fal: FalStandIn
    project_id: str
    public_url: str
    pace: Pace = QUICK
    rested: list[Job] = field(default_factory=list[Job])
    ahead: int = 0

    def desk(
        self,
        *,
        webhooks: bool = True,
        passing: Passing = unharmed,
        lease_seconds: float = 1,
        poll_seconds: float = 0.05,
    ) -> ProviderDesk:
        """A new desk, not started; several may share the house as processes would."""
        address = SealedAddress(self.public_url, SECRET)
        key = self.fal.options.key
        queue = FalQueue(key, self.fal.url, self.fal.jwks_url, address, self.fal.url)

        async def rest(job: Job) -> None:
            self.rested.append(job)

        workers = {JobKind.STILL: StillWorker(AnimaticArtist(), self.media)}
        return ProviderDesk(
            book=JobBook(self.archive, workers, rest),
            queues={"fal": queue},
            media=self.media,
            webhook=address.of if webhooks else _none,
            pace=self.pace,
            clock=self._clock(),
            lease_seconds=lease_seconds,
            poll_seconds=poll_seconds,
            passing=passing,
        )

    def _clock(self) -> Clock:
        ahead = self.ahead
        return lambda: wall_clock() + ahead

    async def order(
        self, count: int, *, price: int = PRICE, side: int = 64, key: str = ""
    ) -> Sequence[Job]:
        """Stills, ordered and reserved in one commit, as a tool does it; a key is claimed there."""
        jobs = tuple(self._job(price, side) for _ in range(count))
        events = tuple(event for job in jobs for event in beginning(job))
        writes = tuple(JobWrite(job=job) for job in jobs)
        keys = {key: ""} if key else {}
        await self.archive.commit(
            Commit(project_id=self.project_id, context=ME, events=events, jobs=writes, keys=keys)
        )
        return jobs

    def _job(self, price: int, side: int) -> Job:
        job_id = new_id("job")
        prompt = ImagePrompt(scene=f"A harbour at night, {job_id}")
        order = StillOrder(prefix="[a]", prompt=prompt, seed=1, width=side, height=side)
        return Job(
            id=job_id,
            project_id=self.project_id,
            kind=JobKind.STILL,
            target_id=f"version_{job_id[4:]}",
            label="Still of shot 1",
            order={"target_id": "shot_1", "still": order.model_dump(mode="json")},
            actor=LOCAL_PERSON,
            thread_id="thread_a",
            call_id=f"call_{job_id}",
            price_micros=price,
            queue="fal",
        )

    async def budget(self, micros: int) -> None:
        """What a person allows to be spent."""
        events = (BudgetSet(limit_micros=micros, standing_micros=micros),)
        await self.archive.commit(Commit(project_id=self.project_id, context=ME, events=events))

    async def flag(self, job_id: str) -> None:
        """A person's wish to cancel, as cancel_job writes it."""
        job = await self.archive.store.job(job_id)
        assert job is not None
        flagged = job.touched(cancel_requested=True, due=0)
        write = JobWrite(job=flagged, expected=job.version)
        await self.archive.commit(Commit(project_id=self.project_id, context=ME, jobs=(write,)))

    async def jobs(self) -> Sequence[Job]:
        return await self.archive.store.jobs(self.project_id)

    async def states(self) -> dict[JobState, int]:
        """How many jobs are in each state."""
        found: dict[JobState, int] = {}
        for job in await self.jobs():
            found[job.state] = found.get(job.state, 0) + 1
        return found


def _none(_: Job) -> None:
    """No webhooks: the provider is polled."""


def beginning(job: Job) -> tuple[Event, ...]:
    recipe = Recipe(provider="fal", endpoint="flux", take=1, seed=1, inputs={"job": job.id})
    version = Version(
        id=job.target_id,
        target_id="shot_1",
        kind=VersionKind.STILL,
        number=1,
        provider="fal",
        endpoint="flux",
        recipe=recipe,
        job_id=job.id,
    )
    reserve = MoneyReserved(job_id=job.id, attempt=1, micros=job.price_micros)
    return (VersionStarted(made=version), *((reserve,) if job.price_micros else ()))


@dataclass
class Receiver:
    """Where webhooks arrive; hands them to the desk of the moment, as server/webhooks does."""

    desk: ProviderDesk | None = None

    async def take(self, request: web.Request) -> web.StreamResponse:
        letter = Letter(
            attempt_id=request.match_info["attempt"],
            seal=request.query.get("s", ""),
            headers={k.lower(): v for k, v in request.headers.items()},
            body=await request.read(),
        )
        if self.desk is None:
            return web.Response(status=503)
        try:
            await self.desk.mailbox.receive("fal", letter)
        except (Forbidden, Refused) as error:
            return web.Response(status=401 if isinstance(error, Forbidden) else 400)
        except MiriError as error:
            return web.Response(status=error.status)
        return web.Response()


@asynccontextmanager
async def receiving(receiver: Receiver, port: int = 0) -> AsyncIterator[str]:
    """A receiver on a port that the caller holds with SO_REUSEPORT, or on a free one; its address."""
    app = web.Application(client_max_size=1 << 20)
    app.add_routes([web.post("/webhooks/fal/{attempt}", receiver.take)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_port=bool(port)).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def new_house(
    store: ProjectStore, folder: Path, fal: FalStandIn, public_url: str
) -> ProviderHouse:
    """A house with one project."""
    project_id = await born(store)
    media = ObjectMediaStore.at(f"file://{folder / 'media'}", folder / "cache")
    archive = Archive(store, Feed(store))
    return ProviderHouse(archive, media, fal, project_id, public_url)

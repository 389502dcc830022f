"""The world of the machine: a store, a vendor, two processes, people who order, and time in hand.

Why here: each thing that can happen is one method, done to its end, so that a failing example reads
as a story and happens again the same way.
Next: vendor.py, process.py; truths.py, what is asked after every step.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from miri.domain.identity import LOCAL_PERSON
from miri.domain.job import Job, JobKind, JobState
from miri.errors import Forbidden, Refused, Unavailable
from miri.events.event import Context, Event, Recorded
from miri.events.money_events import BudgetSet, MoneyReserved
from miri.events.version_events import JobMoved
from miri.jobs.book import JobBook
from miri.jobs.desk import ProviderDesk
from miri.jobs.money import written_off
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.media_store import MediaStore
from miri.ports.project_store import Commit, JobWrite, ProjectStore
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.stores.media.object_media_store import ObjectMediaStore
from tests.chaos.machine.process import Death, Process
from tests.chaos.machine.vendor import Mood, Request, Vendor, letter
from tests.contract.a_project import born

ME = Context(actor=LOCAL_PERSON)
START = 1_700_000_000_000_000
SECOND = 1_000_000
LEASE_SECONDS = 30.0
SWEEPS = ("submitter", "reconciler", "sequencer", "fetcher")
S = JobState


@dataclass
class World:
    """`now` is the clock of all machines and, in seconds, their stopwatch. `words` counts what people
    said: new attempts, by job."""

    store: ProjectStore
    media: MediaStore
    archive: Archive
    project_id: str
    vendor: Vendor = field(default_factory=Vendor)
    now: int = START
    processes: list[Process] = field(default_factory=list[Process])
    log: list[Recorded] = field(default_factory=list[Recorded])
    words: dict[str, int] = field(default_factory=dict[str, int])
    deaths: set[str] = field(default_factory=set[str])
    broken: list[BaseException] = field(default_factory=list[BaseException])
    _ordered: int = 0
    _background: set["asyncio.Task[object]"] = field(default_factory=set["asyncio.Task[object]"])
    _own: dict[int, set["asyncio.Task[object]"]] = field(
        default_factory=dict[int, set["asyncio.Task[object]"]]
    )

    @classmethod
    async def begin(cls, store: ProjectStore, folder: Path) -> "World":
        """One project, two processes."""
        media = ObjectMediaStore.at(f"file://{folder / 'media'}", folder / "cache")
        world = cls(store, media, Archive(store, Feed(store)), await born(store))
        world._background = asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[operator]
        world.processes = [world._started(), world._started()]
        asyncio.get_running_loop().set_exception_handler(world._broke)
        return world

    def _broke(self, _: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        """A task that nobody waits for ended with an error: of the dead that is no wonder."""
        error = told.get("exception")
        if isinstance(error, BaseException) and not isinstance(error, Death):
            self.broken.append(error)

    def _started(self) -> Process:
        process = Process(self.store)
        workers = {JobKind.STILL: StillWorker(AnimaticArtist(), self.media)}
        archive = Archive(process.line, Feed(process.line))

        async def rest(_: Job) -> None:
            """Nobody is told here; who is told in the product is agent/wakeups.py."""

        process.desk = ProviderDesk(
            book=JobBook(archive, workers, rest),
            queues={"vendor": self.vendor},
            media=self.media,
            webhook=lambda job: f"https://here/{job.attempt_id}",
            clock=lambda: self.now,
            lease_seconds=LEASE_SECONDS,
            passing=process.passing,
            owner=process.owner,
        )
        process.desk.submitter.watch.stopwatch = lambda: self.now / SECOND
        return process

    # what processes do

    async def sweep(self, which: int, what: str) -> None:
        """One sweep of one loop, and all that it began, but for what the vendor keeps waiting."""
        process = self.processes[which]
        before = asyncio.all_tasks()
        sweeping = asyncio.ensure_future(getattr(process.desk, what).sweep())
        await self._quiet()
        own = self._own.setdefault(id(process), set())
        own |= asyncio.all_tasks() - before
        await self._ended(process, sweeping)

    async def die(self, which: int, point: str, doing: Callable[[], Awaitable[object]]) -> None:
        """Let a process do something and kill it at a crash point, or when it is done if it came
        past none; another one is started in its place."""
        process = self.processes[which]
        process.dies_at = point
        await doing()
        if process.is_dead:
            self.deaths.add(point)
        process.is_dead = True
        left = self._own.pop(id(process), set())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self.processes[which] = self._started()

    async def _quiet(self) -> None:
        """Until every task is over, or waits for the vendor."""
        me = asyncio.current_task()
        while True:
            self.vendor.stirred.clear()
            idle = {me, *self._background, *self.vendor.holding}
            if not (busy := asyncio.all_tasks() - idle):
                return
            stirring = asyncio.ensure_future(self.vendor.stirred.wait())
            await asyncio.wait({*busy, stirring}, return_when=asyncio.FIRST_COMPLETED)
            stirring.cancel()
            await asyncio.gather(stirring, return_exceptions=True)

    async def _ended(self, process: Process, task: "asyncio.Future[object]") -> None:
        """What living processes raise is a bug; the dead die, and find their line cut."""
        failed = task.exception()
        of_the_dead = process.is_dead and isinstance(failed, Unavailable)
        if failed is not None and not isinstance(failed, Death) and not of_the_dead:
            raise failed

    async def lead_to(self, which: int, loop: str, n: int) -> None:
        """Something for a loop to do, so that a process that shall die in it comes that far."""
        match loop:
            case "submit":
                await self.order(10_000)
            case "unknown":
                await self.order(10_000)
                await self.die(which, "submit.after_post", lambda: self.sweep(which, "submitter"))
                await self.sweep(which, "submitter")
                self.now += 31 * SECOND
            case "reconcile" | "cancel":
                await self._look_due(which, loop, n)
            case _:
                await self._end_some(which, n, tell=loop != "inbox")
                if loop == "fetch":
                    await self.sweep(which, "sequencer")

    async def _look_due(self, which: int, loop: str, n: int) -> None:
        if loop == "cancel":
            for job in [j for j in await self.jobs() if j.state is S.SUBMITTED][:1]:
                await self.cancel(job)
        elif n % 2:
            await self._end_some(which, n, tell=False)
        self.now += 301 * SECOND

    async def _end_some(self, which: int, n: int, *, tell: bool) -> None:
        for request in [r for r in self.vendor.taken if r.is_running][:2]:
            await self.end(request, good=n != 0, cost=None)
            if tell:
                await self.tell(which, request)

    # what the vendor does

    async def end(self, request: Request, *, good: bool, cost: int | None) -> None:
        """A request ends."""
        request.ended, request.cost = ("good", cost) if good else ("bad", None)

    async def answer(self, request: Request) -> None:
        """The answer to a POST that was kept back is given."""
        assert request.held is not None
        request.held.set()
        await asyncio.sleep(0)
        await self._quiet()

    async def tell(self, which: int, request: Request, copies: int = 1) -> list[bool | None]:
        """Webhooks reach a process; None where it died before it could answer."""
        return [await self._told(which, request) for _ in range(copies)]

    async def _told(self, which: int, request: Request) -> bool | None:
        try:
            known = await self.processes[which].desk.mailbox.receive("vendor", letter(request))
        except Death:
            return None
        request.told += 1
        return known

    async def forge(self, which: int, request: Request, body: bytes | None, seal: str) -> str:
        """Somebody else writes; what it is told."""
        try:
            forged = letter(request, None if body else seal, body)
            await self.processes[which].desk.mailbox.receive("vendor", forged)
        except (Forbidden, Refused) as error:
            return error.code
        return "taken"

    # what people do

    async def order(self, price: int) -> bool:
        """A still, reserved in the commit that queues it; False where the budget can't bear it."""
        self._ordered += 1
        job = Job(
            id=f"job_{self._ordered}",
            project_id=self.project_id,
            kind=JobKind.STILL,
            target_id=f"version_{self._ordered}",
            label="Still",
            order={"target_id": "shot_1"},
            actor=LOCAL_PERSON,
            call_id=f"call_{self._ordered}",
            price_micros=price,
            queue="vendor",
        )
        return await self._queue(JobWrite(job=job))

    async def again(self, job: Job) -> bool:
        """A person's word: a new attempt, a new reserve; what is unknown of the old one counts as
        paid."""
        unsure = job.state is S.ORPHANED
        rest = job.with_write_off() if unsure else job
        again = JobWrite(job=rest.next_attempt(), expected=job.version)
        if not await self._queue(again, *(written_off(job) if unsure else ())):
            return False
        self.words[job.id] = self.words.get(job.id, 0) + 1
        return True

    async def _queue(self, write: JobWrite, *more: Event) -> bool:
        budget = (await self.archive.open(self.project_id)).budget
        job = write.job
        if job.price_micros > budget.available_micros:
            return False
        reserve = MoneyReserved(job_id=job.id, attempt=job.attempt, micros=job.price_micros)
        await self._commit((*more, reserve, _told(job)), (write,))
        left = (await self.archive.open(self.project_id)).budget.available_micros
        assert left >= 0
        return True

    async def give_up(self, job: Job) -> None:
        """A person writes an unknown off."""
        failed = job.with_write_off().moved(S.FAILED, error="written off")
        events = (*written_off(job), _told(failed))
        await self._commit(events, (JobWrite(job=failed, expected=job.version),))

    async def fetch_again(self, job: Job) -> None:
        """A person has a download tried once more."""
        again = job.moved(S.FETCHING, due=self.now, tries=0, error="")
        await self._commit((_told(again),), (JobWrite(job=again, expected=job.version),))

    async def cancel(self, job: Job) -> None:
        """A person wants it no more."""
        flagged = job.touched(cancel_requested=True)
        await self._commit((), (JobWrite(job=flagged, expected=job.version),))

    async def set_budget(self, micros: int) -> None:
        """A person sets what may be spent."""
        await self._commit((BudgetSet(limit_micros=micros, standing_micros=micros),), ())

    async def _commit(self, events: tuple[Event, ...], jobs: tuple[JobWrite, ...]) -> None:
        await self.archive.commit(
            Commit(project_id=self.project_id, context=ME, events=events, jobs=jobs)
        )

    # what there is

    async def jobs(self) -> Sequence[Job]:
        """All rows."""
        return await self.store.jobs(self.project_id)

    async def read(self) -> list[Recorded]:
        """The log, whole."""
        self.log += await self.store.events(self.project_id, after=len(self.log))
        return self.log

    async def calm(self) -> None:
        """Nobody dies, nobody lies, everything that runs ends, and time passes until all is at
        rest; webhooks stay lost, so that what is still owed must be asked for."""
        vendor = self.vendor
        vendor.mood, vendor.is_away, vendor.forgets, vendor.lies = Mood.TAKES, False, False, False
        vendor.files = type(vendor.files).WHOLE
        for request in vendor.requests.values():
            if request.held is not None:
                await self.answer(request)
        for _ in range(CALM_ROUNDS):
            for request in vendor.taken:
                if request.is_running:
                    await self.end(request, good=True, cost=None)
            if await self._at_rest():
                return
            for what in SWEEPS:
                await self.sweep(0, what)
            self.now += 301 * SECOND
        raise AssertionError(f"not at rest: {[(j.id, j.state) for j in await self.jobs()]}")

    async def _at_rest(self) -> bool:
        done = all(job.is_at_rest for job in await self.jobs())
        return done and not await self.store.inbox.waiting()

    async def stop(self) -> None:
        """Let go of everything."""
        for which in range(len(self.processes)):
            await self.die(which, "", _nothing)
        await self.store.close()


CALM_ROUNDS = 30


async def _nothing() -> None:
    """As it says."""


def _told(job: Job) -> JobMoved:
    return JobMoved(
        job_id=job.id,
        kind=job.kind,
        state=job.state,
        target_id=job.target_id,
        label=job.label,
    )

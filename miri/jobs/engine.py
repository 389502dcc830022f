"""The engine: claims queued jobs by lease, has them worked, commits what came of them.

Why here: any instruction of it may be the last; the job row in the store is the truth and a
restart goes on from there. Local work may be done again (it costs nothing and yields the same).
A job whose process died is taken back at once on the same machine (owner.py), elsewhere when its
lease lapses; an engine that is stopped in peace gives its jobs back itself.
Next: worker.py (what a worker is); owner.py (who holds a lease).
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog

from miri.domain.identity import SYSTEM
from miri.domain.job import Job, JobKind, JobState
from miri.errors import MiriError, StaleBasis
from miri.events.event import Context, Event
from miri.events.version_events import JobMoved
from miri.jobs.lapse import LapseWatch
from miri.jobs.loop import Loop
from miri.jobs.money import released, settled
from miri.jobs.owner import owner_here
from miri.jobs.worker import Finished, Worker
from miri.log.archive import Archive
from miri.log.clock import Clock, wall_clock
from miri.log.feed import Signal
from miri.ports.project_store import Commit, JobWrite

TRIES = 8
MOST_CLAIMS = 5
"""How often an attempt is begun again after its process died; work that kills its process stops."""

log = structlog.get_logger(__name__)
Over = Callable[[Job], Awaitable[None]]


@dataclass
class Engine:
    """`limits` is how many jobs of a kind run at once in this process; `on_over` is told of each
    job that ended, after its commit. A lease is renewed every `renew_seconds` and lapses after
    `lease_seconds`; hints wake the engine, and besides it looks every `poll_seconds`."""

    archive: Archive
    workers: Mapping[JobKind, Worker]
    limits: Mapping[JobKind, int]
    on_over: Over
    clock: Clock = wall_clock
    lease_seconds: float = 30
    renew_seconds: float = 10
    poll_seconds: float = 2
    owner: str = field(default_factory=owner_here)
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])
    _kinds: dict[str, JobKind] = field(default_factory=dict[str, JobKind])
    _watch: LapseWatch = field(init=False)
    _loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        self._watch = LapseWatch(self.lease_seconds)
        self._loop = Loop("work", self._sweep, self.poll_seconds)

    def start(self) -> None:
        """Begin claiming."""
        self._loop.start()

    def wake(self) -> None:
        """A hint that a job was queued or should be cancelled."""
        self._loop.wake()

    async def finish(self, project_id: str) -> None:
        """Wait until a project has no open job and everyone was told."""
        while True:
            jobs = await self.archive.store.jobs(project_id)
            running = [self._running[j.id] for j in jobs if j.id in self._running]
            if running:
                await asyncio.wait(running)
            elif all(j.is_at_rest for j in jobs):
                return
            else:
                self.wake()
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Stop claiming, let go of what runs and put it back in the queue for whoever is next."""
        await self._loop.stop()
        held, tasks = list(self._running), list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for job_id in held:
            job = await self.archive.store.job(job_id)
            if job and job.state is JobState.RUNNING and job.owner == self.owner:
                await self._requeue(job)

    async def _sweep(self) -> None:
        running, queued = frozenset({JobState.RUNNING}), frozenset({JobState.QUEUED})
        for job in await self.archive.store.open_jobs(running, queue=""):
            await self._look_after(job)
        for job in await self.archive.store.open_jobs(queued, queue=""):
            if job.cancel_requested:
                await self._end(job, JobState.CANCELLED, reason="cancelled")
            elif self._has_room(job.kind):
                await self._claim(job)

    async def _look_after(self, job: Job) -> None:
        mine = self._running.get(job.id)
        if mine is not None and job.cancel_requested:
            mine.cancel()
        elif mine is None and self._watch.has_lapsed(job.id, job.version, job.owner):
            await self._take_back(job)

    async def _take_back(self, job: Job) -> None:
        """Whoever ran it is gone."""
        log.info("jobs.taken_back", job=job.id, kind=job.kind.value, owner=job.owner)
        if job.cancel_requested:
            await self._end(job, JobState.CANCELLED, reason="cancelled")
        elif job.fence >= MOST_CLAIMS * job.attempt:
            reason = f"It was begun {job.fence} times and Miri stopped each time; it is left alone."
            await self._end(job, JobState.FAILED, reason=reason)
        else:
            await self._requeue(job)

    async def _requeue(self, job: Job) -> bool:
        return await self._move(job, job.moved(JobState.QUEUED, owner="", lease_until=0))

    def _has_room(self, kind: JobKind) -> bool:
        busy = sum(1 for k in self._kinds.values() if k is kind)
        return kind in self.workers and busy < self.limits.get(kind, 1)

    async def _claim(self, job: Job) -> None:
        claimed = job.moved(
            JobState.RUNNING,
            owner=self.owner,
            fence=job.fence + 1,
            lease_until=self._lease_end(),
        )
        if await self._move(job, claimed):
            self._kinds[job.id] = job.kind
            task = asyncio.create_task(self._run(claimed))
            self._running[job.id] = task
            task.add_done_callback(lambda _: self._let_go(job.id))

    def _lease_end(self) -> int:
        return self.clock() + int(self.lease_seconds * 1_000_000)

    def _let_go(self, job_id: str) -> None:
        self._running.pop(job_id, None)
        self._kinds.pop(job_id, None)
        self.wake()

    async def _run(self, job: Job) -> None:
        renewing = asyncio.create_task(self._renew(job.id))
        try:
            await self._work(job)
        except asyncio.CancelledError:
            current = await self.archive.store.job(job.id)
            if current is not None and current.cancel_requested:
                await self._end(current, JobState.CANCELLED, reason="cancelled")
            raise
        finally:
            renewing.cancel()

    async def _work(self, job: Job) -> None:
        for _ in range(TRIES):
            project = await self.archive.open(job.project_id)
            work = asyncio.create_task(self._worker_of(job).work(job, project, self._progress(job)))
            try:
                await asyncio.wait({work})
            finally:
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)
            error = work.exception()
            if error is not None:
                reason = _in_words(job, error, project.film.settings.language)
                await self._end(job, JobState.FAILED, reason=reason)
                return
            finished = work.result()
            if await self._finish(job, finished, project.basis(*finished.reads)):
                return
        await self._end(job, JobState.FAILED, reason="The project kept changing meanwhile.")

    def _worker_of(self, job: Job) -> Worker:
        return self.workers[job.kind]

    async def _finish(self, job: Job, done: Finished, basis: dict[str, int]) -> bool:
        for _ in range(TRIES):
            current = await self.archive.store.job(job.id)
            if current is None or current.fence != job.fence or current.is_over:
                return True  # the lease was lost: whoever holds it now will finish
            paid = {"cost_micros": done.cost_micros} if current.price_micros else {}
            ended = current.moved(JobState.READY, result={**done.result, **paid})
            money = settled(ended, done.cost_micros)
            try:
                await self._commit(current, ended, (*done.events, *money), basis)
            except StaleBasis as stale:
                if stale.details.get("changed") != [job.id]:
                    return False
                continue  # only the row moved (its lease was renewed): the work still stands
            await self.on_over(ended)
            return True
        return False

    async def _end(self, job: Job, state: JobState, reason: str) -> None:
        current = await self.archive.store.job(job.id)
        if current is None or current.fence != job.fence or current.is_over:
            return
        worker = self.workers[job.kind]
        ended = current.moved(state, error=reason)
        events = (*worker.failed(current, reason), *released(ended))
        log.info("jobs.ended", job=job.id, state=state.value, reason=reason)
        with contextlib.suppress(StaleBasis):
            await self._commit(current, ended, events, {})
            await self.on_over(ended)

    async def _move(self, job: Job, moved: Job) -> bool:
        try:
            await self._commit(job, moved, (), {})
        except StaleBasis:
            return False
        return True

    async def _commit(
        self, before: Job, after: Job, events: tuple[Event, ...], basis: Mapping[str, int]
    ) -> None:
        told = JobMoved(
            job_id=after.id,
            kind=after.kind,
            state=after.state,
            target_id=after.target_id,
            label=after.label,
            error=after.error,
        )
        context = Context(
            actor=after.actor if events else SYSTEM,
            thread_id=after.thread_id,
            turn_id=after.turn_id,
            command_id=after.call_id,
        )
        await self.archive.commit(
            Commit(
                project_id=after.project_id,
                context=context,
                events=(*events, told),
                basis=basis,
                jobs=(JobWrite(job=after, expected=before.version),),
            )
        )

    async def _renew(self, job_id: str) -> None:
        while True:
            await asyncio.sleep(self.renew_seconds)
            job = await self.archive.store.job(job_id)
            if job is None or job.owner != self.owner or job.is_over:
                return
            renewed = job.touched(lease_until=self._lease_end())
            with contextlib.suppress(StaleBasis):
                await self.archive.commit(
                    Commit(
                        project_id=job.project_id,
                        context=Context(actor=SYSTEM),
                        jobs=(JobWrite(job=renewed, expected=job.version),),
                    )
                )

    def _progress(self, job: Job) -> Callable[[int, int], None]:
        last = 0

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = self.clock()
            if done < total and now - last < 250_000:
                return  # at most four a second
            last = now
            signal = Signal(
                project_id=job.project_id,
                thread_id=job.thread_id,
                turn_id=job.turn_id,
                type="RENDER_PROGRESS" if job.kind is JobKind.RENDER else "TOOL_CALL_PROGRESS",
                data={
                    "job_id": job.id,
                    "call_id": job.call_id,
                    "target_id": job.target_id,
                    "cut_id": job.target_id if job.kind is JobKind.RENDER else None,
                    "done": done,
                    "total": total,
                    "phase": job.label,
                },
            )
            self.archive.feed.send_soon(signal)

        return tell


def _in_words(job: Job, error: BaseException, language: str) -> str:
    """What to say of work that failed; what we did not foresee is logged whole."""
    if isinstance(error, MiriError):
        return error.said(language)
    log.error("jobs.broken", job=job.id, kind=job.kind.value, exc_info=error)
    if language == "he":
        return "משהו נשבר אצלנו; זה נרשם, ושום דבר אחר לא נפגע."
    return "Something broke on our side; it was logged, and nothing else is harmed."

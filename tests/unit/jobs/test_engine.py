"""The engine: leases, their owners, and what is done about work whose process died."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from miri.domain.identity import LOCAL_PERSON
from miri.domain.job import Job, JobKind, JobState
from miri.domain.project import Project
from miri.errors import Refused
from miri.events.event import Context, Event
from miri.events.version_events import JobMoved
from miri.jobs.engine import MOST_CLAIMS, Engine
from miri.jobs.owner import owner_here
from miri.jobs.worker import Finished, Progress
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit, JobWrite
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.studio_fixtures import new_session, running_studio


@dataclass
class Patience:
    """A worker that works until it is let go; counts how often it was asked."""

    seconds: float = 0
    begun: list[str] = field(default_factory=list[str])
    fails: bool = False

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        self.begun.append(job.id)
        await asyncio.sleep(self.seconds)
        if self.fails:
            raise Refused("It can't be done.")
        return Finished((), {"done": True})

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        return ()


@dataclass
class Works:
    """A store with one project, and engines over it."""

    archive: Archive
    project_id: str
    over: list[Job] = field(default_factory=list[Job])

    def engine(self, worker: Patience, **more: float) -> Engine:
        async def on_over(job: Job) -> None:
            self.over.append(job)

        engine = Engine(
            archive=self.archive,
            workers={JobKind.STILL: worker},
            limits={JobKind.STILL: 2},
            on_over=on_over,
            **{"poll_seconds": 0.03, **more},
        )
        self.archive.job_hint = engine.wake
        return engine

    async def queue(self, name: str, **fields: object) -> Job:
        job = Job(
            id=name,
            project_id=self.project_id,
            kind=JobKind.STILL,
            target_id="version_x",
            label="A still",
            order={},
            actor=LOCAL_PERSON,
            **fields,
        )
        commit = Commit(
            project_id=self.project_id,
            context=Context(actor=LOCAL_PERSON),
            jobs=(JobWrite(job=job),),
        )
        await self.archive.commit(commit)
        return job

    async def renewed(self, name: str) -> None:
        """As its holder would: again and again, until cancelled."""
        while True:
            job = await self.archive.store.job(name)
            assert job is not None
            renewed = JobWrite(job=job.touched(), expected=job.version)
            context = Context(actor=LOCAL_PERSON)
            await self.archive.commit(
                Commit(project_id=self.project_id, context=context, jobs=(renewed,))
            )
            await asyncio.sleep(0.05)

    async def until(self, name: str, state: JobState) -> Job:
        async with asyncio.timeout(5):
            while (job := await self.archive.store.job(name)) is None or job.state is not state:
                await asyncio.sleep(0.01)
            return job

    async def moves(self, name: str) -> list[str]:
        events = await self.archive.store.events(self.project_id)
        told = [r.event for r in events if isinstance(r.event, JobMoved)]
        return [e.state.value for e in told if e.job_id == name]


@pytest.fixture
async def works(tmp_path: Path) -> AsyncIterator[Works]:
    async with running_studio(tmp_path / "made", store="memory") as studio:
        session = await new_session(studio)
        log = await session.events()
    store = SqliteProjectStore(tmp_path / "projects.db")
    archive = Archive(store, Feed(store))
    events = tuple(r.event for r in log)
    context = Context(actor=LOCAL_PERSON)
    await archive.commit(Commit(project_id=session.project_id, context=context, events=events))
    yield Works(archive, session.project_id)
    await store.close()


def taken(owner: str, seconds: float = 3600) -> dict[str, object]:
    """The fields of a job that somebody runs under a lease of so many seconds more."""
    until = int((time.time() + seconds) * 1_000_000)
    return {"state": JobState.RUNNING, "owner": owner, "lease_until": until, "fence": 1}


async def test_a_queued_job_is_worked_once_and_told(works: Works) -> None:
    worker = Patience()
    engine = works.engine(worker)
    engine.start()
    await works.queue("job_a")
    await works.until("job_a", JobState.READY)
    await engine.finish(works.project_id)
    assert worker.begun == ["job_a"] and [j.id for j in works.over] == ["job_a"]
    assert await works.moves("job_a") == ["RUNNING", "READY"]
    await engine.stop()


async def test_the_job_of_a_dead_process_is_taken_back_at_once(works: Works) -> None:
    _, _, place = owner_here().partition("@")
    machine, pid, start = place.split("/")
    await works.queue("job_a", **taken(f"engine_x@{machine}/{pid}/{int(start) - 5}"))
    engine = works.engine(Patience())
    engine.start()
    job = await works.until("job_a", JobState.READY)
    assert job.fence == 2
    assert await works.moves("job_a") == ["QUEUED", "RUNNING", "READY"]
    await engine.stop()


async def test_the_job_of_somebody_far_away_is_taken_when_it_stood_still_for_a_lease(
    works: Works,
) -> None:
    """However far the other machine's clock is off: only standing still counts."""
    await works.queue("job_far", **taken("engine_x@elsewhere/1/2", seconds=600))
    await works.queue("job_held", **taken("engine_y@elsewhere/1/2", seconds=-600))
    engine = works.engine(Patience(), lease_seconds=1.5)
    holding = asyncio.create_task(works.renewed("job_held"))
    engine.start()
    await works.until("job_far", JobState.READY)
    assert (await works.archive.store.job("job_held")).owner == "engine_y@elsewhere/1/2"
    holding.cancel()
    await engine.stop()


async def test_an_engine_that_stops_gives_its_jobs_back_for_the_next(works: Works) -> None:
    patient = works.engine(Patience(seconds=60))
    patient.start()
    await works.queue("job_a")
    await works.until("job_a", JobState.RUNNING)
    await patient.stop()
    job = await works.archive.store.job("job_a")
    assert (job.state, job.owner, job.lease_until) == (JobState.QUEUED, "", 0)
    quick = works.engine(Patience())
    quick.start()
    assert (await works.until("job_a", JobState.READY)).fence == 2
    await quick.stop()


async def test_work_that_kills_its_process_again_and_again_is_left_alone_in_words(
    works: Works,
) -> None:
    dead = {**taken("engine_x@elsewhere/1/2", seconds=-1), "fence": MOST_CLAIMS}
    await works.queue("job_a", **dead)
    engine = works.engine(worker := Patience(), lease_seconds=0.1)
    engine.start()
    job = await works.until("job_a", JobState.FAILED)
    assert "left alone" in job.error and worker.begun == []
    await engine.stop()


async def test_a_lease_renewed_while_the_work_ends_costs_no_second_run(works: Works) -> None:
    worker = Patience(seconds=0.25)
    engine = works.engine(worker, renew_seconds=0.001)
    engine.start()
    for n in range(4):
        await works.queue(f"job_{n}")
    for n in range(4):
        await works.until(f"job_{n}", JobState.READY)
    assert sorted(worker.begun) == [f"job_{n}" for n in range(4)]
    await engine.stop()


async def test_what_can_not_be_done_fails_in_its_own_words_and_what_is_cancelled_ends(
    works: Works,
) -> None:
    engine = works.engine(Patience(fails=True))
    engine.start()
    await works.queue("job_a")
    assert (await works.until("job_a", JobState.FAILED)).error == "It can't be done."
    await works.queue("job_b", cancel_requested=True)
    await works.until("job_b", JobState.CANCELLED)
    await engine.stop()

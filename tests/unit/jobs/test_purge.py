"""What a person deleted is gone for good, but for what other projects use."""

import asyncio
from pathlib import Path

import pytest

from miri.domain.job import JobKind
from miri.domain.media import Media
from miri.domain.project import Project
from miri.domain.thread import TurnState
from miri.errors import NotFound
from miri.events.project_events import MediaAdded
from miri.events.talk_events import TurnMoved
from miri.jobs.purge import ABANDONED_MICROS, QUIET_MICROS, Purger
from miri.log.clock import wall_clock
from tests.unit.tools.stage import Stage, open_film
from tools.registry import Caller


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """A film broken down into shots."""
    return await open_film(tmp_path)


def purger(stage: Stage, later: int = QUIET_MICROS + 1_000_000) -> Purger:
    """A purger whose clock is a little ahead."""
    desk = stage.registry.desk
    return Purger(desk.archive, desk.media, clock=lambda: wall_clock() + later)


async def deleted(stage: Stage) -> Stage:
    await stage.call("delete_project", confirm="Night drive")
    return stage


async def other_project(stage: Stage, *media: Media) -> Stage:
    """Another project beside this one, holding some media."""
    other = Stage(stage.registry, project_id="project_other")
    caller = Caller(stage.actor, "key_other")
    await stage.registry.call("create_project", {"name": "Other"}, other.project_id, caller)
    await other.commit(*(MediaAdded(media=m) for m in media))
    return other


async def test_a_deleted_project_is_forgotten_with_its_media(stage: Stage):
    await stage.with_pictures(1, 2)
    media = [m for m in (await stage.project()).media if m]
    assert len(media) == 3
    await deleted(stage)
    assert await purger(stage).sweep() == (stage.project_id,)
    store = stage.archive.store
    assert await store.head(stage.project_id) == 0
    assert await store.jobs(stage.project_id) == []
    assert await store.projects() == []
    for media_id in media:
        with pytest.raises(NotFound):
            await stage.registry.desk.media.read(media_id)


async def test_what_another_project_uses_stays(stage: Stage):
    await stage.with_pictures(1)
    shared, *rest = (await stage.project()).media.values()
    other = await other_project(stage, shared)
    await deleted(stage)
    assert await purger(stage).sweep() == (stage.project_id,)
    media = stage.registry.desk.media
    assert await media.read(shared.id)
    for gone in rest:
        with pytest.raises(NotFound):
            await media.read(gone.id)
    assert (await other.project()).media == {shared.id: shared}


async def test_a_project_that_is_not_deleted_is_never_touched(stage: Stage):
    assert await purger(stage, ABANDONED_MICROS * 100).sweep() == ()
    assert (await stage.film()).shots


async def test_the_purge_waits_until_the_project_is_quiet(stage: Stage):
    await deleted(stage)
    assert await purger(stage, later=0).sweep() == ()
    assert await purger(stage).sweep() == (stage.project_id,)


async def test_the_purge_waits_for_jobs_to_be_over(stage: Stage):
    await stage.call("generate_stills", shots=[1])
    await deleted(stage)
    assert all(j.cancel_requested for j in await stage.jobs(JobKind.STILL))
    assert await purger(stage).sweep() == ()
    await stage.work()
    assert await purger(stage).sweep() == (stage.project_id,)


async def test_a_turn_that_is_still_open_is_waited_for_but_not_for_ever(stage: Stage):
    await stage.commit(TurnMoved(thread_id=stage.thread, turn="turn_a", state=TurnState.QUEUED))
    await deleted(stage)
    assert await purger(stage).sweep() == ()
    assert await purger(stage, ABANDONED_MICROS + 1_000_000).sweep() == (stage.project_id,)


async def test_what_is_kept_elsewhere_is_told_before_the_log_goes(stage: Stage):
    told: list[Project] = []

    async def forget(project: Project) -> None:
        assert await stage.archive.store.head(project.id) > 0
        told.append(project)

    await deleted(stage)
    looking = purger(stage)
    looking.forget = forget
    await looking.sweep()
    assert [list(p.threads) for p in told] == [[stage.thread]]


async def test_a_purge_that_was_cut_short_goes_on(stage: Stage):
    await stage.with_pictures(1)
    await deleted(stage)
    project = await stage.archive.remains(stage.project_id)
    await stage.registry.desk.media.forget(next(iter(project.media)))
    assert await purger(stage).sweep() == (stage.project_id,)
    assert await stage.archive.store.head(stage.project_id) == 0


async def test_a_started_purger_looks_by_itself_and_stops(stage: Stage):
    await deleted(stage)
    looking = purger(stage)
    looking.poll_seconds = 0.01
    looking.start()
    async with asyncio.timeout(5):
        while await stage.archive.store.head(stage.project_id):
            await asyncio.sleep(0.01)
    await looking.stop()
    assert await stage.archive.store.projects() == []

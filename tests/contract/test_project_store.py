"""One suite for every ProjectStore: what the log promises, each adapter must keep.

Why here: an adapter that passes may be swapped for any other.
Next: miri/ports/project_store.py for the promises in words.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from miri.domain.film import Film, FilmSettings
from miri.domain.job import JobState
from miri.domain.rule import Rule
from miri.errors import KeyTaken, StaleBasis
from miri.events.film_events import RevisionRestored
from miri.events.project_events import ProjectCreated, ProjectDeleted, SettingsChanged
from miri.events.talk_events import ThreadOpened
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit, JobWrite, ProjectStore, Snapshot
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from miri.stores.memory.memory_project_store import MemoryProjectStore
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.contract.a_project import ME, a_job, born, brief


def new_store(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> ProjectStore:
    if kind == "memory":
        return MemoryProjectStore()
    if kind == "sqlite":
        return SqliteProjectStore(tmp_path / "m.db")
    emulator: str = request.getfixturevalue("firestore_emulator")
    return FirestoreProjectStore(f"demo-{uuid4().hex}", emulator)


@pytest.fixture(params=["memory", "sqlite", "firestore"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ProjectStore]:
    made = new_store(request.param, request, tmp_path)
    yield made
    await made.close()


async def test_events_get_consecutive_seqs_and_come_back_as_they_went_in(
    store: ProjectStore,
) -> None:
    project_id = await born(store)
    recorded = await store.commit(
        Commit(project_id=project_id, context=ME, events=(brief("a"), brief("ב")))
    )
    assert [r.seq for r in recorded] == [2, 3]
    assert list(await store.events(project_id, after=1)) == list(recorded)
    assert await store.head(project_id) == 3


async def test_a_commit_conflicts_only_when_what_it_read_has_changed(store: ProjectStore) -> None:
    project_id = await born(store)
    await store.commit(Commit(project_id=project_id, context=ME, events=(brief("first"),)))
    unrelated = Commit(
        project_id=project_id, context=ME, events=(brief("second"),), basis={"look": 1}
    )
    assert await store.commit(unrelated)
    with pytest.raises(StaleBasis) as caught:
        await store.commit(
            Commit(project_id=project_id, context=ME, events=(brief("third"),), basis={"brief": 2})
        )
    assert caught.value.details["changed"] == ["brief"]
    assert await store.head(project_id) == 3


async def test_a_project_is_born_once(store: ProjectStore) -> None:
    project_id = await born(store)
    again = ProjectCreated(owner="x", film=Film())
    with pytest.raises(StaleBasis):
        await store.commit(
            Commit(project_id=project_id, context=ME, events=(again,), basis={"project": 0})
        )


async def test_a_refused_commit_leaves_nothing_behind(store: ProjectStore) -> None:
    project_id = await born(store)
    job = a_job(project_id)
    with pytest.raises(StaleBasis):
        await store.commit(
            Commit(
                project_id=project_id,
                context=ME,
                events=(brief("x"),),
                basis={"brief": 99},
                jobs=(JobWrite(job=job),),
                keys={"k": "answer"},
            )
        )
    assert await store.head(project_id) == 1
    assert await store.job(job.id) is None
    assert await store.claimed("k") is None


async def test_a_claimed_key_gives_its_first_answer_and_changes_nothing(
    store: ProjectStore,
) -> None:
    project_id = await born(store)
    first = Commit(project_id=project_id, context=ME, events=(brief("x"),), keys={"k": "one"})
    await store.commit(first)
    with pytest.raises(KeyTaken) as caught:
        await store.commit(first.model_copy(update={"keys": {"k": "two"}}))
    assert caught.value.answer == "one"
    assert await store.head(project_id) == 2


async def test_a_job_row_moves_by_compare_and_set(store: ProjectStore) -> None:
    project_id = await born(store)
    job = a_job(project_id)
    await store.commit(Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=job),)))
    running = job.moved(JobState.RUNNING, owner="a", fence=1)
    write = Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=running, expected=1),))
    await store.commit(write)
    with pytest.raises(StaleBasis):
        await store.commit(write)
    assert await store.job(job.id) == running
    assert list(await store.jobs(project_id)) == [running]
    assert list(await store.open_jobs(frozenset({JobState.RUNNING}))) == [running]
    assert not await store.open_jobs(frozenset({JobState.QUEUED}))


async def test_fifty_commits_at_once_all_land_with_distinct_seqs(store: ProjectStore) -> None:
    project_id = await born(store)
    commits = [
        store.commit(Commit(project_id=project_id, context=ME, events=(brief(str(n)),)))
        for n in range(50)
    ]
    seqs = [r.seq for recorded in await asyncio.gather(*commits) for r in recorded]
    assert sorted(seqs) == list(range(2, 52))


async def test_one_bad_member_of_a_group_takes_no_other_with_it(store: ProjectStore) -> None:
    project_id = await born(store)
    good = [Commit(project_id=project_id, context=ME, events=(brief(str(n)),)) for n in range(9)]
    bad = good[0].model_copy(update={"basis": {"song": 7}})
    results = await asyncio.gather(
        *(store.commit(c) for c in [*good[:4], bad, *good[4:]]), return_exceptions=True
    )
    assert [type(r).__name__ for r in results].count("StaleBasis") == 1
    assert await store.head(project_id) == 10


async def test_of_two_in_a_group_that_claim_one_key_the_first_has_it(store: ProjectStore) -> None:
    project_id = await born(store)
    both = [
        Commit(project_id=project_id, context=ME, events=(brief(n),), keys={"k / ?": n})
        for n in ("one", "two")
    ]
    results = await asyncio.gather(*map(store.commit, both), return_exceptions=True)
    assert isinstance(results[1], KeyTaken) and results[1].answer == "one"
    assert await store.claimed("k / ?") == "one"
    assert [r.event for r in await store.events(project_id, after=1)] == [brief("one")]


async def test_of_two_in_a_group_that_read_the_same_the_second_is_stale(
    store: ProjectStore,
) -> None:
    project_id = await born(store)
    job = a_job(project_id)
    read = Commit(
        project_id=project_id, context=ME, events=(brief("x"),), basis={"brief": 1},
        jobs=(JobWrite(job=job),),
    )  # fmt: skip
    results = await asyncio.gather(store.commit(read), store.commit(read), return_exceptions=True)
    assert [type(r).__name__ for r in results] == ["tuple", "StaleBasis"]
    assert set(results[1].details["changed"]) >= {"brief"}


async def test_a_long_log_is_read_from_and_up_to_any_revision(store: ProjectStore) -> None:
    project_id = await born(store)
    for size in (250, 1, 120):
        events = tuple(brief(str(n)) for n in range(size))
        await store.commit(Commit(project_id=project_id, context=ME, events=events))
    whole = list(await store.events(project_id))
    assert [r.seq for r in whole] == list(range(1, 373))
    for after, until, limit in ((0, 1, None), (99, 203, None), (251, 252, 5), (250, None, 3)):
        part = await store.events(project_id, after=after, until=until, limit=limit)
        assert list(part) == whole[after:until][:limit]


async def test_nothing_is_too_long_to_be_kept(store: ProjectStore) -> None:
    project_id = await born(store)
    noise = "".join(uuid4().hex for _ in range(100_000))  # 3 MiB that no packing makes small
    job = a_job(project_id, order={"frames": noise})
    await store.commit(
        Commit(
            project_id=project_id,
            context=ME,
            events=(brief(noise), brief("שלום " * 600_000)),
            jobs=(JobWrite(job=job),),
            keys={"long": noise},
        )
    )
    events = await store.events(project_id, after=1)
    assert [r.event for r in events] == [brief(noise), brief("שלום " * 600_000)]
    assert await store.claimed("long") == noise
    moved = job.moved(JobState.RUNNING)
    await store.commit(
        Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=moved, expected=1),))
    )
    assert await store.job(job.id) == moved
    await store.keep_snapshot(Snapshot(project_id=project_id, seq=3, document=noise))
    kept = await store.snapshot(project_id)
    assert kept is not None and kept.document == noise


async def test_thousands_of_entities_in_one_event_keep_their_seqs(store: ProjectStore) -> None:
    project_id = await born(store)
    rules = {f"rule_{n}": Rule(id=f"rule_{n}", number=n + 1, text="no hats") for n in range(6000)}
    restored = RevisionRestored(film=Film(rules=rules), to_seq=1)
    await store.commit(Commit(project_id=project_id, context=ME, events=(restored,)))
    assert await store.project_of("rule_5999") == project_id
    with pytest.raises(StaleBasis) as caught:
        await store.commit(
            Commit(
                project_id=project_id, context=ME, events=(brief("x"),),
                basis={"rule_0": 2, "rule_5998": 2, "rule_5999": 1},
            )
        )  # fmt: skip
    assert caught.value.details["changed"] == ["rule_5999"]


async def test_a_thread_finds_its_project_and_its_own_events(store: ProjectStore) -> None:
    project_id = await born(store)
    context = ME.model_copy(update={"thread_id": "thread_a"})
    opened = ThreadOpened(thread_id="thread_a", title="A")
    await store.commit(Commit(project_id=project_id, context=context, events=(opened,)))
    await store.commit(Commit(project_id=project_id, context=ME, events=(brief("x"),)))
    assert await store.project_of("thread_a") == project_id
    assert await store.project_of("thread_b") is None
    assert [r.seq for r in await store.events(project_id, thread_id="thread_a")] == [2]


async def test_the_list_of_projects_follows_names_and_tombstones(store: ProjectStore) -> None:
    first, second = await born(store, "One"), await born(store, "Two")
    renamed = SettingsChanged(settings=FilmSettings(name="ים"))
    await store.commit(Commit(project_id=first, context=ME, events=(renamed,)))
    await store.commit(Commit(project_id=second, context=ME, events=(ProjectDeleted(),)))
    lines = {line.id: line for line in await store.projects()}
    assert lines[first].name == "ים" and not lines[first].deleted
    assert lines[second].deleted


async def test_snapshots_answer_the_newest_at_or_before_a_revision(store: ProjectStore) -> None:
    project_id = await born(store)
    for seq in (10, 20):
        await store.keep_snapshot(Snapshot(project_id=project_id, seq=seq, document=str(seq)))
    newest = await store.snapshot(project_id)
    older = await store.snapshot(project_id, until=19)
    assert newest is not None and newest.document == "20"
    assert older is not None and older.seq == 10
    assert await store.snapshot(project_id, until=9) is None


async def test_a_purged_project_is_gone_whole(store: ProjectStore) -> None:
    project_id = await born(store)
    await store.commit(
        Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=a_job(project_id)),))
    )
    await store.purge(project_id)
    assert await store.head(project_id) == 0
    assert not await store.jobs(project_id)
    assert not await store.projects()


async def test_the_archive_opens_now_and_then_and_tells_watchers_in_order(
    store: ProjectStore,
) -> None:
    project_id = await born(store)
    archive = Archive(store, Feed(store))
    seen: list[int] = []

    async def watcher(item: object) -> None:
        seen.append(item.seq)  # type: ignore[attr-defined]

    leave = await archive.feed.watch(project_id, watcher)
    for n in range(0, 450, 5):
        events = tuple(brief(str(n + k)) for k in range(5))
        await archive.commit(Commit(project_id=project_id, context=ME, events=events))
        if n % 90 == 0:
            await archive.open(project_id)
    await archive.feed.settle()
    leave()
    assert seen == list(range(2, 452))
    assert (await archive.open(project_id)).film.brief.theme == "449"
    assert (await archive.open(project_id, at=101)).film.brief.theme == "99"
    fresh = Archive(store, Feed(store))
    assert await fresh.open(project_id) == await archive.open(project_id)
    assert await store.snapshot(project_id) is not None

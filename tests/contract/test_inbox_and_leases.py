"""One suite for every store's inbox, leases and queues of jobs.

Why here: pay once, lose nothing rests on these as much as on the log.
Next: miri/ports/inbox.py, miri/ports/leases.py; test_project_store.py.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from miri.domain.job import Job, JobState
from miri.ports.inbox import Received, Report, report_key
from miri.ports.leases import Lease
from miri.ports.project_store import Commit, JobWrite, ProjectStore
from tests.contract.a_project import ME, a_job, born
from tests.contract.test_project_store import new_store


@pytest.fixture(params=["memory", "sqlite", "firestore"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ProjectStore]:
    made = new_store(request.param, request, tmp_path)
    yield made
    await made.close()


def came(request_id: str, at: int = 1, good: bool = True) -> Received:
    report = Report(attempt_id="job_a.1", request_id=request_id, good=good, urls=("http://x/שיר",))
    return Received(key=report_key("fal", report), queue="fal", report=report, at=at)


async def test_a_report_is_received_once_however_often_it_comes(store: ProjectStore) -> None:
    copies = [came("r1", at) for at in range(1, 8)]
    answers = await asyncio.gather(*(store.inbox.receive(copy) for copy in copies))
    assert sum(answers) == 1
    (kept,) = await store.inbox.waiting()
    assert kept.report == copies[0].report


async def test_reports_wait_in_the_order_they_came_and_a_drained_one_stays_known(
    store: ProjectStore,
) -> None:
    letters = [came(f"r{n}", n) for n in range(1, 6)]
    for letter in letters:
        assert await store.inbox.receive(letter)
    assert list(await store.inbox.waiting()) == letters
    assert list(await store.inbox.waiting(limit=2)) == letters[:2]
    await store.inbox.drained([letters[0].key, letters[2].key])
    assert list(await store.inbox.waiting()) == [letters[1], letters[3], letters[4]]
    assert not await store.inbox.receive(came("r1", 99))
    assert await store.inbox.receive(came("r1", 99, good=False)), "another end is other news"


async def test_a_stray_is_kept_apart(store: ProjectStore) -> None:
    stray, mine = came("stray", 1), came("mine", 2)
    await store.inbox.receive(stray)
    await store.inbox.receive(mine)
    await store.inbox.set_aside([stray.key])
    assert list(await store.inbox.waiting()) == [mine]
    assert list(await store.inbox.strays()) == [stray]


async def test_of_many_who_want_a_lease_one_gets_it(store: ProjectStore) -> None:
    free = await store.leases.seen("drain:project_a")
    assert (free.owner, free.fence, free.beat) == ("", 0, 0)
    wanted = [
        Lease(name="drain:project_a", owner=name, fence=1, beat=1) for name in ("a", "b", "c")
    ]
    won = await asyncio.gather(*(store.leases.put(lease, 0) for lease in wanted))
    assert sum(won) == 1
    assert await store.leases.seen("drain:project_a") == wanted[won.index(True)]
    assert (await store.leases.seen("drain:project_b")).beat == 0


async def test_a_lease_that_moved_can_not_be_renewed_by_who_had_it(store: ProjectStore) -> None:
    mine = Lease(name="turn:t", owner="me", fence=1, beat=1)
    theirs = Lease(name="turn:t", owner="them", fence=2, beat=2)
    assert await store.leases.put(mine, 0)
    assert await store.leases.put(theirs, 1)
    assert not await store.leases.put(mine.model_copy(update={"beat": 2}), 1)
    assert await store.leases.seen("turn:t") == theirs


async def test_a_queue_gives_its_own_rows_and_those_due_first(store: ProjectStore) -> None:
    project_id = await born(store)
    own = f"fal-{uuid4().hex[:6]}"
    here = a_job(project_id)
    late = a_job(project_id, queue=own, due=30)
    soon = a_job(project_id, queue=own, due=10)
    never = a_job(project_id, queue=own, due=10**15)
    for job in (here, late, soon, never):
        await store.commit(Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=job),)))
    queued = frozenset({JobState.QUEUED})

    def ids(rows: "list[Job] | tuple[Job, ...]") -> list[str]:
        return [row.id for row in rows]

    assert here.id in ids(list(await store.open_jobs(queued, queue="")))
    assert late.id not in ids(list(await store.open_jobs(queued, queue="")))
    assert ids(list(await store.open_jobs(queued, queue=own))) == [late.id, soon.id, never.id]
    assert ids(list(await store.open_jobs(queued, queue=own, due=30))) == [soon.id, late.id]
    assert ids(list(await store.open_jobs(queued, 1, queue=own, due=30))) == [soon.id]

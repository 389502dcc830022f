"""What Firestore alone has to prove: contention between processes, batches, answers that are lost.

Why here: the limits are Firestore's; the promises are the port's.
Next: test_project_store.py, the suite of every store; tests/bench/firestore.py for the figures.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from miri.domain.job import JobState
from miri.errors import TooLarge, Unavailable
from miri.ports.project_store import Commit, JobWrite, Snapshot
from miri.stores.firestore import failures, group
from miri.stores.firestore.connection import connect, disconnect
from miri.stores.firestore.firestore_project_store import SNAPSHOTS_KEPT, FirestoreProjectStore
from tests.contract.a_project import ME, a_job, born, brief
from tests.cut_line import cut_line


@pytest.fixture
def cloud(firestore_emulator: str) -> tuple[str, str]:
    return f"demo-{uuid4().hex}", firestore_emulator


@pytest.fixture
async def store(cloud: tuple[str, str]) -> AsyncIterator[FirestoreProjectStore]:
    made = FirestoreProjectStore(*cloud)
    yield made
    await made.close()


@pytest.fixture
async def client(cloud: tuple[str, str]) -> AsyncIterator[Any]:
    made = connect(*cloud)
    yield made
    await disconnect(made)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (failures, group):
        monkeypatch.setattr(module, "PATIENCE", 0.5)


def said(project_id: str, *themes: str, **more: Any) -> Commit:
    return Commit(project_id=project_id, context=ME, events=tuple(map(brief, themes)), **more)


async def test_commits_of_several_processes_on_one_project_all_land(
    store: FirestoreProjectStore, cloud: tuple[str, str]
) -> None:
    project_id = await born(store)
    stores = [store, FirestoreProjectStore(*cloud), FirestoreProjectStore(*cloud)]
    commits = [s.commit(said(project_id, f"{n}")) for n in range(20) for s in stores]
    seqs = [r.seq for recorded in await asyncio.gather(*commits) for r in recorded]
    assert sorted(seqs) == list(range(2, 62))
    assert [r.seq for r in await store.events(project_id)] == list(range(1, 62))
    for other in stores[1:]:
        await other.close()


async def test_what_two_processes_decide_on_the_same_reading_happens_once(
    store: FirestoreProjectStore, cloud: tuple[str, str]
) -> None:
    project_id, other = await born(store), FirestoreProjectStore(*cloud)
    job = a_job(project_id)
    await store.commit(Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=job),)))
    claims = [
        Commit(
            project_id=project_id,
            context=ME,
            jobs=(JobWrite(job=job.moved(JobState.RUNNING, owner=owner), expected=1),),
        )
        for owner in ("a", "b")
    ]
    results = await asyncio.gather(
        store.commit(claims[0]), other.commit(claims[1]), return_exceptions=True
    )
    assert sorted(type(r).__name__ for r in results) == ["StaleBasis", "tuple"]
    winner = "ab"[[type(r) for r in results].index(tuple)]
    assert (await store.job(job.id)).owner == winner
    await other.close()


async def test_a_key_is_claimed_once_across_projects_and_processes(
    store: FirestoreProjectStore, cloud: tuple[str, str]
) -> None:
    one, two, other = await born(store), await born(store), FirestoreProjectStore(*cloud)
    results = await asyncio.gather(
        store.commit(said(one, "x", keys={"k": "one"})),
        other.commit(said(two, "x", keys={"k": "two"})),
        return_exceptions=True,
    )
    assert sorted(type(r).__name__ for r in results) == ["KeyTaken", "tuple"]
    assert sorted([await store.head(one), await store.head(two)]) == [1, 2]
    await other.close()


async def test_a_commit_whose_answer_was_lost_is_answered_and_happened_once(
    store: FirestoreProjectStore, cloud: tuple[str, str]
) -> None:
    project_id = await born(store)
    async with cut_line(cloud[1]) as line:
        far = FirestoreProjectStore(cloud[0], line.address)
        await far.commit(said(project_id, "before", basis={"brief": 1}))
        line.fatal = b"once and for all"
        work = said(project_id, "once and for all", basis={"brief": 2}, keys={"k": "yes"})
        waiting = asyncio.create_task(far.commit(work))
        await line.cut.wait()
        assert await store.claimed("k") == "yes", "it happened, and nobody was told"
        assert not waiting.done()
        line.mend()
        assert [(r.seq, r.event) for r in await waiting] == [(3, brief("once and for all"))]
        assert await store.head(project_id) == 3
        await far.close()


async def test_a_lost_answer_that_others_have_written_over_is_told_as_unknown(
    store: FirestoreProjectStore, cloud: tuple[str, str]
) -> None:
    project_id = await born(store)
    job = a_job(project_id)
    await store.commit(Commit(project_id=project_id, context=ME, jobs=(JobWrite(job=job),)))
    async with cut_line(cloud[1]) as line:
        far = FirestoreProjectStore(cloud[0], line.address)
        running = job.moved(JobState.RUNNING, owner="the owner far away")
        line.fatal = b"the owner far away"
        claim = JobWrite(job=running, expected=1)
        waiting = asyncio.create_task(
            far.commit(Commit(project_id=project_id, context=ME, jobs=(claim,)))
        )
        await line.cut.wait()
        ready = JobWrite(job=running.moved(JobState.READY), expected=2)
        await store.commit(Commit(project_id=project_id, context=ME, jobs=(ready,)))
        line.mend()
        with pytest.raises(Unavailable, match="may have been done"):
            await waiting
        await far.close()


async def test_a_store_that_is_away_is_told_in_time_and_nothing_is_half_done(
    store: FirestoreProjectStore, cloud: tuple[str, str], impatient: None
) -> None:
    project_id = await born(store)
    nowhere = FirestoreProjectStore(cloud[0], "127.0.0.1:9")
    began = time.monotonic()
    for asking in (nowhere.head(project_id), nowhere.commit(said(project_id, "x"))):
        with pytest.raises(Unavailable, match="does not answer"):
            await asking
    assert time.monotonic() - began < 5
    await nowhere.close()


async def test_without_an_emulator_it_is_the_clouds_firestore_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    identity = {
        "type": "service_account",
        "client_email": "miri@nowhere.example",
        "token_uri": "https://nowhere.example/token",
        "private_key": pem,
    }
    (tmp_path / "identity.json").write_text(json.dumps(identity))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "identity.json"))
    monkeypatch.delenv("FIRESTORE_EMULATOR_HOST", raising=False)
    client = connect("a-project")
    assert client._transport._host == "firestore.googleapis.com:443"
    assert client.project == "a-project"
    await disconnect(client)


async def test_what_no_batch_can_carry_is_refused_in_words_and_whole(
    store: FirestoreProjectStore,
) -> None:
    project_id = await born(store)
    rows = tuple(JobWrite(job=a_job(project_id)) for _ in range(501))
    with pytest.raises(TooLarge, match="a part of it"):
        await store.commit(Commit(project_id=project_id, context=ME, jobs=rows))
    await store.commit(Commit(project_id=project_id, context=ME, jobs=rows[:450]))
    assert [j.id for j in await store.jobs(project_id)] == [w.job.id for w in rows[:450]]


async def test_commits_that_share_no_batch_still_go_in_order(store: FirestoreProjectStore) -> None:
    project_id = await born(store)
    texts = ["".join(uuid4().hex for _ in range(1900)) for _ in range(120)]  # 7 MB in all
    results = await asyncio.gather(*(store.commit(said(project_id, t)) for t in texts))
    assert [recorded[0].event for recorded in results] == [brief(t) for t in texts]
    assert [recorded[0].seq for recorded in results] == list(range(2, 122))


async def test_a_member_that_firestore_refuses_takes_no_other_with_it(
    store: FirestoreProjectStore,
) -> None:
    project_id = await born(store)
    impossible = said(project_id, "bad").model_copy(
        update={"jobs": (JobWrite(job=a_job(project_id, id="__reserved__")),)}
    )
    members = [said(project_id, "1"), said(project_id, "2"), impossible, said(project_id, "3")]
    results = await asyncio.gather(*map(store.commit, members), return_exceptions=True)
    assert [type(r).__name__ for r in results] == ["tuple", "tuple", "TooLarge", "tuple"]
    assert await store.head(project_id) == 4


async def test_old_snapshots_go_with_their_parts(store: FirestoreProjectStore, client: Any) -> None:
    project_id = await born(store)
    noise = "".join(uuid4().hex for _ in range(8_000))
    for seq in range(1, SNAPSHOTS_KEPT + 4):
        await store.keep_snapshot(
            Snapshot(project_id=project_id, seq=seq, document=f"{seq}{noise}")
        )
    project = client.collection("projects").document(project_id)
    counts = [
        len([d async for d in project.collection(c).stream()]) for c in ("snapshots", "parts")
    ]
    assert counts == [SNAPSHOTS_KEPT, SNAPSHOTS_KEPT]
    assert await store.snapshot(project_id, until=3) is None
    assert (await store.snapshot(project_id, until=4)).document == f"4{noise}"


async def test_nothing_of_a_purged_project_is_left_in_the_database(
    store: FirestoreProjectStore, client: Any
) -> None:
    project_id = await born(store)
    noise = "".join(uuid4().hex for _ in range(8_000))
    await store.commit(
        said(project_id, noise, jobs=(JobWrite(job=a_job(project_id)),), keys={"k": noise})
    )
    await store.keep_snapshot(Snapshot(project_id=project_id, seq=2, document=noise))
    await store.purge(project_id)
    left = [c.id async for c in client.collection("projects").document(project_id).collections()]
    left += [c.id async for c in client.collections()]
    assert left == []
    await store.purge(project_id)

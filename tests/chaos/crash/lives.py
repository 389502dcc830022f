"""One crash point, from the order to the end: a life that is cut off there, and a life that goes on.

Why here: what it takes to get to a point is a table; the rest is the same for all of them.
Next: truths.py, which judges what is recorded here.
"""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from miri.domain.job import Job, JobState
from miri.domain.project import Project
from miri.events.event import Recorded
from miri.events.money_events import BudgetSet
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit, ProjectStore
from tests.chaos.crash.errand import Errand, open_store
from tests.chaos.crash.undertaker import End, Undertaker
from tests.chaos.crowd import crowd
from tests.contract.a_project import ME, born
from tests.provider_house import PRICE
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.standins.fal.submissions import Submission

WAY_THERE = {"unknown": ("submit.after_claim",)}
"""By the point's family: where earlier lives are cut off, so that a later one comes by the point."""
POLLED = ("reconcile", "cancel")
"""Families of points that are crossed where no webhook comes."""
ORDERS: int = Errand.model_fields["orders"].default
SLOW_SECONDS = 30.0
LONG_SECONDS = 30.0
HALF_SENT = frozenset({JobState.SUBMITTING, JobState.SUBMIT_UNKNOWN})
SIDE_BY_SIDE = {"webhooks": False, "lease_seconds": 1.0}
"""Two lives at once share no port; and a lease that lapses must not be waited for long."""


@dataclass(frozen=True)
class Life:
    """What is left: how each life ended, the rows at the time of the kill and at the end, the log,
    what a client was told, what the provider took in, whose bills are right."""

    point: str
    ends: tuple[End, ...]
    at_death: Sequence[Job]
    jobs: Sequence[Job]
    log: Sequence[Recorded]
    told: Sequence[int]
    project: Project
    submissions: Sequence[Submission]
    webhooks: bool
    waiting: int
    kept: int
    said: str
    patience: float = 0
    """What the last life had to wait for word that never came."""
    wakes: bool = False
    """Whether the first life went on in the end, and told what it knew."""


async def lived(point: str, store: str, folder: Path, parlour: Undertaker) -> Life:
    """A life that is killed at the point, and one that goes on."""
    family = point.partition(".")[0]
    async with begun(store, folder) as (plain, kept, fal):
        if family == "cancel":
            fal.faults.add(kind="slow_run", seconds=SLOW_SECONDS)
        told = {"webhooks": family not in POLLED, "cancels": family == "cancel"}
        errand = plain.model_copy(update=told)
        ends: list[End] = []
        for cut in (*WAY_THERE.get(family, ()), point):
            ends.append(await parlour.live(errand.model_copy(update={"die_at": cut})))
        at_death = await kept.jobs(errand.project_id)
        patience = patience_for(at_death, fal)
        ends.append(await parlour.live(errand.model_copy(update={"ask_after_seconds": patience})))
        life = await _left(point, errand, kept, fal, tuple(ends), at_death)
        return replace(life, patience=patience if patience < LONG_SECONDS else 0)


def patience_for(at_death: Sequence[Job], fal: FalStandIn) -> float:
    """How long to wait for word of what was half sent: as long as it takes where the provider has
    all of it; else somebody waits for what never comes."""
    prompts = [s.prompt for s in fal.queue.submissions.values()]
    half_sent = [job for job in at_death if job.state in HALF_SENT]
    all_arrived = all(any(job.id in prompt for prompt in prompts) for job in half_sent)
    return LONG_SECONDS if all_arrived else 0.7 * crowd()


async def slept_through(point: str, store: str, folder: Path, parlour: Undertaker) -> Life:
    """A life that stands still at the point for longer than its lease, one that takes over and
    comes to its end meanwhile; then the first one is woken."""
    async with begun(store, folder) as (plain, kept, fal):
        errand = plain.model_copy(update=SIDE_BY_SIDE)
        sleeper, its_end = parlour.born(errand.model_copy(update={"stop_at": point}))
        async with asyncio.timeout(30):
            while not sleeper.pid.exists() or not sleeper.pid.read_text():
                await asyncio.sleep(0.02)
        at_death = await kept.jobs(errand.project_id)
        try:
            other = await parlour.live(errand.model_copy(update={"told": "other.txt"}))
        finally:
            os.kill(int(sleeper.pid.read_text()), signal.SIGCONT)
        ends = (await its_end, other)
        life = await _left(point, errand, kept, fal, ends, at_death)
        return replace(life, wakes=True)


async def lived_by_two_clocks(store: str, folder: Path, parlour: Undertaker, apart: int) -> Life:
    """Two lives at once that agree on everything but the time."""
    async with begun(store, folder) as (plain, kept, fal):
        errand = plain.model_copy(update=SIDE_BY_SIDE)
        born = [
            parlour.born(errand.model_copy(update={"clock_seconds": seconds, "told": told}))
            for seconds, told in ((-apart, errand.told), (apart, "other.txt"))
        ]
        ends = tuple([await end for _, end in born])
        return await _left("", errand, kept, fal, ends, ())


@asynccontextmanager
async def begun(store: str, folder: Path) -> AsyncIterator[tuple[Errand, ProjectStore, FalStandIn]]:
    """A funded project on a store of its own, a provider, and an errand that names them."""
    folder.mkdir(parents=True)
    options = Options(webhook_backoff=0.05)
    with held_port() as port:
        async with FalStandIn(options) as fal, opened(store) as kept:
            yield (
                Errand(
                    store=store,
                    folder=folder,
                    project_id=await funded(kept),
                    fal_port=int(fal.url.rpartition(":")[2]),
                    public_port=port,
                ),
                kept,
                fal,
            )


async def funded(store: ProjectStore) -> str:
    """A project with a budget for all orders and not a micro-dollar more."""
    project_id, micros = await born(store), ORDERS * PRICE
    events = (BudgetSet(limit_micros=micros, standing_micros=micros),)
    await store.commit(Commit(project_id=project_id, context=ME, events=events))
    return project_id


@contextmanager
def held_port() -> Iterator[int]:
    """A port kept from everybody else, for victims to listen on one after the other."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[ProjectStore]:
    """A store of the test's own on the same data."""
    store = open_store(name)
    try:
        yield store
    finally:
        await store.close()


async def _left(
    point: str,
    errand: Errand,
    store: ProjectStore,
    fal: FalStandIn,
    ends: tuple[End, ...],
    at_death: Sequence[Job],
) -> Life:
    media = errand.folder / "media"
    told = errand.journal.read_text().split() if errand.journal.exists() else []
    return Life(
        point=point,
        ends=ends,
        at_death=at_death,
        jobs=await store.jobs(errand.project_id),
        log=await store.events(errand.project_id),
        told=[int(seq) for seq in told],
        project=await Archive(store, Feed(store)).open(errand.project_id),
        submissions=list(fal.queue.submissions.values()),
        webhooks=errand.webhooks,
        waiting=len(await store.inbox.waiting()),
        kept=sum(1 for path in media.rglob("*") if path.is_file()),
        said=(errand.folder / "said.txt").read_text()[-4000:],
    )


async def live_all(
    wanted: Sequence[tuple[str, str]], folder: Path, parlour: Undertaker, at_once: int
) -> dict[str, Life]:
    """Lives of (point, store), several at once; by point."""
    seats = asyncio.Semaphore(at_once)

    async def one(point: str, store: str) -> Life:
        async with seats:
            return await lived(point, store, folder / point, parlour)

    lives = await asyncio.gather(*(one(point, store) for point, store in wanted))
    return {life.point: life for life in lives}

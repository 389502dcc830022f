"""One crash point, from the order to the end: a life that is cut off there, and a life that goes on.

Why here: what it takes to get to a point is a table; the rest is the same for all of them.
Next: truths.py, which judges what is recorded here.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from miri.domain.job import Job
from miri.domain.project import Project
from miri.events.event import Recorded
from miri.events.money_events import BudgetSet
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit, ProjectStore
from tests.chaos.crash.errand import Errand, open_store
from tests.chaos.crash.undertaker import End, Undertaker
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


async def lived(point: str, store: str, folder: Path, parlour: Undertaker) -> Life:
    """Live it all."""
    folder.mkdir(parents=True)
    options = Options(webhook_backoff=0.05)
    with held_port() as port:
        async with FalStandIn(options) as fal, opened(store) as kept:
            family = point.partition(".")[0]
            errand = Errand(
                store=store,
                folder=folder,
                project_id=await funded(kept),
                fal_port=int(fal.url.rpartition(":")[2]),
                public_port=port,
                webhooks=family not in POLLED,
                cancels=family == "cancel",
            )
            return await _lived(point, errand, parlour, fal, kept)


async def funded(store: ProjectStore) -> str:
    """A project with a budget for all orders and not a micro-dollar more."""
    project_id, micros = await born(store), ORDERS * PRICE
    events = (BudgetSet(limit_micros=micros, standing_micros=micros),)
    await store.commit(Commit(project_id=project_id, context=ME, events=events))
    return project_id


async def _lived(
    point: str,
    errand: Errand,
    parlour: Undertaker,
    fal: FalStandIn,
    kept: ProjectStore,
) -> Life:
    family = point.partition(".")[0]
    if family == "cancel":
        fal.faults.add(kind="slow_run", seconds=SLOW_SECONDS)
    ends: list[End] = []
    for cut in (*WAY_THERE.get(family, ()), point):
        ends.append(await parlour.live(errand.model_copy(update={"die_at": cut})))
    at_death = await kept.jobs(errand.project_id)
    ends.append(await parlour.live(errand))
    return await _left(point, errand, kept, fal, tuple(ends), at_death)


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

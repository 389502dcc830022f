"""The storm: takes by the hundred, of whose webhooks some come twice, some never, all shuffled, some
forged besides, while the worker is killed again and again.

Why here: the row by which "pay once, lose nothing" is measured.
Next: mortal.py (the worker), ledger.py (the questions).
"""

import asyncio
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from miri.domain.job import JobState
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.chaos.crash.errand import Errand
from tests.chaos.crash.lives import held_port
from tests.chaos.scenarios.ledger import Tally, sent_by_job, tally
from tests.provider_house import PRICE, ProviderHouse, new_house
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn

DOUBLED, NEVER = 0.3, 0.1
PATIENCE = 6.0
"""Seconds that a webhook may come later than meant: the worker may be down, and then it is retried."""
LONGEST_SECONDS = 300


@dataclass(frozen=True)
class Storm:
    """What came of it."""

    takes: int
    kills: int
    seconds: float
    ready: int
    orphaned: int
    doubled: int
    never: int
    forged: int
    submissions: int

    def __str__(self) -> str:
        return (
            f"{self.takes} takes, worker killed {self.kills} x, {self.seconds:.0f} s: "
            f"{self.submissions} sent, {self.ready} ready, {self.orphaned} wait for a person (outcome "
            f"unknown and no webhook); webhooks: {self.doubled} doubled, {self.never} never sent, "
            f"{self.forged} forged and none taken; 0 lost, 0 paid twice"
        )


async def play(
    folder: Path, *, takes: int, kills: int, spread: float, forged: float = 0.05, seed: int = 1
) -> Storm:
    """Play it; webhooks come within `spread` seconds, `forged` of them after a forged one."""
    store = SqliteProjectStore(folder / "m.db")
    async with FalStandIn(Options(webhook_backoff=0.3, seed=seed)) as fal:
        fal.faults.add(kind="webhook_duplicated", chance=DOUBLED)
        fal.faults.add(kind="webhook_never", chance=NEVER)
        fal.faults.add(kind="webhook_forged", chance=forged)
        fal.faults.add(kind="webhook_shuffled", seconds=spread)
        with held_port() as port:
            house = await new_house(store, folder, fal, f"http://127.0.0.1:{port}")
            await house.budget(takes * PRICE)
            await house.order(takes)
            began = time.monotonic()
            died = await _lived(_errand(house, folder, port), kills, seed, spread + PATIENCE)
            seconds = time.monotonic() - began
        found = await _judged(house)
    await store.close()
    struck, told = Counter(strike.kind for strike in fal.faults.log), fal.webhooks.log
    return Storm(
        takes=takes,
        kills=died,
        seconds=seconds,
        ready=found.states[JobState.READY],
        orphaned=found.states[JobState.ORPHANED],
        doubled=struck["webhook_duplicated"],
        never=struck["webhook_never"],
        forged=sum(d.kind == "webhook_forged" for d in told),
        submissions=len(fal.queue.submissions),
    )


def _errand(house: ProviderHouse, folder: Path, port: int) -> Errand:
    return Errand(
        store=f"sqlite:{folder / 'm.db'}",
        folder=folder,
        project_id=house.project_id,
        fal_port=int(house.fal.url.rpartition(":")[2]),
        public_port=port,
    )


async def _judged(house: ProviderHouse) -> Tally:
    """Everything is ready and paid once, but for what died unknown with the worker and never had a
    webhook; nothing was sent twice, no forged webhook was taken."""
    jobs, fal = list(await house.jobs()), house.fal
    found = await tally(house.archive, house.project_id)
    sent = sent_by_job(jobs, list(fal.queue.submissions.values()))
    never = {s.subject for s in fal.faults.log if s.kind == "webhook_never"}
    assert found.states.keys() <= {JobState.READY, JobState.ORPHANED}, found.states
    for job in jobs:
        assert len(sent[job.id]) <= 1, f"{job.id} was sent twice"
        lost = all(s.subject in never for s in sent[job.id])
        assert sent[job.id] if job.state is JobState.READY else lost, job
    ready, orphaned = found.states[JobState.READY], found.states[JobState.ORPHANED]
    assert found.settled == ready
    assert (found.spent_micros, found.reserved_micros) == (ready * PRICE, orphaned * PRICE)
    answers = Counter(d.status for d in fal.webhooks.log if d.kind == "webhook_forged")
    assert answers.keys() <= {0, 401}, f"forged webhooks were answered {answers}"
    return found


async def _lived(errand: Errand, kills: int, seed: int, patience: float) -> int:
    """How many of the lives were really cut off."""
    told = [errand.model_dump_json(), str(kills), str(seed), str(patience)]
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.chaos.scenarios.mortal", *told),
        stdout=asyncio.subprocess.PIPE,
        stderr=(errand.folder / "said.txt").open("wb"),
    )
    try:
        said, _ = await asyncio.wait_for(worker.communicate(), LONGEST_SECONDS)
    finally:
        if worker.returncode is None:
            worker.kill()
    assert worker.returncode == 0, (errand.folder / "said.txt").read_text()[-3000:]
    return said.split().count(b"killed")

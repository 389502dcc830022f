"""Lost answers: the provider takes the order, and one answer in ten never arrives.

Why here: what is unknown must not be sent again; the webhook tells what became of it.
Next: ledger.py (the questions); miri/jobs/submitter.py.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from miri.domain.job import JobState
from miri.events.version_events import JobMoved
from miri.ports.project_store import ProjectStore
from tests.chaos.scenarios.ledger import sent_by_job, tally
from tests.provider_house import PRICE, ProviderHouse, Receiver, new_house, receiving
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn

LONGEST_SECONDS = 240


@dataclass(frozen=True)
class LostAnswers:
    """What came of it."""

    takes: int
    lost: int
    posts: int
    unknown: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.takes} takes, {self.lost} answers lost, {self.seconds:.0f} s: {self.posts} POSTs, "
            f"{self.unknown} were unknown for a while, all matched by webhook and ready; 0 sent again"
        )


async def play(store: ProjectStore, folder: Path, *, takes: int, lost: int) -> LostAnswers:
    """Play it: `lost` of the answers, spread over all of them."""
    receiver = Receiver()
    async with FalStandIn(Options(webhook_backoff=0.1)) as fal, receiving(receiver) as url:
        for n in range(lost):
            fal.faults.add(kind="drop_after_accept", times=1, skip=n * (takes // lost))
        house = await new_house(store, folder, fal, url)
        await house.budget(takes * PRICE)
        desk = receiver.desk = house.desk()
        house.archive.job_hint = desk.wake
        began = time.monotonic()
        await house.order(takes)
        desk.start()
        await _ready(house)
        seconds = time.monotonic() - began
        await desk.stop()
        found = await tally(house.archive, house.project_id)
        sent = sent_by_job(list(await house.jobs()), list(fal.queue.submissions.values()))
        moves = [r.event for r in await store.events(house.project_id)]
    assert found.states == Counter({JobState.READY: takes})
    assert {len(own) for own in sent.values()} == {1}
    assert (found.settled, found.spent_micros, found.reserved_micros) == (takes, takes * PRICE, 0)
    unknown = [e for e in moves if isinstance(e, JobMoved) and e.state is JobState.SUBMIT_UNKNOWN]
    struck = sum(strike.kind == "drop_after_accept" for strike in fal.faults.log)
    assert struck == lost
    return LostAnswers(takes, struck, len(fal.queue.submissions), len(unknown), seconds)


async def _ready(house: ProviderHouse) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        while set(await house.states()) - {JobState.READY}:
            await asyncio.sleep(0.2)

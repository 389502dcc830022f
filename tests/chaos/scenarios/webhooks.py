"""Webhooks by the hundred at the same moment, all on one project.

Why here: each is answered only when its row is on disk; what they mean is drained in batches.
Next: miri/jobs/mailbox.py, sequencer.py; ledger.py.
"""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from miri.domain.job import JobState
from miri.ports.project_store import ProjectStore
from tests.chaos.scenarios.ledger import tally
from tests.provider_house import PRICE, ProviderHouse, Receiver, new_house, receiving
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.standins.fal.submissions import Submission
from tests.standins.fal.webhooks import document

LONGEST_SECONDS = 120
UNSENT = {JobState.QUEUED, JobState.SUBMITTING}
UNSETTLED = {*UNSENT, JobState.SUBMITTED}


@dataclass(frozen=True)
class Webhooks:
    """Seconds from the first letter to the last answer, and until the last is settled."""

    count: int
    answered: float
    settled: float

    def __str__(self) -> str:
        return (
            f"{self.count} webhooks at once on one project: all answered 200 in {self.answered:.2f} s, "
            f"all settled in {self.settled:.2f} s"
        )


async def play(store: ProjectStore, folder: Path, *, count: int) -> Webhooks:
    """Order, let all of them end unreported, then report them all at once."""
    receiver = Receiver()
    async with FalStandIn(Options(runners=count)) as fal, receiving(receiver) as url:
        fal.faults.add(kind="webhook_never")
        house = await new_house(store, folder, fal, url)
        house.pace = type(house.pace)()  # nothing is asked before the webhooks come
        await house.budget(count * PRICE)
        desk = receiver.desk = house.desk()
        house.archive.job_hint = desk.wake
        await house.order(count)
        desk.start()
        await _none_in(house, UNSENT)
        began = time.monotonic()
        ended = list(fal.queue.submissions.values())
        answers = await asyncio.gather(*(_told(fal, s) for s in ended))
        answered = time.monotonic() - began
        await _none_in(house, UNSETTLED)
        settled = time.monotonic() - began
        await desk.stop()
        found = await tally(house.archive, house.project_id)
    assert Counter(answers) == Counter({200: count})
    assert (found.settled, found.spent_micros, found.reserved_micros) == (count, count * PRICE, 0)
    return Webhooks(count, answered, settled)


async def _told(fal: FalStandIn, s: Submission) -> int:
    body = json.dumps(document(s)).encode()
    return await fal.webhooks.send(s.webhook or "", body, name=s.id, forged=False, age=0)


async def _none_in(house: ProviderHouse, states: set[JobState]) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        while set(await house.states()) & states or not all(
            s.outcome for s in house.fal.queue.submissions.values()
        ):
            await asyncio.sleep(0.05)

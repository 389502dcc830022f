"""Many a yes at once, money for a quarter of them.

Why here: a yes is used in the commit that reserves; whoever comes when the budget is spent is refused
in words, and the project never goes below zero.
Next: tools/project/approve_spend.py; tools/spending.py.
"""

import asyncio
import io
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from miri.domain.approval import ApprovalStatus
from miri.domain.identity import new_id
from miri.errors import Refused
from miri.events.event import Recorded
from miri.events.fold import apply
from miri.events.money_events import MoneyReserved, MoneySettled
from miri.ports.image_model import Picture, StillOrder
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.rehearsal import RehearsedImages
from server.bootstrap import Parts
from tests.studio_fixtures import Session, new_session, running_studio
from tools.registry import Caller

PRICE = 20_000


class PlainPictures(AnimaticArtist):
    """One colour: here it does not matter what is drawn."""

    async def draw(self, order: StillOrder) -> Picture:
        """See the port."""
        out = io.BytesIO()
        Image.new("RGB", (64, 36), (order.seed % 255, 80, 120)).save(out, "PNG")
        return Picture(data=out.getvalue(), content_type="image/png", width=64, height=36)


@dataclass(frozen=True)
class Approvals:
    """`seconds` is how long each yes took, sorted."""

    asked: int
    given: int
    refused: int
    least_available: int
    seconds: list[float]

    @property
    def p99(self) -> float:
        """Seconds."""
        return self.seconds[int(len(self.seconds) * 0.99) - 1]

    def __str__(self) -> str:
        return (
            f"{self.asked} approvals at once: {self.given} given, {self.refused} refused in words; "
            f"least available ever {self.least_available} micro-dollars; p50 "
            f"{self.seconds[len(self.seconds) // 2]:.2f} s, p99 {self.p99:.2f} s"
        )


async def play(folder: Path, *, asked: int, afforded: int, store: str = "sqlite") -> Approvals:
    """A quote in each of as many conversations, then a yes to all of them at once."""
    parts = Parts(images=RehearsedImages(PlainPictures(), PRICE))
    async with running_studio(folder, store, parts) as studio:
        session = await new_session(studio)
        await session.call("set_budget", dollars=f"{asked * PRICE / 1e6:.2f}")
        quotes = [await _quoted(session, n) for n in range(asked)]
        await session.call("set_budget", dollars=f"{afforded * PRICE / 1e6:.2f}")
        took: list[float] = []
        answers = await asyncio.gather(*(_yes(session, quote, took) for quote in quotes))
        await studio.settled(session.project_id)
        log, project = await session.events(), await session.project()
    given = sum(answers)
    reserved = sum(isinstance(r.event, MoneyReserved) for r in log)
    paid = [r.event.actual_micros for r in log if isinstance(r.event, MoneySettled)]
    used = sum(a.status is ApprovalStatus.USED for a in project.approvals.values())
    assert given == reserved == used == afforded and paid == [PRICE] * afforded
    assert project.budget.reserved_micros == 0 == project.budget.available_micros
    least = _least_available(log)
    assert least >= 0
    return Approvals(asked, given, asked - given, least, sorted(took))


async def _quoted(session: Session, n: int) -> str:
    """The id of an approval that waits in a conversation of its own."""
    await session.call("define_asset", kind="prop", name=f"Lamp {n}")
    thread = str((await session.call("new_thread")).result["thread_id"])
    caller = Caller(session.actor, new_id("key"), thread)
    answer = await session.studio.registry.call(
        "generate_asset", {"asset": f"Lamp {n}"}, session.project_id, caller
    )
    return str(answer.result["approval_id"])


async def _yes(session: Session, approval: str, took: list[float]) -> bool:
    began = time.perf_counter()
    try:
        await session.call("approve_spend", approval=approval)
    except Refused:
        return False
    finally:
        took.append(time.perf_counter() - began)
    return True


def _least_available(log: list[Recorded]) -> int:
    """The lowest that was left at any moment since the last budget was set."""
    from miri.domain.project import Project

    project, least = Project(id=log[0].project_id), 1 << 62
    for recorded in log:
        project = apply(project, recorded)
        if isinstance(recorded.event, MoneyReserved | MoneySettled):
            least = min(least, project.budget.available_micros)
    return least

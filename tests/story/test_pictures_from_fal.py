"""With a key: a person is quoted a price, says yes in a word, and fal's pictures arrive by webhook.

Why here: the whole way of paid work through the real server: chat, quote, approval, one POST per
picture, signed webhooks, downloads, and a bill that agrees with fal's to the micro-dollar.
Next: tests/standins/fal; miri/jobs/desk.py.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fal_server import fal_server
from tests.guest import Guest
from tests.live_server import LiveServer, until
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.studio_fixtures import write_song


@pytest.fixture
async def fal() -> AsyncIterator[FalStandIn]:
    async with FalStandIn(Options(webhook_backoff=0.2)) as started:
        yield started


@pytest.fixture
async def server(tmp_path: Path, fal: FalStandIn) -> AsyncIterator[LiveServer]:
    with fal_server(tmp_path / "home", fal) as started:
        yield started


async def test_a_yes_buys_the_pictures_that_were_quoted_and_no_more(
    server: LiveServer, fal: FalStandIn, tmp_path: Path
) -> None:
    async with server.client() as http:
        guest = await Guest(http).begin()
        await guest.with_shots(write_song(tmp_path / "little.wav", seconds=6))
        await guest.did("set_budget", dollars=5)
        await guest.did("generate_stills", here=True)
        document = await guest.document()
        (approval,) = [a for a in document["approvals"] if a["status"] == "pending"]
        shots = len(document["shots"])
        assert approval["total_micros"] == 30_000 * shots
        assert not fal.queue.submissions
        await guest.post("yes")
        await until(lambda: pictures_are_there(guest))
        document = await guest.settled()
    assert len(fal.queue.submissions) == shots
    bills = sum(s.bill.price_micros for s in fal.queue.submissions.values() if s.bill.charged)
    assert document["budget"]["spent_micros"] == bills == approval["total_micros"]
    assert document["budget"]["reserved_micros"] == 0
    assert {v["provider"] for v in document["versions"]} == {"fal"}
    assert [d.status for d in fal.webhooks.log if d.kind == "good"] == [200] * shots


async def pictures_are_there(guest: Guest) -> bool:
    shots = (await guest.document())["shots"]
    return all(s["selected"]["still"] for s in shots)

"""SIGTERM while a provider is at work and people watch: it ends well and in time, and nothing is lost.

Why here: this is what every deployment does, several times a day. Row 15 of the scenarios in
docs/reliability.md; its full number of clients with CRASH_POINTS=all (`make chaos`).
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from socketio.exceptions import SocketIOError

from tests.chaos.crowd import crowd
from tests.fal_server import fal_server
from tests.guest import Guest
from tests.listener import Listener
from tests.live_server import LiveServer, until
from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn

JOBS = 20
CLIENTS = 200 if os.environ.get("CRASH_POINTS") == "all" else 20
EXIT_SECONDS = 10.0
BACK_SECONDS = 5.0


@pytest.fixture
async def fal() -> AsyncIterator[FalStandIn]:
    options = Options(webhook_backoff=0.2, run_seconds=(0.2, 2.5), runners=JOBS)
    async with FalStandIn(options) as started:
        yield started


@pytest.fixture
async def server(tmp_path: Path, fal: FalStandIn) -> AsyncIterator[LiveServer]:
    with fal_server(tmp_path / "home", fal) as started:
        yield started


async def test_told_to_stop_with_orders_out_and_people_watching_it_ends_in_time_and_goes_on(
    server: LiveServer, fal: FalStandIn
) -> None:
    http = server.client()
    guest = await Guest(http).begin()
    await guest.did("set_budget", dollars=5, without_asking=5)
    for n in range(JOBS):
        await guest.did("define_asset", kind="prop", name=f"Lamp {n}", description="a brass lamp")
    seats = asyncio.Semaphore(20)
    listeners = [Listener(server.url) for _ in range(CLIENTS)]
    await asyncio.gather(*(join(listener, guest, seats) for listener in listeners))
    await guest.did("generate_asset")
    await until(lambda: some_are_out(fal))
    began = time.monotonic()
    assert await asyncio.to_thread(server.stop, 30) == 0
    assert time.monotonic() - began < EXIT_SECONDS * crowd()
    await http.aclose()
    stopped = time.monotonic()
    await asyncio.to_thread(server.start)
    assert time.monotonic() - stopped < BACK_SECONDS * crowd()
    async with server.client() as guest.http:
        await asyncio.gather(*(join(listener, guest, seats) for listener in listeners))
        document = await guest.settled(60)
        await until(lambda: all_told(listeners, document["seq"]))
    assert_paid_once(document, fal)
    for listener in listeners:
        assert sorted(set(listener.seqs)) == list(range(1, document["seq"] + 1))
        await listener.client.disconnect()


async def join(listener: Listener, guest: Guest, seats: asyncio.Semaphore) -> None:
    """As a client does: from where it was, and once more where the line was not taken."""
    async with seats:
        for _ in range(10):
            with suppress(SocketIOError):
                await listener.again(guest.project_id)
                return
            await asyncio.sleep(0.2)
    raise AssertionError("a client could not come back")


async def some_are_out(fal: FalStandIn) -> bool:
    return len(fal.queue.submissions) >= JOBS // 4


async def all_told(listeners: list[Listener], seq: int) -> bool:
    return all(listener.since >= seq for listener in listeners)


def assert_paid_once(document: dict[str, Any], fal: FalStandIn) -> None:
    """Each picture is there, sent for once, and paid for to the micro-dollar."""
    assert [job["state"] for job in document["jobs"]] == ["READY"] * JOBS
    assert len(fal.queue.submissions) == JOBS
    bills = sum(s.bill.price_micros for s in fal.queue.submissions.values() if s.bill.charged)
    assert document["budget"]["spent_micros"] == bills
    assert document["budget"]["reserved_micros"] == 0

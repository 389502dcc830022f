"""A running stand-in, a client with its key, and a receiver of webhooks."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.unit.standins.receiver import Receiver

QUICK = Options(seed=7, clip_height=120, webhook_backoff=0.01)


@pytest.fixture
async def fal() -> AsyncIterator[FalStandIn]:
    async with FalStandIn(QUICK) as standing:
        yield standing
        assert standing.queue.crashes == []


@pytest.fixture
async def web(fal: FalStandIn) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(fal) as client:
        yield client


@pytest.fixture
async def receiver(fal: FalStandIn) -> AsyncIterator[Receiver]:
    async with Receiver(fal.jwks_url) as listening:
        yield listening


def client_of(fal: FalStandIn) -> httpx.AsyncClient:
    headers = {"Authorization": f"Key {fal.options.key}"}
    return httpx.AsyncClient(
        base_url=fal.url, headers=headers, timeout=10, trust_env=False, verify=False
    )

"""The TCP fault proxy between a client and the stand-in."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.standins.fal.standin import FalStandIn
from tests.standins.fault_proxy import FaultProxy, Weather
from tests.unit.standins.orders import STILL, ended, still_order, submit


@pytest.fixture
async def proxy(fal: FalStandIn) -> AsyncIterator[FaultProxy]:
    async with FaultProxy("127.0.0.1", int(fal.url.rsplit(":")[-1]), seed=5) as between:
        yield between


@pytest.fixture
async def through(fal: FalStandIn, proxy: FaultProxy) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Key {fal.options.key}"}
    base = f"http://127.0.0.1:{proxy.port}"
    async with httpx.AsyncClient(
        base_url=base, headers=headers, trust_env=False, verify=False
    ) as client:
        yield client


async def test_in_good_weather_nothing_is_different(through: httpx.AsyncClient, proxy: FaultProxy):
    answer = await ended(through, await submit(through, STILL, still_order()))
    assert answer.status_code == 200 and not proxy.struck
    file = await through.get(answer.json()["images"][0]["url"])
    assert file.status_code == 200 and str(proxy.port) in str(file.url)


async def test_latency_is_added_to_every_answer(through: httpx.AsyncClient, proxy: FaultProxy):
    proxy.set(Weather(latency=0.05, jitter=0.01))
    began = asyncio.get_running_loop().time()
    await through.get("/.well-known/jwks.json")
    assert asyncio.get_running_loop().time() - began >= 0.1


async def test_a_reset_keeps_the_request_from_the_server(
    through: httpx.AsyncClient, proxy: FaultProxy, fal: FalStandIn
):
    proxy.set(Weather(reset=1))
    with pytest.raises(httpx.TransportError):
        await through.post(f"/{STILL}", json=still_order())
    assert fal.bills.rows == [] and proxy.struck["reset"] == 1


async def test_a_dropped_answer_leaves_a_request_that_is_paid_for(
    through: httpx.AsyncClient, proxy: FaultProxy, fal: FalStandIn
):
    proxy.set(Weather(drop_response=1))
    with pytest.raises(httpx.TransportError):
        await through.post(f"/{STILL}", json=still_order())
    assert len(fal.bills.rows) == 1 and proxy.struck["drop_response"] == 1


async def test_a_half_closed_answer_is_no_answer(
    through: httpx.AsyncClient, proxy: FaultProxy, fal: FalStandIn
):
    proxy.set(Weather(half_close=1))
    with pytest.raises(httpx.RemoteProtocolError):
        await through.post(f"/{STILL}", json=still_order())
    assert len(fal.bills.rows) == 1 and proxy.struck["half_close"] == 1


async def test_in_a_blackhole_nothing_passes_and_nothing_is_lost(
    through: httpx.AsyncClient, proxy: FaultProxy, fal: FalStandIn
):
    await through.get("/.well-known/jwks.json")
    proxy.set(Weather(blackhole=True))
    waiting = asyncio.create_task(through.post(f"/{STILL}", json=still_order()))
    await asyncio.sleep(0.1)
    assert not waiting.done() and fal.bills.rows == []
    proxy.set(Weather())
    assert (await waiting).status_code == 200


async def test_a_connection_that_stands_feels_the_weather_change(
    through: httpx.AsyncClient, proxy: FaultProxy
):
    assert (await through.get("/.well-known/jwks.json")).status_code == 200
    proxy.set(Weather(drop_response=1))
    with pytest.raises(httpx.TransportError):
        await through.get("/.well-known/jwks.json")
    proxy.set(Weather())
    assert (await through.get("/.well-known/jwks.json")).status_code == 200


async def test_who_refuses_can_listen_again_on_the_same_port(
    through: httpx.AsyncClient, proxy: FaultProxy
):
    await through.get("/.well-known/jwks.json")
    await proxy.refuse()
    with pytest.raises(httpx.TransportError):
        await through.get("/.well-known/jwks.json")
    with pytest.raises(httpx.ConnectError):
        await through.get("/.well-known/jwks.json")
    await proxy.listen()
    assert (await through.get("/.well-known/jwks.json")).status_code == 200


async def test_the_same_seed_breaks_the_same_exchanges(fal: FalStandIn):
    async def broken(seed: int) -> list[int]:
        port = int(fal.url.rsplit(":")[-1])
        async with FaultProxy("127.0.0.1", port, seed=seed) as proxy:
            proxy.set(Weather(reset=0.2, drop_response=0.2))
            bad = []
            url = f"http://127.0.0.1:{proxy.port}/.well-known/jwks.json"
            async with httpx.AsyncClient(trust_env=False, verify=False) as web:
                for n in range(20):
                    try:
                        await web.get(url)
                    except httpx.TransportError:
                        bad.append(n)
            return bad

    first = await broken(1)
    assert 2 <= len(first) <= 15
    assert first == await broken(1) != await broken(2)

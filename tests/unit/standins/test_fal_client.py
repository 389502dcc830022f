"""fal's own client against the stand-in: what it reads, the stand-in must give."""

import asyncio

import fal_client
import fal_client.client as vendor
import httpx
import pytest

from tests.standins.fal.standin import FalStandIn
from tests.unit.standins.orders import KLING, STILL, picture, still_order
from tests.unit.standins.receiver import Receiver


@pytest.fixture
def pointed(fal: FalStandIn, monkeypatch: pytest.MonkeyPatch) -> FalStandIn:
    for name in ("QUEUE_URL_FORMAT", "RUN_URL_FORMAT"):
        monkeypatch.setattr(vendor, name, f"{fal.url}/")
    for name in ("REST_URL", "CDN_URL"):
        monkeypatch.setattr(vendor, name, fal.url)
    return fal


@pytest.fixture
def client(pointed: FalStandIn) -> fal_client.AsyncClient:
    return fal_client.AsyncClient(key=pointed.options.key, default_timeout=5)


async def test_it_submits_asks_and_gets_the_result(client: fal_client.AsyncClient):
    handle = await client.submit(STILL, still_order())
    seen = [event async for event in handle.iter_events(with_logs=True, interval=0.01)]
    assert isinstance(seen[-1], fal_client.Completed) and seen[-1].logs
    result = await handle.get(interval=0.01)
    assert result["images"][0]["width"] == 320
    assert await client.result(STILL, handle.request_id) == result


async def test_it_reads_the_place_in_the_queue_and_cancels(
    client: fal_client.AsyncClient, fal: FalStandIn
):
    fal.faults.add("stuck")
    runners = fal.options.runners
    handles = [await client.submit(STILL, still_order(seed=n)) for n in range(runners + 2)]
    status = await client.status(STILL, handles[-1].request_id)
    assert isinstance(status, fal_client.Queued) and status.position == 1
    running = await handles[0].status(with_logs=False)
    assert isinstance(running, fal_client.InProgress)
    await handles[-1].cancel()
    await handles[0].cancel()
    with pytest.raises(fal_client.FalClientHTTPError) as refused:
        await handles[0].cancel()
    assert refused.value.status_code == 400
    with pytest.raises(fal_client.FalClientHTTPError) as unknown:
        await client.cancel(STILL, "nobody")
    assert unknown.value.status_code == 404


async def test_its_webhook_is_signed(
    client: fal_client.AsyncClient, receiver: Receiver, fal: FalStandIn
):
    handle = await client.submit(STILL, still_order(), webhook_url=f"{receiver.url}?s=a%2Fb&x=1")
    await receiver.until(1)
    assert receiver.believed[0]["request_id"] == handle.request_id
    assert fal.webhooks.log[0].url.endswith("?s=a%2Fb&x=1")


async def test_its_errors_carry_the_list_and_the_status(
    client: fal_client.AsyncClient, fal: FalStandIn
):
    with pytest.raises(fal_client.FalClientHTTPError) as refused:
        await client.submit(STILL, {"prompt": "a", "duration": "5"})
    assert refused.value.status_code == 422 and "extra_forbidden" in str(refused.value)
    fal.faults.add("run_error", status=504)
    handle = await client.submit(STILL, still_order())
    with pytest.raises(fal_client.FalClientHTTPError) as failed:
        await handle.get(interval=0.01)
    assert (failed.value.status_code, failed.value.error_type) == (504, "request_timeout")


async def test_its_submit_pays_once_more_for_every_answer_that_is_lost(
    client: fal_client.AsyncClient, fal: FalStandIn
):
    """Why Miri submits by a call of its own."""
    fal.faults.add("drop_after_accept", times=2)
    await client.submit(STILL, still_order())
    assert len(fal.bills.rows) == 3


async def test_what_it_uploads_can_be_pointed_at(client: fal_client.AsyncClient, fal: FalStandIn):
    day = vendor.StorageSettings(expires_in="1d")
    url = await client.upload(picture(), "image/png", "door.png", lifecycle=day)
    assert url == await client.upload(picture(), "image/png", "door.png")
    async with httpx.AsyncClient(trust_env=False, verify=False) as stranger:
        assert (await stranger.get(url)).content == picture()
    body = {"prompt": "x", "start_image_url": url, "duration": "3", "generate_audio": False}
    result = await (await client.submit(KLING, body)).get(interval=0.01)
    assert result["video"]["content_type"] == "video/mp4"


async def test_it_goes_around_a_cdn_that_is_away(client: fal_client.AsyncClient, fal: FalStandIn):
    fal.faults.add("upload_error")
    url = await client.upload(picture(), "image/png", "door.png")
    async with httpx.AsyncClient(trust_env=False, verify=False) as stranger:
        assert (await stranger.get(url)).content == picture()
    assert {c["path"] for c in fal.access.calls} >= {"/files/upload", "/storage/upload/initiate"}


async def test_it_goes_around_a_token_it_does_not_get(
    client: fal_client.AsyncClient, fal: FalStandIn
):
    fal.faults.add("token_error", times=1)
    url = await client.upload(picture(), "image/png", "door.png")
    assert "/files/stored-" in url
    assert "/files/stored-" not in await client.upload(picture(), "image/png", "door.png")


async def test_a_large_file_goes_up_in_parts(pointed: FalStandIn, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vendor, "MULTIPART_THRESHOLD", 100)
    monkeypatch.setattr(vendor, "MULTIPART_CHUNK_SIZE", 64)
    client = fal_client.SyncClient(key=pointed.options.key, default_timeout=5)
    data = bytes(range(200))
    url = await asyncio.to_thread(client.upload, data, "audio/wav", "song.wav")
    assert pointed.files.get(url.split("/files/")[1]).data == data


async def test_its_blocking_twin_works_as_well(pointed: FalStandIn):
    client = fal_client.SyncClient(key=pointed.options.key, default_timeout=5)
    result = await asyncio.to_thread(client.subscribe, STILL, still_order(), interval=0.01)
    assert result["images"]


async def test_uploads_are_refused_without_the_cdns_token(pointed: FalStandIn):
    async with httpx.AsyncClient(base_url=pointed.url, trust_env=False, verify=False) as web:
        for sent in ("Bearer nonsense", f"Key {pointed.options.key}"):
            headers = {"Authorization": sent, "Content-Type": "image/png"}
            answer = await web.post("/files/upload", content=b"x", headers=headers)
            assert answer.status_code == 401
        key = {"Authorization": f"Key {pointed.options.key}"}
        where = "/storage/auth/token?storage_type=fal-cdn-v3"
        token = (await web.post(where, json={}, headers=key)).json()
        headers = {"Authorization": f"{token['token_type']} {token['token']}"}
        bad = {**headers, "X-Fal-Object-Lifecycle": "1d"}
        assert (await web.post("/files/upload", content=b"x", headers=bad)).status_code == 422
        assert (await web.post("/files/upload", content=b"x", headers=headers)).status_code == 200
        strange = await web.put("/files/stored-9/a.png", content=b"x")
        assert strange.status_code == 403

"""Every fault, met by a client that has the very weakness it is meant to find."""

import asyncio
import io
from typing import Any

import av
import httpx
import pytest
from PIL import Image, UnidentifiedImageError

from tests.standins.fal.faults import STAGE_OF
from tests.standins.fal.standin import FalStandIn
from tests.unit.standins.orders import KLING, STILL, ended, picture, still_order, submit, upload
from tests.unit.standins.test_webhooks import SPOILT


async def until_taken(web: httpx.AsyncClient, body: Any, tries: int = 5, **how: Any) -> int:
    """A client that sends again whatever went wrong; how often it sent."""
    for sent in range(1, tries + 1):
        try:
            if (await web.post(f"/{STILL}", json=body, **how)).status_code == 200:
                return sent
        except httpx.TransportError:
            continue
    return tries


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("drop_after_accept", {}),
        ("error_after_accept", {"status": 500}),
        ("error_after_accept", {"status": 503, "what": "nginx"}),
        ("slow", {"seconds": 0.3}),
    ],
)
async def test_a_client_that_submits_again_after_an_unclear_answer_pays_twice(
    web: httpx.AsyncClient, fal: FalStandIn, kind: str, how: dict[str, Any]
):
    fal.faults.add(kind, times=1, **how)
    assert await until_taken(web, still_order(), timeout=0.15) == 2
    async with asyncio.timeout(5):
        while fal.bills.total_micros < 60_000:
            await asyncio.sleep(0.01)
    assert len({row.request_id for row in fal.bills.rows}) == 2


async def test_an_answer_that_is_no_json_hides_an_accepted_request(
    web: httpx.AsyncClient, fal: FalStandIn
):
    fal.faults.add("garbled", times=1)
    answer = await web.post(f"/{STILL}", json=still_order())
    assert answer.status_code == 200
    with pytest.raises(ValueError):
        answer.json()
    assert len(fal.bills.rows) == 1


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("drop_before_accept", {}),
        ("server_error", {"status": 500}),
        ("server_error", {"status": 502, "what": "nginx"}),
    ],
)
async def test_a_client_that_gives_up_on_what_was_not_taken_has_no_picture(
    web: httpx.AsyncClient, fal: FalStandIn, kind: str, how: dict[str, Any]
):
    fal.faults.add(kind, times=1, **how)
    assert await until_taken(web, still_order(), tries=1) == 1 and fal.bills.rows == []
    assert await until_taken(web, still_order()) == 1 and len(fal.bills.rows) == 1


async def test_a_client_that_does_not_wait_when_told_to_is_told_again(
    web: httpx.AsyncClient, fal: FalStandIn
):
    fal.faults.add("rate_limited", times=3, seconds=7)
    answer = await web.post(f"/{STILL}", json=still_order())
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert await until_taken(web, still_order()) == 3
    assert [call["status"] for call in fal.access.calls] == [429, 429, 429, 200]


async def test_a_client_that_follows_any_address_hands_its_key_to_another_host(
    web: httpx.AsyncClient, fal: FalStandIn
):
    fal.faults.add("foreign_urls")
    await ended(web, await submit(web, STILL, still_order()))
    leaked = {call["host"] for call in fal.access.calls if call["sent_key"]}
    assert any(host.startswith("localhost") for host in leaked)


async def test_a_refusal_by_content_is_the_end_and_says_so(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("content_policy", prompt="blood")
    harmless = await ended(web, await submit(web, STILL, still_order()))
    body = still_order(prompt="blood on the door")
    for _ in range(2):
        answer = await ended(web, await submit(web, STILL, body))
        assert (answer.status_code, answer.headers["X-Fal-Retryable"]) == (422, "false")
        assert answer.json()["detail"][0]["type"] == "content_policy_violation"
    assert harmless.status_code == 200 and fal.bills.total_micros == 30_000


@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, "internal_server_error"), (503, "runner_disconnected"), (504, "request_timeout")],
)
async def test_a_client_that_takes_completed_for_good_has_an_error_in_its_hands(
    web: httpx.AsyncClient, fal: FalStandIn, status: int, kind: str
):
    fal.faults.add("run_error", status=status)
    ticket = await submit(web, STILL, still_order())
    answer = await ended(web, ticket)
    shown = (await web.get(ticket["status_url"])).json()
    assert shown["status"] == "COMPLETED" and shown["error_type"] == kind
    assert (answer.status_code, answer.headers["X-Fal-Error-Type"]) == (status, kind)
    assert "images" not in answer.json() and fal.bills.total_micros == 0


async def test_a_client_without_a_deadline_waits_for_ever(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("stuck")
    ticket = await submit(web, STILL, still_order())
    fal.clock.advance(86_400)
    with pytest.raises(TimeoutError):
        await ended(web, ticket, seconds=0.1)
    assert (await web.put(ticket["cancel_url"])).status_code == 202


async def test_a_slow_run_outlasts_an_impatient_client(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("slow_run", seconds=600)
    ticket = await submit(web, STILL, still_order())
    with pytest.raises(TimeoutError):
        await ended(web, ticket, seconds=0.1)
    fal.clock.advance(600)
    assert (await ended(web, ticket)).status_code == 200


async def test_a_request_may_be_forgotten(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("forgotten")
    ticket = await submit(web, STILL, still_order())
    codes = [(await web.get(ticket[url])).status_code for url in ("status_url", "response_url")]
    assert codes == [404, 404] and len(fal.bills.rows) == 1


async def test_a_poll_may_fail_and_the_request_is_as_well_as_before(
    web: httpx.AsyncClient, fal: FalStandIn
):
    ticket = await submit(web, STILL, still_order())
    fal.faults.add("poll_error", times=2, status=500)
    fal.faults.add("poll_drop", times=1)
    with pytest.raises(httpx.TransportError):
        await web.get(ticket["status_url"])
    assert (await web.get(ticket["status_url"])).status_code == 500
    assert (await ended(web, ticket)).status_code == 200


async def test_an_outage_ends_by_the_clock(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("down", seconds=60, what="nginx")
    answer = await web.post(f"/{STILL}", json=still_order())
    assert answer.status_code == 503 and "nginx" in answer.text
    fal.clock.advance(61)
    assert (await web.post(f"/{STILL}", json=still_order())).status_code == 200
    fal.faults.add("down", seconds=60, what="drop", endpoint="files/*")
    with pytest.raises(httpx.TransportError):
        await web.get("/files/any")
    assert (await web.post(f"/{STILL}", json=still_order())).status_code == 200


async def test_a_rule_strikes_where_when_and_as_often_as_it_says(
    web: httpx.AsyncClient, fal: FalStandIn
):
    fal.faults.add("server_error", endpoint="fal-ai/flux-2-pro", skip=1, times=2)
    codes = [(await web.post(f"/{STILL}", json=still_order())).status_code for _ in range(5)]
    assert codes == [200, 503, 503, 200, 200]
    other = await web.post("/fal-ai/flux-2-max", json=still_order())
    assert other.status_code == 200 and len(fal.faults.log) == 2


async def file_of(web: httpx.AsyncClient, fal: FalStandIn, kind: str, **how: Any) -> str:
    fal.faults.add(kind, **how)
    return (await ended(web, await submit(web, STILL, still_order()))).json()["images"][0]["url"]


async def test_a_result_that_is_gone_comes_back_for_who_asks_again(
    web: httpx.AsyncClient, fal: FalStandIn
):
    url = await file_of(web, fal, "file_missing", fetches=2)
    assert [(await web.get(url)).status_code for _ in range(3)] == [404, 404, 200]


async def test_a_client_that_trusts_the_document_keeps_a_picture_of_another_size(
    web: httpx.AsyncClient, fal: FalStandIn
):
    data = (await web.get(await file_of(web, fal, "wrong_size"))).content
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.size == (160, 96) != (320, 192)


@pytest.mark.parametrize(("what", "frames", "rate"), [("duration", 24, 24), ("fps", 90, 30)])
async def test_a_client_that_does_not_probe_keeps_a_clip_of_another_length_or_rate(
    web: httpx.AsyncClient, fal: FalStandIn, what: str, frames: int, rate: int
):
    fal.faults.add("wrong_size", what=what)
    start = upload(fal.files, "a.png", picture(), fal.url)
    body = {"prompt": "x", "start_image_url": start, "duration": "3", "generate_audio": False}
    url = (await ended(web, await submit(web, KLING, body))).json()["video"]["url"]
    with av.open(io.BytesIO((await web.get(url)).content)) as film:
        stream = film.streams.video[0]
        assert (stream.frames, stream.average_rate) == (frames, rate)


async def test_a_client_that_trusts_the_type_keeps_a_page_for_a_picture(
    web: httpx.AsyncClient, fal: FalStandIn
):
    answer = await web.get(await file_of(web, fal, "wrong_type"))
    assert answer.status_code == 200 and b"<html>" in answer.content


async def test_a_client_that_does_not_decode_keeps_a_broken_picture(
    web: httpx.AsyncClient, fal: FalStandIn
):
    answer = await web.get(await file_of(web, fal, "corrupt"))
    assert answer.headers["Content-Type"] == "image/jpeg"
    with (
        pytest.raises((UnidentifiedImageError, OSError)),
        Image.open(io.BytesIO(answer.content)) as p,
    ):
        p.load()


async def test_a_download_cut_short_can_be_resumed(web: httpx.AsyncClient, fal: FalStandIn):
    url = await file_of(web, fal, "truncated", fetches=1)
    got = b""
    with pytest.raises(httpx.RemoteProtocolError):
        async with web.stream("GET", url) as answer:
            async for chunk in answer.aiter_raw():
                got += chunk
    rest = await web.get(url, headers={"Range": f"bytes={len(got)}-"})
    assert rest.status_code == 206 and 0 < len(got) < len(got + rest.content)
    assert got + rest.content == (await web.get(url)).content
    assert (await web.get(url, headers={"Range": "bytes=999999-"})).status_code == 416


async def test_a_client_without_a_cap_reads_more_than_a_picture_can_be(
    web: httpx.AsyncClient, fal: FalStandIn
):
    answer = await web.get(await file_of(web, fal, "oversize", bytes=3_000_000))
    assert "Content-Length" not in answer.headers and len(answer.content) >= 3_000_000


async def test_a_slow_file_outlasts_a_short_timeout(web: httpx.AsyncClient, fal: FalStandIn):
    url = await file_of(web, fal, "slow_file", seconds=0.3)
    with pytest.raises(httpx.ReadTimeout):
        await web.get(url, timeout=0.1)


async def test_a_client_that_follows_redirects_is_led_to_the_metadata_server(
    web: httpx.AsyncClient, fal: FalStandIn
):
    answer = await web.get(await file_of(web, fal, "redirect"))
    assert answer.status_code == 302 and "169.254.169.254" in answer.headers["Location"]


async def test_a_result_may_point_to_a_host_that_is_not_fals(
    web: httpx.AsyncClient, fal: FalStandIn
):
    assert ".invalid/" in await file_of(web, fal, "foreign_file")


def test_every_fault_there_is_is_shown_here_or_beside():
    from pathlib import Path

    told = "".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    unseen = [kind for kind in STAGE_OF if f'"{kind}"' not in told and kind not in SPOILT]
    assert unseen == []

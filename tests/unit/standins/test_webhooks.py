"""Signed callbacks: the careful receiver takes the good ones, one that skips a check takes bad ones."""

import asyncio
import hashlib
import json

import httpx
import pytest

from tests.standins.fal.standin import FalStandIn
from tests.standins.fal.webhooks import TRIES
from tests.unit.standins.orders import STILL, ended, still_order, submit
from tests.unit.standins.receiver import ALL_CHECKS, Receiver

SPOILT = {
    "webhook_forged": "signature",
    "webhook_tampered": "signature",
    "webhook_stale": "time",
    "webhook_wrong_user": "user",
    "webhook_mismatched": "request",
    "webhook_malformed": "json",
    "webhook_oversized": "size",
}


async def told(fal: FalStandIn, count: int) -> None:
    """Wait until so many webhooks have been answered."""
    async with asyncio.timeout(5):
        while len(fal.webhooks.log) < count:
            await asyncio.sleep(0.005)


async def test_a_good_webhook_is_believed_and_says_what_the_result_says(
    web: httpx.AsyncClient, receiver: Receiver
):
    ticket = await submit(web, STILL, still_order(), receiver.url)
    assert ticket["gateway_request_id"] == ticket["request_id"]
    await receiver.until(1)
    (body,) = receiver.believed
    assert body["request_id"] == ticket["request_id"]
    assert (body["status"], body["error"]) == ("OK", None)
    assert body["payload"] == (await ended(web, ticket)).json()


async def test_a_failed_request_reports_its_error_and_its_detail(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("content_policy")
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(1)
    (body,) = receiver.believed
    assert (body["status"], body["error"]) == ("ERROR", "Invalid status code: 422")
    assert body["payload"]["detail"][0]["type"] == "content_policy_violation"


@pytest.mark.parametrize(("kind", "check"), SPOILT.items(), ids=SPOILT.keys())
async def test_a_spoilt_webhook_is_taken_only_by_a_receiver_that_skips_its_check(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver, kind: str, check: str
):
    fal.faults.add(kind)
    await submit(web, STILL, still_order(seed=1), receiver.url)
    await told(fal, 2)
    assert (receiver.refused, len(receiver.believed)) == (1, 1)
    receiver.checks = ALL_CHECKS - {check}
    await submit(web, STILL, still_order(seed=2), receiver.url)
    await told(fal, 4)
    assert (receiver.refused, len(receiver.believed)) == (1, 3), (
        "the broken receiver was not caught"
    )
    assert [d.kind for d in fal.webhooks.log] == [kind, "good"] * 2


async def test_a_spoilt_webhook_may_come_in_the_good_ones_place(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_forged", what="instead")
    ticket = await submit(web, STILL, still_order(), receiver.url)
    await told(fal, 1)
    await asyncio.sleep(0.05)
    assert (receiver.refused, receiver.believed) == (1, [])
    assert (await ended(web, ticket)).status_code == 200, "polling still tells"


async def test_a_receiver_that_checks_what_it_parsed_and_not_what_came_refuses_good_ones(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    body = b'{"a":  1}'
    headers = fal.keys.headers("r", "standin-user", int(fal.clock.stamp()), body)
    lower = {k.lower(): v for k, v in headers.items()}
    receiver.checks = frozenset({"signature"})
    assert receiver.is_good(lower, body)
    assert not receiver.is_good(lower, json.dumps(json.loads(body)).encode())
    assert not receiver.is_good({**lower, "x-fal-webhook-request-id": "s"}, body)


async def test_what_comes_is_spaced_as_no_library_writes_it(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    """Else a receiver that signs what it parsed would pass for right."""
    receiver.checks = frozenset({"signature"})
    raw: list[bytes] = []
    honest = receiver.is_good
    receiver.is_good = lambda headers, body: raw.append(body) or honest(headers, body)
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(1)
    parsed = json.loads(raw[0])
    digests = {hashlib.sha256(raw[0]).hexdigest()}
    for separators in (None, (",", ":")):
        again = json.dumps(parsed, separators=separators).encode()
        assert hashlib.sha256(again).hexdigest() not in digests


async def test_a_webhook_that_is_not_taken_comes_again_until_it_is(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    receiver.answers = [500, 404, 302]
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(4)
    assert len(receiver.believed) == 1
    await told(fal, 4)
    assert [d.status for d in fal.webhooks.log] == [500, 404, 302, 200]


async def test_deliveries_end_after_ten_retries_within_two_hours(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.webhooks.options = type(fal.options)(webhook_backoff=5.0)
    receiver.answers = [503] * 99
    began = fal.clock.now()
    await submit(web, STILL, still_order(), receiver.url)
    for tries in range(1, TRIES + 1):
        await told(fal, tries)
        await asyncio.sleep(0.005)
        fal.clock.advance(5.0 * 2 ** (tries - 1))
    fal.clock.advance(7200)
    await asyncio.sleep(0.05)
    assert len(fal.webhooks.log) == TRIES
    assert fal.webhooks.log[-1].at - began < 7200


async def test_a_receiver_that_is_away_is_tried_again(web: httpx.AsyncClient, fal: FalStandIn):
    await submit(web, STILL, still_order(), "http://127.0.0.1:9/hook")
    await told(fal, 2)
    assert {d.status for d in fal.webhooks.log} == {0}


async def test_a_webhook_may_never_come(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_never")
    ticket = await submit(web, STILL, still_order(), receiver.url)
    assert (await ended(web, ticket)).status_code == 200
    await asyncio.sleep(0.05)
    assert receiver.arrived == [] and fal.bills.total_micros == 30_000


async def test_a_webhook_may_come_several_times(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_duplicated", copies=2)
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(3)
    assert len({body["request_id"] for body in receiver.believed}) == 1, "who counts pays thrice"


async def test_a_webhook_may_come_hours_late_under_a_fresh_stamp(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_late", seconds=7000)
    ticket = await submit(web, STILL, still_order(), receiver.url)
    await ended(web, ticket)
    await asyncio.sleep(0.02)
    assert receiver.arrived == []
    fal.clock.advance(7000)
    await receiver.until(1)
    assert len(receiver.believed) == 1


async def test_a_webhook_may_come_before_the_submission_is_answered(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_first")
    answered: list[int] = []
    honest = receiver.is_good
    receiver.is_good = lambda headers, body: (
        answered.append(fal.access.calls[-1]["status"]) or honest(headers, body)
    )
    ticket = await submit(web, STILL, still_order(), receiver.url)
    assert answered == [0], "the submission was answered first"
    assert receiver.believed[0]["request_id"] == ticket["request_id"]


async def test_webhooks_may_come_out_of_order(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    fal.faults.add("webhook_shuffled", seconds=1000)
    orders = [still_order(seed=n) for n in range(6)]
    sent = [(await submit(web, STILL, o, receiver.url))["request_id"] for o in orders]
    async with asyncio.timeout(5):
        while len(receiver.arrived) < 6:
            fal.clock.advance(50)
            await asyncio.sleep(0.02)
    came = [body["request_id"] for body in receiver.believed]
    assert came != sent and sorted(came) == sorted(sent)


async def test_a_new_key_is_found_in_the_key_set_only_by_who_looks_again(
    web: httpx.AsyncClient, fal: FalStandIn, receiver: Receiver
):
    await web.post("/_control/keys", json={"keep_old": False})
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(2)
    assert receiver.believed == [], "the old set does not know the new key"
    receiver.keys = (await web.get("/.well-known/jwks.json")).json()["keys"]
    async with asyncio.timeout(5):
        while not receiver.believed:
            await asyncio.sleep(0.005)
    (key,) = receiver.keys
    assert (key["kty"], key["crv"]) == ("OKP", "Ed25519") and key["kid"]


async def test_the_key_set_may_be_away(web: httpx.AsyncClient, fal: FalStandIn):
    fal.faults.add("keys_error", times=1)
    codes = [(await web.get("/.well-known/jwks.json")).status_code for _ in range(2)]
    assert codes == [503, 200]


async def test_the_stamps_follow_a_skewed_clock(
    web: httpx.AsyncClient, receiver: Receiver, fal: FalStandIn
):
    await web.post("/_control/skew", json={"seconds": -600})
    await submit(web, STILL, still_order(), receiver.url)
    await receiver.until(1)
    assert receiver.believed == []


async def test_a_webhook_can_be_sent_by_hand(web: httpx.AsyncClient, receiver: Receiver):
    order = {"url": receiver.url, "body": {"request_id": "r-1"}, "request_id": "r-1"}
    answers = [
        (await web.post("/_control/webhook", json={**order, **how})).json()["status"]
        for how in ({}, {"forged": True}, {"age": 400}, {"request_id": "r-2"}, {"body": "no JSON"})
    ]
    assert answers == [200, 401, 401, 401, 401]

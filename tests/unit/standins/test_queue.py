"""The life of a request: waiting, running, ended, cancelled; and who learns what of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn
from tests.unit.standins.conftest import client_of
from tests.unit.standins.orders import STILL, ended, still_order, submit


@asynccontextmanager
async def slow_fal(**options: Any) -> AsyncIterator[tuple[FalStandIn, httpx.AsyncClient]]:
    """A stand-in that works only when its clock is pushed."""
    waits = {"queue_seconds": (0.0, 0.0), "run_seconds": (60.0, 60.0), **options}
    async with FalStandIn(Options(**waits)) as fal, client_of(fal) as web:
        yield fal, web


async def status_of(web: httpx.AsyncClient, ticket: Any, **params: Any) -> tuple[int, Any]:
    answer = await web.get(ticket["status_url"], params=params)
    return answer.status_code, answer.json()


async def test_a_request_waits_runs_and_ends_with_the_fields_the_client_reads():
    async with slow_fal(runners=1) as (fal, web):
        first, second = [await submit(web, STILL, still_order(seed=n)) for n in (1, 2)]
        await asyncio.sleep(0.01)
        assert first["queue_position"] == 0
        code, running = await status_of(web, first, logs="true")
        assert (code, running["status"]) == (202, "IN_PROGRESS") and running["logs"][0]["message"]
        code, waiting = await status_of(web, second)
        assert (code, waiting["status"], waiting["queue_position"]) == (202, "IN_QUEUE", 0)
        assert (await web.get(first["response_url"])).status_code == 400
        fal.clock.advance(61)
        result = await ended(web, first)
        assert result.status_code == 200 and result.headers["X-Fal-Request-Id"]
        code, done = await status_of(web, first)
        assert (code, done["status"], done["logs"]) == (200, "COMPLETED", None)
        assert done["metrics"]["inference_time"] >= 60
        assert (await status_of(web, second))[1]["status"] == "IN_PROGRESS"


async def test_no_more_run_at_once_than_there_are_runners():
    async with slow_fal(runners=3) as (fal, web):
        for n in range(8):
            await submit(web, STILL, still_order(seed=n))
        await asyncio.sleep(0.01)
        states = [s.state for s in fal.queue.submissions.values()]
        assert states == ["IN_PROGRESS"] * 3 + ["IN_QUEUE"] * 5


async def test_cancelling_answers_in_fals_four_words():
    async with slow_fal(runners=1) as (fal, web):
        running, queued = [await submit(web, STILL, still_order(seed=n)) for n in (1, 2)]
        await asyncio.sleep(0.01)
        answers = [await web.put(ticket["cancel_url"]) for ticket in (queued, running, running)]
        answers.append(await web.put("/fal-ai/flux-2-pro/requests/nobody/cancel"))
        assert [(a.status_code, a.json()["status"]) for a in answers] == [
            (200, "OK"),
            (202, "CANCELLATION_REQUESTED"),
            (400, "ALREADY_COMPLETED"),
            (404, "NOT_FOUND"),
        ]
        result = await ended(web, queued)
        assert result.status_code == 400 and "cancelled" in result.json()["detail"]
        assert fal.bills.total_micros == 0


async def test_a_cancel_may_come_too_late_and_is_paid_for():
    async with slow_fal() as (fal, web):
        fal.faults.add("cancel_ignored")
        ticket = await submit(web, STILL, still_order())
        await asyncio.sleep(0.01)
        assert (await web.put(ticket["cancel_url"])).status_code == 202
        fal.clock.advance(61)
        assert (await ended(web, ticket)).status_code == 200
        assert fal.bills.total_micros == 30_000


async def test_a_request_that_waits_beyond_its_start_timeout_fails():
    async with slow_fal(queue_seconds=(10.0, 10.0)) as (fal, web):
        headers = {"X-Fal-Request-Timeout": "5"}
        answer = await web.post(f"/{STILL}", json=still_order(), headers=headers)
        fal.clock.advance(11)
        result = await ended(web, answer.json())
        assert result.status_code == 504
        assert result.headers["X-Fal-Error-Type"] == "startup_timeout"


async def test_a_schema_error_may_come_as_the_result_of_an_accepted_request():
    async with FalStandIn(Options(late_validation=True)) as fal, client_of(fal) as web:
        ticket = await submit(web, STILL, {"prompt": "a", "duration": "5"})
        result = await ended(web, ticket)
        assert result.status_code == 422
        assert result.json()["detail"][0]["type"] == "extra_forbidden"
        _, status = await status_of(web, ticket)
        assert status["error"] == "Invalid status code: 422"
        assert fal.bills.total_micros == 0


async def test_the_same_seed_gives_the_same_ids_and_faults_in_any_order_of_arrival():
    async def told(order: list[int], seed: int) -> dict[str, tuple[str, bool]]:
        async with FalStandIn(Options(seed=seed)) as fal, client_of(fal) as web:
            fal.faults.add("content_policy", chance=0.5)
            found = {}
            for n in order:
                body = still_order(prompt=f"[shot_{n:012d}] door {n}")
                ticket = await submit(web, STILL, body)
                bad = (await ended(web, ticket)).status_code == 422
                found[str(n)] = (ticket["request_id"], bad)
            return found

    there, back = await told([*range(8)], 3), await told([*reversed(range(8))], 3)
    assert there == back
    assert len({bad for _, bad in there.values()}) == 2
    assert await told([*range(8)], 4) != there


async def test_the_control_paths_tell_and_do(web: httpx.AsyncClient, fal: FalStandIn):
    await ended(web, await submit(web, STILL, still_order()))
    accepted = (await web.get("/_control/accepted")).json()
    assert accepted[0]["body"] == still_order() and accepted[0]["state"] == "COMPLETED"
    bills = (await web.get("/_control/bills")).json()
    assert bills["total_micros"] == 30_000 and bills["rows"][0]["charged"] is True
    calls = (await web.get("/_control/calls")).json()
    assert {c["status"] for c in calls} <= {200, 202} and all(c["sent_key"] for c in calls)
    assert (await web.get("/_control/state")).json()["requests"] == {"COMPLETED": 1}
    rules = [{"kind": "rate_limited"}, {"kind": "stuck", "endpoint": "fal-ai/veo*"}]
    assert (await web.post("/_control/faults", json=rules)).json() == {"done": [1, 2]}
    assert len((await web.get("/_control/faults")).json()["rules"]) == 2
    assert (await web.delete("/_control/faults")).status_code == 200
    assert (await web.post("/_control/seed", json={"seed": 5})).status_code == 200
    assert fal.faults.rules == [] and fal.faults.seed == 5


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", {"kind": "meteor"}),
        ("faults", {"kind": "slow", "speed": 3}),
        ("advance", {}),
        ("prices", {"fal-ai/flux-9": {}}),
        ("nothing", {}),
    ],
)
async def test_a_mistake_in_a_control_call_is_told(web: httpx.AsyncClient, path: str, body: Any):
    answer = await web.post(f"/_control/{path}", json=body)
    assert answer.status_code == 400 and path in answer.json()["error"]

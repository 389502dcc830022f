"""Every write takes a key: asked ten times at once it takes effect once and answers ten times the
same; with another body it is refused. Over HTTP and over sockets.

Why here: a client that got no answer can only ask again; whether the first try went through, it can't
know.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.studio import Studio
from tests.guest import Guest
from tests.listener import Listener, listening
from tests.live_server import served
from tests.studio_fixtures import running_studio

TIMES = 10
Effects = Callable[[], Awaitable[int]]


@dataclass
class House:
    """A served studio, a guest in it, and a socket."""

    studio: Studio
    guest: Guest
    socket: Listener

    async def log(self) -> list[dict[str, Any]]:
        return await self.guest.events()

    async def post(self, path: str, key: str, **body: Any) -> httpx.Response:
        return await self.guest.http.post(path, headers={"Idempotency-Key": key}, **body)

    async def count(self, kind: str) -> int:
        """Events of a type, or of what happened, in the log."""
        log = await self.log()
        return sum(1 for e in log if kind in (e["type"], e["data"].get("what")))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with (
        running_studio(tmp_path, "sqlite") as studio,
        served(studio) as url,
        httpx.AsyncClient(base_url=url, timeout=60) as http,
    ):
        guest = await Guest(http).begin()
        async with listening(url, guest.project_id) as socket:
            yield House(studio, guest, socket)


def over_http(house: House, what: str) -> tuple[Callable[[str, int], Awaitable[Any]], str]:
    """How to ask for a write with a key and one of two bodies, and the event that it leaves."""
    project, thread = house.guest.project_id, house.guest.thread_id
    ways: dict[str, tuple[str, Callable[[int], dict[str, Any]], str]] = {
        "a message": (
            f"/api/threads/{thread}/messages",
            lambda n: {"json": {"text": f"/show_budget {'' if n else ' '}"}},
            "MESSAGE_POSTED",
        ),
        "a tool": (
            f"/api/projects/{project}/tools/define_asset",
            lambda n: {"json": {"kind": "prop", "name": f"Lamp {n}"}},
            "AssetDefined",
        ),
        "an upload": (
            f"/api/projects/{project}/media",
            lambda n: {"files": {"file": ("words.txt", f"line {n}\n".encode())}},
            "MediaAdded",
        ),
        "a thread": (
            f"/api/projects/{project}/threads",
            lambda n: {"json": {"title": f"Talk {n}"}},
            "THREAD_UPDATED",
        ),
    }
    path, body, left = ways[what]
    return lambda key, n: house.post(path, key, **body(n)), left


@pytest.mark.parametrize("what", ["a message", "a tool", "an upload", "a thread"])
async def test_over_http_a_key_asked_ten_times_at_once_takes_effect_once(
    house: House, what: str
) -> None:
    ask, left = over_http(house, what)
    before = await house.count(left)
    answers = await asyncio.gather(*(ask("same", 0) for _ in range(TIMES)))
    assert {a.status_code for a in answers} <= {200, 201, 202}, answers[0].text
    assert len({a.text for a in answers}) == 1
    assert await house.count(left) == before + 1
    other = await ask("same", 1)
    assert other.status_code == 422 and "Idempotency-Key" in other.json()["message"]
    assert await house.count(left) == before + 1
    assert (await ask("another", 1)).status_code in (200, 201, 202)
    await house.guest.settled()


async def test_a_project_asked_for_ten_times_at_once_is_begun_once(house: House) -> None:
    async def ask(name: str = "Sea") -> httpx.Response:
        return await house.post("/api/projects", "same", json={"name": name})

    answers = await asyncio.gather(*(ask() for _ in range(TIMES)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.text for a in answers}) == 1
    assert (await ask("Another")).status_code == 422
    listed = (await house.guest.http.get("/api/projects")).json()["projects"]
    assert sum(p["name"] == "Sea" for p in listed) == 1


async def test_a_stop_asked_for_ten_times_stops_once_and_each_thread_by_itself(
    house: House,
) -> None:
    other = await house.guest.open_thread()
    for thread in (house.guest.thread_id, other):
        before = await house.count("StopRequested")
        path = f"/api/threads/{thread}/stop"
        answers = await asyncio.gather(*(house.post(path, "same") for _ in range(TIMES)))
        assert {(a.status_code, a.text) for a in answers} == {(202, '{"ok":true}')}
        assert await house.count("StopRequested") == before + 1


@pytest.mark.parametrize("what", ["message", "tool"])
async def test_over_sockets_a_key_asked_ten_times_takes_effect_once(
    house: House, what: str
) -> None:
    def body(n: int) -> dict[str, Any]:
        if what == "message":
            return {"thread_id": house.guest.thread_id, "text": f"/show_budget {'' if n else ' '}"}
        args = {"kind": "prop", "name": f"Lamp {n}"}
        return {"project_id": house.guest.project_id, "name": "define_asset", "args": args}

    left = "MESSAGE_POSTED" if what == "message" else "AssetDefined"

    async def ask(n: int) -> dict[str, Any]:
        return await house.socket.call(what, {**body(n), "key": "same"})

    before = await house.count(left)
    answers = await asyncio.gather(*(ask(0) for _ in range(TIMES)))
    assert "error" not in answers[0] and all(a == answers[0] for a in answers)
    assert await house.count(left) == before + 1
    refused = await ask(1)
    assert refused["error"] == "refused" and "Idempotency-Key" in refused["message"]
    assert await house.count(left) == before + 1
    await house.guest.settled()


async def test_one_key_over_http_and_over_a_socket_is_one_write(house: House) -> None:
    args = {"kind": "prop", "name": "Lamp"}
    by_http = await house.guest.tool("define_asset", key="both", **args)
    call = {"project_id": house.guest.project_id, "name": "define_asset", "args": args}
    by_socket = await house.socket.call("tool", {**call, "key": "both"})
    assert by_http.json() == by_socket
    stop = {"thread_id": house.guest.thread_id, "key": "both"}
    await house.post(f"/api/threads/{house.guest.thread_id}/stop", "both")
    assert await house.socket.call("stop", stop) == {"ok": True}
    assert await house.count("StopRequested") == 1

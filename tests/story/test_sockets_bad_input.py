"""Whatever a client emits, it gets an answer in words, and the server goes on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

from miri.config import load_settings
from server.bootstrap import open_studio
from server.identity import COOKIE, Door
from tests.guest import Guest
from tests.listener import Listener, listening
from tests.live_server import served

TOKEN = "dana-has-a-long-token"


@pytest.fixture
async def guest(tmp_path: Path) -> AsyncIterator[Guest]:
    settings = load_settings(home=tmp_path, store="memory", api_tokens=f"dana={TOKEN}")
    async with open_studio(settings) as studio, served(studio) as url:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(base_url=url, timeout=30, headers=headers) as http:
            yield await Guest(http).begin()


@pytest.fixture
async def listener(guest: Guest) -> AsyncIterator[Listener]:
    async with listening(str(guest.http.base_url), token=TOKEN) as connected:
        yield connected


ODD: list[Any] = [None, 7, -1, 1.5, True, "", "x", "x" * 5_000, [], {}, ["a"], {"a": {}}, 10**30]


def wrong_payloads(project: str, thread: str) -> list[tuple[str, Any]]:
    """Calls that can't be right, each with one thing wrong."""
    calls = ("subscribe", "unsubscribe", "message", "tool", "stop")
    bare = [(name, odd) for name in calls for odd in ODD if odd != {} or name == "subscribe"]
    fields: list[tuple[str, dict[str, Any], str, list[Any]]] = [
        ("subscribe", {}, "project_id", ODD),
        ("message", {"text": "hi"}, "thread_id", ODD),
        ("tool", {"name": "undo"}, "project_id", ODD),
        ("tool", {"project_id": project}, "name", ODD),
        ("stop", {}, "thread_id", ODD),
        ("subscribe", {"project_id": project}, "since", SEQS),
        ("message", {"thread_id": thread, "text": "hi"}, "media", MEDIA),
        ("message", {"thread_id": thread}, "text", TEXTS),
        ("message", {"thread_id": thread, "text": "hi"}, "key", KEYS),
        ("tool", {"project_id": project, "name": "show_project"}, "key", KEYS),
        ("tool", {"project_id": project, "name": "edit_shot"}, "args", ARGUMENTS),
        ("tool", {"project_id": project, "name": "undo"}, "thread_id", [7, "thread_nope", [], {}]),
    ]
    return bare + [(n, {**d, field: odd}) for n, d, field, odds in fields for odd in odds]


SEQS: list[Any] = [None, -1, 1.5, True, "x", [], {}, 10**30]
MEDIA: list[Any] = [7, None, "x", [7], [None], {"a": 1}, ["media_" + "0" * 64], ["x"] * 2]
TEXTS: list[Any] = [7, [], {}, "", "   ", "x" * 20_001, "a\ud800b"]
KEYS: list[Any] = [7, [], "x" * 201]
ARGUMENTS: list[Any] = [None, 7, "x", ["a"], {"shot": {"a": [1]}}, {"note": "\udfff"}]


async def test_every_wrong_payload_is_acknowledged_with_what_is_wrong(
    guest: Guest, listener: Listener
) -> None:
    before = (await guest.document())["seq"]
    for name, data in wrong_payloads(guest.project_id, guest.thread_id):
        ack = await listener.call(name, data)
        shown = (name, str(data)[:200], ack)
        assert set(ack) == {"error", "message", "details", "retryable"}, shown
        assert ack["error"] in ("refused", "not_found", "conflict"), shown
        assert ack["message"].rstrip()[-1] in ".?!", shown
        assert len(ack["message"]) < 1_000, shown
    assert (await guest.document())["seq"] == before
    assert (await listener.follow(guest.project_id))["ok"]


async def test_an_event_nobody_knows_harms_nothing(guest: Guest, listener: Listener) -> None:
    await listener.client.emit("no such thing", {"a": 1})
    await listener.client.emit("subscribe")
    await listener.client.emit("event", {"seq": 1})
    assert (await listener.follow(guest.project_id))["ok"]


async def test_the_longest_message_fits_and_a_huge_packet_ends_only_its_own_line(
    guest: Guest, listener: Listener
) -> None:
    longest = {"thread_id": guest.thread_id, "text": ("la 🎬🎬🎬🎬🎬🎬\n" * 2_000)[:20_000]}
    assert "turn_id" in await listener.call("message", longest)
    other = await Listener(str(guest.http.base_url), TOKEN).connect()
    gone = asyncio.Event()
    other.client.on("disconnect", lambda *_: gone.set())
    await other.client.emit("message", {"thread_id": guest.thread_id, "text": "x" * (3 << 20)})
    await asyncio.wait_for(gone.wait(), 10)
    await listener.follow(guest.project_id)
    await guest.did("define_asset", kind="prop", name="Lamp")
    await listener.until_seq((await guest.document())["seq"])


async def test_without_the_right_token_no_socket_is_opened_and_it_says_why(guest: Guest) -> None:
    for token in ("", "wrong", TOKEN + "x"):
        outside = Listener(str(guest.http.base_url), token)
        reasons: list[Any] = []
        outside.client.on("connect_error", reasons.append)
        with pytest.raises(socketio.exceptions.ConnectionError):
            await outside.connect()
        assert "token" in str(reasons), reasons


async def test_a_page_of_another_site_opens_no_socket(guest: Guest) -> None:
    client = socketio.AsyncClient(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(
            str(guest.http.base_url),
            headers={"Origin": "http://elsewhere.example"},
            auth={"token": TOKEN},
            transports=["websocket"],
        )


async def test_a_signed_in_browser_opens_a_socket_from_our_own_page_alone(guest: Guest) -> None:
    url = str(guest.http.base_url).rstrip("/")
    cookie = f"{COOKIE}={Door((TOKEN,)).session(TOKEN)}"
    wrong = f"{COOKIE}={Door((TOKEN,)).session('wrong')}"

    async def subscribed(headers: dict[str, str]) -> bool:
        client = socketio.AsyncClient(reconnection=False)
        try:
            await client.connect(url, headers=headers, transports=["websocket"])
        except socketio.exceptions.ConnectionError:
            return False
        ack = await client.call("subscribe", {"project_id": guest.project_id, "since": 0})
        await client.disconnect()
        return ack.get("ok", False)

    assert await subscribed({"Cookie": cookie, "Origin": url})
    assert not await subscribed({"Cookie": cookie})
    assert not await subscribed({"Cookie": cookie, "Origin": "http://elsewhere.example"})
    assert not await subscribed({"Cookie": wrong, "Origin": url})


async def test_who_leaves_while_much_is_replayed_leaves_nothing_behind(guest: Guest) -> None:
    for n in range(25):
        await guest.did("define_asset", kind="prop", name=f"Thing {n}")
    for _ in range(10):
        client = await Listener(str(guest.http.base_url), TOKEN).connect()
        await client.client.emit("subscribe", {"project_id": guest.project_id, "since": 0})
        await client.client.disconnect()
    async with listening(str(guest.http.base_url), guest.project_id, token=TOKEN) as after:
        await guest.did("define_asset", kind="prop", name="Last")
        head = (await guest.document())["seq"]
        await after.until_seq(head)
        assert after.seqs == list(range(1, head + 1))

"""The plug is pulled in the middle of everything; started again, Miri goes on by herself."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import av
import httpx
import pytest

from miri.domain.job import JobState
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.chaos.truths import assert_nothing_lost_and_nothing_twice
from tests.guest import Guest
from tests.live_server import LiveServer, live_server, until
from tests.studio_fixtures import write_song

LEASE_SECONDS = 30
"""What a lease lasts; going on sooner proves that nobody waited for it to lapse."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("home")) as started:
        yield started
        assert not [line for line in started.said if "broken" in line or "Traceback" in line]


@pytest.fixture(scope="module")
def little_song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("song") / "little.wav", seconds=6)


@pytest.fixture
async def guest(server: LiveServer) -> AsyncIterator[Guest]:
    async with server.client() as http:
        yield await Guest(http).begin()


async def after_a_crash(server: LiveServer, guest: Guest) -> float:
    """Kill, start, and let the guest find the new address; when it was ready again."""
    server.kill()
    return await started_again(server, guest)


async def started_again(server: LiveServer, guest: Guest) -> float:
    await guest.http.aclose()
    await asyncio.to_thread(server.start)
    guest.http = server.client()
    return time.monotonic()


def running(guest: Guest, kind: str) -> Callable[[], Awaitable[bool]]:
    """Whether a job of a kind is being worked on and another still waits or none is left."""

    async def question() -> bool:
        jobs = [j for j in (await guest.document())["jobs"] if j["kind"] == kind]
        return any(j["state"] == "RUNNING" for j in jobs)

    return question


async def test_killed_while_turns_run_and_pictures_are_drawn_all_of_it_is_done_soon_after(
    server: LiveServer, guest: Guest, little_song: Path
) -> None:
    drawing = await Guest(guest.http).begin()
    await drawing.with_shots(little_song)
    song = await guest.media("song.wav", little_song)
    threads = [guest.thread_id, *[await guest.open_thread() for _ in range(3)]]
    asked = ["here is my song", "hello", "what can you do?", "/define_asset kind=prop name=Lamp"]
    await drawing.did("generate_stills", here=True)
    await until(running(drawing, "still"), every=0.01)
    for n, thread in enumerate(threads):
        guest.thread_id = thread
        await guest.post(asked[n], *([song] if n == 0 else []))
    ready = await after_a_crash(server, guest)
    drawing.http = guest.http
    await assert_the_pictures_are_there(drawing)
    events = await assert_nothing_lost_and_nothing_twice(guest)
    assert time.monotonic() - ready < LEASE_SECONDS
    for thread in threads:
        guest.thread_id = thread
        assert await guest.words(), await guest.thread()
    assert (await guest.document())["song"]["analysed"]
    assert len([e for e in events if e["data"].get("what") == "AssetDefined"]) == 1


async def assert_the_pictures_are_there(guest: Guest) -> None:
    events = await assert_nothing_lost_and_nothing_twice(guest)
    document = await guest.document()
    assert {j["state"] for j in document["jobs"]} == {"READY"}
    assert all(s["selected"]["still"] for s in document["shots"])
    assert [e["type"] for e in events].count("STUDIO_NOTE") == 1
    assert await guest.words(), "nobody said that the pictures are ready"


async def test_killed_while_clips_are_drawn_and_while_the_film_is_cut_it_is_whole_to_the_frame(
    server: LiveServer, guest: Guest, little_song: Path
) -> None:
    await guest.with_shots(little_song)
    await guest.did("generate_stills")
    await guest.settled()
    await guest.did("approve_version", shot="all")
    await guest.did("generate_clips")
    await until(running(guest, "clip"), every=0.01)
    await after_a_crash(server, guest)
    document = await guest.settled(120)
    assert all(s["selected"]["clip"] for s in document["shots"]), document["jobs"]
    await guest.did("render_final", here=True)
    await until(running(guest, "render"), every=0.005)
    ready = await after_a_crash(server, guest)
    await assert_nothing_lost_and_nothing_twice(guest)
    assert time.monotonic() - ready < LEASE_SECONDS
    document = await guest.document()
    (cut,) = document["cuts"]
    film = await guest.http.get(f"/api/projects/{guest.project_id}/media/{cut['media_id']}")
    path = server.home / "film.mp4"
    path.write_bytes(film.content)
    with av.open(str(path)) as opened:
        frames = sum(1 for _ in opened.decode(video=0))
    assert frames == document["song"]["frames"] == cut["frames"]


async def test_killed_in_a_storm_of_calls_and_an_upload_each_takes_effect_once_or_not_at_all(
    server: LiveServer, guest: Guest, little_song: Path
) -> None:
    calls = {f"key {n}": f"Thing {n}" for n in range(40)}
    answered: dict[str, Any] = {}

    async def call(key: str) -> None:
        with contextlib.suppress(httpx.TransportError):
            answer = await guest.tool("define_asset", key=key, kind="prop", name=calls[key])
            assert answer.status_code == 200, answer.text
            answered[key] = answer.json()

    data, address = little_song.read_bytes(), urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port)) as line:
        line.sendall(half_an_upload(guest.project_id, address.netloc, data))
        storm = [asyncio.create_task(call(key)) for key in calls]
        while len(answered) < 10:
            await asyncio.sleep(0.001)
        server.kill()
    await asyncio.gather(*storm)
    assert len(answered) < len(calls), "the storm was over before the plug was pulled"
    before = dict(answered)
    await started_again(server, guest)
    assert (await guest.document())["media"] == {}
    stored = [p for p in (server.home / "media").rglob("*") if p.is_file()]
    assert all(len(p.name) == 64 for p in stored), stored
    await asyncio.gather(*(call(key) for key in calls))
    assert {k: answered[k] for k in before} == before
    names = [a["name"] for a in (await guest.document())["assets"]]
    assert sorted(names) == sorted(calls.values())
    media = await guest.media("song.wav", data)
    url = f"/api/projects/{guest.project_id}/media/{media}"
    assert (await guest.http.get(url)).content == data


def half_an_upload(project_id: str, host: str, data: bytes) -> bytes:
    start = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="song.wav"\r\n\r\n'
    head = (
        f"POST /api/projects/{project_id}/media HTTP/1.1\r\nHost: {host}\r\n"
        f"Content-Type: multipart/form-data; boundary=cut\r\n"
        f"Content-Length: {len(start) + len(data) + 11}\r\n\r\n"
    )
    return head.encode() + start + data[: len(data) // 2]


async def test_told_to_stop_in_the_middle_of_work_it_ends_well_in_time_and_lets_go_of_all(
    server: LiveServer, guest: Guest, little_song: Path
) -> None:
    await guest.with_shots(little_song)
    await guest.did("generate_stills")
    await guest.settled()
    await guest.did("approve_version", shot="all")
    await guest.did("generate_clips", here=True)
    await until(running(guest, "clip"), every=0.01)
    began = time.monotonic()
    assert await asyncio.to_thread(server.stop, 10) == 0
    assert time.monotonic() - began < 10
    store = SqliteProjectStore(server.home / "projects.db")
    jobs = [j for j in await store.jobs(guest.project_id) if j.kind == "clip"]
    await store.close()
    assert {j.state for j in jobs} <= {JobState.QUEUED, JobState.READY}
    assert {j.owner for j in jobs if j.state is JobState.QUEUED} == {""}

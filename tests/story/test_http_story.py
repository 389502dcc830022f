"""A film over HTTP alone, from a server that runs as a process of its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from miri.codec.title import title_of
from tests.guest import Guest
from tests.live_server import LiveServer, live_server
from tests.studio_fixtures import write_song


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("home")) as started:
        yield started
        assert started.stop() == 0
        assert not [line for line in started.said if "broken" in line or "Traceback" in line]


@pytest.fixture(scope="module")
def little_song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("song") / "little.wav", seconds=7)


@pytest.fixture
async def guest(server: LiveServer) -> AsyncIterator[Guest]:
    async with server.client() as http:
        yield await Guest(http).begin()


NAME = "לילה; על=הים"


async def test_a_song_becomes_a_film_over_http(
    guest: Guest, little_song: Path, tmp_path: Path
) -> None:
    assert "song" in (await guest.say("hello")).lower()
    await guest.say("here is my song", await guest.media("my song.wav", little_song))
    await guest.did("rename_project", name=NAME)
    await guest.say("you decide")
    document, films = await guest.document(), []
    for _ in range(6):
        await guest.say("yes")
        document = await guest.document()
        if films := [c for c in document["cuts"] if c["kind"] == "final" and c["media_id"]]:
            break
    assert films, await guest.words()
    film = await guest.http.get(f"/api/projects/{guest.project_id}/media/{films[0]['media_id']}")
    assert film.headers["content-type"] == "video/mp4" and film.content[4:8] == b"ftyp"
    assert document["shots"][-1]["end_frame"] == document["song"]["frames"] == films[0]["frames"]
    assert document["status"] == "film"
    kept = tmp_path / "film.mp4"
    kept.write_bytes(film.content)
    assert title_of(kept) == NAME
    told = await guest.events()
    assert [e["seq"] for e in told] == list(range(1, document["seq"] + 1))
    tools = [c["state"] for m in (await guest.thread())["messages"] for c in m["tools"]]
    assert tools and set(tools) == {"done"}


async def test_a_file_is_served_whole_or_by_ranges(guest: Guest, little_song: Path) -> None:
    media = await guest.media("song.wav", little_song)
    url, whole = f"/api/projects/{guest.project_id}/media/{media}", little_song.read_bytes()

    async def get(ranges: str = "") -> httpx.Response:
        return await guest.http.get(url, headers={"Range": ranges} if ranges else {})

    assert (await get()).content == whole
    part = await get("bytes=100-199")
    assert part.status_code == 206 and part.content == whole[100:200]
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert (await get("bytes=-10")).content == whole[-10:]
    assert (await get(f"bytes={len(whole) - 5}-")).content == whole[-5:]
    beyond = await get(f"bytes={len(whole)}-")
    assert beyond.status_code == 416
    assert beyond.headers["content-range"] == f"bytes */{len(whole)}"
    for odd in ("bytes=9-2", "lines=1-2", "bytes=a-b", "bytes=0-1,5-6", "bytes=" + "9" * 500):
        assert (await get(odd)).status_code in (200, 416)
    assert (await get()).headers["x-content-type-options"] == "nosniff"


async def test_the_same_key_takes_effect_once_and_answers_the_same(guest: Guest) -> None:
    first = await guest.tool("define_asset", key="k1", kind="prop", name="Lamp")
    seq = (await guest.document())["seq"]
    again = await guest.tool("define_asset", key="k1", kind="prop", name="Lamp")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    other = await guest.tool("define_asset", key="k1", kind="prop", name="Umbrella")
    assert other.status_code == 422 and "Idempotency-Key" in other.json()["message"]
    assert (await guest.document())["seq"] == seq


async def test_a_key_asked_ten_times_at_once_still_takes_effect_once(guest: Guest) -> None:
    answers = await asyncio.gather(
        *(guest.tool("define_asset", key="same", kind="prop", name="Lamp") for _ in range(10))
    )
    assert {a.status_code for a in answers} == {200}
    assert len({a.text for a in answers}) == 1
    assert len((await guest.document())["assets"]) == 1


async def test_a_message_sent_twice_under_one_key_is_said_once(guest: Guest) -> None:
    first = await guest.post("hello", key="m1")
    assert await guest.post("hello", key="m1") == first
    await guest.settled()
    said = [m for m in (await guest.thread())["messages"] if m["role"] == "person"]
    assert len(said) == 1


async def test_a_project_is_begun_once_by_its_key_and_is_each_persons_own(guest: Guest) -> None:
    async def begin(key: str, name: str = "A") -> httpx.Response:
        return await guest.http.post(
            "/api/projects", json={"name": name}, headers={"Idempotency-Key": key}
        )

    long = "x" * 60
    first, again = await begin(long + "1"), await begin(long + "1")
    assert first.json()["id"] == again.json()["id"]
    assert (await begin(long + "2")).json()["id"] != first.json()["id"]
    assert (await begin("../../a b?c#")).status_code == 201
    assert (await begin(long + "1", "B")).status_code == 422
    listed = (await guest.http.get("/api/projects")).json()["projects"]
    assert {"id", "name", "seq", "updated", "status"} <= set(listed[0])
    assert first.json()["id"] in {p["id"] for p in listed}


async def test_the_past_is_a_place_one_can_visit(guest: Guest, little_song: Path) -> None:
    await guest.with_shots(little_song)
    now = await guest.document()
    await guest.did("merge_shots", shots=[1, 2])
    assert len((await guest.document())["shots"]) == len(now["shots"]) - 1
    then = await guest.document(at=now["seq"])
    assert then["shots"] == now["shots"] and then["seq"] == now["seq"] and then["jobs"] == []
    gone = await guest.http.get(f"/api/projects/{guest.project_id}", params={"at": 99_999})
    assert gone.status_code == 404 and str(now["seq"] + 1) in gone.json()["message"]


async def test_the_log_is_read_from_any_seq_on(guest: Guest) -> None:
    for n in range(5):
        await guest.did("define_asset", kind="prop", name=f"Thing {n}")
    every = await guest.events()
    assert [e["seq"] for e in await guest.events(after=3)] == [e["seq"] for e in every[3:]]
    url = f"/api/projects/{guest.project_id}/events"
    page = (await guest.http.get(url, params={"limit": 2})).json()
    assert [e["seq"] for e in page["events"]] == [1, 2] and page["seq"] == len(every)
    assert (await guest.http.get(url, params={"after": 10**6})).json()["events"] == []


async def test_conversations_are_opened_listed_renamed_and_put_away(guest: Guest) -> None:
    second = await guest.open_thread("The second verse")
    await guest.did("rename_thread", thread=second, title="Verse two")
    await guest.did("archive_thread", thread=second)
    url = f"/api/projects/{guest.project_id}/threads"
    threads = {t["id"]: t for t in (await guest.http.get(url)).json()["threads"]}
    assert threads[second]["title"] == "Verse two" and threads[second]["archived"]
    assert set(threads) == {guest.thread_id, second}


async def test_what_is_being_drawn_stops_when_a_person_says_so(
    guest: Guest, tmp_path: Path
) -> None:
    await guest.with_shots(write_song(tmp_path / "longer.wav", seconds=24))
    await guest.did("generate_stills", here=True)
    stopped = await guest.http.post(f"/api/threads/{guest.thread_id}/stop")
    assert stopped.status_code == 202
    document = await guest.settled()
    states = [j["state"] for j in document["jobs"] if j["kind"] == "still"]
    assert "CANCELLED" in states and set(states) <= {"CANCELLED", "READY"}
    assert not [v for v in document["versions"] if v["status"] == "MAKING"]
    await guest.did("generate_stills", shots=[1], here=True)
    document = await guest.settled()
    assert document["shots"][0]["selected"]["still"]


async def test_the_list_of_films_shows_the_newest_picture_in_use(
    guest: Guest, little_song: Path
) -> None:
    async def shown() -> str | None:
        lines = (await guest.http.get("/api/projects")).json()["projects"]
        return next(p for p in lines if p["id"] == guest.project_id).get("thumbnail_media_id")

    await guest.with_shots(little_song)
    assert await shown() is None
    for shots in ([2], [1], [2]):
        await guest.did("generate_stills", shots=shots)
        document = await guest.settled()
        newest = document["versions"][-1]
        assert newest["id"] in {s["selected"]["still"] for s in document["shots"]}
        assert await shown() == newest["media_id"]
    await guest.did("select_version", shot=2, version=1)
    assert await shown() == document["versions"][1]["media_id"]


async def test_tools_are_listed_in_the_language_asked_for(guest: Guest) -> None:
    async def summaries(query: str = "", accepts: str = "") -> dict[str, str]:
        headers = {"Accept-Language": accepts} if accepts else {}
        answer = (await guest.http.get(f"/api/tools{query}", headers=headers)).json()
        return {tool["name"]: tool["summary"] for tool in answer["tools"]}

    english, hebrew = await summaries(), await summaries("?language=he")
    assert set(english) == set(hebrew)
    for name, told in hebrew.items():
        assert told != english[name] and any("א" <= c <= "ת" for c in told), name
    assert await summaries(accepts="he-IL,he;q=0.9,en;q=0.8") == hebrew
    assert await summaries("?language=en", accepts="he") == english
    assert (await guest.http.get("/api/tools?language=fr")).status_code == 422

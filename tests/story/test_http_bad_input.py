"""What people send by mistake, or to see what happens: the right status, a sentence, nothing half done."""

from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any

import httpx
import pytest

from miri.sample.sample import SampleSong
from tests.guest import Guest
from tests.live_server import LiveServer, live_server
from tests.studio_fixtures import write_song


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("home")) as started:
        yield started
        assert started.stop() == 0
        assert not [line for line in started.said if "broken" in line or "Traceback" in line]


@pytest.fixture
async def guest(server: LiveServer) -> AsyncIterator[Guest]:
    async with server.client() as http:
        yield await Guest(http).begin()


@pytest.fixture(scope="module")
def wav(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_song(tmp_path_factory.mktemp("song") / "song.wav", seconds=6).read_bytes()


@pytest.fixture(scope="module")
def mp3() -> bytes:
    return SampleSong().path.read_bytes()


def is_told(answer: httpx.Response, status: int, *words: str) -> dict[str, Any]:
    """The status, our error's shape, and a sentence with these words in it."""
    assert answer.status_code == status, answer.text
    error = answer.json()
    assert set(error) == {"error", "message", "details", "retryable"}
    assert error["message"].rstrip().endswith((".", "…", "?", "!", chr(34)))
    for word in words:
        assert word.lower() in error["message"].lower(), error["message"]
    return error


async def seq(guest: Guest) -> int:
    return (await guest.document())["seq"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.mp3", b"", "empty"),
        ("noise.mp3", bytes(range(256)) * 40, "not a file i can use"),
        ("program.mp3", b"MZ\x90\0\x03" + b"\0" * 500, "not a file i can use"),
        ("page.zip", b"PK\x03\x04" + b"\0" * 500, "not a file i can use"),
    ],
)
async def test_a_file_of_no_use_is_refused_at_the_door(
    guest: Guest, name: str, data: bytes, words: str
) -> None:
    before = await seq(guest)
    is_told(await guest.upload(name, data), 415, words, name)
    assert await seq(guest) == before


async def as_song(guest: Guest, name: str, data: bytes) -> httpx.Response:
    """An upload that passes the door, taken as the song; nothing may change where it is refused."""
    media = await guest.media(name, data)
    before = await seq(guest)
    answer = await guest.tool("add_song", media=media)
    if answer.status_code != 200:
        assert await seq(guest) == before
        assert (await guest.document())["song"] is None
    return answer


async def test_songs_that_are_none_are_refused_in_words(
    guest: Guest, wav: bytes, mp3: bytes
) -> None:
    silent = wav[:44] + b"\0" * (len(wav) - 44)
    is_told(await as_song(guest, "silent.wav", silent), 415, "silent")
    is_told(await as_song(guest, "cut.wav", wav[: len(wav) // 2]), 415, "cut off")
    is_told(await as_song(guest, "header.wav", wav[:30]), 415, "header")
    is_told(await as_song(guest, "header.mp3", b"ID3" + b"\0" * 3000), 415, "header")
    broken = bytearray(mp3)
    broken[2000:] = b"\0" * (len(broken) - 2000)
    is_told(await as_song(guest, "damaged.mp3", bytes(broken)), 415)
    is_told(await as_song(guest, "words.mp3", b"These are words, no song.\n" * 9), 415)
    is_told(await as_song(guest, "short.wav", _short(wav, 1.0)), 415, "5 seconds")


def _short(wav: bytes, seconds: float) -> bytes:
    size = int(22_050 * seconds) * 2
    sizes = (size + 36).to_bytes(4, "little"), size.to_bytes(4, "little")
    return wav[:4] + sizes[0] + wav[8:40] + sizes[1] + wav[44 : 44 + size]


async def test_a_song_under_a_wrong_name_is_taken_for_what_it_is(
    guest: Guest, wav: bytes, mp3: bytes
) -> None:
    for name, data in (("song.txt", wav), ("picture.png", mp3)):
        taken = await guest.upload(name, data)
        assert taken.json()["content_type"].startswith("audio/"), taken.text
        assert (await as_song(guest, name, data)).status_code == 200


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.wav", "passwd.wav"),
        ("..\\..\\windows\\song.wav", "song.wav"),
        ("/tmp/a/b.wav", "b.wav"),
        ("....", "file"),
        ("a\u202egnp.wav", "agnp.wav"),
        ("שיר חדש.wav", "שיר חדש.wav"),
        ("x" * 500 + ".wav", "x" * 196 + ".wav"),
    ],
)
async def test_a_name_can_not_climb_out_of_its_folder(
    server: LiveServer, guest: Guest, wav: bytes, sent: str, kept: str
) -> None:
    before = {p for p in server.home.parent.rglob("*") if server.home not in p.parents}
    taken = await guest.upload(sent, wav + sent.encode())
    assert taken.status_code == 201, taken.text
    assert taken.json()["name"] == kept
    files = {p for p in server.home.parent.rglob("*") if server.home not in p.parents}
    assert files == before
    stored = [p for p in (server.home / "media").rglob("*") if p.is_file()]
    assert all(len(p.name) == 64 for p in stored)


async def test_a_file_without_a_field_and_a_form_without_a_file_are_told(guest: Guest) -> None:
    url = f"/api/projects/{guest.project_id}/media"
    is_told(await guest.http.post(url, data={"x": "y"}), 422, "file")
    is_told(await guest.http.post(url, content=b"raw bytes"), 422)
    torn = {"content-type": "multipart/form-data; boundary=x"}
    half = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF'
    answer = await guest.http.post(url, content=half, headers=torn)
    assert 400 <= answer.status_code < 500
    assert (await guest.document())["media"] == {}


async def test_more_than_can_be_taken_is_told_before_it_is_stored(guest: Guest) -> None:
    url = f"/api/projects/{guest.project_id}/tools/set_lyrics"
    is_told(await guest.http.post(url, content=b" " * (3 << 20)), 413, "2 MB")

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b" " * (1 << 20)

    is_told(await guest.http.post(url, content=pieces()), 413, "2 MB")
    lines = ("la la la\n" * 300_000).encode()
    is_told(await guest.upload("words.txt", lines), 413, "words.txt", "2 MB")


async def test_lyrics_are_read_in_the_encodings_people_have(guest: Guest, wav: bytes) -> None:
    assert (await as_song(guest, "song.wav", wav)).status_code == 200
    words = "שיר על הים\nועל הלילה"
    for encoding in ("utf-8", "utf-8-sig", "cp1255", "iso-8859-8", "utf-16"):
        media = await guest.media(f"{encoding}.txt", words.encode(encoding))
        await guest.did("set_lyrics", media=media)
        lines = [line["text"] for line in (await guest.document())["song"]["lyrics"]]
        assert lines == words.split("\n"), encoding


async def test_lyrics_that_can_not_be_read_are_told_and_change_nothing(
    guest: Guest, wav: bytes
) -> None:
    assert (await as_song(guest, "song.wav", wav)).status_code == 200
    torn = await guest.media("torn.txt", b"\xff\xfe\xfa\x00\xd8" * 21)
    before = await seq(guest)
    is_told(await guest.tool("set_lyrics", media=torn), 422, "utf-8")
    is_told(await guest.tool("set_lyrics"), 422)
    is_told(await guest.tool("set_lyrics", text="   \n \n"), 422)
    assert await seq(guest) == before


ABSURD: list[tuple[str, dict[str, Any]]] = [
    ("edit_shot", {"shot": -1, "note": "darker"}),
    ("edit_shot", {"shot": 10**30, "note": "darker"}),
    ("edit_shot", {"shot": {"a": [1]}, "note": "darker"}),
    ("edit_shot", {"shot": "x" * 100_000, "note": "darker"}),
    ("edit_shot", {"note": "darker"}),
    ("plan_shots", {"minimum_seconds": -5}),
    ("plan_scenes", {"scenes": [{"title": "A", "first_section": 5, "last_section": 1}]}),
    ("plan_scenes", {"scenes": "everything"}),
    ("retime_shot", {"shot": 1, "end": "next week"}),
    ("set_budget", {"dollars": "-5"}),
    ("set_budget", {"dollars": "1e400"}),
    ("set_budget", {"dollars": "NaN"}),
    ("save_brief", {"colour": "red"}),
    ("set_look", {"palette": ["red", "#12"]}),
    ("generate_stills", {"shots": [None, [], 3.5]}),
    ("define_asset", {"kind": "planet", "name": "Mars"}),
    ("define_asset", {"kind": "prop", "name": "x" * 100_000}),
    ("rename_project", {"name": ""}),
    ("restore_revision", {"revision": 10**40}),
    ("set_format", {"format": "4:3"}),
    ("create_project", {"fps": 0}),
    ("delete_project", {"confirm": "something else"}),
]


async def test_absurd_arguments_are_refused_in_words_and_leave_no_trace(guest: Guest) -> None:
    before = await seq(guest)
    for tool, arguments in ABSURD:
        answer = await guest.tool(tool, **arguments)
        assert answer.status_code in (404, 409, 422), (tool, arguments, answer.text)
        error = is_told(answer, answer.status_code)
        assert len(error["message"]) < 1_000
    assert await seq(guest) == before


NO_OBJECTS = [
    *('{"a":' * 5_000, "[1]", '"x"', "nul", "", "\xff"),
    *('{"name": "\\ud800"}', '{"name": NaN}', '{"name": ' + "9" * 5_000 + "}"),
]


async def test_a_body_that_is_no_object_is_refused(guest: Guest) -> None:
    before = await seq(guest)
    url = f"/api/projects/{guest.project_id}/tools/rename_project"
    for body in NO_OBJECTS:
        headers = {"content-type": "application/json"}
        answer = await guest.http.post(url, content=body.encode("latin-1"), headers=headers)
        assert answer.status_code in (400, 422), (body[:40], answer.text)
        is_told(answer, answer.status_code)
    assert await seq(guest) == before


async def test_a_message_that_says_nothing_or_too_much_is_refused(guest: Guest) -> None:
    url = f"/api/threads/{guest.thread_id}/messages"
    before = await seq(guest)

    async def post(**body: Any) -> httpx.Response:
        return await guest.http.post(url, json=body)

    is_told(await post(text="   "), 422, "empty")
    is_told(await post(text="x" * 20_001), 422, "20000")
    is_told(await post(text="hi", media=["media_" + "0" * 64]), 404, "attached")
    is_told(await post(text="hi", media="all of them"), 422)
    is_told(await post(text={"a": 1}), 422)
    is_told(await post(words="hi"), 422)
    is_told(await post(text="a", media=["x"] * 11), 422)
    assert await seq(guest) == before


UNKNOWN = [
    "project_nope",
    "song",
    "budget",
    "threads",
    "%00",
    "%2e%2e",
    "שלום",
    "x" * 3_000,
    "'--",
    "a b",
]


async def test_unknown_ids_are_not_found_and_nothing_else(guest: Guest) -> None:
    before = await seq(guest)
    for name in UNKNOWN:
        for call in calls_naming(guest, name):
            answer = await call
            assert answer.status_code in (404, 405), (answer.request.url, answer.text)
            is_told(answer, answer.status_code)
    assert await seq(guest) == before


def calls_naming(guest: Guest, name: str) -> list[Coroutine[Any, Any, httpx.Response]]:
    """Every call that takes an id, with this one."""
    here = f"/api/projects/{guest.project_id}"
    return [
        guest.http.get(f"/api/projects/{name}"),
        guest.http.get(f"/api/projects/{name}/events"),
        guest.http.post(f"/api/projects/{name}/threads", json={}),
        guest.http.post(f"/api/projects/{name}/tools/undo", json={}),
        guest.http.post(f"/api/projects/{name}/media", files={"file": ("a.txt", b"words")}),
        guest.http.get(f"{here}/media/{name}"),
        guest.http.post(f"{here}/tools/{name}", json={}),
        guest.http.get(f"/api/threads/{name}"),
        guest.http.post(f"/api/threads/{name}/messages", json={"text": "hi"}),
        guest.http.post(f"/api/threads/{name}/stop"),
    ]


async def test_unknown_things_named_to_tools_are_not_found(guest: Guest) -> None:
    before = await seq(guest)
    ghost = "media_" + "0" * 64
    for tool, arguments in {
        "add_song": {"media": ghost},
        "keep_media": {"media": ghost, "content_type": "a/b", "size": 1},
        "cancel_job": {"job": "job_nope"},
        "retry_job": {"job": "job_nope"},
        "approve_spend": {"approval": "approval_nope"},
        "approve_version": {"version": "version_nope"},
        "rename_thread": {"thread": "thread_nope", "title": "x"},
        "select_version": {"version": "version_nope"},
    }.items():
        answer = await guest.tool(tool, **arguments)
        is_told(answer, 404 if answer.status_code != 422 else 422)
    elsewhere = await guest.http.post(
        f"/api/projects/{guest.project_id}/tools/undo",
        json={},
        headers={"X-Thread-Id": "thread_nope"},
    )
    is_told(elsewhere, 404, "thread_nope")
    assert await seq(guest) == before


async def test_a_decision_on_what_changed_meanwhile_is_told(guest: Guest, wav: bytes) -> None:
    assert (await as_song(guest, "song.wav", wav)).status_code == 200
    await guest.did("analyse_song")
    await guest.settled()
    for step in ("write_treatment", "set_look", "plan_scenes", "plan_shots"):
        await guest.did(step)
    await guest.did("generate_stills", shots=[1])
    document = await guest.settled()
    still = next(v for v in document["versions"] if v["target_id"].startswith("shot_"))
    gone = document["shots"][0]["id"]
    await guest.did("plan_shots")
    assert gone not in {s["id"] for s in (await guest.document())["shots"]}
    before = await seq(guest)
    is_told(await guest.tool("edit_shot", shot=gone, note="darker"), 404)
    late = await guest.tool("approve_version", version=still["id"])
    is_told(late, late.status_code)
    assert late.status_code in (404, 409, 422)
    assert await seq(guest) == before


async def test_queries_that_are_no_numbers_or_too_large_are_refused(guest: Guest) -> None:
    url = f"/api/projects/{guest.project_id}"
    for query in ("at=0", "at=-1", "at=x", "at=" + "9" * 40, "at=1e9"):
        is_told(await guest.http.get(f"{url}?{query}"), 422, "at")
    for query in ("after=-1", "after=" + "9" * 40, "limit=0", "limit=100000"):
        is_told(await guest.http.get(f"{url}/events?{query}"), 422)


async def test_errors_in_a_hebrew_project_are_told_in_hebrew(guest: Guest) -> None:
    await guest.begin(language="he")
    for answer in (
        await guest.upload("empty.mp3", b""),
        await guest.upload("noise.mp3", bytes(range(256))),
        await guest.tool("no_such_tool"),
        await guest.tool("rename_project", colour="red"),
        await guest.tool("add_song"),
    ):
        assert any("א" <= c <= "ת" for c in answer.json()["message"]), answer.text

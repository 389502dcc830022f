"""Who comes in: an open host without tokens does not start, tokens keep people apart, and pages of
other sites stay outside."""

import hmac
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from miri.config import load_settings
from server.bootstrap import open_studio
from server.http.session import MINUTE, MOST_WRONG, TooOften, WrongTokens
from server.identity import COOKIE, Door
from tests.guest import Guest
from tests.live_server import ROOT, LiveServer, clean_environment, live_server, served

DANA, NOAM = "dana-has-a-long-token", "noam-has-another-one"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Open to the network, with tokens."""
    home = tmp_path_factory.mktemp("home")
    tokens = f"dana={DANA},{NOAM}"
    with live_server(home, MIRI_HOST="0.0.0.0", MIRI_API_TOKENS=tokens) as started:
        yield started
        assert started.stop() == 0
        assert DANA not in "".join(started.said)


def refused_to_start(home: Path, **settings: str) -> str:
    """What it says on its way out."""
    ended = subprocess.run(
        [sys.executable, "-m", "server", "serve"],
        cwd=ROOT,
        env=clean_environment(home, settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1 and ended.stdout == ""
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_an_open_host_without_tokens_refuses_to_start_and_says_why(tmp_path: Path) -> None:
    said = refused_to_start(tmp_path / "home", MIRI_HOST="0.0.0.0")
    assert "MIRI_HOST=0.0.0.0" in said and "MIRI_API_TOKENS" in said and "127.0.0.1" in said
    assert not (tmp_path / "home").exists()


def test_a_taken_port_is_told_in_a_sentence(server: LiveServer, tmp_path: Path) -> None:
    port = server.url.rsplit(":", 1)[1]
    said = refused_to_start(tmp_path / "home", MIRI_PORT=port)
    assert port in said and "MIRI_PORT" in said


OPEN = {"/startupz": 200, "/livez": 200, "/readyz": 200, "/metrics": 200, "/api/tools": 200}
SIGNING_IN = {"get": 200, "post": 422, "delete": 204}
"""Without a body there is no token to look at."""
MEDIA = "/api/projects/{project_id}/media/{media_id}"


def answered_without_a_token(method: str, path: str) -> int:
    """What a stranger is told: of a file, that it is not there."""
    if path == "/api/session":
        return SIGNING_IN[method]
    return OPEN.get(path, 404 if path == MEDIA else 401)


async def test_without_a_token_nothing_answers_but_health_and_signing_in(
    server: LiveServer,
) -> None:
    async with server.client() as http:
        document = (await http.get("/openapi.json")).json()
        for path, calls in document["paths"].items():
            for method in calls:
                answer = await http.request(method, path.format_map(Anything()))
                expected = answered_without_a_token(method, path)
                assert answer.status_code == expected, (method, path, answer.text)
        answer = await http.get("/api/projects")
        assert "Bearer" in answer.json()["message"] and answer.json()["error"] == "unauthorised"
        for wrong in ("Bearer nope", "Basic eDp5", f"Bearer {DANA}x", "Bearer", f"bearer={DANA}"):
            headers = {"Authorization": wrong}
            assert (await http.get("/api/projects", headers=headers)).status_code == 401


class Anything(dict[str, str]):
    """A value for every name in a path."""

    def __missing__(self, key: str) -> str:
        return "project_x"


async def test_another_persons_project_is_not_there(server: LiveServer) -> None:
    async with server.client(DANA) as hers, server.client(NOAM) as his:
        dana = await Guest(hers).begin()
        media = await dana.media("words.txt", b"la la la\n")
        project, thread = dana.project_id, dana.thread_id
        for answer in (
            await his.get(f"/api/projects/{project}"),
            await his.get(f"/api/projects/{project}/events"),
            await his.get(f"/api/projects/{project}/threads"),
            await his.get(f"/api/projects/{project}/media/{media}"),
            await his.post(f"/api/projects/{project}/tools/undo", json={}),
            await his.post(f"/api/projects/{project}/media", files={"file": ("a.txt", b"a b")}),
            await his.post(f"/api/projects/{project}/threads", json={}),
            await his.get(f"/api/threads/{thread}"),
            await his.post(f"/api/threads/{thread}/messages", json={"text": "hi"}),
            await his.post(f"/api/threads/{thread}/stop"),
        ):
            assert answer.status_code == 404, (answer.request.url, answer.text)
        assert (await his.get("/api/projects")).json() == {"projects": []}
        noam = await Guest(his).begin()
        taken = await noam.tool("add_song", media=media)
        assert taken.status_code == 404
        begun = {"json": {}, "headers": {"Idempotency-Key": "same"}}
        ids = {(await http.post("/api/projects", **begun)).json()["id"] for http in (hers, his)}
        assert len(ids) == 2


async def test_a_browser_signs_in_once_and_its_cookie_is_kept_from_scripts_and_other_sites(
    server: LiveServer,
) -> None:
    here = {"Origin": server.url}
    async with server.client() as http:
        assert (await http.get("/")).status_code == 200
        assert (await http.get("/api/session")).json() == {"asks": True, "person": None}
        wrong = await http.post("/api/session", json={"token": "wrong"})
        assert wrong.status_code == 401 and "set-cookie" not in wrong.headers
        signed = await http.post("/api/session", json={"token": f" {DANA}\n"})
        assert signed.json() == {"asks": True, "person": {"id": "person_dana", "name": "dana"}}
        cookie = signed.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "secure" not in cookie
        assert DANA not in cookie
        assert (await http.get("/api/session")).json()["person"]["name"] == "dana"
        assert (await http.get("/api/projects")).status_code == 200
        begun = await http.post("/api/projects", json={}, headers=here)
        assert begun.status_code == 201
        assert (await http.delete("/api/session")).status_code == 204
        assert (await http.get("/api/projects")).status_code == 401


async def test_a_write_by_cookie_says_which_page_it_comes_from(server: LiveServer) -> None:
    async with server.client() as http:
        await http.post("/api/session", json={"token": DANA})

        async def begin(**headers: str) -> int:
            return (await http.post("/api/projects", json={}, headers=headers)).status_code

        assert await begin() == 403
        assert await begin(Origin="http://elsewhere.example") == 403
        assert await begin(Origin="null") == 403
        assert await begin(**{"X-Miri": "1", "Origin": "http://elsewhere.example"}) == 403
        assert await begin(Origin=server.url) == 201
        assert await begin(**{"X-Miri": "1"}) == 201
        assert await begin(Authorization=f"Bearer {NOAM}") == 201
        assert len((await http.get("/api/projects")).json()["projects"]) >= 2


async def test_a_seal_that_is_not_ours_or_has_lapsed_opens_nothing(server: LiveServer) -> None:
    door = Door((f"dana={DANA}",))
    good = door.session(DANA)
    until, seal = good.split(".")
    later, lapsed = f"{int(until) + 1}.{seal}", "1000000000"
    sealed_then = hmac.new(DANA.encode(), f"session until {lapsed}".encode(), "sha256")
    for kept, status in {
        good: 200,
        later: 401,
        f"{lapsed}.{sealed_then.hexdigest()}": 401,
        f"{until}.": 401,
        until: 401,
        "x.y": 401,
        DANA: 401,
        door.session("another"): 401,
    }.items():
        async with server.client(cookies={COOKIE: kept}) as http:
            assert (await http.get("/api/projects")).status_code == status, kept


async def test_a_picture_is_seen_by_cookie_and_is_not_there_for_anyone_else(
    server: LiveServer,
) -> None:
    async with server.client(DANA) as hers:
        dana = await Guest(hers).begin()
        media = await dana.media("words.txt", b"la la la\n")
        url = f"/api/projects/{dana.project_id}/media/{media}"
    for token, status in ((DANA, 200), (NOAM, 404), ("", 404)):
        async with server.client() as http:
            if token:
                await http.post("/api/session", json={"token": token})
            assert (await http.get(url)).status_code == status, token
            assert (await http.get(f"{url}0")).status_code == 404


def test_one_address_guesses_ten_times_a_minute_and_no_more() -> None:
    now = [0]
    wrong = WrongTokens(clock=lambda: now[0])
    for _ in range(MOST_WRONG):
        wrong.check("a")
        wrong.add("a")
    with pytest.raises(TooOften, match="Wait a minute"):
        wrong.check("a")
    wrong.check("b")
    now[0] = MINUTE
    wrong.check("a")


async def test_pages_are_served_under_a_strict_policy(server: LiveServer) -> None:
    async with server.client() as http:
        for path in ("/", "/docs"):
            policy = (await http.get(path)).headers["content-security-policy"]
            assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
            assert "script-src" not in policy and "http" not in policy


async def test_a_miri_without_tokens_answers_to_this_machines_names_alone(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, store="memory", api_tokens=None)
    async with (
        open_studio(settings) as studio,
        served(studio) as url,
        httpx.AsyncClient(base_url=url) as http,
    ):

        async def status(method: str, path: str, **headers: str) -> int:
            return (await http.request(method, path, headers=headers)).status_code

        assert await status("GET", "/api/projects") == 200
        assert await status("GET", "/api/projects", Host="localhost:1") == 200
        assert await status("GET", "/api/projects", Host="rebound.example") == 403
        assert await status("GET", "/", Host="rebound.example:8000") == 403
        for origin in ("http://elsewhere.example", "null", "http://127.0.0.1.example"):
            assert await status("POST", "/api/projects", Origin=origin) == 403
        assert await status("POST", "/api/projects", Origin="http://localhost:5173") == 422
        assert await status("GET", "/") == 200

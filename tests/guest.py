"""A person who reaches Miri over HTTP alone: short verbs for tests that see nothing of her inside.

Why here: stories, bad input and restarts speak the same few calls.
Next: live_server.py, what they are spoken to.
"""

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx


@dataclass
class Guest:
    """One person in one project and one thread, on any server that has them."""

    http: httpx.AsyncClient
    project_id: str = ""
    thread_id: str = ""
    seen: list[httpx.Response] = field(default_factory=list[httpx.Response])

    async def begin(self, **fields: Any) -> "Guest":
        """A new project with a conversation."""
        made = await self.http.post("/api/projects", json={"name": "Night drive", **fields})
        assert made.status_code == 201, made.text
        self.project_id = made.json()["id"]
        self.thread_id = await self.open_thread()
        return self

    async def open_thread(self, title: str = "") -> str:
        opened = await self.http.post(
            f"/api/projects/{self.project_id}/threads", json={"title": title} if title else {}
        )
        assert opened.status_code == 201, opened.text
        return opened.json()["id"]

    async def document(self, **query: Any) -> dict[str, Any]:
        """The project document."""
        got = await self.http.get(f"/api/projects/{self.project_id}", params=query)
        assert got.status_code == 200, got.text
        return got.json()

    async def thread(self) -> dict[str, Any]:
        got = await self.http.get(f"/api/threads/{self.thread_id}")
        assert got.status_code == 200, got.text
        return got.json()

    async def events(self, after: int = 0) -> list[dict[str, Any]]:
        """The log after a seq, page by page."""
        found: list[dict[str, Any]] = []
        while True:
            last = found[-1]["seq"] if found else after
            got = await self.http.get(
                f"/api/projects/{self.project_id}/events", params={"after": last, "limit": 1000}
            )
            assert got.status_code == 200, got.text
            if not (page := got.json()["events"]):
                return found
            found += page

    async def upload(self, name: str, data: bytes | Path, key: str = "") -> httpx.Response:
        content = data.read_bytes() if isinstance(data, Path) else data
        return await self.http.post(
            f"/api/projects/{self.project_id}/media",
            files={"file": (name, content)},
            headers={"Idempotency-Key": key} if key else {},
        )

    async def media(self, name: str, data: bytes | Path) -> str:
        """An upload that must be taken; its media id."""
        taken = await self.upload(name, data)
        assert taken.status_code == 201, taken.text
        return taken.json()["media_id"]

    async def tool(
        self, name: str, /, key: str = "", here: bool = False, **arguments: Any
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key or secrets.token_hex(8)}
        if here:
            headers["X-Thread-Id"] = self.thread_id
        return await self.http.post(
            f"/api/projects/{self.project_id}/tools/{name}", json=arguments, headers=headers
        )

    async def did(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """A tool call that must succeed; its answer."""
        answer = await self.tool(name, **arguments)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, text: str, *media: str, key: str = "") -> dict[str, str]:
        """A message, not waited for."""
        posted = await self.http.post(
            f"/api/threads/{self.thread_id}/messages",
            json={"text": text, "media": list(media)},
            headers={"Idempotency-Key": key} if key else {},
        )
        assert posted.status_code == 202, posted.text
        return posted.json()

    async def say(self, text: str, *media: str) -> str:
        """A message and all that follows from it; Miri's last words."""
        await self.post(text, *media)
        await self.settled()
        return (await self.words())[-1]

    async def words(self) -> list[str]:
        """All that Miri said here."""
        messages = (await self.thread())["messages"]
        return [m["text"] for m in messages if m["role"] == "miri" and m["text"]]

    async def settled(self, seconds: float = 60) -> dict[str, Any]:
        """The document once nobody speaks and nothing is being made, twice in a row."""
        end, last = time.monotonic() + seconds, -1
        while time.monotonic() < end:
            document = await self.document()
            open_jobs = [j for j in document["jobs"] if j["state"] not in OVER]
            talking = any(t["open_turns"] for t in document["threads"])
            quiet = not open_jobs and not talking
            if quiet and document["seq"] == last:
                return document
            last = document["seq"] if quiet else -1
            await asyncio.sleep(0.05)
        raise TimeoutError(f"still at work after {seconds} s")

    async def with_shots(self, song: Path) -> "Guest":
        """A song, heard and broken down into shots, by tools alone."""
        await self.did("add_song", media=await self.media("song.wav", song))
        await self.did("analyse_song")
        await self.settled()
        for step in ("write_treatment", "set_look", "plan_scenes", "plan_shots"):
            await self.did(step)
        return self


OVER = {"READY", "FAILED", "CANCELLED"}

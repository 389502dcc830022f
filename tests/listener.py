"""A Socket.IO client for tests: keeps every event in order, and can lose its line and come back.

Why here: what clients are promised is checked on what a client really receives.
Next: story/test_sockets.py.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import socketio

Event = dict[str, Any]


class Listener:
    """`events` is everything received, over all connections; `since` the last seq seen."""

    def __init__(self, url: str, token: str = "") -> None:
        self._url = url
        self._auth = {"token": token} if token else None
        self.events: list[Event] = []
        self._more = asyncio.Event()
        self.client = self._new()

    def _new(self) -> socketio.AsyncClient:
        client = socketio.AsyncClient(reconnection=False)
        client.on("event", self._hear)
        return client

    async def _hear(self, event: Event) -> None:
        self.events.append(event)
        self._more.set()

    async def connect(self) -> "Listener":
        await self.client.connect(
            self._url, auth=self._auth, transports=["websocket"], wait_timeout=20
        )
        return self

    async def again(self, project_id: str) -> dict[str, Any]:
        """The line breaks, and is taken up where it was left."""
        await self.client.disconnect()
        self.client = self._new()
        await self.connect()
        return await self.follow(project_id, self.since)

    async def follow(self, project_id: str, since: int = 0) -> dict[str, Any]:
        return await self.call("subscribe", {"project_id": project_id, "since": since})

    async def call(self, name: str, data: Any) -> dict[str, Any]:
        """One emit, and its ack."""
        return await self.client.call(name, data, timeout=20)

    @property
    def since(self) -> int:
        return max(self.seqs, default=0)

    @property
    def seqs(self) -> list[int]:
        return [e["seq"] for e in self.events if e["seq"] is not None]

    def of(self, *types: str, thread: str | None = None) -> list[Event]:
        return [e for e in self.events if e["type"] in types and thread in (None, e["thread_id"])]

    async def until(self, wanted: Callable[[Event], bool], seconds: float = 30) -> Event:
        """The first event (received already, or to come) that is wanted."""
        async with asyncio.timeout(seconds):
            looked = 0
            while True:
                self._more.clear()
                for event in self.events[looked:]:
                    if wanted(event):
                        return event
                looked = len(self.events)
                await self._more.wait()

    async def until_seq(self, seq: int) -> None:
        await self.until(lambda e: (e["seq"] or 0) >= seq)

    def text_of(self, message_id: str) -> str:
        """A message as a client would have put it together from deltas."""
        text = ""
        for event in self.of("TEXT_MESSAGE_CONTENT"):
            if event["data"]["message_id"] == message_id:
                whole = event["data"].get("whole")
                text = event["data"]["delta"] if whole else text + event["data"]["delta"]
        return text


@asynccontextmanager
async def listening(
    url: str, project_id: str = "", since: int = 0, token: str = ""
) -> AsyncIterator[Listener]:
    """A connected listener, following a project where one is named."""
    listener = await Listener(url, token).connect()
    try:
        if project_id:
            assert (await listener.follow(project_id, since))["ok"]
        yield listener
    finally:
        await listener.client.disconnect()

"""A Socket.IO client of the bare protocol over a websocket: hundreds of them fit in one process.

Why here: a load generator that is slower than what it measures measures itself.
Next: bench/cluster.py; listener.py is the client for tests.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

CONNECT = "/socket.io/?EIO=4&transport=websocket"
Heard = Callable[[float, dict[str, Any]], None]


class RawClient:
    """`heard` is told of each event with the time at which it came."""

    def __init__(self, url: str, heard: Heard) -> None:
        self._url = url.replace("http://", "ws://") + CONNECT
        self._heard = heard
        self._line: ClientConnection | None = None
        self._numbers = itertools.count()
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def connect(self) -> "RawClient":
        self._line = await connect(self._url, compression=None, max_size=1 << 22)
        assert (await self._line.recv())[0] == "0"
        await self._line.send("40")
        assert str(await self._line.recv()).startswith("40")
        self._reading = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        async for text in self._line:
            now = time.monotonic()
            if text.startswith("42"):
                self._heard(now, json.loads(text[2:])[1])
            elif text.startswith("43"):
                number, _, answer = text[2:].partition("[")
                self._answers.pop(number).set_result(json.loads(f"[{answer}")[0])
            elif text == "2":
                await self._line.send("3")

    async def call(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """One emit, and its ack."""
        number = str(next(self._numbers))
        answer = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        await self._line.send(f"42{number}{json.dumps([name, data])}")
        async with asyncio.timeout(60):
            return await answer

    async def close(self) -> None:
        self._reading.cancel()
        await self._line.close()

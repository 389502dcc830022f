"""A small TCP proxy that breaks connections on purpose: by seed, between any client and any server.

Why here: a store, Redis or a provider that is slow, away, or that hangs up after it has acted.
In a test: `async with FaultProxy(host, port, seed=1) as proxy`, talk to `proxy.port`, and
`proxy.set(Weather(drop_response=0.1))` when it should turn bad.
Next: README.md.
"""

import asyncio
import socket
import struct
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Self

CHUNK = 1 << 16
FATES = ("reset", "drop_response", "half_close")


@dataclass(frozen=True)
class Weather:
    """Seconds and chances. A chance is drawn per exchange: whenever a client speaks after an answer.

    `latency` and `jitter`: added to every chunk. `blackhole`: nothing passes, nothing is lost, until
    the weather changes. `reset`: hung up before the request gets through. `drop_response`: the
    request gets through, the answer never comes back. `half_close`: half of the answer, then end.
    """

    latency: float = 0.0
    jitter: float = 0.0
    blackhole: bool = False
    reset: float = 0.0
    drop_response: float = 0.0
    half_close: float = 0.0


@dataclass(eq=False)
class Link:
    """One client's connection and ours to the server."""

    number: int
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter | None = None
    exchange: int = 0
    answered: bool = True
    fate: str = ""
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def hang_up(self) -> None:
        """Reset both sides."""
        for end in filter(None, (self.client, self.server)):
            with suppress(OSError):
                lingering = struct.pack("ii", 1, 0)  # close at once, with RST
                end.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, lingering
                )
            end.transport.abort()


class FaultProxy:
    """`struck` counts what happened, by the names of Weather's fields."""

    def __init__(self, host: str, port: int, *, seed: int = 0) -> None:
        self._to = (host, port)
        self._seed = seed
        self.port = 0
        self.weather = Weather()
        self.struck: Counter[str] = Counter()
        self._links: set[Link] = set()
        self._passable = asyncio.Event()
        self._passable.set()
        self._server: asyncio.Server | None = None
        self._count = 0

    def set(self, weather: Weather) -> None:
        """Change the weather, for the connections there are as well."""
        self.weather = weather
        (self._passable.clear if weather.blackhole else self._passable.set)()

    def hang_up(self) -> None:
        """Reset every connection there is now."""
        for link in list(self._links):
            link.hang_up()

    async def listen(self) -> None:
        """Accept connections, on the same port as before."""
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Hang up and refuse connections until `listen` is called again."""
        if self._server:
            self._server.close()
            self.hang_up()
            await asyncio.sleep(0)

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_error: object) -> None:
        tasks = [task for link in self._links for task in link.tasks]
        await self.refuse()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._count += 1
        link = Link(self._count, writer)
        self._links.add(link)
        try:
            await self._passable.wait()
            answers, link.server = await asyncio.open_connection(*self._to)
            up = self._pump(link, reader, link.server, upward=True)
            down = self._pump(link, answers, writer, upward=False)
            link.tasks = [asyncio.create_task(up), asyncio.create_task(down)]
            await asyncio.gather(*link.tasks)
        except OSError:
            link.hang_up()
        finally:
            self._links.discard(link)
            for end in filter(None, (link.client, link.server)):
                end.close()

    async def _pump(
        self,
        link: Link,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        upward: bool,
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                self._draw(link, upward=upward)
                await self._weathered(link)
                if await self._broken(link, data, upward=upward):
                    return
                writer.write(data)
                await writer.drain()
            writer.write_eof()

    def _draw(self, link: Link, *, upward: bool) -> None:
        """A new fate when a client speaks after it was answered."""
        if upward and link.answered:
            link.exchange += 1
            chance = Random(f"{self._seed} {link.number} {link.exchange}")
            drawn = (name for name in FATES if chance.random() < getattr(self.weather, name))
            link.fate = next(drawn, "")
        link.answered = not upward

    async def _weathered(self, link: Link) -> None:
        if wait := self.weather.latency + self.weather.jitter * Random(link.exchange).random():
            await asyncio.sleep(wait)
        if self.weather.blackhole:
            self.struck["blackhole"] += 1
        await self._passable.wait()

    async def _broken(self, link: Link, data: bytes, *, upward: bool) -> bool:
        """Whether this chunk met its fate instead of its receiver."""
        if not link.fate or upward != (link.fate == "reset"):
            return False
        self.struck[link.fate] += 1
        if link.fate == "half_close":
            link.client.write(data[: len(data) // 2])
            link.client.write_eof()
        else:
            link.hang_up()
        return True

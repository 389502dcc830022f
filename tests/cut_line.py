"""A CutLine: TCP between a client and its server that can lose an answer on purpose.

Why here: whether something happened when no answer came is what "once" is about.
Next: tests/contract/test_firestore_store.py.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class CutLine:
    """Passes bytes on to `host:port`. The answer to a request that has `fatal` in it is lost with
    its connection, `LINGER` seconds after the request went through, once; `cut` is set then, and
    new connections wait for `mend`."""

    LINGER = 0.3

    def __init__(self, target: str) -> None:
        host, _, port = target.rpartition(":")
        self._target = (host, int(port))
        self.fatal = b""
        self._cutting = False
        self.cut = asyncio.Event()
        self._whole = asyncio.Event()
        self._whole.set()
        self.address = ""

    def mend(self) -> None:
        """Let connections through again."""
        self._whole.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        await self._whole.wait()
        there, back = await asyncio.open_connection(*self._target)
        asking = asyncio.create_task(self._pass_on(reader, back))
        try:
            while data := await there.read(1 << 16):
                if self._cutting:
                    self._whole.clear()
                    self._cutting = False
                    await asyncio.sleep(self.LINGER)
                    self.cut.set()
                    return
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            asking.cancel()
            for end in (writer, back):
                end.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                if self.fatal and self.fatal in data:
                    self.fatal, self._cutting = b"", True
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def cut_line(target: str) -> AsyncIterator[CutLine]:
    """A line to `target`, at its `address`."""
    line = CutLine(target)
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    line.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield line
    server.close()

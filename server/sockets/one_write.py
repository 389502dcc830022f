"""The websocket of every client, as uvicorn speaks it; what is said in one go is written in one go.

Why here: a frame is small, and each write of its own is a call of the system; ten clients that are
told ten things would cost a hundred of them, where ten do.
Next: fan_out.py, which hands on together; server/commands/serve.py, which gives this to uvicorn.
"""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class OneWrite:
    """A transport that waits to the end of the loop's round with what it was given to write."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Written soon, in order."""
        if not self._held:
            self._loop.call_soon(self._write_all)
        self._held.append(data)

    def _write_all(self) -> None:
        held, self._held = self._held, []
        if held:
            self._transport.write(b"".join(held))

    def close(self) -> None:
        """First whatever is held."""
        self._write_all()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's own."""
        return getattr(self._transport, name)


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's, over such a transport."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        one_write: Any = OneWrite(transport, self.loop)
        super().connection_made(one_write)

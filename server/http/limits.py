"""How many bytes a request may bring, counted while they come, whatever its headers say.

Why here: an upload is spooled to disk before any handler sees it; this stands in front of that.
Next: media.py, which knows how large each kind of file may be.
"""

import asyncio
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from miri.errors import TooLarge
from server.http.errors import render

UPLOAD = 501 << 20
BODY = 2 << 20
DRAIN_SECONDS = 30
UPLOADS = re.compile(r"/api/projects/[^/]+/media")
"""The one path that takes files."""


class BodyLimit:
    """ASGI middleware: beyond the limit a request is answered 413, whatever the app makes of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = UPLOAD if UPLOADS.fullmatch(scope["path"]) else BODY
        if _announced(scope) > limit:
            await _drained(receive)
            await render(_too_large(limit))(scope, receive, send)
        else:
            await _Counted(self._app, limit, receive, send).run(scope)


class _Counted:
    """One request whose bytes are counted; nobody announced that they are too many."""

    def __init__(self, app: ASGIApp, limit: int, receive: Receive, send: Send) -> None:
        self._app, self._limit, self._receive, self._send = app, limit, receive, send
        self._taken = 0
        self._answered = False

    async def run(self, scope: Scope) -> None:
        """Let the app work; its answer goes out unless too much came."""
        await self._app(scope, self._take, self._tell)
        if self._over and not self._answered:
            await render(_too_large(self._limit))(scope, self._receive, self._send)

    @property
    def _over(self) -> bool:
        return self._taken > self._limit

    async def _take(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self._over else message

    async def _tell(self, message: Message) -> None:
        if self._answered or not self._over:
            self._answered = True
            await self._send(message)


def _announced(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


async def _drained(receive: Receive) -> None:
    """Let the client finish for a while: one that is cut off while sending never reads the answer."""

    async def drain() -> None:
        while (message := await receive())["type"] == "http.request" and message.get("more_body"):
            pass

    try:
        await asyncio.wait_for(drain(), DRAIN_SECONDS)
    except TimeoutError:
        return


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"That is more than the {limit >> 20} MB that can be taken here.")

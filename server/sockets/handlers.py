"""Socket.IO: clients subscribe, speak, call tools, stop; each is acknowledged; one `event` comes back.

Why here: the same verbs as HTTP, for clients that stay.
Next: subscription.py (resuming), wire.py (the envelope).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import SimpleCookie
from typing import Any

import socketio
import structlog
from engineio.packet import Packet
from socketio.exceptions import ConnectionRefusedError as Unwelcome

from miri.domain.identity import Actor, new_id
from miri.errors import Broken, MiriError, Refused
from server.identity import COOKIE, Door
from server.received import check_text
from server.sockets.fan_out import FanOuts
from server.sockets.subscription import Subscription
from server.studio import Studio
from server.thread_document import flat

MAX_FRAME = 1 << 20
"""Bytes of one packet; a longest message, all of it emoji, has 240 KB when it is escaped."""
LARGEST_SEQ = 1 << 53
LONGEST_KEY = 200
log = structlog.get_logger(__name__)
Handler = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


def build_sockets(studio: Studio, door: Door) -> socketio.AsyncServer:
    """The Socket.IO server over a studio; websocket only, same origin only."""
    sio = socketio.AsyncServer(
        async_mode="asgi", transports=["websocket"], max_http_buffer_size=MAX_FRAME
    )
    talk = Sockets(studio, door, sio)
    sio.on("connect", talk.connect)
    sio.on("disconnect", talk.disconnect)
    for name in ("subscribe", "unsubscribe", "message", "tool", "stop"):
        sio.on(name, _guarded(name, getattr(talk, name)))
    return sio


def _guarded(name: str, handler: Handler) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Every call is acknowledged: with its answer, with an error of the tree, or with an apology."""

    async def guarded(sid: str, data: Any = None, *more: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or more:
            return Refused("Send one object, such as {project_id, since}.").document()
        work = asyncio.ensure_future(_checked(handler, sid, data))
        await asyncio.wait({work})
        error = None if work.cancelled() else work.exception()
        if error is None:
            return work.result()
        if isinstance(error, MiriError):
            return error.document()
        log.error("sockets.broken", call=name, exc_info=error)
        return Broken(
            "Something broke on our side; it was logged, and nothing was lost."
        ).document()

    return guarded


async def _checked(handler: Handler, sid: str, data: dict[str, Any]) -> dict[str, Any]:
    check_text(data)
    return await handler(sid, data)


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if not isinstance(value, str):
        raise Refused(f"“{name}” must be text.")
    return value


def _maybe_text(data: Mapping[str, Any], name: str) -> str | None:
    """Text, or None where it is missing or null."""
    return None if data.get(name) is None else _text(data, name)


def _key(data: Mapping[str, Any]) -> str:
    key = _maybe_text(data, "key")
    if key and len(key) > LONGEST_KEY:
        raise Refused(f"“key” holds at most {LONGEST_KEY} characters.")
    return key or new_id("key")


def _since(data: Mapping[str, Any]) -> int:
    since = data.get("since", 0)
    if not isinstance(since, int) or isinstance(since, bool) or not 0 <= since <= LARGEST_SEQ:
        raise Refused("“since” is the last seq you have seen, 0 for none.")
    return since


def _cookie_of(environ: Mapping[str, Any]) -> str | None:
    """The cookie of a browser that signed in; the gate has seen which page opens the socket, and
    one that does not say counts as none."""
    cookies: SimpleCookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    said = "HTTP_ORIGIN" in environ and COOKIE in cookies
    return cookies[COOKIE].value if said else None


class Sockets:
    """One per server; knows who each socket is and what it watches."""

    def __init__(self, studio: Studio, door: Door, sio: socketio.AsyncServer) -> None:
        self._studio = studio
        self._door = door
        self._sio = sio
        self._people: dict[str, Actor] = {}
        self._fans = FanOuts(studio.archive)
        self._watching: dict[str, dict[str, Subscription]] = {}

    async def connect(self, sid: str, environ: Any, auth: Any = None) -> None:
        """Admit by the token in the auth payload, or a browser's cookie.

        Raises ConnectionRefusedError.
        """
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            if isinstance(token, str) or not self._door.asks:
                self._people[sid] = self._door.admit(token)
            else:
                self._people[sid] = self._door.admit_session(_cookie_of(environ))
        except MiriError as error:
            raise Unwelcome(error.message) from error

    async def disconnect(self, sid: str, reason: Any = None) -> None:
        """Forget the socket."""
        self._people.pop(sid, None)
        await self._leave(sid)

    async def subscribe(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Watch a project from `since` on: what was missed first, then live."""
        project_id, since = _text(data, "project_id"), _since(data)
        await self._studio.project(project_id, self._person(sid))
        await self.unsubscribe(sid, data)

        line = self._sio.manager.eio_sid_from_sid(sid, "/")

        async def emit(packet: Packet) -> None:
            await self._sio.eio.send_packet(line, packet)

        async def lost() -> None:
            await self._sio.disconnect(sid)

        async def partials() -> list[Mapping[str, Any]]:
            now = await self._studio.archive.open(project_id)
            said = await self._studio.being_said(now)
            return [{"thread_id": t, **p} for t, p in said.items()]

        subscription = Subscription(self._fans, project_id, emit, lost)
        self._watching.setdefault(sid, {})[project_id] = subscription
        last = await subscription.start(since, partials)
        if sid not in self._people:
            await self._leave(sid)  # it went while we read
        return {"ok": True, "seq": last}

    def _person(self, sid: str) -> Actor:
        """Who a socket is. Raises Refused for one that has gone."""
        if sid not in self._people:
            raise Refused("This connection is closed; connect again.")
        return self._people[sid]

    async def _leave(self, sid: str) -> None:
        for subscription in self._watching.pop(sid, {}).values():
            await subscription.stop()

    async def unsubscribe(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Watch a project no more."""
        subscription = self._watching.get(sid, {}).pop(_text(data, "project_id"), None)
        if subscription:
            await subscription.stop()
        return {"ok": True}

    async def message(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Say something in a thread."""
        actor, thread_id = self._person(sid), _text(data, "thread_id")
        media = data.get("media", [])
        if not isinstance(media, list) or not all(isinstance(m, str) for m in media):
            raise Refused("“media” is a list of media ids.")
        await self._studio.project(await self._studio.conductor.project_of(thread_id), actor)
        posted = await self._studio.conductor.say(
            thread_id, actor, _text(data, "text", ""), tuple(media), _key(data)
        )
        return {"turn_id": posted.turn_id, "message_id": posted.message_id}

    async def tool(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Call a tool by hand."""
        arguments = data.get("args", {})
        if not isinstance(arguments, dict):
            raise Refused("“args” is an object.")
        answer = await self._studio.call_tool(
            _text(data, "project_id"),
            _text(data, "name"),
            arguments,
            self._person(sid),
            _key(data),
            _maybe_text(data, "thread_id"),
        )
        blocks = [flat(b) for b in answer.blocks]
        return {"text": answer.text, "result": answer.result, "blocks": blocks}

    async def stop(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Stop what runs in a thread."""
        actor, thread_id = self._person(sid), _text(data, "thread_id")
        await self._studio.project(await self._studio.conductor.project_of(thread_id), actor)
        await self._studio.conductor.stop(thread_id, actor, _key(data))
        return {"ok": True}

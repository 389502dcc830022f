"""Who may call what, and the log of every call.

Why here: a key in the wrong place, or missing, is a mistake a stand-in must show.
Next: app.py wraps all routes in it; control.py shows the log.
"""

import re
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.standins.fal.clock import Clock
from tests.standins.fal.faults import Faults, Rule
from tests.standins.fal.options import Options

KEPT_CALLS = 50_000
OPEN = re.compile(r"^(/_control|/\.well-known/)")
CDN = re.compile(r"^/files/(upload|.*/multipart/)")
NO_ACCESS = "Authentication is required to access this application"
NGINX = "<html><head><title>{0}</title></head><body><center>nginx</center></body></html>"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Access:
    """The outermost layer: outages, the key, and what is remembered of each call."""

    def __init__(self, options: Options, clock: Clock, faults: Faults) -> None:
        self.options = options
        self.clock = clock
        self.faults = faults
        self.calls: deque[dict[str, Any]] = deque(maxlen=KEPT_CALLS)

    async def layer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Handle one call."""
        if request.path.startswith("/_control"):
            return await handler(request)
        call = self._note(request)
        try:
            answer = await self._guarded(request, handler)
        except web.HTTPException as error:
            answer = _as_json(error)
        call["status"] = answer.status
        return answer

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if rule := self.faults.strikes("any", "down", request.path.lstrip("/")).get("down"):
            return unavailable(request, rule)
        if self._needs_key(request) and not self._has_key(request):
            return web.json_response({"detail": NO_ACCESS}, status=401)
        return await handler(request)

    def _needs_key(self, request: web.Request) -> bool:
        """All but what is public: key set and files; the CDN has tokens of its own."""
        if OPEN.match(request.path) or CDN.match(request.path):
            return False
        return not request.path.startswith("/files/") or request.method not in (
            "GET",
            "HEAD",
            "PUT",
        )

    def _has_key(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Key {self.options.key}"

    def _note(self, request: web.Request) -> dict[str, Any]:
        call: dict[str, Any] = {
            "at": self.clock.now(),
            "method": request.method,
            "host": request.host,
            "path": request.path,
            "query": request.query_string,
            "sent_key": request.headers.get("Authorization", "").startswith("Key "),
            "status": 0,
        }
        self.calls.append(call)
        return call


def unavailable(request: web.Request, rule: Rule) -> web.Response:
    """A server that is away: an error by fal, by its nginx, or a closed connection."""
    if rule.what == "drop":
        return dropped(request)
    if rule.what == "nginx":
        text = NGINX.format(rule.status)
        return web.Response(status=rule.status, text=text, content_type="text/html")
    return web.json_response({"detail": "Service unavailable"}, status=rule.status)


def dropped(request: web.Request) -> web.Response:
    """Close the connection without a word; the response returned is never sent."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=599)


def _as_json(error: web.HTTPException) -> web.Response:
    """aiohttp's own answers in fal's form; redirects keep their target."""
    headers = {"Location": error.headers["Location"]} if "Location" in error.headers else {}
    return web.json_response({"detail": error.reason}, status=error.status, headers=headers)

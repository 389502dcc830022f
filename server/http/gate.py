"""The gate: pages of other sites can't use a Miri that asks for no token, nor ride on a signed-in one.

Why here: a browser will carry any page's request to 127.0.0.1, and a name under a stranger's
control may point there; the Host and Origin headers tell (DNS rebinding, cross-site requests).
Next: ../identity.py, who is asking once this let them through.
"""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from miri.config import Settings, is_loopback
from miri.errors import Forbidden
from server.http.errors import render

LOOKS = {"GET", "HEAD", "OPTIONS"}


class Gate:
    """ASGI middleware around HTTP and sockets alike."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._guarded = bool(settings.tokens)
        self._known = {settings.host.strip("[]").lower()}
        self._public = urlsplit(settings.public_url or "").netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else ""
        if not refusal:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await render(Forbidden(refusal))(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": "another site"})

    def _refusal(self, scope: Scope) -> str:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if not (self._guarded or self._is_here(host)):
            return f"This Miri answers on this machine alone, not as {host or 'a nameless host'}."
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        looks = scope["type"] == "http" and scope["method"] in LOOKS
        if origin and not looks and not self._is_ours(origin, host):
            return "Pages of other sites can't act in this Miri."
        return ""

    def _is_here(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        return is_loopback(name) or name in self._known

    def _is_ours(self, origin: str, host: str) -> bool:
        place = urlsplit(origin)
        on_this_machine = not self._guarded and is_loopback(place.hostname or "")
        return place.netloc in {host, self._public} - {""} or on_this_machine

"""A receiver of webhooks whose checks can be left out one by one, and bodies that fal would take.

Why here: a fault is proven by a receiver that lacks the very check it is meant to provoke.
Next: test_webhooks.py.
"""

import asyncio
import base64
import hashlib
import json
import time
from typing import Any, Self

import httpx
from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ALL_CHECKS = frozenset({"signature", "time", "user", "request", "json", "size"})
LARGEST = 1_000_000
WINDOW = 300


class Receiver:
    """Answers 200 to what it believes, else 401; `believed` are the bodies of the former."""

    def __init__(self, jwks_url: str) -> None:
        self.jwks_url = jwks_url
        self.checks = ALL_CHECKS
        self.believed: list[dict[str, Any]] = []
        self.refused = 0
        self.answers: list[int] = []
        self.arrived: list[float] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=16 << 20)
        app.router.add_post("/hook/{attempt}", self._receive)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook/1"
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:
            self.keys = (await client.get(self.jwks_url)).json()["keys"]
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._runner.cleanup()

    async def until(self, count: int, seconds: float = 5.0) -> None:
        """Wait for so many arrivals."""
        async with asyncio.timeout(seconds):
            while len(self.arrived) < count:
                await asyncio.sleep(0.005)

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.arrived.append(time.monotonic())
        if self.answers:
            return web.Response(status=self.answers.pop(0))
        headers = {k.lower(): v for k, v in request.headers.items()}
        if not self.is_good(headers, body):
            self.refused += 1
            return web.Response(status=401)
        self.believed.append(_read(body))
        return web.Response()

    def is_good(self, headers: dict[str, str], body: bytes) -> bool:
        """Whether all checks that are on are passed."""
        found = {name for name in ALL_CHECKS if not getattr(self, f"_{name}")(headers, body)}
        return not found & self.checks

    def _signature(self, headers: dict[str, str], body: bytes) -> bool:
        names = ("request-id", "user-id", "timestamp")
        lines = [headers[f"x-fal-webhook-{name}"] for name in names]
        message = "\n".join([*lines, hashlib.sha256(body).hexdigest()]).encode()
        signature = bytes.fromhex(headers["x-fal-webhook-signature"])
        return any(_verified(key["x"], signature, message) for key in self.keys)

    def _time(self, headers: dict[str, str], _body: bytes) -> bool:
        return abs(time.time() - int(headers["x-fal-webhook-timestamp"])) <= WINDOW

    def _user(self, headers: dict[str, str], _body: bytes) -> bool:
        return headers["x-fal-webhook-user-id"] == "standin-user"

    def _request(self, headers: dict[str, str], body: bytes) -> bool:
        said = _read(body).get("request_id")
        return said is None or said == headers["x-fal-webhook-request-id"]

    def _json(self, _headers: dict[str, str], body: bytes) -> bool:
        return bool(_read(body))

    def _size(self, _headers: dict[str, str], body: bytes) -> bool:
        return len(body) <= LARGEST


def _verified(x: str, signature: bytes, message: bytes) -> bool:
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "=="))
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _read(body: bytes) -> dict[str, Any]:
    try:
        return json.loads(body)
    except ValueError:
        return {}

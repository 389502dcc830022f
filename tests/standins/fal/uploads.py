"""Uploads: the token, the CDN's single and multipart uploads, and the storage fallback.

Why here: what fal-client's upload() calls, in its order.
Next: files.py keeps the bytes.
"""

import hashlib
import itertools
import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from tests.standins.fal.access import unavailable
from tests.standins.fal.faults import Faults, Rule
from tests.standins.fal.files import Files

LIFE = timedelta(hours=1)
LIFECYCLES = ("X-Fal-Object-Lifecycle", "X-Fal-Object-Lifecycle-Preference")


@dataclass
class Parts:
    """A multipart upload on its way."""

    kind: str
    parts: dict[int, bytes] = field(default_factory=dict)


class Uploads:
    """Routes under /storage/ and /files/upload."""

    def __init__(self, files: Files, faults: Faults) -> None:
        self.files = files
        self.faults = faults
        self._tokens: set[str] = set()
        self._awaited: dict[str, str] = {}
        self._multipart: dict[str, Parts] = {}
        self._count = itertools.count(1)

    async def token(self, request: web.Request) -> web.StreamResponse:
        """POST /storage/auth/token?storage_type=fal-cdn-v3."""
        if rule := self._struck("token"):
            return unavailable(request, rule)
        if request.query.get("storage_type") != "fal-cdn-v3":
            return _wrong("storage_type should be fal-cdn-v3")
        token = secrets.token_hex(16)
        self._tokens.add(token)
        expires = datetime.now(UTC) + LIFE
        return web.json_response(
            {
                "token": token,
                "token_type": "Bearer",
                "base_url": _base(request),
                "expires_at": expires.isoformat(),
            }
        )

    async def whole(self, request: web.Request) -> web.StreamResponse:
        """POST /files/upload with the raw bytes."""
        if refused := self._not_welcome(request):
            return refused
        name = request.headers.get("X-Fal-File-Name", "upload.bin")
        path = self.files.put_upload(name, request.content_type, await request.read())
        return web.json_response({"access_url": f"{_base(request)}/files/{path}"})

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """POST /files/upload/multipart."""
        if refused := self._not_welcome(request):
            return refused
        name = request.headers.get("X-Fal-File-Name", "upload.bin")
        path = f"multipart-{next(self._count)}/{name}"
        self._multipart[path] = Parts(request.content_type)
        url = f"{_base(request)}/files/{path}"
        return web.json_response({"access_url": url, "uploadId": "1"})

    async def part(self, request: web.Request) -> web.StreamResponse:
        """PUT {access_url}/multipart/{id}/{n}."""
        if refused := self._not_welcome(request):
            return refused
        upload = self._multipart[request.match_info["path"]]
        data = upload.parts[int(request.match_info["part"])] = await request.read()
        return web.Response(headers={"ETag": hashlib.md5(data).hexdigest()})

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """POST {access_url}/multipart/{id}/complete."""
        if refused := self._not_welcome(request):
            return refused
        path = request.match_info["path"]
        upload = self._multipart[path]
        listed = {p["partNumber"]: p["etag"] for p in (await request.json())["parts"]}
        if listed != {n: hashlib.md5(data).hexdigest() for n, data in upload.parts.items()}:
            return _wrong("the parts differ from what was sent")
        data = b"".join(data for _, data in sorted(upload.parts.items()))
        self.files.put(path, upload.kind, data)
        return web.json_response({"access_url": f"{_base(request)}/files/{path}"})

    async def initiate(self, request: web.Request) -> web.StreamResponse:
        """POST /storage/upload/initiate?storage_type=gcs: the way around a CDN that is away."""
        body: dict[str, Any] = await request.json()
        if set(body) != {"file_name", "content_type"} or not _lifecycles_are_json(request):
            return _wrong("file_name and content_type are needed, and nothing else")
        path = f"stored-{next(self._count)}/{body['file_name']}"
        self._awaited[path] = body["content_type"]
        url = f"{_base(request)}/files/{path}"
        return web.json_response({"upload_url": url, "file_url": url})

    async def put(self, request: web.Request) -> web.StreamResponse:
        """PUT upload_url."""
        path = request.match_info["path"]
        if self._awaited.get(path) != request.content_type:
            return web.json_response({"detail": "No such upload"}, status=403)
        self.files.put(path, request.content_type, await request.read())
        return web.Response()

    def _not_welcome(self, request: web.Request) -> web.Response | None:
        if rule := self._struck("upload"):
            return unavailable(request, rule)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or token not in self._tokens:
            return web.json_response({"detail": "Unauthorized"}, status=401)
        return None if _lifecycles_are_json(request) else _wrong("the lifecycle is no JSON")

    def _struck(self, stage: str) -> Rule | None:
        strikes = self.faults.strikes(stage, f"{stage} {next(self._count)}", stage)
        return next(iter(strikes.values()), None)


def _lifecycles_are_json(request: web.Request) -> bool:
    try:
        return all(
            isinstance(json.loads(request.headers[name]), dict)
            for name in LIFECYCLES
            if name in request.headers
        )
    except ValueError:
        return False


def _base(request: web.Request) -> str:
    return f"{request.scheme}://{request.host}"


def _wrong(text: str) -> web.Response:
    return web.json_response({"detail": text}, status=422)

"""The files the stand-in keeps and serves: what clients uploaded and what it made.

Why here: result downloads have their own ways to fail.
Next: uploads.py and queue.py put files here; app.py routes /files/ here.
"""

import asyncio
import hashlib
import re
from dataclasses import dataclass

from aiohttp import web

from tests.standins.fal.faults import Rule

RANGE = re.compile(r"^bytes=(\d+)-(\d*)$")
CHUNK = 1 << 16


@dataclass
class File:
    """Some bytes under an address, with the fault that its downloads meet."""

    kind: str
    data: bytes
    fault: Rule | None = None
    fetched: int = 0

    @property
    def spoilt(self) -> Rule | None:
        """The fault, for as many downloads as it lasts."""
        rule = self.fault
        lasting = rule and (rule.fetches is None or self.fetched <= rule.fetches)
        return rule if lasting else None


class Files:
    """Files by their path below /files/."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def put(self, path: str, kind: str, data: bytes, fault: Rule | None = None) -> None:
        """Keep a file."""
        self._files[path] = File(kind, data, fault)

    def put_upload(self, name: str, kind: str, data: bytes) -> str:
        """Keep an upload under an address that its content decides; returns its path."""
        safe = re.sub(r"[^\w.-]", "_", name) or "upload.bin"
        path = f"{hashlib.sha256(data).hexdigest()[:20]}/{safe}"
        self.put(path, kind, data)
        return path

    def get(self, path: str) -> File | None:
        """The file, if there is one."""
        return self._files.get(path)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a download, with Range, or fail in the way that was asked for."""
        kept = self.get(request.match_info["path"])
        if kept is None:
            raise web.HTTPNotFound
        kept.fetched += 1
        if rule := kept.spoilt:
            return await _failed(request, kept, rule)
        return _whole_or_part(request, kept)


def _whole_or_part(request: web.Request, kept: File) -> web.Response:
    size = len(kept.data)
    headers = {"Accept-Ranges": "bytes", "Content-Type": kept.kind}
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked:
        return web.Response(body=kept.data, headers=headers)
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    if first > last:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return web.Response(status=206, body=kept.data[first : last + 1], headers=headers)


async def _failed(request: web.Request, kept: File, rule: Rule) -> web.StreamResponse:
    if rule.kind == "file_missing":
        raise web.HTTPNotFound
    if rule.kind == "redirect":
        raise web.HTTPFound(rule.what or "http://169.254.169.254/latest/meta-data/")
    if rule.kind == "wrong_type":
        return web.Response(body=b"<html><body>not a film</body></html>", content_type="text/html")
    if rule.kind == "corrupt":
        body = kept.data[:64] + bytes(max(0, len(kept.data) - 64))
        return web.Response(body=body, headers={"Content-Type": kept.kind})
    if rule.kind == "oversize":
        return await _streamed(request, kept.kind, rule.bytes)
    if rule.kind == "truncated":
        return await _cut_short(request, kept)
    await asyncio.sleep(rule.seconds)
    return _whole_or_part(request, kept)


async def _cut_short(request: web.Request, kept: File) -> web.StreamResponse:
    """Promise the whole, send half, hang up."""
    answer = web.StreamResponse(headers={"Content-Type": kept.kind})
    answer.content_length = len(kept.data)
    await answer.prepare(request)
    await answer.write(kept.data[: len(kept.data) // 2])
    if request.transport:
        request.transport.close()
    return answer


async def _streamed(request: web.Request, kind: str, size: int) -> web.StreamResponse:
    """Send `size` bytes whose number is told nowhere."""
    answer = web.StreamResponse(headers={"Content-Type": kind})
    await answer.prepare(request)
    for _ in range(-(-size // CHUNK)):
        await answer.write(bytes(CHUNK))
    return answer

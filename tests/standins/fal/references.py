"""The media a request points at: fetched, decoded and measured, as fal's runners do.

Why here: a request with a dead link or a broken picture must fail as it would at fal, and a test
must be able to ask which bytes were sent as reference.
Next: results.py makes pictures and clips from them.
"""

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import av
import av.error
from PIL import Image, UnidentifiedImageError

from tests.standins.fal.fields import Complaint
from tests.standins.fal.table import Endpoint

SINGLE = {"image", "video", "audio"}


@dataclass(frozen=True)
class Reference:
    """One file a request names. Seconds are 0 for a picture; sides are 0 for a sound."""

    field: str
    kind: str
    url: str
    data: bytes
    width: int = 0
    height: int = 0
    seconds: Fraction = Fraction(0)
    fps: int = 0

    def shown(self) -> dict[str, Any]:
        """For the control paths: where it stood, and which bytes they were."""
        digest = hashlib.sha256(self.data).hexdigest()
        url = self.url if len(self.url) < 400 else self.url[:40] + "..."
        sides = {"width": self.width, "height": self.height}
        return {"field": self.field, "url": url, "sha256": digest, **sides}


class BadReferenceError(Exception):
    """A reference that can't be used."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.msg)
        self.complaint = complaint


def named(endpoint: Endpoint, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, kind, URL) of every file a valid body names, in its order."""
    for name, value in body.items():
        kind = endpoint.fields[name].kind
        if kind in SINGLE:
            yield name, kind, value
        elif kind == "images":
            yield from ((name, "image", url) for url in value)
        elif kind == "elements":
            for element in value:
                yield from _of_element(name, element)


def _of_element(name: str, element: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if front := element.get("frontal_image_url"):
        yield name, "image", front
    yield from ((name, "image", url) for url in element.get("reference_image_urls", ()))


async def load(
    endpoint: Endpoint, body: dict[str, Any], own_file: Callable[[str], bytes | None]
) -> list[Reference]:
    """All references of a body; `own_file` finds what was uploaded here. Raises BadReferenceError."""
    found = []
    for name, kind, url in named(endpoint, body):
        data = own_file(url) or await _fetched(name, url)
        reference = _measured(name, kind, url, data)
        _check_limits(endpoint, reference)
        found.append(reference)
    return found


async def _fetched(name: str, url: str) -> bytes:
    """Bytes of a data URI or of a server on this machine: the stand-in never leaves it."""
    if url.startswith("data:"):
        return base64.b64decode(url.split(",", 1)[1])
    if not _on_this_machine(url):
        raise _bad(name, f"Could not download {url}", "file_download_error")
    try:
        async with aiohttp.ClientSession() as web, web.get(url, allow_redirects=False) as answer:
            answer.raise_for_status()
            return await answer.read()
    except aiohttp.ClientError as error:
        raise _bad(name, f"Could not download {url}", "file_download_error") from error


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _bad(name: str, msg: str, kind: str) -> BadReferenceError:
    return BadReferenceError(Complaint((name,), msg, kind))


def _measured(name: str, kind: str, url: str, data: bytes) -> Reference:
    try:
        return (_picture if kind == "image" else _recording)(name, kind, url, data)
    except (
        UnidentifiedImageError,
        OSError,
        av.error.FFmpegError,
        StopIteration,
        SyntaxError,
    ) as error:
        raise _bad(name, f"Could not read the {kind}", f"{kind}_load_error") from error


def _picture(name: str, kind: str, url: str, data: bytes) -> Reference:
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        return Reference(name, kind, url, data, *opened.size)


def _recording(name: str, kind: str, url: str, data: bytes) -> Reference:
    with av.open(io.BytesIO(data)) as opened:
        stream: Any = next(s for s in opened.streams if s.type == kind)
        seconds = Fraction(opened.duration or 0, av.time_base)
        if kind == "audio":
            return Reference(name, kind, url, data, seconds=seconds)
        rate = round(stream.average_rate)
        return Reference(name, kind, url, data, stream.width, stream.height, seconds, rate)


def _check_limits(endpoint: Endpoint, reference: Reference) -> None:
    limits = endpoint.pictures if reference.kind == "image" else {}
    if len(reference.data) > limits.get("max_bytes", 20 << 20):
        raise _bad(reference.field, "The file is too large", "file_too_large")
    if not limits or not reference.width:
        return
    if min(reference.width, reference.height) < limits.get("min_side", 1):
        raise _bad(reference.field, "The image is too small", "image_too_small")
    least, most = limits.get("aspect", (0, 1000))
    if not least <= reference.width / reference.height <= most:
        raise _bad(reference.field, "The aspect ratio is out of range", "image_aspect_ratio")

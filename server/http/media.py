"""Files over HTTP: uploads streamed to disk under a cap, media served by range.

Why here: a file is authorised through the project that holds it; 404 for everyone else.
Next: ranges.py; tools/project/keep_media.py, the write behind an upload.
"""

import asyncio
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Header, Response, UploadFile
from fastapi.responses import StreamingResponse

from miri.errors import NotFound, TooLarge
from prompts.library import phrase
from server.http.asking import Key, Person, Someone, StudioNow
from server.http.ranges import read_range
from server.sniffing import content_type_of

router = APIRouter(prefix="/api/projects/{project_id}/media", tags=["media"])
PIECE = 1 << 20
LARGEST = {"audio": 60 << 20, "image": 20 << 20, "text": 2 << 20, "video": 500 << 20}
"""Bytes by kind of file."""


@router.post("", status_code=201)
async def upload(
    project_id: str,
    studio: StudioNow,
    person: Person,
    key: Key,
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Send a file; answers its media id, to be attached to a message. What it is, its bytes say."""
    language = (await studio.project(project_id, person)).film.settings.language
    name = shown_name(file.filename)
    with tempfile.TemporaryDirectory(prefix="miri-upload-") as folder:
        path = Path(folder) / "upload"
        await _receive(file, path)
        content_type = await asyncio.to_thread(content_type_of, path, name, language)
        _check_size(path.stat().st_size, content_type, name, language)
        media = await studio.media.keep_file(path, content_type, name)
    fields = {"media": media.id, "content_type": content_type, "size": media.size, "name": name}
    await studio.call_tool(project_id, "keep_media", fields, person, key)
    return {
        "media_id": media.id,
        "content_type": content_type,
        "bytes": media.size,
        "name": name,
    }


async def _receive(file: UploadFile, path: Path) -> None:
    """To a file of its own; how large a body may be, limits.py sees to."""
    with path.open("wb") as out:
        while piece := await file.read(PIECE):
            out.write(piece)


def shown_name(name: str | None) -> str:
    """A file's name as it may be shown: no folders, no signs that steer a terminal or turn text."""
    last = re.split(r"[/\\]", name or "")[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf")).strip(". ")
    return plain[-200:] or "file"


def _check_size(size: int, content_type: str, name: str, language: str) -> None:
    limit = LARGEST.get(content_type.split("/", maxsplit=1)[0], 20 << 20)
    if size > limit:
        values = {"name": name, "size": -(-size >> 20), "most": limit >> 20}
        raise TooLarge(phrase("upload.large", language, **values))


@router.get("/{media_id}")
async def download(
    project_id: str,
    media_id: str,
    studio: StudioNow,
    someone: Someone,
    range: Annotated[str | None, Header()] = None,  # noqa: A002  (the header's name)
) -> Response:
    """A file's bytes, or a range of them; immutable, so it may be cached for good. Whoever may not
    see it is told what everyone is told of a file that is not there."""
    if someone is None:
        raise NotFound(f"There is no project {project_id[:80]}.")
    media = (await studio.project(project_id, someone)).media.get(media_id)
    if media is None:
        raise NotFound("This project has no such file.")
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=31536000, immutable",
        "ETag": f'"{media_id}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    size = await studio.media.size(media_id)
    try:
        wanted = read_range(range, size)
    except ValueError:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = (wanted.start, wanted.end) if wanted else (0, size)
    headers |= {"Content-Length": str(end - start)}
    if wanted:
        headers["Content-Range"] = wanted.header
    return StreamingResponse(
        studio.media.stream(media_id, start, end),
        status_code=206 if wanted else 200,
        media_type=media.content_type,
        headers=headers,
    )

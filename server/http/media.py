"""Files over HTTP: uploads streamed to disk under a cap, media served by range.

Why here: a file is authorised through the project that holds it; 404 for everyone else.
Next: ranges.py; tools/project/keep_media.py, the write behind an upload.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Header, Response, UploadFile
from fastapi.responses import StreamingResponse

from miri.errors import BadMedia, NotFound, TooLarge
from server.http.asking import Key, Person, StudioNow
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
    await studio.project(project_id, person)
    name = (file.filename or "file")[-200:]
    with tempfile.TemporaryDirectory(prefix="miri-upload-") as folder:
        path = Path(folder) / "upload"
        await _receive(file, path)
        content_type = await asyncio.to_thread(content_type_of, path, name)
        _check_size(path.stat().st_size, content_type, name)
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
    written = 0
    with path.open("wb") as out:
        while piece := await file.read(PIECE):
            written += len(piece)
            if written > max(LARGEST.values()):
                raise TooLarge("That file is larger than anything a music video needs (500 MB).")
            out.write(piece)
    if written == 0:
        raise BadMedia("That file is empty.")


def _check_size(size: int, content_type: str, name: str) -> None:
    limit = LARGEST.get(content_type.split("/", maxsplit=1)[0], 20 << 20)
    if size > limit:
        raise TooLarge(
            f"“{name}” has {size >> 20} MB; at most {limit >> 20} MB can be taken of its kind."
        )


@router.get("/{media_id}")
async def download(
    project_id: str,
    media_id: str,
    studio: StudioNow,
    person: Person,
    range: Annotated[str | None, Header()] = None,  # noqa: A002  (the header's name)
) -> Response:
    """A file's bytes, or a range of them; immutable, so it may be cached for good."""
    media = (await studio.project(project_id, person)).media.get(media_id)
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

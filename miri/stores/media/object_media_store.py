"""ObjectMediaStore: media in a folder or a bucket, through obstore.

Why here: one adapter serves a laptop (file://) and the cloud (gs://, s3://) alike.
Next: miri/ports/media_store.py for the contract.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from miri.domain.media import Media
from miri.errors import NotFound, Unavailable

PIECE = 1 << 20


class ObjectMediaStore:
    """Objects are named `ab/abcdef…` by their SHA-256. `cache` holds local copies of remote ones."""

    def __init__(self, store: ObjectStore, cache: Path, root: Path | None = None) -> None:
        self._store = store
        self._cache = cache
        self._root = root

    @classmethod
    def at(cls, url: str, cache: Path) -> "ObjectMediaStore":
        """Open by URL: a `file://` folder is made if missing; anything obstore knows works."""
        if url.startswith("file://"):
            root = Path(url.removeprefix("file://"))
            root.mkdir(parents=True, exist_ok=True)
            return cls(LocalStore(prefix=root), cache, root)
        return cls(from_url(url), cache)

    async def keep(self, data: bytes, content_type: str, name: str = "") -> Media:
        """See the port."""
        digest = hashlib.sha256(data).hexdigest()
        media = Media(id=f"media_{digest}", content_type=content_type, size=len(data), name=name)
        if not await self._has(media.id):
            await self._put(media.id, data)
        return media

    async def keep_file(self, path: Path, content_type: str, name: str = "") -> Media:
        """See the port."""
        digest, size = await asyncio.to_thread(_digest, path)
        media = Media(id=f"media_{digest}", content_type=content_type, size=size, name=name)
        if not await self._has(media.id):
            await self._put(media.id, path)
        return media

    async def _put(self, media_id: str, data: bytes | Path) -> None:
        try:
            await obstore.put_async(self._store, _key(media_id), data)
        except (BaseError, OSError) as error:
            raise Unavailable(f"The media store did not take a file: {error}.") from error

    async def _has(self, media_id: str) -> bool:
        try:
            await obstore.head_async(self._store, _key(media_id))
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise Unavailable(f"The media store does not answer: {error}.") from error
        return True

    async def read(self, media_id: str) -> bytes:
        """See the port."""
        try:
            got = await obstore.get_async(self._store, _key(media_id))
            return bytes(await got.bytes_async())
        except FileNotFoundError:
            raise _missing(media_id) from None
        except BaseError as error:
            raise Unavailable(f"The media store does not answer: {error}.") from error

    async def stream(self, media_id: str, start: int, end: int) -> AsyncIterator[bytes]:
        """See the port."""
        while start < end:
            stop = min(end, start + PIECE)
            try:
                piece = await obstore.get_range_async(
                    self._store, _key(media_id), start=start, end=stop
                )
            except FileNotFoundError:
                raise _missing(media_id) from None
            yield bytes(piece)
            start = stop

    async def size(self, media_id: str) -> int:
        """See the port."""
        try:
            return int((await obstore.head_async(self._store, _key(media_id)))["size"])
        except FileNotFoundError:
            raise _missing(media_id) from None

    async def local_path(self, media_id: str) -> Path:
        """See the port."""
        if self._root is not None:
            path = self._root / _key(media_id)
            if not path.exists():
                raise _missing(media_id)
            return path
        path = self._cache / _key(media_id)
        if not path.exists():
            data = await self.read(media_id)
            await asyncio.to_thread(_write_whole, path, data)
        return path

    async def forget(self, media_id: str) -> None:
        """See the port."""
        try:
            await obstore.delete_async(self._store, _key(media_id))
        except FileNotFoundError:
            return


def _key(media_id: str) -> str:
    digest = media_id.removeprefix("media_")
    if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
        raise _missing(media_id)
    return f"{digest[:2]}/{digest}"


def _missing(media_id: str) -> NotFound:
    return NotFound(f"There is no file {media_id[:18]}….")


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return digest, path.stat().st_size


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{uuid4().hex}.part")  # two who read it at once share none
    part.write_bytes(data)
    part.replace(path)

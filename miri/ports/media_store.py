"""MediaStore: files by the SHA-256 of their bytes.

Why here: pictures, clips, songs and films live here; projects only name them.
Next: miri/stores/media/object_media_store.py (through obstore).
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from miri.domain.media import Media


class MediaStore(Protocol):
    """Content-addressed: keeping the same bytes twice keeps them once."""

    async def keep(self, data: bytes, content_type: str, name: str = "") -> Media:
        """Store bytes."""
        ...

    async def keep_file(self, path: Path, content_type: str, name: str = "") -> Media:
        """Store a file's bytes; the file itself is left alone."""
        ...

    async def read(self, media_id: str) -> bytes:
        """All bytes. Raises NotFound."""
        ...

    def stream(self, media_id: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes [start, end) in pieces. Raises NotFound."""
        ...

    async def size(self, media_id: str) -> int:
        """How many bytes. Raises NotFound."""
        ...

    async def local_path(self, media_id: str) -> Path:
        """A local file with these bytes (a read-only cache; never write to it). Raises NotFound."""
        ...

    async def forget(self, media_id: str) -> None:
        """Delete, when no project needs it."""
        ...

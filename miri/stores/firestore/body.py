"""A Body: text of any length, kept in documents that may not reach 1 MiB.

Why here: events, job rows, answers and snapshots all grow with the film. Short text stays readable
in its document; long text is gzip-ed; what is still long goes into `parts`, named by its hash, so
that writing it twice is writing it once.
Next: parcel.py, which packs a commit; read.py, which unpacks.
"""

import asyncio
import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

INLINE_BYTES = 64_000
"""At most this much of a body in the document that it belongs to."""
PART_BYTES = 900_000
REQUEST_BYTES = 3_000_000
"""Of one request; Firestore takes 10 MiB, its emulator 4."""
LONG = 200_000
"""Characters from which packing is done in a thread: it would hold the others up."""


@dataclass(frozen=True)
class Body:
    """`inline` (text, or its gzip), or the names and bytes of its parts."""

    inline: str | bytes | None
    parts: Mapping[str, bytes]

    @property
    def fields(self) -> dict[str, Any]:
        """Both fields, always: an update must clear the other one."""
        return {"body": self.inline, "parts": list(self.parts)}

    @property
    def size(self) -> int:
        """Bytes in its document."""
        if isinstance(self.inline, str):
            return len(self.inline.encode())
        return len(self.inline or b"") + 50 * len(self.parts)


def pack(text: str, room: int = INLINE_BYTES) -> Body:
    """The body of a text of which `room` bytes may stand in its document."""
    raw = text.encode()
    if len(raw) <= min(room, INLINE_BYTES // 4):
        return Body(text, {})
    short = gzip.compress(raw, 5, mtime=0)
    if len(short) <= room:
        return Body(short, {})
    name = hashlib.sha256(raw).hexdigest()[:40]
    starts = range(0, len(short), PART_BYTES)
    return Body(None, {f"{name}-{n}": short[at : at + PART_BYTES] for n, at in enumerate(starts)})


async def packed(text: str, room: int = INLINE_BYTES) -> Body:
    """`pack`, in a thread where it takes a while."""
    return pack(text, room) if len(text) < LONG else await asyncio.to_thread(pack, text, room)


def unpack(document: Mapping[str, Any], parts: Mapping[str, bytes]) -> str:
    """The text of a document's fields, given the parts that it names."""
    inline = document["body"]
    if isinstance(inline, str):
        return inline
    return gzip.decompress(inline or b"".join(parts[name] for name in document["parts"])).decode()


def loads(parts: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Parts in loads that one request can carry."""
    load: dict[str, bytes] = {}
    for name, data in parts.items():
        if load and sum(map(len, load.values())) + len(data) > REQUEST_BYTES:
            yield load
            load = {}
        load[name] = data
    if load:
        yield load


def merged(bodies: Iterable[Body]) -> dict[str, bytes]:
    """The parts of all bodies."""
    return {name: data for body in bodies for name, data in body.parts.items()}

"""The Shelf: named documents in a thread's collections, read and written many at a time.

Why here: batches of at most 500 writes and of a size that one request can carry, in one place.
Every write here may be repeated: names are given by what is kept.
Next: saver.py and upkeep.py.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from agent.firestore_checkpoints.layout import Client, Query, Reference
from agent.firestore_checkpoints.values import Document, Typed, from_documents, pieces_of

T = TypeVar("T")

REQUEST_BYTES = 3_000_000
REQUEST_WRITES = 400
OVERHEAD = 500
RPC_SECONDS = 10.0
QUERY_SECONDS = 60.0


class Asked(Protocol):
    """Does what is asked, again while Firestore is away; raises Miri's errors."""

    async def __call__(self, reading: Callable[[], Awaitable[T]], /) -> T:
        """See above."""
        ...


class Shelf:
    """Reads and writes documents of one database."""

    def __init__(self, client: Client, asked: Asked) -> None:
        self.client = client
        self._asked = asked

    async def found(self, query: Query) -> list[Any]:
        """The snapshots that a query finds."""

        async def find() -> list[Any]:
            return [s async for s in query.stream(retry=None, timeout=QUERY_SECONDS)]

        return await self._asked(find)

    async def at(
        self, references: Sequence[Reference], fields: Sequence[str] | None = None
    ) -> dict[str, Document]:
        """Documents that exist among these, by id; only some `fields` of them where named."""

        async def get() -> dict[str, Document]:
            answers = self.client.get_all(
                references, field_paths=fields, retry=None, timeout=QUERY_SECONDS
            )
            return {s.id: s.to_dict() async for s in answers if s.exists}

        return await self._asked(get) if references else {}

    async def values(self, place: Reference, names: Iterable[str]) -> dict[str, Typed]:
        """Values of a collection by name; one that is not there is left out."""
        own = await self.at([place.document(name) for name in names])
        more = [piece for name, document in own.items() for piece in pieces_of(name, document)]
        pieces = await self.at([place.document(piece) for piece in more])
        return {name: from_documents(name, own | pieces) for name in own}

    async def set(self, documents: Mapping[Reference, Document]) -> None:
        """Write documents in this order; those that fit in one request land together."""
        batch, size, count = self.client.batch(), 0, 0
        for reference, document in documents.items():
            weight = OVERHEAD + len(document.get("body", b""))
            if count and (size + weight > REQUEST_BYTES or count >= REQUEST_WRITES):
                await self._commit(batch)
                batch, size, count = self.client.batch(), 0, 0
            batch.set(reference, document)
            size, count = size + weight, count + 1
        if count:
            await self._commit(batch)

    async def delete(self, references: Iterable[Reference]) -> None:
        """Delete documents; one that is not there is no matter."""
        doomed = list(references)
        for start in range(0, len(doomed), REQUEST_WRITES):
            batch = self.client.batch()
            for reference in doomed[start : start + REQUEST_WRITES]:
                batch.delete(reference)
            await self._commit(batch)

    async def _commit(self, batch: Any) -> None:
        await self._asked(lambda: batch.commit(retry=None, timeout=RPC_SECONDS))

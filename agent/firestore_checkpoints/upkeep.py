"""Upkeep: a thread's checkpoints deleted, copied to another thread, or pruned to the newest.

Why here: a purged project's talk goes with it, a branch may take it along, a long talk is cut.
A blob goes when a checkpoint that goes had it and none that stays has it.
Next: saver.py, which is also this.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from langgraph.checkpoint.serde.base import SerializerProtocol

from agent.firestore_checkpoints.heads import Heads
from agent.firestore_checkpoints.layout import (
    RUNS_A_QUERY,
    Client,
    Reference,
    checkpoints,
    checkpoints_of_runs,
    thread_at,
    writes,
)
from agent.firestore_checkpoints.shelf import Shelf
from agent.firestore_checkpoints.values import Document, pieces_of

COLLECTIONS = ("checkpoints", "writes", "blobs")
DELTAS = "counters_since_delta_snapshot"
"""Metadata of a thread whose values are told by older checkpoints too."""

Named = dict[str, Document]


class Upkeep:
    """The half of the saver that no turn needs."""

    client: Client
    shelf: Shelf
    serde: SerializerProtocol

    @property
    def heads(self) -> Heads:
        """By the serializer of now: `with_allowlist` copies a saver and gives it another."""
        return Heads(self.shelf, self.serde)

    async def adelete_thread(self, thread_id: str) -> None:
        """See LangGraph's base. Checkpoints go first: what can still be seen is whole."""
        thread = thread_at(self.client, thread_id)
        for name in COLLECTIONS:
            found = await self.shelf.found(thread.collection(name).select(["more"]))
            await self.shelf.delete(snapshot.reference for snapshot in found)

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """See LangGraph's base. Checkpoints come last."""
        source, target = (thread_at(self.client, t) for t in (source_thread_id, target_thread_id))
        for name in reversed(COLLECTIONS):
            found = await self.shelf.found(source.collection(name))
            place = target.collection(name)
            copies = {place.document(s.id): s.to_dict() for s in found}
            for copy in copies.values():
                if "thread_id" in copy:
                    copy["thread_id"] = target_thread_id
            await self.shelf.set(copies)

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """See LangGraph's base; `strategy` is "keep_latest" or "delete"."""
        if strategy not in ("keep_latest", "delete"):
            raise ValueError(f"there is no strategy {strategy!r}")
        for thread_id in thread_ids:
            if strategy == "delete":
                await self.adelete_thread(thread_id)
            else:
                await self._keep_latest(thread_at(self.client, thread_id))

    async def _keep_latest(self, thread: Reference) -> None:
        documents = await self._checkpoints(thread)
        latest: dict[str, str] = {}
        for name, document in documents.items():  # newest first
            latest.setdefault(document["ns"], name)
        await self._drop(thread, documents, documents.keys() - set(latest.values()))

    async def adelete_for_runs(self, run_ids: Sequence[str]) -> None:
        """See LangGraph's base."""
        for start in range(0, len(run_ids), RUNS_A_QUERY):
            chunk = run_ids[start : start + RUNS_A_QUERY]
            found = await self.shelf.found(checkpoints_of_runs(self.client, chunk))
            for thread_id in {snapshot.get("thread_id") for snapshot in found}:
                thread = thread_at(self.client, thread_id)
                documents = await self._checkpoints(thread)
                doomed = {name for name, d in documents.items() if d["run_id"] in chunk}
                await self._drop(thread, documents, doomed)

    async def _checkpoints(self, thread: Reference) -> Named:
        return {s.id: s.to_dict() for s in await self.shelf.found(checkpoints(thread))}

    async def _drop(self, thread: Reference, documents: Named, doomed: Iterable[str]) -> None:
        heads = {name: await self.heads.of(thread, d) for name, d in documents.items()}
        if any(head.metadata.get(DELTAS) for head in heads.values()):
            return
        going = set(doomed)
        kept = {blob for name in heads.keys() - going for blob in heads[name].blobs.values()}
        blobs = {blob for name in going for blob in heads[name].blobs.values()} - kept
        own = {name: documents[name] for name in going}
        await self.shelf.delete(_references(thread.collection("checkpoints"), own))
        hanging = await asyncio.gather(*(self.shelf.found(writes(thread, n)) for n in going))
        await self.shelf.delete(s.reference for found in hanging for s in found)
        place = thread.collection("blobs")
        sizes = await self.shelf.at([place.document(blob) for blob in blobs], ["more"])
        await self.shelf.delete(_references(place, sizes))


def _references(place: Reference, documents: Named) -> list[Any]:
    return [
        place.document(each)
        for name, document in documents.items()
        for each in (name, *pieces_of(name, document))
    ]

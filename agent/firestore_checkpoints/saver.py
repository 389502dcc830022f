"""FirestoreSaver: LangGraph's checkpoints in Firestore, asynchronous, of any size.

Why here: the talk of a thread goes on in whichever process holds it. A channel's value is stored
once per version and shared by the checkpoints that have it; a checkpoint's own document is written
last, so one that can be seen is whole.
Next: heads.py (what a checkpoint's document holds), upkeep.py (deleting, copying, pruning).
"""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    PendingWrite,
    get_checkpoint_id,
    get_checkpoint_metadata,
    writes_sort_key,
)
from langgraph.checkpoint.serde.base import SerializerProtocol

from agent.firestore_checkpoints.heads import Head, blobs_of, config_of, is_short
from agent.firestore_checkpoints.layout import (
    Client,
    Reference,
    all_checkpoints,
    checkpoint_name,
    checkpoints,
    thread_at,
    write_name,
    writes,
)
from agent.firestore_checkpoints.shelf import Asked, Shelf
from agent.firestore_checkpoints.upkeep import Upkeep
from agent.firestore_checkpoints.values import Document, from_documents, to_documents


class FirestoreSaver(Upkeep, BaseCheckpointSaver[str]):
    """`client` is google's AsyncClient; `asked` repeats what Firestore did not answer.

    Every method may raise Unavailable. The synchronous methods are not there.
    """

    def __init__(
        self, client: Client, asked: Asked, serde: SerializerProtocol | None = None
    ) -> None:
        super().__init__(serde=serde)
        self.client = client
        self.shelf = Shelf(client, asked)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """See the base."""
        where = _where(config)
        thread, namespace = self._thread(where), where.get("checkpoint_ns", "")
        checkpoint_id = get_checkpoint_id(config)
        if checkpoint_id:
            place = thread.collection("checkpoints")
            name = checkpoint_name(namespace, checkpoint_id)
            found = list((await self.shelf.at([place.document(name)])).values())
        else:
            newest = await self.shelf.found(checkpoints(thread, namespace).limit(1))
            found = [snapshot.to_dict() for snapshot in newest]
        return await self._tuple(await self.heads.of(thread, found[0])) if found else None

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002  (LangGraph's name)
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        """See the base."""
        listed = 0
        for document in await self._documents(config, before, limit if not filter else None):
            if limit is not None and listed >= limit:
                return
            head = await self.heads.of(thread_at(self.client, document["thread_id"]), document)
            if all(head.metadata.get(key) == value for key, value in (filter or {}).items()):
                listed += 1
                yield await self._tuple(head)

    async def _documents(
        self, config: RunnableConfig | None, before: RunnableConfig | None, limit: int | None
    ) -> list[Document]:
        where = _where(config)
        only = where.get("checkpoint_id")
        query = all_checkpoints(self.client)
        if config:
            query = checkpoints(self._thread(where), where.get("checkpoint_ns"))
        if before and (edge := get_checkpoint_id(before)):
            query = query.start_after({"checkpoint_id": edge})
        if limit is not None and not only:
            query = query.limit(limit)
        found = [snapshot.to_dict() for snapshot in await self.shelf.found(query)]
        return [d for d in found if only in (None, d["checkpoint_id"])]

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """See the base."""
        where = _where(config)
        thread, namespace = self._thread(where), where.get("checkpoint_ns", "")
        values, names = checkpoint["channel_values"], blobs_of(namespace, checkpoint)
        head = Head(
            thread_id=str(where["thread_id"]),
            namespace=namespace,
            parent_id=get_checkpoint_id(config),
            checkpoint={**checkpoint, "channel_values": {}},
            metadata=get_checkpoint_metadata(config, metadata),
            short={channel: value for channel, value in values.items() if is_short(value)},
            blobs=names,
        )
        blobs: dict[Reference, Document] = {}
        for channel in new_versions.keys() & names.keys():
            typed = self.serde.dumps_typed(values[channel])
            for name, document in to_documents(names[channel], typed).items():
                blobs[thread.collection("blobs").document(name)] = document
        await self.shelf.set(blobs | self.heads.documents(thread, head))
        return config_of(head.thread_id, namespace, checkpoint["id"])

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """See the base. What a task wrote stays as it was first written; its error, interrupt and
        resume are written over."""
        where = _where(config)
        place = self._thread(where).collection("writes")
        checkpoint = checkpoint_name(where.get("checkpoint_ns", ""), where["checkpoint_id"])
        slots = {WRITES_IDX_MAP.get(w[0], n): w for n, w in enumerate(writes)}
        names = {idx: write_name(checkpoint, task_id, idx) for idx in slots}
        first = [place.document(name) for idx, name in names.items() if idx >= 0]
        kept = await self.shelf.at(first, ["idx"])
        documents: dict[Reference, Document] = {}
        for idx, (channel, value) in slots.items():
            if names[idx] in kept:
                continue
            told = {"task_id": task_id, "path": task_path, "idx": idx, "channel": channel}
            written = to_documents(names[idx], self.serde.dumps_typed(value), **told)
            for name, document in reversed(written.items()):  # its own document last
                documents[place.document(name)] = {**document, "checkpoint": checkpoint}
        await self.shelf.set(documents)

    async def _tuple(self, head: Head) -> CheckpointTuple:
        thread = thread_at(self.client, head.thread_id)
        blobs, pending = await asyncio.gather(
            self.shelf.values(thread.collection("blobs"), head.blobs.values()),
            self._pending(thread, checkpoint_name(head.namespace, head.checkpoint["id"])),
        )
        values = dict(head.short)
        for channel, name in head.blobs.items():
            if name in blobs:
                values[channel] = self.serde.loads_typed(blobs[name])
        parent = head.parent_id and config_of(head.thread_id, head.namespace, head.parent_id)
        return CheckpointTuple(
            config=config_of(head.thread_id, head.namespace, head.checkpoint["id"]),
            checkpoint={**head.checkpoint, "channel_values": values},
            metadata=head.metadata,
            parent_config=parent or None,
            pending_writes=pending,
        )

    async def _pending(self, thread: Reference, checkpoint: str) -> list[PendingWrite]:
        found = {s.id: s.to_dict() for s in await self.shelf.found(writes(thread, checkpoint))}
        own = [name for name, document in found.items() if "task_id" in document]
        own.sort(key=lambda name: _order(found[name]))
        return [
            (
                found[name]["task_id"],
                found[name]["channel"],
                self.serde.loads_typed(from_documents(name, found)),
            )
            for name in own
        ]

    def _thread(self, where: dict[str, Any]) -> Reference:
        return thread_at(self.client, str(where["thread_id"]))

    def get_next_version(self, current: str | None, channel: None) -> str:
        """Rising, and never given twice: two branches of a thread must not share a blob."""
        number = int(str(current).split(".")[0]) if current is not None else 0
        return f"{number + 1:032}.{random.random():016}"


def _where(config: RunnableConfig | None) -> dict[str, Any]:
    return (config or {}).get("configurable", {})


def _order(write: Document) -> tuple[str, str, int]:
    return writes_sort_key(write["path"], write["task_id"], write["idx"])

"""A Head: what a checkpoint's own document holds; its longer values are in blobs.

Why here: reading and writing it, and pruning by it, must agree.
Next: saver.py; upkeep.py.
"""

from dataclasses import dataclass
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint, CheckpointMetadata
from langgraph.checkpoint.serde.base import SerializerProtocol

from agent.firestore_checkpoints.layout import Reference, blob_name, checkpoint_name
from agent.firestore_checkpoints.shelf import Shelf
from agent.firestore_checkpoints.values import Document, from_documents, pieces_of, to_documents

SHORT = 500
"""Characters up to which a plain text stands in the checkpoint's own document."""


@dataclass(frozen=True)
class Head:
    """`short` are values told here; `blobs` names the others by channel."""

    thread_id: str
    namespace: str
    parent_id: str | None
    checkpoint: Checkpoint
    metadata: CheckpointMetadata
    short: dict[str, Any]
    blobs: dict[str, str]


def is_short(value: Any) -> bool:
    """Whether a value stands in the head. By the value alone: a checkpoint that carries a channel
    on must come to the same answer as the one that stored it."""
    if isinstance(value, str):
        return len(value) <= SHORT
    return value is None or type(value) in (bool, int, float)


def blobs_of(namespace: str, checkpoint: Checkpoint) -> dict[str, str]:
    """The blobs of a checkpoint, by channel."""
    versions = checkpoint["channel_versions"]
    return {
        channel: blob_name(namespace, channel, versions[channel])
        for channel, value in checkpoint["channel_values"].items()
        if channel in versions and not is_short(value)
    }


def config_of(thread_id: str, namespace: str, checkpoint_id: str) -> RunnableConfig:
    """How LangGraph points at a checkpoint."""
    return {
        "configurable": {
            "thread_id": thread_id,
            "checkpoint_ns": namespace,
            "checkpoint_id": checkpoint_id,
        }
    }


class Heads:
    """Heads as documents and back."""

    def __init__(self, shelf: Shelf, serde: SerializerProtocol) -> None:
        self._shelf = shelf
        self._serde = serde

    def documents(self, thread: Reference, head: Head) -> dict[Reference, Document]:
        """The documents of a head, its own last."""
        name = checkpoint_name(head.namespace, head.checkpoint["id"])
        written = to_documents(
            name,
            self._serde.dumps_typed({k: v for k, v in vars(head).items() if k != "thread_id"}),
            thread_id=head.thread_id,
            ns=head.namespace,
            checkpoint_id=head.checkpoint["id"],
            run_id=head.metadata.get("run_id"),
        )
        place = thread.collection("checkpoints")
        return {place.document(n): document for n, document in reversed(written.items())}

    async def of(self, thread: Reference, document: Document) -> Head:
        """The head of a checkpoint's document."""
        name = checkpoint_name(document["ns"], document["checkpoint_id"])
        place = thread.collection("checkpoints")
        pieces = await self._shelf.at([place.document(p) for p in pieces_of(name, document)])
        typed = from_documents(name, {name: document, **pieces})
        return Head(thread_id=document["thread_id"], **self._serde.loads_typed(typed))

"""Where checkpoints are in Firestore: names of documents, and every query that is asked.

Why here: what is asked in one file can be held against deploy/firestore.indexes.json by a test.
Next: shelf.py, which reads and writes them.
"""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from google.cloud.firestore_v1.base_query import FieldFilter

Client = Any
"""google.cloud.firestore's AsyncClient, handed in by the server."""
Reference = Any
Query = Any

RUNS_A_QUERY = 30


def thread_at(client: Client, thread_id: str) -> Reference:
    """A thread's document, which need not exist; its collections do."""
    return client.collection("conversations").document(f"t.{quote(thread_id, safe='')}")


def checkpoint_name(namespace: str, checkpoint_id: str) -> str:
    """A checkpoint's name within its thread."""
    return f"{quote(namespace, safe=':|')}:{quote(checkpoint_id, safe='')}"


def blob_name(namespace: str, channel: str, version: str | int | float) -> str:
    """A channel's value at one version; every checkpoint that has it finds it by this name."""
    return hashlib.sha256(f"{namespace}\0{channel}\0{version!r}".encode()).hexdigest()[:40]


def write_name(checkpoint: str, task_id: str, idx: int) -> str:
    """What a task wrote before the checkpoint after this one."""
    return f"{checkpoint}:{quote(task_id, safe='')}:{idx:+05d}"


def checkpoints(thread: Reference, namespace: str | None = None) -> Query:
    """A thread's checkpoints, newest first; of one namespace where named."""
    shelf = thread.collection("checkpoints")
    if namespace is not None:
        shelf = shelf.where(filter=FieldFilter("ns", "==", namespace))
    return shelf.order_by("checkpoint_id", direction="DESCENDING")


def all_checkpoints(client: Client) -> Query:
    """Every thread's checkpoints, newest first."""
    everywhere = client.collection_group("checkpoints")
    return everywhere.order_by("checkpoint_id", direction="DESCENDING")


def checkpoints_of_runs(client: Client, run_ids: Sequence[str]) -> Query:
    """Checkpoints that these runs made (at most RUNS_A_QUERY runs)."""
    made = FieldFilter("run_id", "in", list(run_ids))
    return client.collection_group("checkpoints").where(filter=made)


def writes(thread: Reference, checkpoint: str) -> Query:
    """Writes that hang at a checkpoint, with their pieces, in no order."""
    return thread.collection("writes").where(filter=FieldFilter("checkpoint", "==", checkpoint))

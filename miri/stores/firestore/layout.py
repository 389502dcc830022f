"""Where everything is in Firestore: names of documents, and every query that is asked.

Why here: what is asked in one file can be held against deploy/firestore.indexes.json by a test
(an emulator answers without indexes; the cloud does not).
Next: read.py, which asks; group.py, which writes.
"""

import hashlib
import zlib
from collections.abc import Iterable
from typing import Any

from miri.stores.firestore.connection import Client

BUCKETS = 16
"""Documents that hold a project's entities; each has room for about 20,000."""

Reference = Any
Query = Any


def project_at(client: Client, project_id: str) -> Reference:
    """The project's document."""
    return client.collection("projects").document(project_id)


def log_at(client: Client, project_id: str, first: int, suffix: str = "") -> Reference:
    """The document of the log whose first event has this seq."""
    return project_at(client, project_id).collection("log").document(f"{first:012d}{suffix}")


def bucket_of(entity: str) -> str:
    """Which of the buckets an entity is in; must never change."""
    return f"{zlib.crc32(entity.encode()) % BUCKETS:02d}"


def bucket_at(client: Client, project_id: str, bucket: str) -> Reference:
    """A bucket: `{seqs: {entity: its last seq}}`."""
    return project_at(client, project_id).collection("heads").document(bucket)


def part_at(client: Client, project_id: str, name: str) -> Reference:
    """A part of a body."""
    return project_at(client, project_id).collection("parts").document(name)


def snapshot_at(client: Client, project_id: str, seq: int) -> Reference:
    """A snapshot."""
    return project_at(client, project_id).collection("snapshots").document(f"{seq:012d}")


def job_at(client: Client, job_id: str) -> Reference:
    """A job row."""
    return client.collection("jobs").document(job_id)


def claim_at(client: Client, key: str) -> Reference:
    """A claimed key; by hash, because a key may hold any character and any length."""
    return client.collection("claims").document(hashlib.sha256(key.encode()).hexdigest())


def _where(field: str, operator: str, value: object) -> Any:
    from google.cloud.firestore_v1.base_query import FieldFilter

    return FieldFilter(field, operator, value)


def log_after(client: Client, project_id: str, after: int, thread_id: str | None = None) -> Query:
    """Documents of the log that end after a seq, in order; of one thread where named."""
    log = project_at(client, project_id).collection("log")
    asked = log if thread_id is None else log.where(filter=_where("thread_id", "==", thread_id))
    return asked.order_by("last").start_after({"last": after})


def births(client: Client, entity: str) -> Query:
    """The document in which an entity first appeared in any project."""
    born = _where("born", "array_contains", entity)
    return client.collection_group("log").where(filter=born).order_by("ts").limit(1)


def lines(client: Client) -> Query:
    """Projects, most recently changed first."""
    return client.collection("projects").order_by("updated", direction="DESCENDING")


def jobs_of(client: Client, project_id: str) -> Query:
    """A project's job rows, oldest first."""
    mine = _where("project_id", "==", project_id)
    return client.collection("jobs").where(filter=mine).order_by("born")


def jobs_in(client: Client, states: Iterable[str], limit: int, queue: str | None = None) -> Query:
    """Job rows in these states, oldest first; of one queue where named."""
    rows = client.collection("jobs").where(filter=_where("state", "in", sorted(states)))
    if queue is not None:
        rows = rows.where(filter=_where("queue", "==", queue))
    return rows.order_by("born").limit(limit)


def jobs_due(client: Client, states: Iterable[str], limit: int, queue: str, due: int) -> Query:
    """Job rows of a queue in these states that are due by then, the longest due first."""
    rows = client.collection("jobs").where(filter=_where("state", "in", sorted(states)))
    mine = rows.where(filter=_where("queue", "==", queue))
    return mine.where(filter=_where("due", "<=", due)).order_by("due").limit(limit)


def report_at(client: Client, key: str) -> Reference:
    """A report in the inbox; by hash, as claims are."""
    return client.collection("inbox").document(hashlib.sha256(key.encode()).hexdigest())


def reports(client: Client, state: str, limit: int) -> Query:
    """Reports in a state, oldest first."""
    rows = client.collection("inbox").where(filter=_where("state", "==", state))
    return rows.order_by("at").limit(limit)


def lease_at(client: Client, name: str) -> Reference:
    """A lease."""
    return client.collection("leases").document(hashlib.sha256(name.encode()).hexdigest())


def snapshots(client: Client, project_id: str, until: int | None = None) -> Query:
    """A project's snapshots, newest first, at or before a seq."""
    shelf = project_at(client, project_id).collection("snapshots")
    newest = shelf.order_by("seq", direction="DESCENDING")
    return newest if until is None else newest.start_at({"seq": until})


def claims_of(client: Client, project_id: str) -> Query:
    """The keys claimed by a project's commits."""
    return client.collection("claims").where(filter=_where("project_id", "==", project_id))

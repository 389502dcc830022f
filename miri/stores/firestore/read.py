"""Firestore's documents back as values: events, job rows, snapshots, answers.

Why here: the one place that knows what stands in a document; batch.py writes what is read here.
Next: firestore_project_store.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from miri.domain.identity import Actor
from miri.domain.job import Job
from miri.events.event import Recorded
from miri.log.event_json import load_event
from miri.ports.project_store import Snapshot
from miri.stores.firestore.body import unpack
from miri.stores.firestore.connection import Client
from miri.stores.firestore.failures import RPC_SECONDS
from miri.stores.firestore.layout import Query, part_at

Document = Mapping[str, Any]

QUERY_SECONDS = 60.0
"""A whole log streams in; only its first answer comes at once."""


async def documents(query: Query) -> list[Document]:
    """All documents that a query finds. Raises google's errors."""
    found = query.stream(retry=None, timeout=QUERY_SECONDS)
    return [snapshot.to_dict() async for snapshot in found]


async def texts(client: Client, bodies: Sequence[Document]) -> list[str]:
    """The text of each document with a body; parts of all are fetched in one request."""
    named = {(d["project_id"], name) for d in bodies for name in d["parts"]}
    parts: dict[str, bytes] = {}
    if named:
        references = [part_at(client, *name) for name in sorted(named)]
        answers = client.get_all(references, retry=None, timeout=QUERY_SECONDS)
        parts = {s.id: s.get("body") async for s in answers if s.exists}
    return [unpack(document, parts) for document in bodies]


async def read_log(client: Client, query: Query) -> list[Recorded]:
    """The events of the log's documents that a query finds, in its order."""
    pages = await documents(query)
    return [
        recorded
        for page, text in zip(pages, await texts(client, pages), strict=True)
        for recorded in _events(page, text)
    ]


def _events(page: Document, text: str) -> Iterable[Recorded]:
    actor = Actor.model_validate_json(page["actor"])
    for seq, line in enumerate(text.split("\n"), start=page["first"]):
        yield Recorded(
            seq=seq,
            project_id=page["project_id"],
            ts=page["ts"],
            actor=actor,
            thread_id=page["thread_id"],
            turn_id=page["turn_id"],
            command_id=page["command_id"],
            event=load_event(line),
        )


async def read_jobs(client: Client, query: Query) -> list[Job]:
    """The job rows that a query finds."""
    rows = await documents(query)
    return [Job.model_validate_json(text) for text in await texts(client, rows)]


async def read_snapshot(client: Client, query: Query) -> Snapshot | None:
    """The first snapshot that a query finds."""
    found = await documents(query.limit(1))
    if not found:
        return None
    text = (await texts(client, found))[0]
    return Snapshot(project_id=found[0]["project_id"], seq=found[0]["seq"], document=text)


async def document_at(reference: Any) -> Document | None:
    """One document's fields, or None."""
    snapshot = await reference.get(retry=None, timeout=RPC_SECONDS)
    return snapshot.to_dict() if snapshot.exists else None

"""A draft as the writes of one batch, each with the precondition that makes it safe.

Why here: the project's document is compared-and-set, new job rows and keys are created, other rows
are compared-and-set; one that does not hold fails them all.
Next: group.py, which sends it; see.py reads the same documents.
"""

from itertools import islice
from typing import Any

from miri.events.event import Recorded
from miri.stores.firestore.body import Body, loads
from miri.stores.firestore.connection import Client
from miri.stores.firestore.draft import Draft, Entry
from miri.stores.firestore.failures import RPC_SECONDS
from miri.stores.firestore.layout import (
    bucket_at,
    bucket_of,
    claim_at,
    job_at,
    log_at,
    part_at,
    project_at,
)

TOKENS_KEPT = 16
"""Of a project's last batches: a lost answer is looked for among these."""
BORN_A_DOCUMENT = 5_000
"""Entities indexed by one document of the log (an index takes 40,000 entries of a document)."""

Batch = Any


async def store_parts(client: Client, project_id: str, draft: Draft) -> None:
    """Write what the batch will name. By hash, so once more does no harm."""
    bodies = [e.body for e in draft.log] + [body for _, body in draft.jobs.values()]
    for body in (*bodies, *draft.claims.values()):
        await keep_parts(client, project_id, body)


async def keep_parts(client: Client, project_id: str, body: Body) -> None:
    """Write a body's parts, in as few requests as can carry them."""
    for load in loads(body.parts):
        batch = client.batch()
        for name, data in load.items():
            batch.set(part_at(client, project_id, name), {"body": data})
        await batch.commit(retry=None, timeout=RPC_SECONDS)


def fill(batch: Batch, client: Client, project_id: str, draft: Draft, token: str) -> None:
    """Put everything into the batch; `token` marks the documents as its."""
    _project(batch, client, project_id, draft, token)
    for entry in draft.log:
        _page(batch, client, entry)
    _heads(batch, client, project_id, draft)
    _jobs(batch, client, draft, token)
    for key, body in draft.claims.items():
        claim = {"key": key, "project_id": project_id, "at": draft.now, "tokens": [token]}
        batch.create(claim_at(client, key), claim | body.fields)


def _project(batch: Batch, client: Client, project_id: str, draft: Draft, token: str) -> None:
    if not draft.guarded or draft.line is None:
        return
    tokens = [*draft.seen.recent, token][-TOKENS_KEPT:]
    document = {**draft.line.model_dump(), "tokens": tokens}
    project = project_at(client, project_id)
    if draft.seen.line is None:
        batch.create(project, document)
    else:
        unmoved = client.write_option(last_update_time=draft.seen.stamp)
        batch.update(project, document, option=unmoved)


def _page(batch: Batch, client: Client, entry: Entry) -> None:
    first, last = entry.recorded[0], entry.recorded[-1]
    born = iter(entry.born)
    document = {
        "project_id": first.project_id,
        "first": first.seq,
        "last": last.seq,
        **_envelope(first),
        "born": list(islice(born, BORN_A_DOCUMENT)),
        **entry.body.fields,
    }
    batch.create(log_at(client, first.project_id, first.seq), document)
    n = 0
    while more := list(islice(born, BORN_A_DOCUMENT)):
        n += 1  # a document that no reading of the log meets, for the index of births alone
        index = {"project_id": first.project_id, "last": 0, "ts": first.ts, "born": more}
        batch.create(log_at(client, first.project_id, first.seq, f"-{n}"), index)


def _envelope(recorded: Recorded) -> dict[str, Any]:
    return {
        "ts": recorded.ts,
        "actor": recorded.actor.model_dump_json(),
        "thread_id": recorded.thread_id,
        "turn_id": recorded.turn_id,
        "command_id": recorded.command_id,
    }


def _heads(batch: Batch, client: Client, project_id: str, draft: Draft) -> None:
    buckets: dict[str, dict[str, int]] = {}
    for entity, seq in draft.touched.items():
        buckets.setdefault(bucket_of(entity), {})[entity] = seq
    for bucket, seqs in buckets.items():
        batch.set(bucket_at(client, project_id, bucket), {"seqs": seqs}, merge=True)


def _jobs(batch: Batch, client: Client, draft: Draft, token: str) -> None:
    for n, (job, body) in enumerate(draft.jobs.values()):
        row = draft.seen.rows.get(job.id)
        document = {
            "project_id": job.project_id,
            "state": job.state.value,
            "queue": job.queue,
            "due": job.due,
            "version": job.version,
            "born": row.born if row else draft.now * 1000 + n,
            "tokens": [token],
            **body.fields,
        }
        if row is None:
            batch.create(job_at(client, job.id), document)
            continue
        unmoved = client.write_option(last_update_time=row.stamp)
        batch.update(job_at(client, job.id), document, option=unmoved)
        for name in row.parts:
            batch.delete(part_at(client, job.project_id, name))

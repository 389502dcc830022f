"""What a group of commits decides on, read in one request.

Why here: Firestore answers several documents as they are at one moment, so no transaction is
needed to read; that nothing moved since is checked when the batch is written.
Next: draft.py, which decides; layout.py for the names.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from miri.ports.project_store import ProjectLine
from miri.stores.firestore.connection import Client
from miri.stores.firestore.draft import Row, Seen
from miri.stores.firestore.failures import RPC_SECONDS, changed_meanwhile, translated
from miri.stores.firestore.layout import bucket_at, claim_at, job_at, project_at
from miri.stores.firestore.parcel import Parcel
from miri.stores.firestore.read import texts

Documents = Mapping[str, Any]
"""Snapshots of documents that exist, by path."""


async def see(client: Client, parcels: Sequence[Parcel]) -> Seen:
    """The project's line, the seqs, job rows and keys that these commits speak of.

    Raises google's errors where Firestore does not answer, Miri's for what can't be mended.
    """
    project = project_at(client, parcels[0].commit.project_id)
    buckets = {b for parcel in parcels for b in parcel.buckets}
    jobs = {w.job.id for parcel in parcels for w in parcel.commit.jobs}
    keys = {key for parcel in parcels for key in parcel.commit.keys}
    try:
        found = await _found(
            client,
            [
                project,
                *(bucket_at(client, project.id, bucket) for bucket in buckets),
                *(job_at(client, job_id) for job_id in jobs),
                *(claim_at(client, key) for key in keys),
            ],
        )
        taken = {key: found[p] for key in keys if (p := claim_at(client, key).path) in found}
        answers = await texts(client, [snapshot.to_dict() for snapshot in taken.values()])
    except changed_meanwhile() as error:
        raise translated(error) from error
    line = found.get(project.path)
    return Seen(
        line=line_from(line.to_dict()) if line else None,
        stamp=line.update_time if line else None,
        recent=tuple(line.get("tokens")) if line else (),
        tokens=frozenset(token for s in found.values() for token in _tokens(s)),
        seqs=_seqs(found, (bucket_at(client, project.id, bucket).path for bucket in buckets)),
        rows=_rows(found, {job_id: job_at(client, job_id).path for job_id in jobs}),
        claims=dict(zip(taken, answers, strict=True)),
    )


async def _found(client: Client, references: Sequence[Any]) -> Documents:
    answers = client.get_all(references, retry=None, timeout=RPC_SECONDS)
    return {snapshot.reference.path: snapshot async for snapshot in answers if snapshot.exists}


def _tokens(snapshot: Any) -> Sequence[str]:
    return snapshot.to_dict().get("tokens", ())


def _seqs(found: Documents, paths: Iterable[str]) -> dict[str, int]:
    seqs: dict[str, int] = {}
    for path in paths:
        if path in found:
            seqs |= found[path].to_dict()["seqs"]
    return seqs


def _rows(found: Documents, paths: Mapping[str, str]) -> dict[str, Row]:
    return {
        job_id: _row(found[path].to_dict(), found[path].update_time)
        for job_id, path in paths.items()
        if path in found
    }


def _row(document: Mapping[str, Any], stamp: Any) -> Row:
    return Row(
        version=document["version"],
        born=document["born"],
        parts=tuple(document["parts"]),
        stamp=stamp,
    )


def line_from(document: Mapping[str, Any]) -> ProjectLine:
    """A project's document, as its line in the list."""
    return ProjectLine(**{name: document[name] for name in ProjectLine.model_fields})

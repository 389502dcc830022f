"""Deleting for good: a project's documents, and snapshots that are too old.

Why here: Firestore deletes documents one by one; what hangs below a document stays.
Next: firestore_project_store.py, which calls it.
"""

from collections.abc import Sequence
from typing import Any

from miri.stores.firestore.connection import Client
from miri.stores.firestore.failures import RPC_SECONDS
from miri.stores.firestore.layout import Query, claims_of, jobs_of, part_at, project_at
from miri.stores.firestore.read import QUERY_SECONDS

A_BATCH = 400


async def purge(client: Client, project_id: str) -> None:
    """Forget a project: its document last, so that what is left can be found again."""
    project = project_at(client, project_id)
    below = (project.collection(name) for name in ("log", "heads", "snapshots", "parts"))
    for query in (jobs_of(client, project_id), claims_of(client, project_id), *below):
        await remove(client, query)
    await project.delete(retry=None, timeout=RPC_SECONDS)


async def remove(client: Client, query: Query, project_id: str | None = None) -> None:
    """Delete what a query finds; with `project_id`, the parts that it names too."""
    found = query.select(["parts"]).stream(retry=None, timeout=QUERY_SECONDS)
    doomed: list[Any] = []
    async for snapshot in found:
        doomed.append(snapshot.reference)
        if project_id is not None:
            doomed += [part_at(client, project_id, name) for name in snapshot.get("parts")]
    for start in range(0, len(doomed), A_BATCH):
        await _delete(client, doomed[start : start + A_BATCH])


async def _delete(client: Client, references: Sequence[Any]) -> None:
    batch = client.batch()
    for reference in references:
        batch.delete(reference)
    await batch.commit(retry=None, timeout=RPC_SECONDS)

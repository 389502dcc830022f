"""FirestoreProjectStore: the log in the cloud, for as many processes as there are.

Why here: behind the same port and the same contract suite as sqlite; see the README for the layout.
Next: writer.py and group.py (commits), read.py (readings), layout.py (every query).
"""

from collections.abc import Sequence
from functools import cached_property

from miri.domain.job import Job, JobState
from miri.events.event import Recorded
from miri.log.clock import Clock, wall_clock
from miri.ports.project_store import Commit, ProjectLine, Snapshot
from miri.stores.firestore.batch import keep_parts
from miri.stores.firestore.body import packed
from miri.stores.firestore.connection import Client, connect, disconnect
from miri.stores.firestore.draft import Outcome
from miri.stores.firestore.failures import RPC_SECONDS, asked
from miri.stores.firestore.firestore_inbox import FirestoreInbox
from miri.stores.firestore.firestore_leases import FirestoreLeases
from miri.stores.firestore.group import Group
from miri.stores.firestore.layout import (
    births,
    claim_at,
    job_at,
    jobs_due,
    jobs_in,
    jobs_of,
    lines,
    log_after,
    project_at,
    snapshot_at,
    snapshots,
)
from miri.stores.firestore.parcel import EVENTS_A_DOCUMENT, Parcel, parcel_of
from miri.stores.firestore.purge import purge, remove
from miri.stores.firestore.read import (
    document_at,
    documents,
    read_jobs,
    read_log,
    read_snapshot,
    texts,
)
from miri.stores.firestore.see import line_from
from miri.stores.firestore.writer import Writer

SNAPSHOTS_KEPT = 20
"""Per project; older ones go (they are only a cache)."""


class FirestoreProjectStore:
    """`project` is the cloud's project; `emulator` is `host:port`. Connects when first used.

    Every method raises Refused where Firestore does not let this identity in.
    """

    def __init__(
        self, project: str | None, emulator: str | None = None, clock: Clock = wall_clock
    ) -> None:
        self._where = (project, emulator)
        self._clock = clock
        self._writer = Writer(self._settle)

    @cached_property
    def _client(self) -> Client:
        return connect(*self._where)

    @property
    def inbox(self) -> FirestoreInbox:
        """See the port."""
        return FirestoreInbox(self._client)

    @property
    def leases(self) -> FirestoreLeases:
        """See the port."""
        return FirestoreLeases(self._client)

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """See the port. Raises TooLarge for what no single batch can take."""
        return await self._writer.run(await parcel_of(commit))

    async def _settle(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        return await Group(self._client, parcels, self._clock).settle()

    async def head(self, project_id: str) -> int:
        """See the port."""
        found = await asked(lambda: document_at(project_at(self._client, project_id)))
        return found["seq"] if found else 0

    async def events(
        self,
        project_id: str,
        *,
        after: int = 0,
        until: int | None = None,
        thread_id: str | None = None,
        limit: int | None = None,
    ) -> Sequence[Recorded]:
        """See the port."""
        query = log_after(self._client, project_id, after, thread_id)
        if until is not None:
            query = query.end_at({"last": until + EVENTS_A_DOCUMENT})
        if limit is not None:
            query = query.limit(limit)  # each document holds an event at least
        found = await asked(lambda: read_log(self._client, query))
        within = [r for r in found if after < r.seq and (until is None or r.seq <= until)]
        return within[:limit]

    async def project_of(self, entity: str) -> str | None:
        """See the port."""
        found = await asked(lambda: documents(births(self._client, entity)))
        return found[0]["project_id"] if found else None

    async def projects(self) -> Sequence[ProjectLine]:
        """See the port."""
        return [line_from(d) for d in await asked(lambda: documents(lines(self._client)))]

    async def claimed(self, key: str) -> str | None:
        """See the port."""
        return await asked(lambda: self._text_at(claim_at(self._client, key)))

    async def job(self, job_id: str) -> Job | None:
        """See the port."""
        text = await asked(lambda: self._text_at(job_at(self._client, job_id)))
        return Job.model_validate_json(text) if text is not None else None

    async def _text_at(self, reference: object) -> str | None:
        found = await document_at(reference)
        return (await texts(self._client, [found]))[0] if found else None

    async def jobs(self, project_id: str) -> Sequence[Job]:
        """See the port."""
        return await asked(lambda: read_jobs(self._client, jobs_of(self._client, project_id)))

    async def open_jobs(
        self,
        states: frozenset[JobState],
        limit: int = 100,
        *,
        queue: str | None = None,
        due: int | None = None,
    ) -> Sequence[Job]:
        """See the port."""
        names = [s.value for s in states]
        if due is None:
            query = jobs_in(self._client, names, limit, queue)
        else:
            query = jobs_due(self._client, names, limit, queue or "", due)
        return await asked(lambda: read_jobs(self._client, query))

    async def snapshot(self, project_id: str, until: int | None = None) -> Snapshot | None:
        """See the port."""
        query = snapshots(self._client, project_id, until)
        return await asked(lambda: read_snapshot(self._client, query))

    async def keep_snapshot(self, snapshot: Snapshot) -> None:
        """See the port."""
        body = await packed(snapshot.document)
        document = {"project_id": snapshot.project_id, "seq": snapshot.seq, **body.fields}
        place = snapshot_at(self._client, snapshot.project_id, snapshot.seq)

        async def keep() -> None:
            await keep_parts(self._client, snapshot.project_id, body)
            await place.set(document, retry=None, timeout=RPC_SECONDS)
            older = snapshots(self._client, snapshot.project_id).offset(SNAPSHOTS_KEPT)
            await remove(self._client, older, snapshot.project_id)

        await asked(keep)

    async def purge(self, project_id: str) -> None:
        """See the port. Not at once: what an interrupted purge leaves, the next one takes."""
        await asked(lambda: purge(self._client, project_id))

    async def close(self) -> None:
        """See the port."""
        await self._writer.close()
        if "_client" in self.__dict__:
            await disconnect(self._client)

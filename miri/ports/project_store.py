"""ProjectStore: the append-only log of every project, its job rows and claimed keys.

Why here: the one contract that "pay once, lose nothing" rests on; one test suite, every adapter.
Next: miri/stores/sqlite, miri/stores/memory; miri/log/archive.py folds what is read here.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import Field

from miri.domain.base import Value
from miri.domain.job import Job, JobState
from miri.events.event import Context, Event, Recorded
from miri.ports.inbox import Inbox
from miri.ports.leases import Leases


class JobWrite(Value):
    """A job row to write. `expected` is the row's version it replaces; None: the row is new."""

    job: Job
    expected: int | None = None


class Commit(Value):
    """All that one decision changes, together or not at all.

    `basis` names what the decision read: `{entity: its last seq}` (0: not there yet).
    `keys` are claimed: an idempotency or inbox key, and the answer to give whoever asks again.
    """

    project_id: str
    context: Context
    events: tuple[Event, ...] = ()
    basis: Mapping[str, int] = Field(default_factory=dict)
    jobs: tuple[JobWrite, ...] = ()
    keys: Mapping[str, str] = Field(default_factory=dict)


class Snapshot(Value):
    """A cached fold: project JSON at `seq`. Only a cache: it may be missing or old."""

    project_id: str
    seq: int
    document: str


class ProjectLine(Value):
    """One line of the list of projects, kept beside the log."""

    id: str
    owner: str
    name: str
    seq: int
    updated: int
    deleted: bool = False


class ProjectStore(Protocol):
    """The store. Every method may raise Unavailable; a commit that raised may not have happened
    (StaleBasis, KeyTaken) or may have (Unavailable): ask `claimed` for its key."""

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """Append events with consecutive seqs, write job rows, claim keys: atomically.

        Raises StaleBasis when a basis entity or an expected job row changed,
        KeyTaken when a key was claimed before.
        """
        ...

    async def head(self, project_id: str) -> int:
        """The log's last seq; 0 for a project that does not exist."""
        ...

    async def events(
        self,
        project_id: str,
        *,
        after: int = 0,
        until: int | None = None,
        thread_id: str | None = None,
        limit: int | None = None,
    ) -> Sequence[Recorded]:
        """Events with after < seq <= until, ascending; of one thread where named."""
        ...

    async def project_of(self, entity: str) -> str | None:
        """The project in whose log an entity (a thread, a job, a shot) first appeared."""
        ...

    async def projects(self) -> Sequence[ProjectLine]:
        """Every project, most recently changed first."""
        ...

    async def claimed(self, key: str) -> str | None:
        """The answer stored with a claimed key, or None."""
        ...

    async def job(self, job_id: str) -> Job | None:
        """A job row."""
        ...

    async def jobs(self, project_id: str) -> Sequence[Job]:
        """A project's job rows, oldest first."""
        ...

    async def open_jobs(
        self,
        states: frozenset[JobState],
        limit: int = 100,
        *,
        queue: str | None = None,
        due: int | None = None,
    ) -> Sequence[Job]:
        """Job rows of any project in these states, oldest first; of one queue where named (""
        is this house). With `due` (and a queue): those due by then, the longest due first."""
        ...

    async def snapshot(self, project_id: str, until: int | None = None) -> Snapshot | None:
        """The newest snapshot (at or before `until`)."""
        ...

    async def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Remember a fold."""
        ...

    async def purge(self, project_id: str) -> None:
        """Forget a deleted project's log, rows and snapshots for good."""
        ...

    @property
    def inbox(self) -> Inbox:
        """What providers reported; kept in the same store as the log."""
        ...

    @property
    def leases(self) -> Leases:
        """Who does what alone for now; kept in the same store as the log."""
        ...

    async def close(self) -> None:
        """Finish what is queued, then let go."""
        ...

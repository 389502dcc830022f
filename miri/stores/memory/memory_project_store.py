"""MemoryProjectStore: the contract in plain dicts, for tests and throw-away demos.

Why here: shipped, not a mock: `MIRI_STORE=memory` runs the whole product on it.
Next: miri/stores/sqlite, the default.
"""

from collections.abc import Sequence

from miri.domain.job import Job, JobState
from miri.errors import KeyTaken, StaleBasis
from miri.events.event import Event, Recorded
from miri.log.clock import Clock, wall_clock
from miri.ports.project_store import Commit, ProjectLine, Snapshot
from miri.stores.memory.memory_inbox import MemoryInbox
from miri.stores.memory.memory_leases import MemoryLeases
from miri.stores.project_line import next_line


class MemoryProjectStore:
    """Atomic because nothing awaits inside a commit. All is gone with the process."""

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock
        self._logs: dict[str, list[Recorded]] = {}
        self._entities: dict[str, dict[str, int]] = {}
        self._homes: dict[str, str] = {}
        self._jobs: dict[str, Job] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._lines: dict[str, ProjectLine] = {}
        self._snapshots: dict[str, list[Snapshot]] = {}
        self.inbox = MemoryInbox()
        self.leases = MemoryLeases()

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """See the port."""
        self._check(commit)
        recorded = self._record(commit)
        for write in commit.jobs:
            self._jobs[write.job.id] = write.job
        self._keys.update({k: (v, commit.project_id) for k, v in commit.keys.items()})
        return recorded

    def _check(self, commit: Commit) -> None:
        for key in commit.keys:
            if key in self._keys:
                raise KeyTaken(key, self._keys[key][0])
        seqs = self._entities.get(commit.project_id, {})
        changed = [e for e, seq in commit.basis.items() if seqs.get(e, 0) != seq]
        changed += [w.job.id for w in commit.jobs if self._row_version(w.job.id) != w.expected]
        if changed:
            raise StaleBasis("Something changed meanwhile.", changed=changed)

    def _row_version(self, job_id: str) -> int | None:
        job = self._jobs.get(job_id)
        return job.version if job else None

    def _record(self, commit: Commit) -> tuple[Recorded, ...]:
        log = self._logs.setdefault(commit.project_id, [])
        seqs = self._entities.setdefault(commit.project_id, {})
        now = self._clock()
        fresh: list[Recorded] = []
        for event in commit.events:
            recorded = Recorded(
                seq=len(log) + 1,
                project_id=commit.project_id,
                ts=now,
                event=event,
                **commit.context.model_dump(),
            )
            log.append(recorded)
            fresh.append(recorded)
            for entity in event.touches():
                seqs[entity] = recorded.seq
                self._homes.setdefault(entity, commit.project_id)
            self._line(commit.project_id, event, recorded)
        return tuple(fresh)

    def _line(self, project_id: str, event: Event, at: Recorded) -> None:
        self._lines[project_id] = next_line(self._lines.get(project_id), event, at)

    async def head(self, project_id: str) -> int:
        """See the port."""
        return len(self._logs.get(project_id, ()))

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
        window = self._logs.get(project_id, [])[after:until]
        if thread_id is not None:
            window = [r for r in window if r.thread_id == thread_id]
        return window[:limit]

    async def project_of(self, entity: str) -> str | None:
        """See the port."""
        return self._homes.get(entity)

    async def projects(self) -> Sequence[ProjectLine]:
        """See the port."""
        return sorted(self._lines.values(), key=lambda line: -line.updated)

    async def claimed(self, key: str) -> str | None:
        """See the port."""
        return self._keys[key][0] if key in self._keys else None

    async def job(self, job_id: str) -> Job | None:
        """See the port."""
        return self._jobs.get(job_id)

    async def jobs(self, project_id: str) -> Sequence[Job]:
        """See the port."""
        return [j for j in self._jobs.values() if j.project_id == project_id]

    async def open_jobs(
        self,
        states: frozenset[JobState],
        limit: int = 100,
        *,
        queue: str | None = None,
        due: int | None = None,
    ) -> Sequence[Job]:
        """See the port."""
        rows = [j for j in self._jobs.values() if j.state in states and queue in (None, j.queue)]
        if due is not None:
            rows = sorted((j for j in rows if j.due <= due), key=lambda j: j.due)
        return rows[:limit]

    async def snapshot(self, project_id: str, until: int | None = None) -> Snapshot | None:
        """See the port."""
        kept = self._snapshots.get(project_id, [])
        fitting = [s for s in kept if until is None or s.seq <= until]
        return max(fitting, key=lambda s: s.seq, default=None)

    async def keep_snapshot(self, snapshot: Snapshot) -> None:
        """See the port."""
        self._snapshots.setdefault(snapshot.project_id, []).append(snapshot)

    async def purge(self, project_id: str) -> None:
        """See the port."""
        for shelf in (self._logs, self._entities, self._lines, self._snapshots):
            shelf.pop(project_id, None)
        self._homes = {e: p for e, p in self._homes.items() if p != project_id}
        self._jobs = {k: j for k, j in self._jobs.items() if j.project_id != project_id}
        self._keys = {k: v for k, v in self._keys.items() if v[1] != project_id}

    async def close(self) -> None:
        """Nothing to let go."""

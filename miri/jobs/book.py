"""The book: a job's transition, its money and what it means for the film, in one commit.

Why here: submitter, sequencer, reconciler and fetcher write nothing else than this.
Next: money.py (the ledger's rows); miri/domain/job.py (the table of transitions).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from miri.domain.identity import SYSTEM
from miri.domain.job import Job, JobKind
from miri.errors import StaleBasis
from miri.events.event import Context, Event
from miri.events.version_events import JobMoved
from miri.jobs.worker import Worker
from miri.log.archive import Archive
from miri.ports.project_store import Commit, JobWrite

Told = Callable[[Job], Awaitable[None]]


@dataclass(frozen=True)
class Move:
    """A row before and after, and the events that go with it. Not a transition where the state
    stays: then nobody is told."""

    before: Job
    after: Job
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class JobBook:
    """`workers` say what a failure means for the film; `on_rest` is told, after the commit, of
    each job that ended or that waits for a person now."""

    archive: Archive
    workers: Mapping[JobKind, Worker]
    on_rest: Told

    async def write(
        self,
        moves: Sequence[Move],
        keys: Mapping[str, str] | None = None,
        basis: Mapping[str, int] | None = None,
    ) -> bool:
        """Moves of one project and one call, all or none; False where a row changed meanwhile.

        Raises KeyTaken, and StaleBasis where something of `basis` changed.
        """
        rows = {move.before.id for move in moves}
        try:
            await self.archive.commit(_commit(moves, keys or {}, basis or {}))
        except StaleBasis as stale:
            if rows.isdisjoint(stale.details.get("changed", ())):
                raise
            return False
        for move in moves:
            if move.after.is_at_rest and move.after.state is not move.before.state:
                await self.on_rest(move.after)
        return True

    async def move(self, before: Job, after: Job, *events: Event) -> bool:
        """One move; False where the row changed meanwhile."""
        return await self.write([Move(before, after, events)])

    def failure(self, job: Job, reason: str) -> tuple[Event, ...]:
        """What it means for the film that a job came to nothing."""
        return self.workers[job.kind].failed(job, reason)


def _commit(moves: Sequence[Move], keys: Mapping[str, str], basis: Mapping[str, int]) -> Commit:
    first, last = moves[0].before, {move.after.id: move.after for move in moves}
    expected = {move.before.id: move.before.version for move in reversed(moves)}
    events = tuple(event for move in moves for event in _events(move))
    return Commit(
        project_id=first.project_id,
        context=Context(
            actor=first.actor if any(move.events for move in moves) else SYSTEM,
            thread_id=first.thread_id,
            turn_id=first.turn_id,
            command_id=first.call_id,
        ),
        events=events,
        basis=basis,
        jobs=tuple(JobWrite(job=job, expected=expected[job.id]) for job in last.values()),
        keys=keys,
    )


def _events(move: Move) -> tuple[Event, ...]:
    if move.after.state is move.before.state:
        return move.events
    return (*move.events, _told(move.after))


def _told(job: Job) -> JobMoved:
    return JobMoved(
        job_id=job.id,
        kind=job.kind,
        state=job.state,
        target_id=job.target_id,
        label=job.label,
        error=job.error,
    )

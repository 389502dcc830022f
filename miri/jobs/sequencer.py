"""The sequencer: drains the inbox in batches into transitions, settlements and events.

Why here: webhooks only leave their row; what it means is decided here, one process per project at
a time. Each report's key is claimed in the commit of what it caused, so it has effect once.
Next: verdict.py (what a report means); fetcher.py (what follows a good one).
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from miri.domain.job import Job
from miri.errors import KeyTaken
from miri.jobs.book import JobBook, Move
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.lease import Holder
from miri.jobs.verdict import verdict
from miri.ports.inbox import Inbox, Received

TRIES = 8
BATCH = 200
log = structlog.get_logger(__name__)


@dataclass
class Sequencer:
    """One per process; a lease keeps it out of the way of others."""

    book: JobBook
    holder: Holder
    passing: Passing = unharmed

    async def sweep(self) -> None:
        """Drain until nothing is left that this process may drain."""
        while await self._round():
            pass

    async def _round(self) -> bool:
        rows = await self._inbox.waiting(BATCH)
        if not rows:
            return False
        store = self.book.archive.store
        jobs = await asyncio.gather(*(store.job(job_id_of(row)) for row in rows))
        strays = [row.key for row, job in zip(rows, jobs, strict=True) if job is None]
        if strays:
            log.warning("jobs.strays", keys=strays)
            await self._inbox.set_aside(strays)
        known = {job.id: job for job in jobs if job is not None}
        projects: dict[str, list[Received]] = defaultdict(list)
        for row in rows:
            if job := known.get(job_id_of(row)):
                projects[job.project_id].append(row)
        drained = [await self._project(name, own, known) for name, own in projects.items()]
        return len(rows) == BATCH and any(drained)

    @property
    def _inbox(self) -> Inbox:
        return self.book.archive.store.inbox

    async def _project(
        self, project_id: str, rows: list[Received], jobs: Mapping[str, Job]
    ) -> bool:
        """`jobs` tell who asked; how they stand is read again under the lease."""
        async with self.holder.holding(f"drain:{project_id}") as lease:
            if lease is None:
                return False
            self.passing("drain.after_lease")
            calls: dict[str, list[Received]] = defaultdict(list)
            for row in rows:
                calls[jobs[job_id_of(row)].call_id or ""].append(row)
            await self._all(calls.values())
        return True

    async def _all(self, calls: Iterable[list[Received]]) -> None:
        """All calls at once, so that the store writes them in groups; one that fails takes nothing
        from the others."""
        done = await asyncio.gather(*(self._batch(own) for own in calls), return_exceptions=True)
        keys = [key for keys in done if not isinstance(keys, BaseException) for key in keys]
        if keys:
            await self._inbox.drained(keys)
            self.passing("drain.after_mark")
        for failed in done:
            if isinstance(failed, BaseException):
                raise failed

    async def _batch(self, rows: list[Received]) -> list[str]:
        """All reports of one call in one commit; one that took effect before is left out. Answers
        the keys of those that need no draining any more."""
        over: list[str] = []
        for _ in range(TRIES):
            try:
                if not rows or await self._commit(rows):
                    break
            except KeyTaken as taken:
                known = taken.details["key"]
                over += [row.key for row in rows if claim_of(row) == known]
                rows = [row for row in rows if claim_of(row) != known]
        else:
            return over  # it keeps moving: the rows are still there at the next sweep
        self.passing("drain.after_commit")
        return [*over, *(row.key for row in rows)]

    async def _commit(self, rows: Sequence[Received]) -> bool:
        jobs, moves = await self._jobs(rows), list[Move]()
        self.passing("drain.after_read")
        for row in rows:
            before = jobs[job_id_of(row)]
            moves.append(self._move(before, row))
            jobs[before.id] = moves[-1].after
        self.passing("drain.before_commit")
        return await self.book.write(moves, keys={claim_of(row): "" for row in rows})

    def _move(self, before: Job, row: Received) -> Move:
        found = verdict(before, row.report)
        failure = self.book.failure(before, found.failed) if found.failed else ()
        after = found.after if found.after is not before else before.touched()
        return Move(before, after, (*found.money, *failure))

    async def _jobs(self, rows: Sequence[Received]) -> dict[str, Job]:
        store = self.book.archive.store
        ids = list({job_id_of(row) for row in rows})
        found = await asyncio.gather(*(store.job(job_id) for job_id in ids))
        return {job.id: job for job in found if job is not None}


def job_id_of(row: Received) -> str:
    """The job whose attempt a report speaks of."""
    return row.report.attempt_id.rpartition(".")[0]


def claim_of(row: Received) -> str:
    """The key a report claims when it takes effect."""
    return f"inbox:{row.key}"

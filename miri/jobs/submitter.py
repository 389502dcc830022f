"""The submitter: sends queued orders to their provider, once each, and writes down what it knows.

Why here: the claim is committed before the POST, the outcome after it; a death in between leaves
SUBMITTING, which becomes SUBMIT_UNKNOWN and is never sent again without a person's word.
Next: miri/ports/provider_queue.py (outcomes); reconciler.py (what becomes of the unknown).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

import structlog

from miri.domain.job import Job, JobState
from miri.errors import Unavailable
from miri.events.event import Event
from miri.jobs.book import JobBook
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.lapse import LapseWatch
from miri.jobs.money import released
from miri.jobs.owner import owner_here
from miri.jobs.pace import Pace
from miri.log.clock import Clock, wall_clock
from miri.ports.provider_queue import (
    Accepted,
    NotSent,
    ProviderQueue,
    Submission,
    TurnedDown,
    Unknown,
)

WebhookAddress = Callable[[Job], str | None]
"""Where the provider should report an attempt to; None: it will be asked instead."""
DIED = "Miri stopped while it was being sent; whether it arrived is not known."
RECORDING_TRIES = 20
log = structlog.get_logger(__name__)


@dataclass
class Submitter:
    """One per process, for all queues. At most `at_once` orders are under way."""

    book: JobBook
    queues: Mapping[str, ProviderQueue]
    webhook: WebhookAddress
    pace: Pace = field(default_factory=Pace)
    clock: Clock = wall_clock
    watch: LapseWatch = field(default_factory=LapseWatch)
    owner: str = field(default_factory=owner_here)
    at_once: int = 8
    passing: Passing = unharmed
    _sending: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])

    async def sweep(self) -> None:
        """Send what is due; mark what a dead process left half sent."""
        store = self.book.archive.store
        for name in self.queues:
            for job in await store.open_jobs(frozenset({JobState.SUBMITTING}), queue=name):
                await self._look_after(job)
            queued = frozenset({JobState.QUEUED})
            for job in await store.open_jobs(queued, queue=name, due=self.clock()):
                await self._begin(job)

    async def stop(self) -> None:
        """Let what is being sent come to its end: cutting it off would make it unknown."""
        while self._sending:
            await asyncio.gather(*self._sending.values(), return_exceptions=True)

    async def _look_after(self, job: Job) -> None:
        if job.id in self._sending:
            return
        if job.owner == self.owner or self.watch.has_lapsed(job.id, job.version, job.owner):
            self.passing("unknown.before_mark")
            await self._mark_unknown(job, DIED)
            self.passing("unknown.after_mark")

    async def _begin(self, job: Job) -> None:
        if job.cancel_requested:
            told = (*released(job), *self.book.failure(job, "cancelled"))
            await self.book.move(job, job.moved(JobState.CANCELLED, error="cancelled"), *told)
        elif len(self._sending) < self.at_once and job.id not in self._sending:
            task = asyncio.create_task(self._send(job))
            self._sending[job.id] = task
            task.add_done_callback(lambda _: self._sending.pop(job.id, None))

    async def _send(self, job: Job) -> None:
        self.passing("submit.before_claim")
        claimed = job.moved(JobState.SUBMITTING, owner=self.owner, fence=job.fence + 1)
        if not await self.book.move(job, claimed):
            return
        self.passing("submit.after_claim")
        outcome = await self.queues[job.queue].submit(claimed, self.webhook(claimed))
        self.passing("submit.after_post")
        await self._record(claimed, outcome)
        self.passing("submit.after_record")

    async def _record(self, claimed: Job, outcome: Submission) -> None:
        """Write down the outcome, however long the store is away: it can't be asked for again."""
        for n in range(RECORDING_TRIES):
            try:
                self.passing("submit.before_record")
                await self._write(claimed, outcome)
                return
            except Unavailable as error:
                log.warning("jobs.outcome_waits", job=claimed.id, error=error.message)
                await asyncio.sleep(min(5.0, 0.2 * 2**n))

    async def _write(self, claimed: Job, outcome: Submission) -> None:
        job = await self.book.archive.store.job(claimed.id)
        if job is None or job.state is not JobState.SUBMITTING or job.fence != claimed.fence:
            return  # a webhook was quicker, or somebody thought us dead: they know at least as much
        match outcome:
            case Accepted():
                await self._accepted(job, outcome)
            case NotSent():
                await self._again_later(job, outcome)
            case TurnedDown():
                failed = job.moved(JobState.FAILED, error=outcome.reason, owner="")
                told = (*released(job), *self.book.failure(job, outcome.reason))
                await self._settle(job, failed, *told)
            case Unknown():
                await self._mark_unknown(job, outcome.reason)
            case _:
                assert_never(outcome)

    async def _accepted(self, job: Job, outcome: Accepted) -> None:
        now = self.clock()
        due = now + self.pace.first_look(bool(self.webhook(job)))
        await self._settle(
            job,
            job.moved(
                JobState.SUBMITTED,
                request_id=outcome.request_id,
                submitted_at=now,
                due=due,
                owner="",
                tries=0,
                error="",
            ),
        )

    async def _again_later(self, job: Job, outcome: NotSent) -> None:
        wait = max(outcome.wait_micros, self.pace.again(job.tries))
        due, tries = self.clock() + wait, job.tries + 1
        again = job.moved(JobState.QUEUED, due=due, tries=tries, owner="", error=outcome.reason)
        await self._settle(job, again)

    async def _mark_unknown(self, job: Job, reason: str) -> None:
        """Without a webhook nobody will ever tell: then the person is asked at once."""
        wait = self.pace.ask_after if self.webhook(job) else 0
        due = self.clock() + wait
        unknown = job.moved(
            JobState.SUBMIT_UNKNOWN, due=due, owner="", submitted_at=self.clock(), error=reason
        )
        await self._settle(job, unknown)

    async def _settle(self, before: Job, after: Job, *events: Event) -> None:
        """Where the row was only flagged meanwhile, the same outcome is written over the flag."""
        if await self.book.move(before, after, *events):
            return
        now = await self.book.archive.store.job(before.id)
        if now is not None and now.state is before.state and now.fence == before.fence:
            flagged = after.model_copy(
                update={"cancel_requested": now.cancel_requested, "version": now.version + 1}
            )
            await self.book.move(now, flagged, *events)

"""The submitter: sends queued orders to their provider, once each, and writes down what it knows.

Why here: the claim is committed before the POST, the outcome after it; a death in between leaves
SUBMITTING, which becomes SUBMIT_UNKNOWN and is never sent again without a person's word.
Next: miri/ports/provider_queue.py (outcomes); reconciler.py (what becomes of the unknown).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import assert_never

import structlog

from miri.domain.job import Job, JobState
from miri.errors import MiriError, Unavailable
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
THOUGHT_LOST = frozenset({JobState.SUBMIT_UNKNOWN, JobState.ORPHANED})
"""Where an order stands whose process seemed dead; an answer that comes after all is believed."""
PARTING_SECONDS = 3.0
"""How long a process that is told to stop waits for answers it has asked for."""
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

    async def stop(self, seconds: float = PARTING_SECONDS) -> None:
        """Let what is being sent come to its end: cutting it off makes it unknown. It is cut off
        all the same where that takes longer than a process is given to stop."""
        if self._sending:
            await asyncio.wait(self._sending.values(), timeout=seconds)
        tasks = list(self._sending.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

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
            task.add_done_callback(lambda _: self._sent(job.id, task))

    def _sent(self, job_id: str, task: asyncio.Task[None]) -> None:
        self._sending.pop(job_id, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("jobs.not_sent", job=job_id, exc_info=error)

    async def _send(self, job: Job) -> None:
        self.passing("submit.before_claim")
        began = self.watch.stopwatch()
        claimed = job.moved(JobState.SUBMITTING, owner=self.owner, fence=job.fence + 1)
        if not await self._claim(job, claimed):
            return
        self.passing("submit.after_claim")
        if self.watch.stopwatch() - began > self.watch.lease_seconds and not await self._holds(
            claimed
        ):
            return  # this process stood still so long that others have given the order up
        outcome = await self._outcome(claimed)
        self.passing("submit.after_post")
        await self._record(claimed, outcome)
        self.passing("submit.after_record")

    async def _claim(self, job: Job, claimed: Job) -> bool:
        """A claim whose answer is lost is looked for: it is ours if it was written."""
        try:
            return await self.book.move(job, claimed)
        except Unavailable as error:
            log.warning("jobs.claim_waits", job=job.id, error=error.message)
        return await self._holds(claimed)

    async def _holds(self, claimed: Job) -> bool:
        for n in count():
            try:
                job = await self.book.archive.store.job(claimed.id)
            except Unavailable:
                await _wait_for_the_store(n)
                continue
            return (
                job is not None
                and job.state is JobState.SUBMITTING
                and (job.owner, job.fence) == (claimed.owner, claimed.fence)
            )
        return False

    async def _outcome(self, claimed: Job) -> Submission:
        """What came of sending it. A queue that refuses to send it raises before it does."""
        try:
            return await self.queues[claimed.queue].submit(claimed, self.webhook(claimed))
        except MiriError as refused:
            return TurnedDown(reason=refused.message)

    async def _record(self, claimed: Job, outcome: Submission) -> None:
        """Write down the outcome, however long the store is away: it can't be asked for again."""
        for n in count():
            try:
                self.passing("submit.before_record")
                if await self._write(claimed, outcome):
                    return
            except Unavailable as error:
                log.warning("jobs.outcome_waits", job=claimed.id, error=error.message)
                await _wait_for_the_store(n)

    async def _write(self, claimed: Job, outcome: Submission) -> bool:
        """False where the row was written meanwhile (a cancel flag): then it is read again."""
        job = await self.book.archive.store.job(claimed.id)
        if job is None or (job.fence, job.attempt) != (claimed.fence, claimed.attempt):
            return True  # somebody has gone on without us
        if job.state in THOUGHT_LOST and isinstance(outcome, Accepted | TurnedDown):
            return await self._write_outcome(job, outcome)
        if job.state is not JobState.SUBMITTING:
            return True  # a webhook was quicker: it knows at least as much
        return await self._write_outcome(job, outcome)

    async def _write_outcome(self, job: Job, outcome: Submission) -> bool:
        match outcome:
            case Accepted():
                return await self._accepted(job, outcome)
            case NotSent():
                return await self._again_later(job, outcome)
            case TurnedDown():
                failed = job.moved(JobState.FAILED, error=outcome.reason, owner="")
                told = (*released(job), *self.book.failure(job, outcome.reason))
                return await self.book.move(job, failed, *told)
            case Unknown():
                return await self._mark_unknown(job, outcome.reason)
            case _:
                assert_never(outcome)

    async def _accepted(self, job: Job, outcome: Accepted) -> bool:
        now = self.clock()
        due = now + self.pace.first_look(bool(self.webhook(job)))
        submitted = job.moved(
            JobState.SUBMITTED,
            request_id=outcome.request_id,
            submitted_at=now,
            due=0 if job.cancel_requested else due,
            owner="",
            tries=0,
            error="",
        )
        return await self.book.move(job, submitted)

    async def _again_later(self, job: Job, outcome: NotSent) -> bool:
        wait = max(outcome.wait_micros, self.pace.again(job.tries))
        due = 0 if job.cancel_requested else self.clock() + wait
        again = job.moved(
            JobState.QUEUED, due=due, tries=job.tries + 1, owner="", error=outcome.reason
        )
        return await self.book.move(job, again)

    async def _mark_unknown(self, job: Job, reason: str) -> bool:
        """Without a webhook nobody will ever tell: then the person is asked at once."""
        now = self.clock()
        due = now + self.pace.ask_after if self.webhook(job) else 0
        unknown = job.moved(
            JobState.SUBMIT_UNKNOWN, due=due, owner="", submitted_at=now, error=reason
        )
        return await self.book.move(job, unknown)


async def _wait_for_the_store(n: int) -> None:
    await asyncio.sleep(min(5.0, 0.2 * 2 ** min(n, 5)))

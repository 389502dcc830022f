"""The reconciler: asks providers about what no webhook told, and gives up what takes too long.

Why here: webhooks get lost. What it learns goes into the inbox under the same key as a webhook, so
that both may come and one takes effect.
Next: sequencer.py, which drains; pace.py, how often it asks.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog

from miri.domain.job import Job, JobState
from miri.errors import MiriError, NotFound, Unavailable
from miri.jobs.book import JobBook
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.money import released, written_off
from miri.jobs.pace import Pace
from miri.jobs.submitter import WebhookAddress
from miri.log.clock import Clock, wall_clock
from miri.ports.inbox import Received, Report, report_key
from miri.ports.provider_queue import Cancelling, ProviderQueue

S = JobState
AT_ONCE = 16
"""Looks under way at once: a provider that swallows everything holds up these few."""
UNDER_WAY = frozenset({S.SUBMITTED, S.RUNNING})
TOO_LONG = "The provider did not finish it in time."
log = structlog.get_logger(__name__)


@dataclass
class Reconciler:
    """One per process, for all queues. `drain` hints that the inbox has something new."""

    book: JobBook
    queues: Mapping[str, ProviderQueue]
    webhook: WebhookAddress
    drain: Callable[[], None]
    pace: Pace = field(default_factory=Pace)
    clock: Clock = wall_clock
    passing: Passing = unharmed

    async def sweep(self) -> None:
        """Look at everything that is due."""
        store = self.book.archive.store
        for name in self.queues:
            now = self.clock()
            for job in await store.open_jobs(frozenset({S.SUBMIT_UNKNOWN}), queue=name, due=now):
                await self.book.move(job, job.moved(S.ORPHANED))
            due = await store.open_jobs(UNDER_WAY, queue=name, due=now)
            for start in range(0, len(due), AT_ONCE):
                await asyncio.gather(*(self._look(job) for job in due[start : start + AT_ONCE]))

    async def _look(self, job: Job) -> None:
        """One job that can't be written just now keeps no other from being asked about."""
        try:
            await self._ask(job)
        except MiriError as error:
            log.warning("jobs.look_waits", job=job.id, error=error.message)

    async def _ask(self, job: Job) -> None:
        try:
            if job.cancel_requested and "cancel_asked" not in job.result:
                await self._cancel(job)
                return
            self.passing("reconcile.before_look")
            report = await self.queues[job.queue].look(job)
            self.passing("reconcile.after_look")
        except NotFound as gone:
            await self._lost(job, gone.message)
        except MiriError as away:
            log.warning("jobs.not_seen", job=job.id, error=away.message)
            await self._later(job)
        else:
            await self._seen(job, report)

    async def _seen(self, job: Job, report: Report | None) -> None:
        if report is not None:
            key = report_key(job.queue, report)
            received = Received(key=key, queue=job.queue, report=report, at=self.clock())
            await self.book.archive.store.inbox.receive(received)
            self.passing("reconcile.after_receive")
            await self._later(job)
            self.drain()
        elif self.clock() - job.submitted_at > self.pace.deadline:
            await self._give_up(job)
        else:
            await self._later(job)
        self.passing("reconcile.after_touch")

    async def _later(self, job: Job) -> None:
        wait = self.pace.next_look(bool(self.webhook(job)), job.tries)
        await self.book.move(job, job.touched(due=self.clock() + wait, tries=job.tries + 1))

    async def _cancel(self, job: Job) -> None:
        """Ask once; what it came to is looked at soon after, because a late cancel is still paid."""
        self.passing("cancel.before_call")
        await self.queues[job.queue].cancel(job)
        self.passing("cancel.after_call")
        asked = {**job.result, "cancel_asked": True}
        await self.book.move(job, job.touched(result=asked, due=0))
        self.passing("cancel.after_commit")

    async def _lost(self, job: Job, reason: str) -> None:
        """The provider took it and does not know it any more: whether it is billed is not known."""
        if self.clock() - job.submitted_at > self.pace.deadline:
            await self._fail(job, reason, paid_for_all_we_know=True)
        else:
            await self._later(job)

    async def _give_up(self, job: Job) -> None:
        try:
            said = await self.queues[job.queue].cancel(job)
        except Unavailable:
            said = Cancelling.UNKNOWN
        if said is Cancelling.TOO_LATE:
            await self._later(job)  # it ended just now: the next look tells how
            return
        await self._fail(job, TOO_LONG, paid_for_all_we_know=said is Cancelling.UNKNOWN)

    async def _fail(self, job: Job, reason: str, *, paid_for_all_we_know: bool) -> None:
        failed = job.moved(S.FAILED, error=reason, owner="")
        failed = failed.with_write_off() if paid_for_all_we_know else failed
        money = written_off(job) if paid_for_all_we_know else released(job)
        await self.book.move(job, failed, *money, *self.book.failure(job, reason))

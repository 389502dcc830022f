"""The fetcher: downloads what was made and paid for, checks it, keeps it by its hash.

Why here: READY means that the file is ours and can be played; a download that fails is tried
again for as long as the provider keeps the file, and never pays twice.
Next: received_file.py (what is checked); miri/ports/media_store.py.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from miri.domain.job import Job, JobState
from miri.domain.media import Media
from miri.errors import BadMedia, MiriError, NotFound, Refused, Unavailable
from miri.events.version_events import VersionReady
from miri.jobs.book import JobBook
from miri.jobs.crash_points import Passing, unharmed
from miri.jobs.lapse import LapseWatch
from miri.jobs.owner import owner_here
from miri.jobs.pace import Pace
from miri.jobs.received_file import check_received
from miri.log.clock import Clock, wall_clock
from miri.ports.media_store import MediaStore
from miri.ports.provider_queue import ProviderQueue

log = structlog.get_logger(__name__)


@dataclass
class Fetcher:
    """One per process, for all queues; at most `at_once` downloads."""

    book: JobBook
    queues: Mapping[str, ProviderQueue]
    media: MediaStore
    pace: Pace = field(default_factory=Pace)
    clock: Clock = wall_clock
    watch: LapseWatch = field(default_factory=LapseWatch)
    owner: str = field(default_factory=owner_here)
    at_once: int = 4
    passing: Passing = unharmed
    _fetching: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])

    async def sweep(self) -> None:
        """Begin what is due and nobody else is at."""
        store, fetching = self.book.archive.store, frozenset({JobState.FETCHING})
        for name in self.queues:
            for job in await store.open_jobs(fetching, queue=name, due=self.clock()):
                if len(self._fetching) < self.at_once and self._is_free(job):
                    self._begin(job)

    async def stop(self) -> None:
        """Let go; whoever is next begins the download again."""
        tasks = list(self._fetching.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _is_free(self, job: Job) -> bool:
        if job.id in self._fetching:
            return False
        mine = job.owner == self.owner
        return mine or self.watch.has_lapsed(job.id, job.version, job.owner)

    def _begin(self, job: Job) -> None:
        task = asyncio.create_task(self._fetch(job))
        self._fetching[job.id] = task
        task.add_done_callback(lambda _: self._fetched(job.id, task))

    def _fetched(self, job_id: str, task: asyncio.Task[None]) -> None:
        self._fetching.pop(job_id, None)
        if task.cancelled() or not (error := task.exception()):
            return
        if isinstance(error, MiriError):
            log.warning("jobs.fetch_waits", job=job_id, error=error.message)
        else:
            log.error("jobs.fetch_broke", job=job_id, exc_info=error)

    async def _fetch(self, job: Job) -> None:
        self.passing("fetch.before_claim")
        claimed = job.touched(owner=self.owner, fence=job.fence + 1)
        if not await self.book.move(job, claimed):
            return
        self.passing("fetch.after_claim")
        renewing = asyncio.create_task(self._renew(claimed))
        try:
            kept = await self._kept(claimed)
        except MiriError as error:
            await _ended(renewing)
            await self._again(claimed, error)
        else:
            await _ended(renewing)
            await self._ready(claimed, kept)
        finally:
            renewing.cancel()

    async def _renew(self, claimed: Job) -> None:
        """A long download is no dead one: the row moves for as long as it lasts."""
        while True:
            await asyncio.sleep(self.watch.lease_seconds / 3)
            with contextlib.suppress(Unavailable):
                job = await self._held(claimed)
                if job is None:
                    return
                await self.book.move(job, job.touched())

    async def _held(self, claimed: Job) -> Job | None:
        """The row as it stands, where nobody took it over."""
        job = await self.book.archive.store.job(claimed.id)
        if job is None or job.fence != claimed.fence or job.state is not JobState.FETCHING:
            return None
        return job

    async def _kept(self, job: Job) -> Media:
        with tempfile.TemporaryDirectory(prefix="miri-fetch-") as folder:
            file = Path(folder) / "file"
            url = str(job.result["urls"][0])
            content_type = await self.queues[job.queue].fetch(url, file)
            self.passing("fetch.after_download")
            kind = await asyncio.to_thread(check_received, file, content_type, job)
            kept = await self.media.keep_file(file, kind)
        self.passing("fetch.after_keep")
        return kept

    async def _again(self, claimed: Job, error: MiriError) -> None:
        job = await self._held(claimed)
        if job is None:
            return
        log.warning("jobs.not_fetched", job=job.id, error=error.message, tries=job.tries + 1)
        if _is_final(error) or job.tries + 1 >= self.pace.fetch_tries:
            reason = f"It was made and paid for, but its file can't be had: {error.message}"
            await self.book.move(job, job.moved(JobState.FETCH_FAILED, owner="", error=reason))
            return
        due = self.clock() + self.pace.again(job.tries)
        await self.book.move(job, job.touched(due=due, tries=job.tries + 1, owner=""))

    async def _ready(self, claimed: Job, kept: Media) -> None:
        current = await self._held(claimed)
        if current is None:
            return  # somebody thought us dead and does the same
        cost = int(current.result.get("cost_micros", current.price_micros))
        ready = VersionReady(
            version_id=current.target_id,
            target_id=str(current.order.get("target_id", "")),
            media=kept,
            cost_micros=cost,
        )
        result = {**current.result, "media_id": kept.id}
        self.passing("fetch.before_commit")
        done = current.moved(JobState.READY, result=result, owner="", error="")
        await self.book.move(current, done, ready)
        self.watch.forget(current.id)
        self.passing("fetch.after_commit")


async def _ended(renewing: asyncio.Task[None]) -> None:
    """Nothing of it is under way any more: the next write finds the row as it was read."""
    renewing.cancel()
    await asyncio.gather(renewing, return_exceptions=True)


def _is_final(error: MiriError) -> bool:
    """Whether trying again is no use: the file is gone, or lies where we do not go. A damaged file
    may have been damaged on the way."""
    return isinstance(error, NotFound) or (
        isinstance(error, Refused) and not isinstance(error, BadMedia)
    )

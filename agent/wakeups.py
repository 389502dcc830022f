"""Wake-ups: when the last job of a call is over, the thread that asked gets a turn about it.

Why here: nothing waits inside a turn; Miri comes back by herself with "shot 3 is ready".
Next: conductor.py runs the turn; miri/jobs/engine.py calls `job_over`.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from agent.conductor import Conductor
from agent.talk import note
from miri.domain.identity import Actor, ActorKind
from miri.domain.job import FOR_A_PERSON, Job, JobState
from miri.log.archive import Archive


@dataclass(frozen=True)
class WakeUps:
    """Told of every job that ended; asks again for what a crash may have swallowed."""

    archive: Archive
    conductor: Conductor
    _told: set[str] = field(default_factory=set[str])

    async def job_over(self, job: Job) -> None:
        """If all jobs of its call are over, start the turn (once, whoever notices)."""
        if job.thread_id is None or job.call_id is None:
            return
        batch = [
            j for j in await self.archive.store.jobs(job.project_id) if j.call_id == job.call_id
        ]
        if all(j.is_at_rest for j in batch):
            await self._wake(job, batch)

    async def catch_up(self) -> None:
        """After a start: batches that ended while nobody was there to say so."""
        for line in await self.archive.store.projects():
            if not line.deleted:
                await self.catch_up_with(line.id)

    async def catch_up_with(self, project_id: str) -> None:
        """The same for one project."""
        batches: dict[str, list[Job]] = defaultdict(list)
        for job in await self.archive.store.jobs(project_id):
            if job.thread_id and job.call_id:
                batches[job.call_id].append(job)
        for batch in batches.values():
            if all(j.is_at_rest for j in batch):
                await self._wake(batch[0], batch)

    async def _wake(self, job: Job, batch: list[Job]) -> None:
        thread_id, key = job.thread_id or "", f"jobs_over:{job.call_id}:{_attempts(batch)}"
        if key in self._told:
            return
        if await self.archive.store.claimed(f"message:{thread_id}:{key}") is not None:
            self._told.add(key)
            return
        failed = [{"label": j.label, "error": j.error} for j in batch if j.state is JobState.FAILED]
        message = note(
            "jobs_over",
            self.conductor.talker.clock,
            kind=job.kind.value,
            call_id=job.call_id,
            ready=sum(1 for j in batch if j.state is JobState.READY),
            unsure=[j.label for j in batch if j.state in FOR_A_PERSON],
            cancelled=sum(1 for j in batch if j.state is JobState.CANCELLED),
            failed=json.loads(json.dumps(failed)),
            targets=[j.target_id for j in batch],
        )
        person = Actor(kind=ActorKind.PERSON, person_id=job.actor.person_id)
        await self.conductor.talker.post(job.project_id, thread_id, person, message, key)
        self.conductor.kick(job.project_id, thread_id)


def _attempts(batch: list[Job]) -> str:
    """What tells one coming to rest from the next: new attempts, and those that a person's word
    or a late report moved on."""
    waiting = sum(1 for j in batch if not j.is_over)
    tried = str(sum(j.attempt for j in batch))
    return f"{tried}:{waiting}" if waiting else tried

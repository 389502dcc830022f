"""The purge: what a person deleted is forgotten for good, a little after the tombstone.

Why here: deleting must answer at once, and what is under way (a turn that says goodbye, jobs being
cancelled) must find its project; so the log goes once the project has been quiet for a minute.
Media goes before the log: after a crash in between, the log still tells what is left to forget.
Next: tools/project/delete_project.py (the tombstone); server/studio.py starts and stops this.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from miri.domain.project import Project
from miri.errors import MiriError
from miri.log.archive import Archive
from miri.log.clock import Clock, wall_clock
from miri.ports.media_store import MediaStore
from miri.ports.project_store import ProjectLine

QUIET_MICROS = 60_000_000
"""How long after the last event a deleted project is purged."""
ABANDONED_MICROS = 3600 * 1_000_000
"""After this long a turn that is still open will not write any more."""

log = structlog.get_logger(__name__)
Forget = Callable[[Project], Awaitable[None]]


async def nothing_else(_: Project) -> None:
    """For where the log and the media are all that is kept."""


@dataclass
class Purger:
    """Looks every `poll_seconds` for deleted projects. `forget` is told of each project before its
    log goes, to forget what is kept elsewhere (the talk's checkpoints)."""

    archive: Archive
    media: MediaStore
    forget: Forget = nothing_else
    clock: Clock = wall_clock
    poll_seconds: float = 60
    _loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin looking."""
        self._loop = asyncio.create_task(self._look_forever())

    async def stop(self) -> None:
        """Stop looking; a purge that was begun is finished at the next start."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    async def sweep(self) -> tuple[str, ...]:
        """Purge every deleted project that is quiet; answers their ids."""
        lines = await self.archive.store.projects()
        purged: list[str] = []
        for line in lines:
            if line.deleted and await self._is_quiet(line):
                await self._purge(line.id)
                purged.append(line.id)
        return tuple(purged)

    async def _look_forever(self) -> None:
        while True:
            try:
                await self.sweep()
            except MiriError as error:
                log.warning("purge.failed", error=error.message)
            await asyncio.sleep(self.poll_seconds)

    async def _is_quiet(self, line: ProjectLine) -> bool:
        since = self.clock() - line.updated
        if since < QUIET_MICROS:
            return False
        if any(not job.is_over for job in await self.archive.store.jobs(line.id)):
            return False
        project = await self.archive.remains(line.id)
        talking = any(thread.open_turns for thread in project.threads.values())
        return not talking or since >= ABANDONED_MICROS

    async def _purge(self, project_id: str) -> None:
        project = await self.archive.remains(project_id)
        await self.forget(project)
        for media_id in set(project.media) - await self._used_elsewhere(project_id):
            await self.media.forget(media_id)
        await self.archive.store.purge(project_id)
        self.archive.forget(project_id)
        log.info("purge.done", project=project_id)

    async def _used_elsewhere(self, project_id: str) -> set[str]:
        """Media of every other project; a file belongs to all who name it."""
        lines = await self.archive.store.projects()
        used: set[str] = set()
        for line in lines:
            if line.id != project_id:
                used.update((await self.archive.remains(line.id)).media)
        return used

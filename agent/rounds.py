"""Rounds: now and then, look for what a process that died, or a hint that was lost, left lying.

Turns that nobody runs, stops that did not reach the turn, batches of jobs that are over and of
which nobody told the thread. Projects in which nothing happened since the last look are not opened.
Why here: hints between processes may be lost, and a process may be killed between any two lines.
Next: conductor.py, whose leases keep two that look from running one turn; wakeups.py.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog

from agent.conductor import Conductor
from agent.wakeups import WakeUps
from miri.domain.project import Project
from miri.errors import MiriError
from miri.log.archive import Archive
from miri.ports.project_store import ProjectLine

LOOK_SECONDS = 2.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Look:
    """What was seen of a project at the last look; `told`: its batches of jobs were looked at."""

    seq: int
    told: bool = False
    turns: frozenset[str] = frozenset()


@dataclass
class Rounds:
    """One per process that works. A turn is taken up at the second look at it, so that whoever
    queued it has had the time to begin; jobs are looked at once the project is quiet."""

    archive: Archive
    conductor: Conductor
    wakeups: WakeUps
    look_seconds: float = LOOK_SECONDS
    _seen: dict[str, Look] = field(default_factory=dict[str, Look])
    _loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """First whatever the last process left half done, then round after round."""
        self._loop = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Look no more."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    async def _forever(self) -> None:
        await self._surely(self.conductor.resume())
        await self._surely(self.wakeups.catch_up())
        while True:
            await asyncio.sleep(self.look_seconds)
            await self._surely(self.look())

    async def _surely(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except MiriError as error:
            log.warning("rounds.failed", error=error.message)

    async def look(self) -> None:
        """Look at every project in which something happened, or a turn is open."""
        lines = [line for line in await self.archive.store.projects() if not line.deleted]
        for line in lines:
            before = self._seen.get(line.id)
            if before is None or before.seq != line.seq or before.turns or not before.told:
                await self._surely(self._look_at(line, before or Look(0)))
        self._seen = {line.id: self._seen[line.id] for line in lines if line.id in self._seen}

    async def _look_at(self, line: ProjectLine, before: Look) -> None:
        project = await self.archive.open(line.id)
        quiet = project.seq == before.seq
        if quiet and not before.told:
            await self.wakeups.catch_up_with(line.id)
        self._seen[line.id] = Look(project.seq, quiet, self._take_up(project, before))

    def _take_up(self, project: Project, before: Look) -> frozenset[str]:
        """Answers the turns at the head of their threads."""
        first: set[str] = set()
        for thread in project.threads.values():
            if not thread.open_turns:
                continue
            turn_id = thread.open_turns[0]
            first.add(turn_id)
            if turn_id in before.turns:
                self.conductor.kick(project.id, thread.id)
                if thread.stop_requested:
                    self.conductor.runner.nudge(thread.id)
        return frozenset(first)

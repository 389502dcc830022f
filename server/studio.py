"""The Studio: every part of a running Miri, already put together, and what all channels ask of it.

Why here: HTTP, sockets and terminal reach the same few verbs; none of them knows an adapter.
Next: bootstrap.py builds one; http/ and sockets/ use it.
"""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import Any

from agent.conductor import Conductor
from agent.wakeups import WakeUps
from miri.config import Settings
from miri.domain.identity import Actor, new_id
from miri.domain.project import Project
from miri.errors import NotFound
from miri.jobs.desk import ProviderDesk
from miri.jobs.engine import Engine
from miri.jobs.purge import Purger
from miri.log.archive import Archive
from miri.ports.media_store import MediaStore
from miri.ports.project_store import ProjectLine
from server.thread_document import thread_document
from tools.document import project_document, status
from tools.registry import Answer, Caller, Registry

LOOKED_INTO = 50
"""Projects of a list that are opened to say how far they are."""


@dataclass
class Studio:
    """A running Miri. `start` and `stop` are called once each."""

    settings: Settings
    archive: Archive
    media: MediaStore
    registry: Registry
    conductor: Conductor
    engine: Engine
    desk: ProviderDesk
    purger: Purger
    wakeups: WakeUps
    director: str
    _resuming: asyncio.Task[None] | None = field(default=None, init=False)

    async def start(self) -> None:
        """Serve, and go on with whatever the last process left half done: beside, because a house
        full of projects takes a while to look through."""
        self.archive.job_hint = self._wake
        self.engine.start()
        self.desk.start()
        self.purger.start()
        self._resuming = asyncio.create_task(self._resume())

    async def _resume(self) -> None:
        await self.conductor.resume()
        await self.wakeups.catch_up()

    async def stop(self) -> None:
        """Let go of everything; nothing durable is lost."""
        if self._resuming is not None:
            self._resuming.cancel()
            await asyncio.gather(self._resuming, return_exceptions=True)
        await self.conductor.close()
        await self.purger.stop()
        await self.engine.stop()
        await self.desk.stop()
        await self.archive.feed.settle()
        await self.archive.store.close()

    def _wake(self) -> None:
        self.engine.wake()
        self.desk.wake()

    async def settled(self, project_id: str) -> Project:
        """The project once nobody speaks and nothing is being made; for unattended callers."""
        while True:
            await self.conductor.idle()
            await self.engine.finish(project_id)
            await asyncio.sleep(0)
            project = await self.archive.open(project_id)
            if not any(t.open_turns for t in project.threads.values()):
                jobs = await self.archive.store.jobs(project_id)
                if all(j.is_at_rest for j in jobs):
                    return project

    async def project(self, project_id: str, actor: Actor, at: int | None = None) -> Project:
        """A project this actor may see. Raises NotFound for any other."""
        project = await self.archive.open(project_id, at)
        if project.owner != actor.person_id:
            raise NotFound(f"There is no project {project_id[:80]}.")
        return project

    async def document(
        self, project_id: str, actor: Actor, at: int | None = None
    ) -> dict[str, Any]:
        """The project document, now or at a revision (then without jobs)."""
        project = await self.project(project_id, actor, at)
        jobs = [] if at is not None else await self.archive.store.jobs(project_id)
        return project_document(project, jobs)

    async def listing(self, actor: Actor) -> list[dict[str, Any]]:
        """A person's projects, most recently changed first; the first are looked into."""
        lines = await self.archive.store.projects()
        mine = [p for p in lines if p.owner == actor.person_id and not p.deleted]
        looked_into = [await self._line(p) for p in mine[:LOOKED_INTO]]
        return looked_into + [_bare(p) for p in mine[LOOKED_INTO:]]

    async def _line(self, line: ProjectLine) -> dict[str, Any]:
        try:
            project = await self.archive.open(line.id)
        except NotFound:
            return _bare(line)  # deleted while we looked
        state = status(project, await self.archive.store.jobs(line.id))
        return {**_bare(line), "status": state, "thumbnail_media_id": _thumbnail(project)}

    async def create_project(self, arguments: dict[str, Any], actor: Actor, key: str) -> str:
        """A new project with its first thread; the same key gives the same project."""
        key = key or new_id("key")
        digest = hashlib.sha256(f"{actor.person_id}:{key}".encode()).hexdigest()
        project_id, caller = f"project_{digest[:16]}", Caller(actor, f"create:{key}")
        await self.registry.call("create_project", arguments, project_id, caller)
        return project_id

    async def open_thread(self, project_id: str, actor: Actor, title: str, key: str) -> str:
        """A new conversation."""
        await self.project(project_id, actor)
        answer = await self.registry.call(
            "new_thread", {"title": title} if title else {}, project_id, Caller(actor, key)
        )
        return str(answer.result["thread_id"])

    async def thread(self, thread_id: str, actor: Actor) -> dict[str, Any]:
        """A thread's document."""
        project_id = await self.conductor.project_of(thread_id)
        project = await self.project(project_id, actor)
        if thread_id not in project.threads:
            raise NotFound(f"There is no conversation {thread_id[:80]}.")
        events = await self.archive.store.events(project_id, thread_id=thread_id)
        partial = self.conductor.runner.partials.get(thread_id)
        return thread_document(project, thread_id, list(events), partial)

    async def call_tool(
        self,
        project_id: str,
        name: str,
        arguments: dict[str, Any],
        actor: Actor,
        key: str,
        thread_id: str | None = None,
    ) -> Answer:
        """A tool called by a person's own gesture."""
        project = await self.project(project_id, actor)
        if thread_id is not None and thread_id not in project.threads:
            raise NotFound(f"There is no conversation {thread_id[:80]}.")
        answer = await self.registry.call(
            name, arguments, project_id, Caller(actor, key, thread_id)
        )
        self._wake()
        return answer


def _bare(line: ProjectLine) -> dict[str, Any]:
    return {"id": line.id, "name": line.name, "seq": line.seq, "updated": line.updated}


def _thumbnail(project: Project) -> str | None:
    """The newest of the pictures in use: the film as it was last seen."""
    chosen = {s.selected.still for s in project.film.shots.values()}
    newest_first = reversed(project.versions.values())
    return next((v.media_id for v in newest_first if v.id in chosen and v.media_id), None)

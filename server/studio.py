"""The Studio: every part of a running Miri, already put together, and what all channels ask of it.

Why here: HTTP, sockets and terminal reach the same few verbs; none of them knows an adapter.
Next: bootstrap.py builds one; http/ and sockets/ use it.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agent.conductor import Conductor
from agent.rounds import Rounds
from miri.config import Settings
from miri.domain.identity import Actor, new_id
from miri.domain.project import Project
from miri.errors import NotFound
from miri.jobs.desk import ProviderDesk
from miri.jobs.engine import Engine
from miri.jobs.purge import Purger
from miri.log.archive import Archive
from miri.ports.inbox import Letter
from miri.ports.media_store import MediaStore
from miri.ports.project_store import ProjectLine
from miri.ports.relay import Hint
from server.thread_document import thread_document
from tools.document import project_document, status
from tools.registry import Answer, Caller, Registry

LOOKED_INTO = 50
"""Projects of a list that are opened to say how far they are."""


@dataclass
class Studio:
    """A running Miri. `start` and `stop` are called once each. Where it does not work, it only
    serves: turns and jobs are left to processes that do."""

    settings: Settings
    archive: Archive
    media: MediaStore
    registry: Registry
    conductor: Conductor
    engine: Engine
    desk: ProviderDesk
    purger: Purger
    rounds: Rounds
    director: str

    @property
    def works(self) -> bool:
        """Whether turns and jobs run in this process."""
        return self.conductor.works

    async def start(self) -> None:
        """Serve, and go on with whatever the last process left half done: beside, because a house
        full of projects takes a while to look through."""
        self.archive.job_hint = self._wake
        self.archive.feed.on_hint = self._hinted
        await self.archive.feed.start()
        if self.works:
            self.engine.start()
            self.desk.start()
            self.purger.start()
            self.rounds.start()

    async def stop(self) -> None:
        """Let go of everything; nothing durable is lost."""
        await self.rounds.stop()
        await self.conductor.close()
        await self.purger.stop()
        await self.engine.stop()
        await self.desk.stop()
        await self.archive.feed.stop()
        await self.archive.store.close()

    def _wake(self) -> None:
        """Job rows were written, or reports came in: whoever has room should look."""
        self._look()
        self.archive.feed.hint(Hint(kind="jobs"))

    def _look(self) -> None:
        self.engine.wake()
        self.desk.wake()
        self.desk.drain()

    def _hinted(self, hint: Hint) -> None:
        if hint.kind == "jobs":
            self._look()
        else:
            self.conductor.hinted(hint)

    async def report(self, queue: str, letter: Letter) -> bool:
        """What a provider's webhook says; durable when this returns. Raises as the mailbox does."""
        is_new = await self.desk.mailbox.receive(queue, letter)
        self.archive.feed.hint(Hint(kind="jobs"))
        return is_new

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
        said = await self.being_said(project)
        return thread_document(project, thread_id, list(events), said.get(thread_id))

    async def being_said(self, project: Project) -> dict[str, Mapping[str, str]]:
        """The texts so far of messages being said in a project, by thread, wherever they are."""
        talking = {t.id: t.open_turns for t in project.threads.values() if t.open_turns}
        relay = self.archive.feed.relay
        elsewhere = await relay.partials(list(talking)) if relay is not None else {}
        said = {**elsewhere, **self.conductor.runner.partials}
        return {t: text for t, text in said.items() if text["turn_id"] in talking.get(t, ())}

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

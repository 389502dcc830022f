"""The conductor: takes messages, runs one turn at a time per thread, many threads at once.

Why here: a person writes whenever they like; turns queue, stop, survive a restart.
Next: turn.py (what one turn does); wakeups.py (turns that finished jobs start).
"""

import asyncio
from dataclasses import dataclass, field

import structlog

from agent.offline.plain_yes import is_plain_yes
from agent.talk import Posted, Talker
from agent.turn import TurnRunner
from miri.domain.approval import Approval
from miri.domain.identity import Actor, new_id
from miri.domain.thread import Message
from miri.errors import MiriError, NotFound, Refused
from miri.events.event import Context
from miri.events.talk_events import MessagePosted, MiriSpoke, StopRequested
from miri.log.archive import Archive
from miri.ports.project_store import Commit
from tools.registry import Caller, Registry

MAX_TEXT = 20_000
log = structlog.get_logger(__name__)


@dataclass
class Conductor:
    """One per process."""

    archive: Archive
    registry: Registry
    talker: Talker
    runner: TurnRunner
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])

    async def say(
        self,
        thread_id: str,
        actor: Actor,
        text: str,
        media_ids: tuple[str, ...] = (),
        key: str | None = None,
    ) -> Posted:
        """A person's message: durable when this returns; its turn runs on its own.

        Raises NotFound for an unknown thread or media, Refused when it is empty or too long.
        """
        project_id = await self.project_of(thread_id)
        await self._check(project_id, text, media_ids)
        message = Message(
            id=new_id("msg"),
            role="person",
            author=actor.name,
            text=text,
            media_ids=media_ids,
            ts=self.talker.clock(),
        )
        approval = await self._approved_by(project_id, thread_id, text)
        posted = await self.talker.post(project_id, thread_id, actor, message, key)
        if approval is not None:
            await self._approve(project_id, thread_id, actor, approval, posted)
        self.kick(project_id, thread_id)
        return posted

    async def project_of(self, thread_id: str) -> str:
        """The project a thread belongs to. Raises NotFound."""
        project_id = await self.archive.store.project_of(thread_id)
        if project_id is None:
            raise NotFound(f"There is no conversation {thread_id}.")
        return project_id

    async def _check(self, project_id: str, text: str, media_ids: tuple[str, ...]) -> None:
        project = await self.archive.open(project_id)
        if not text.strip() and not media_ids:
            raise Refused("An empty message says nothing; write something or attach a file.")
        if len(text) > MAX_TEXT:
            raise Refused(f"A message holds at most {MAX_TEXT} characters; this has {len(text)}.")
        unknown = [m for m in media_ids if m not in project.media]
        if unknown:
            raise NotFound("An attached file was not uploaded to this project.", media=unknown)

    async def _approved_by(self, project_id: str, thread_id: str, text: str) -> Approval | None:
        """The approval a plain yes gives: exactly one waits here, and its quote was said last."""
        if not is_plain_yes(text):
            return None
        project = await self.archive.open(project_id)
        pending = project.pending_approvals(thread_id)
        if len(pending) != 1:
            return None
        said = [
            r
            for r in await self.archive.store.events(project_id, thread_id=thread_id)
            if isinstance(r.event, MessagePosted | MiriSpoke)
        ]
        quoted_at = project.entity_seqs.get(pending[0].id, 0)
        after = [r for r in said if r.seq > quoted_at]
        return pending[0] if all(isinstance(r.event, MiriSpoke) for r in after) else None

    async def _approve(
        self, project_id: str, thread_id: str, actor: Actor, approval: Approval, posted: Posted
    ) -> None:
        caller = Caller(actor, f"yes:{posted.message_id}", thread_id, posted.turn_id)
        await self.registry.call_in_turn(
            "approve_spend", {"approval": approval.id}, project_id, caller
        )

    async def stop(self, thread_id: str, actor: Actor) -> None:
        """Stop what runs in a thread: a durable flag, and a nudge to the turn if it is ours."""
        project_id = await self.project_of(thread_id)
        await self.archive.commit(
            Commit(
                project_id=project_id,
                context=Context(actor=actor, thread_id=thread_id),
                events=(StopRequested(thread_id=thread_id),),
            )
        )
        self.runner.nudge(thread_id)

    def kick(self, project_id: str, thread_id: str) -> None:
        """See that the thread's queued turns run."""
        task = self._busy.get(thread_id)
        if task is None or task.done():
            self._busy[thread_id] = asyncio.create_task(self._run_all(project_id, thread_id))

    async def _run_all(self, project_id: str, thread_id: str) -> None:
        while True:
            try:
                thread = (await self.archive.open(project_id)).threads.get(thread_id)
                if thread is None or not thread.open_turns:
                    return
                await self.runner.run(project_id, thread_id, thread.open_turns[0])
            except MiriError as error:
                log.warning("turns.could_not_run", thread=thread_id, error=error.message)
                return

    async def resume(self) -> None:
        """After a start: every turn that was queued or half done goes on."""
        for line in await self.archive.store.projects():
            if line.deleted:
                continue
            project = await self.archive.open(line.id)
            for thread in project.threads.values():
                if thread.open_turns:
                    self.kick(project.id, thread.id)

    async def idle(self, thread_id: str | None = None) -> None:
        """Wait until no turn runs (in one thread, or at all)."""
        while busy := [t for k, t in self._busy.items() if thread_id in (None, k) and not t.done()]:
            await asyncio.gather(*busy, return_exceptions=True)

    async def close(self) -> None:
        """Let go of running turns; they go on at the next start."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

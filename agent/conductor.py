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
from miri.domain.identity import SYSTEM, Actor, new_id
from miri.domain.project import Project
from miri.domain.thread import Message, TurnState
from miri.errors import MiriError, NotFound, Refused, Unavailable
from miri.events.event import Context, Recorded
from miri.events.talk_events import MessagePosted
from miri.log.archive import Archive
from tools.registry import Caller, Registry

MAX_TEXT = 20_000
AGAIN_SECONDS = 1.0
"""How long a turn waits where the store does not answer."""
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
        posted = await self.talker.post(project_id, thread_id, actor, message, key)
        if text.split()[:1] == ["/stop"]:
            self.runner.nudge(thread_id)  # it would wait for the very turn it means to stop
        self.kick(project_id, thread_id)
        return posted

    async def project_of(self, thread_id: str) -> str:
        """The project a thread belongs to. Raises NotFound, for what is no thread too."""
        project_id = await self.archive.store.project_of(thread_id)
        if project_id is None or thread_id not in (await self.archive.open(project_id)).threads:
            raise NotFound(f"There is no conversation {thread_id[:80]}.")
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

    async def _run_one(self, project: Project, thread_id: str, turn_id: str) -> None:
        posted = await self.talker.message_of(project.id, thread_id, turn_id)
        if posted is None:  # it would be asked for again and again, and hold up all behind it
            where = Context(actor=SYSTEM, thread_id=thread_id, turn_id=turn_id)
            await self.talker.move_turn(where, project.id, TurnState.FAILED, "Its message is gone.")
            return
        await self._approve_by_words(project, thread_id, turn_id, posted)
        await self.runner.run(project.id, thread_id, turn_id, posted)

    async def _approve_by_words(
        self, project: Project, thread_id: str, turn_id: str, posted: Recorded
    ) -> None:
        """A plain yes, where it answers a quote, is the person's approval. It is given when the
        yes gets its turn, so that a restart between the two loses neither; once, by its key."""
        if not isinstance(posted.event, MessagePosted):
            return
        message = posted.event.message
        if message.role != "person" or not is_plain_yes(message.text):
            return
        approval = await self._answered(project, thread_id, posted)
        if approval is not None:
            caller = Caller(posted.actor, f"yes:{message.id}", thread_id, turn_id)
            await self.registry.call_in_turn(
                "approve_spend", {"approval": approval.id}, project.id, caller
            )

    async def _answered(
        self, project: Project, thread_id: str, posted: Recorded
    ) -> Approval | None:
        """The quote a yes answers: exactly one waits here, and nobody but Miri spoke in between."""
        pending = project.pending_approvals(thread_id)
        if len(pending) != 1:
            return None
        quoted_at = project.entity_seqs.get(pending[0].id, 0)
        between = await self.archive.store.events(
            project.id, after=quoted_at, until=posted.seq - 1, thread_id=thread_id
        )
        spoke = any(isinstance(r.event, MessagePosted) for r in between)
        return pending[0] if quoted_at < posted.seq and not spoke else None

    async def stop(self, thread_id: str, actor: Actor) -> None:
        """Stop what is done in a thread: its turn by a durable flag, its jobs by theirs, and a
        nudge to the turn if it runs here."""
        project_id = await self.project_of(thread_id)
        caller = Caller(actor, new_id("key"), thread_id)
        await self.registry.call("stop", {}, project_id, caller)
        self.runner.nudge(thread_id)

    def kick(self, project_id: str, thread_id: str) -> None:
        """See that the thread's queued turns run."""
        task = self._busy.get(thread_id)
        if task is None or task.done():
            self._busy[thread_id] = asyncio.create_task(self._run_all(project_id, thread_id))

    async def _run_all(self, project_id: str, thread_id: str) -> None:
        while True:
            try:
                project = await self.archive.open(project_id)
                thread = project.threads.get(thread_id)
                if thread is None or not thread.open_turns:
                    return
                await self._run_one(project, thread_id, thread.open_turns[0])
            except Unavailable as error:
                log.warning("turns.wait", thread=thread_id, error=error.message)
                await asyncio.sleep(AGAIN_SECONDS)
            except MiriError as error:
                log.warning("turns.could_not_run", thread=thread_id, error=error.message)
                return

    async def resume(self) -> None:
        """After a start: every turn that was queued or half done goes on. A project that can't be
        read keeps no other from going on."""
        for line in await self.archive.store.projects():
            if line.deleted:
                continue
            try:
                project = await self.archive.open(line.id)
            except MiriError as error:
                log.warning("turns.not_resumed", project=line.id, error=error.message)
                continue
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

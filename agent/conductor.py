"""The conductor: takes messages, runs one turn at a time per thread, many threads at once.

Of the processes that share a store, the one that holds a thread's lease runs its turns; who is
refused the lease can rely on the holder, who looks again after giving it back.
Why here: a person writes whenever they like; turns queue, stop, survive a restart.
Next: turn.py (what one turn does); rounds.py (what was forgotten); wakeups.py (jobs that are over).
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
from miri.jobs.lease import Holder, nobody_minds
from miri.log.archive import Archive
from miri.ports.relay import Hint
from tools.registry import Caller, Registry

MAX_TEXT = 20_000
AGAIN_SECONDS = 1.0
"""How long a turn waits where the store does not answer."""
log = structlog.get_logger(__name__)


@dataclass
class Conductor:
    """One per process. Where it does not work, turns are left to processes that do."""

    archive: Archive
    registry: Registry
    talker: Talker
    runner: TurnRunner
    works: bool = True
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, asyncio.Task[None]])
    _asked: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.holder = Holder(self.archive.store.leases)

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
            # it would wait for the very turn it means to stop
            self._nudge(project_id, thread_id, spared=posted.turn_id)
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

    async def stop(self, thread_id: str, actor: Actor, key: str = "") -> None:
        """Stop what is done in a thread: its turn by a durable flag, its jobs by theirs, and a
        nudge to the turn, wherever it runs."""
        project_id = await self.project_of(thread_id)
        caller = Caller(actor, f"stop:{thread_id}:{key or new_id('key')}", thread_id)
        await self.registry.call("stop", {}, project_id, caller)
        self._nudge(project_id, thread_id)

    def _nudge(self, project_id: str, thread_id: str, spared: str = "") -> None:
        self.runner.nudge(thread_id, spared)
        hint = Hint(kind="stop", project_id=project_id, thread_id=thread_id, spared=spared)
        self.archive.feed.hint(hint)

    def hinted(self, hint: Hint) -> None:
        """Another process knows of a turn to run, or of one to stop."""
        if hint.kind == "stop":
            self.runner.nudge(hint.thread_id, hint.spared)
        elif hint.kind == "turn" and self.works:
            self.kick(hint.project_id, hint.thread_id)

    def kick(self, project_id: str, thread_id: str) -> None:
        """See that the thread's queued turns run: here, or at whoever works."""
        if not self.works:
            hint = Hint(kind="turn", project_id=project_id, thread_id=thread_id)
            self.archive.feed.hint(hint)
            return
        self._asked.add(thread_id)
        task = self._busy.get(thread_id)
        if task is None or task.done():
            self._busy[thread_id] = asyncio.create_task(self._run_all(project_id, thread_id))

    async def _run_all(self, project_id: str, thread_id: str) -> None:
        while thread_id in self._asked:
            self._asked.discard(thread_id)
            try:
                if await self._run_alone(project_id, thread_id):
                    await self._look_again(project_id, thread_id)
            except Unavailable as error:
                log.warning("turns.wait", thread=thread_id, error=error.message)
                self._asked.add(thread_id)
                await asyncio.sleep(AGAIN_SECONDS)
            except MiriError as error:
                log.warning("turns.could_not_run", thread=thread_id, error=error.message)
                return

    async def _run_alone(self, project_id: str, thread_id: str) -> bool:
        """Run what waits in a thread under its lease; False where another process holds that. Once
        the lease is lost, nothing is done here any more."""
        running = asyncio.current_task()
        let_go = running.cancel if running else nobody_minds
        async with self.holder.holding(f"turn:{thread_id}", let_go) as lease:
            if lease is None:
                return False
            while waiting := await self._next(project_id, thread_id):
                project, turn_id = waiting
                await self._run_one(project, thread_id, turn_id)
        return True

    async def _look_again(self, project_id: str, thread_id: str) -> None:
        """Who posted while the lease was given back was refused it, and relies on this."""
        if await self._next(project_id, thread_id):
            self._asked.add(thread_id)

    async def _next(self, project_id: str, thread_id: str) -> tuple[Project, str] | None:
        """The project as it is, and the turn whose turn it is."""
        project = await self.archive.open(project_id)
        thread = project.threads.get(thread_id)
        return (project, thread.open_turns[0]) if thread and thread.open_turns else None

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

"""What is said in a thread, written to the log: a person's message, Miri's, a turn's states.

Why here: the conductor decides when; this knows the events.
Next: conductor.py.
"""

import hashlib
import json
from dataclasses import dataclass

from miri.domain.identity import SYSTEM, Actor, new_id
from miri.domain.thread import Block, Message, TurnState
from miri.errors import KeyTaken, Refused
from miri.events.event import Context, Event, Recorded
from miri.events.talk_events import MessagePosted, MiriSpoke, TurnMoved
from miri.log.archive import Archive
from miri.log.clock import Clock, wall_clock
from miri.ports.project_store import Commit

LOOKS_BACK = 25
"""Events read first on the way back through a log; each further look reads four times as many."""


@dataclass(frozen=True)
class Posted:
    """A message that now waits for its turn."""

    turn_id: str
    message_id: str


@dataclass(frozen=True)
class Talker:
    """Writes conversation events."""

    archive: Archive
    clock: Clock = wall_clock

    async def post(
        self,
        project_id: str,
        thread_id: str,
        actor: Actor,
        message: Message,
        key: str | None = None,
    ) -> Posted:
        """A message and its queued turn, in one commit. The same key posts once; raises Refused
        where it was used for other words or files."""
        posted = Posted(new_id("turn"), message.id)
        events: tuple[Event, ...] = (
            MessagePosted(thread_id=thread_id, message=message),
            TurnMoved(
                thread_id=thread_id,
                turn=posted.turn_id,
                state=TurnState.QUEUED,
                message_id=message.id,
            ),
        )
        answer = f"{posted.turn_id} {posted.message_id} {_print_of(message)}"
        keys = {f"message:{thread_id}:{key}": answer} if key else {}
        context = Context(actor=actor, thread_id=thread_id, turn_id=posted.turn_id)
        try:
            await self.archive.commit(
                Commit(project_id=project_id, context=context, events=events, keys=keys)
            )
        except KeyTaken as taken:
            turn_id, message_id, *print_of = taken.answer.split(" ")
            if print_of and print_of != [_print_of(message)]:
                said = "This Idempotency-Key was already used for another message."
                raise Refused(said, he="המפתח הזה כבר שימש להודעה אחרת.") from taken
            return Posted(turn_id, message_id)
        return posted

    async def speak(
        self, where: Context, project_id: str, message_id: str, text: str, blocks: tuple[Block, ...]
    ) -> None:
        """Miri's finished message; the same message id is written once, whatever is resumed."""
        message = Message(
            id=message_id, role="miri", author="Miri", text=text, blocks=blocks, ts=self.clock()
        )
        event = MiriSpoke(thread_id=where.thread_id or "", message=message)
        await self._once(where, project_id, f"spoke:{message_id}", event)

    async def move_turn(
        self, where: Context, project_id: str, state: TurnState, error: str = ""
    ) -> None:
        """The turn enters a state (once)."""
        event = TurnMoved(
            thread_id=where.thread_id or "", turn=where.turn_id or "", state=state, error=error
        )
        await self._once(where, project_id, f"turn:{where.turn_id}:{state}", event)

    async def _once(self, where: Context, project_id: str, key: str, event: Event) -> None:
        commit = Commit(project_id=project_id, context=where, events=(event,), keys={key: "done"})
        try:
            await self.archive.commit(commit)
        except KeyTaken:
            return

    async def message_of(self, project_id: str, thread_id: str, turn_id: str) -> Recorded | None:
        """The message a turn answers, as recorded; looked for from the log's end, where it is."""
        until, window = await self.archive.store.head(project_id), LOOKS_BACK
        while until > 0:
            after, window = max(0, until - window), window * 4
            page = await self.archive.store.events(
                project_id, after=after, until=until, thread_id=thread_id
            )
            for recorded in page:
                if recorded.turn_id == turn_id and isinstance(recorded.event, MessagePosted):
                    return recorded
            until = after
        return None


def _print_of(message: Message) -> str:
    """What a person said, as a hash: by it a repeated request is told from another."""
    said = json.dumps([message.text, message.media_ids], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def note(what: str, clock: Clock, **data: object) -> Message:
    """A system message that starts a turn: what happened, as data for the director."""
    return Message(
        id=new_id("msg"),
        role="system",
        author=SYSTEM.name,
        blocks=(Block(kind="note", data={"note": what, **data}),),
        ts=clock(),
    )

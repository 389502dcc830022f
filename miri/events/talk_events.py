"""Events of conversation: threads, turns, messages, tool calls with their results.

Why here: durable, so that every client and every restart sees the same talk.
Next: money_events.py.
"""

from typing import Any

from miri.domain.thread import Block, Message, TurnState
from miri.events.event import Event


class ThreadOpened(Event):
    """A new conversation."""

    thread_id: str
    title: str

    def touches(self) -> frozenset[str]:
        return frozenset({"threads", self.thread_id})


class ThreadRenamed(Event):
    """A conversation got another title."""

    thread_id: str
    title: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})


class ThreadArchived(Event):
    """A conversation was put away (or brought back)."""

    thread_id: str
    archived: bool = True

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})


class MessagePosted(Event):
    """A person's message, or a note of the system that starts a turn (role "system")."""

    thread_id: str
    message: Message

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})


class TurnMoved(Event):
    """A turn entered a state. QUEUED names the message it answers."""

    thread_id: str
    turn: str
    state: TurnState
    message_id: str = ""
    error: str = ""

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})


class MiriSpoke(Event):
    """A finished message of Miri's."""

    thread_id: str
    message: Message

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})


class ToolCalled(Event):
    """Miri (or a person) called a tool in a thread."""

    thread_id: str
    call_id: str
    tool: str
    arguments: dict[str, Any]


class ToolReturned(Event):
    """What came of it. `state` is "done" or "failed"; `text` is what the model reads."""

    thread_id: str
    call_id: str
    tool: str
    state: str
    text: str
    blocks: tuple[Block, ...] = ()


class StopRequested(Event):
    """A person said stop in a thread: a durable flag that the running turn obeys."""

    thread_id: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.thread_id})

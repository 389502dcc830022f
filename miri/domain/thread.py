"""A Thread: one conversation about a project; a Turn: one message and all that Miri does about it.

Why here: several conversations work on one project without mixing.
Next: agent/ runs turns; events/talk.py records them.
"""

from enum import StrEnum
from typing import Any

from pydantic import Field

from miri.domain.base import Value


class TurnState(StrEnum):
    """A turn is its own small machine."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    FAILED = "FAILED"


class Thread(Value):
    """`open_turns` are the ids of turns not yet over, oldest first."""

    id: str
    title: str
    archived: bool = False
    open_turns: tuple[str, ...] = ()
    stop_requested: bool = False
    last_seq: int = 0


class Block(Value):
    """A piece of a message a person sees; see docs/glossary.md for the kinds and their fields."""

    kind: str
    data: dict[str, Any] = Field(default_factory=dict)


class Message(Value):
    """A finished message. `role` is "person" or "miri"; `ts` unix micros."""

    id: str
    role: str
    author: str = ""
    text: str = ""
    blocks: tuple[Block, ...] = ()
    media_ids: tuple[str, ...] = ()
    ts: int = 0

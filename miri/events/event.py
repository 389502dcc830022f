"""What an event is: a frozen record in the past tense, and the envelope the log keeps it in.

Why here: a project is the fold of its events; every event says what it touches.
Next: film_events.py, version_events.py, talk_events.py, money_events.py, then fold.py.
"""

from typing import Any, ClassVar

from pydantic import Field

from miri.domain.base import Value
from miri.domain.identity import Actor

_TYPES: dict[str, type["Event"]] = {}


class Event(Value):
    """Base of all events. A subclass's name is its stored type and never changes."""

    version: ClassVar[int] = 1

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _TYPES[cls.__name__] = cls

    def touches(self) -> frozenset[str]:
        """The entities whose last seq this event moves."""
        return frozenset()


class Recorded(Value):
    """An event as the log has it. `ts` is unix microseconds; `seq` counts a project's events from 1.

    `command_id` names the command (a tool call, a message) that caused it: undo works on these.
    """

    seq: int = Field(ge=1)
    project_id: str
    ts: int
    actor: Actor
    thread_id: str | None = None
    turn_id: str | None = None
    command_id: str | None = None
    event: Event

    @property
    def type(self) -> str:
        """The event's stored type name."""
        return type(self.event).__name__


class Context(Value):
    """Who and where a command is run; stamped on each of its events."""

    actor: Actor
    thread_id: str | None = None
    turn_id: str | None = None
    command_id: str | None = None


def event_types() -> dict[str, type[Event]]:
    """Every event type by its stored name."""
    return dict(_TYPES)

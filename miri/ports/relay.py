"""Relay: carries news between processes that share a store. Never the truth: what it loses, the log has.

Why here: a message may be posted in one process, answered in another and watched in a third.
Next: miri/log/feed.py, which tells watchers; miri/relays/redis_relay.py.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from miri.domain.base import Value
from miri.events.event import Recorded


class Signal(Value):
    """Something passing: never stored, no seq."""

    project_id: str
    thread_id: str | None = None
    turn_id: str | None = None
    type: str
    data: dict[str, Any]


class Hint(Value):
    """There is something to do: a `turn` waits (one worker is told), `jobs` were written, a turn is
    to `stop` (every other process is)."""

    kind: str
    project_id: str = ""
    thread_id: str = ""
    spared: str = ""
    """The turn that is not to stop: it is the one that says so."""


OnEvents = Callable[[str, Sequence[Recorded]], None]
"""Told of a project's events; of none where some may have been missed."""
OnSignal = Callable[[Signal], Awaitable[None]]
OnHint = Callable[[Hint], None]


class Relay(Protocol):
    """What a process says here, the others hear; nothing raises where the carrier is away."""

    def tell(self, recorded: Sequence[Recorded]) -> None:
        """Events were committed here; in order."""
        ...

    def signal(self, signal: Signal) -> None:
        """Pass a signal to whoever watches its project elsewhere."""
        ...

    def hint(self, hint: Hint) -> None:
        """Wake whoever works."""
        ...

    def follow(self, project_id: str, after: int) -> None:
        """Hear of a project's events after a seq, and of its signals."""
        ...

    def unfollow(self, project_id: str) -> None:
        """Hear of it no more."""
        ...

    def listen(self, on_events: OnEvents, on_signal: OnSignal, on_hint: OnHint) -> None:
        """Who is told of what comes in; once, before the start."""
        ...

    def keep_partial(self, thread_id: str, partial: Mapping[str, str] | None) -> None:
        """The text so far of a message being said, for those who join elsewhere; None: it is over.
        Kept before whatever is signalled after it, so that who joins first and then asks for the
        text has every word of it."""
        ...

    async def partials(self, thread_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """The texts so far, by thread; empty where the carrier is away."""
        ...

    async def workers(self) -> int:
        """How many processes that work said lately that they do."""
        ...

    async def start(self) -> None:
        """Begin."""
        ...

    async def stop(self) -> None:
        """Send what is queued, if that is quick, then let go."""
        ...

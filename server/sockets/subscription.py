"""A subscription: one client watching one project, from any revision on, missing nothing.

Why here: join first, then replay from the log, then what queued up meanwhile; seqs only rise.
Next: handlers.py makes them; wire.py shapes what is sent.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from engineio.packet import Packet

from miri.events.event import Recorded
from miri.log.feed import Signal
from server.sockets.fan_out import FanOuts, Parcel, packed, packed_event
from server.sockets.wire import from_signal

WAITING = 10_000
"""Events a slow client may fall behind before it is let go (it will resume by seq)."""
PAGE = 500
"""Events read from the log at a time while replaying, so that a long log blocks nobody."""

SAYING = ("TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT")

Emit = Callable[[Packet], Awaitable[None]]
Partials = Callable[[], Awaitable[list[Mapping[str, Any]]]]


class Subscription:
    """Sends packets through `emit`; `on_lost` is called once when the client fell too far behind."""

    def __init__(
        self, fans: FanOuts, project_id: str, emit: Emit, on_lost: Callable[[], Awaitable[None]]
    ) -> None:
        self._fans = fans
        self._archive = fans.archive
        self._project_id = project_id
        self._emit = emit
        self._on_lost = on_lost
        self._due: list[Parcel] = []
        self._more = asyncio.Event()
        self._told: dict[str, int] = {}
        self._leave: Callable[[], None] = lambda: None
        self._sender: asyncio.Task[None] | None = None
        self._losing: asyncio.Future[None] | None = None

    async def start(self, since: int, partials: Partials) -> int:
        """Join, replay after `since`, tell what is being said, then go live.

        Returns the seq replayed to; less than `since` where the log is shorter than the client
        believes, which must then read everything again.
        """
        self._leave = await self._fans.join(self._project_id, self)
        last = await self._replay(since)
        for partial in await partials():
            self._told[partial["message_id"]] = len(partial["text"])
            await self._emit(packed(whole_text(self._project_id, partial)))
        self._sender = asyncio.create_task(self._live(last))
        return last

    async def _replay(self, since: int) -> int:
        last = min(since, await self._archive.store.head(self._project_id))
        while True:
            page = await self._archive.store.events(self._project_id, after=last, limit=PAGE)
            for recorded in page:
                await self._emit(await packed_event(self._archive, recorded))
                last = recorded.seq
            if len(page) < PAGE:
                return last

    def take(self, parcels: Sequence[Parcel]) -> None:
        """See Taker."""
        if len(self._due) + len(parcels) > WAITING:
            self.lose()
        else:
            self._due.extend(parcels)
            self._more.set()

    def lose(self) -> None:
        """See Taker."""
        self._leave()
        if self._losing is None:
            self._losing = asyncio.ensure_future(self._on_lost())

    async def _live(self, last: int) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            due, self._due = self._due, []
            for parcel in due:
                item = parcel.item
                if isinstance(item, Recorded):
                    if item.seq <= last:
                        continue
                    last = item.seq
                elif self._heard(item):
                    continue
                await self._emit(parcel.packet)

    def _heard(self, signal: Signal) -> bool:
        """Whether a delta was already part of the whole text that this client was given."""
        told = self._told.get(str(signal.data.get("message_id")), 0)
        return signal.type in SAYING and int(signal.data.get("at", 0)) < told

    async def stop(self) -> None:
        """Leave."""
        self._leave()
        if self._sender:
            self._sender.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sender


def whole_text(project_id: str, partial: Mapping[str, Any]) -> dict[str, Any]:
    """The text of a message being said so far, for one who joins in the middle."""
    signal = Signal(
        project_id=project_id,
        thread_id=partial["thread_id"],
        turn_id=partial["turn_id"],
        type="TEXT_MESSAGE_CONTENT",
        data={"message_id": partial["message_id"], "delta": partial["text"], "whole": True},
    )
    return from_signal(signal)

"""The fan-out: each event of a watched project is shaped and encoded once, however many watch.

Why here: ten clients that watch ten talks get each of their events; what a turn costs the server
must not grow with them more than it has to. What follows closely is handed on together.
Next: subscription.py, each of which takes its own part; wire.py, the shape.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from engineio.packet import MESSAGE
from engineio.packet import Packet as EngineIoPacket
from socketio.packet import EVENT
from socketio.packet import Packet as SocketIoPacket

from miri.errors import Unavailable
from miri.events.event import Recorded
from miri.events.talk_events import MessagePosted
from miri.log.archive import Archive
from miri.log.feed import Signal
from server.sockets.wire import from_recorded, from_signal

GATHER_SECONDS = 0.008
"""What comes this soon after what was handed on goes with the next; what comes alone goes at once."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """An event of the log, or a signal, as it goes over every socket."""

    item: Recorded | Signal
    packet: EngineIoPacket


class Taker(Protocol):
    """One who watches. Neither call may wait."""

    def take(self, parcels: Sequence[Parcel]) -> None:
        """What is new, in order."""
        ...

    def lose(self) -> None:
        """Something could not be handed on: whoever watches must come again, from its last seq."""
        ...


def packed(envelope: Mapping[str, Any]) -> EngineIoPacket:
    """The one `event`, ready for a socket."""
    said = SocketIoPacket(EVENT, data=["event", envelope], namespace="/", binary=False)
    return EngineIoPacket(MESSAGE, said.encode())


async def packed_event(archive: Archive, recorded: Recorded) -> EngineIoPacket:
    """A stored event, ready for a socket. Raises Unavailable."""
    media: Mapping[str, Any] = {}
    if isinstance(recorded.event, MessagePosted) and recorded.event.message.media_ids:
        media = (await archive.open(recorded.project_id)).media
    return packed(from_recorded(recorded, media))


class FanOut:
    """One per project that is watched here."""

    def __init__(self, archive: Archive) -> None:
        self.takers: dict[Taker, None] = {}
        self.leave: Callable[[], None] = lambda: None
        self._archive = archive
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Parcel] = []
        self._timer: asyncio.TimerHandle | None = None
        self._handed_on = 0.0

    async def hear(self, item: Recorded | Signal) -> None:
        """From the feed, one after another."""
        try:
            if isinstance(item, Signal):
                packet = packed(from_signal(item))
            else:
                packet = await packed_event(self._archive, item)
        except Unavailable:
            for taker in list(self.takers):
                taker.lose()
            return
        self._waiting.append(Parcel(item, packet))
        if self._timer is None:
            at = self._handed_on + GATHER_SECONDS
            self._timer = self._loop.call_at(at, self._hand_on)

    def _hand_on(self) -> None:
        parcels, self._waiting, self._timer = self._waiting, [], None
        self._handed_on = self._loop.time()
        for taker in list(self.takers):
            taker.take(parcels)


class FanOuts:
    """All of a server, by project."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._fans: dict[str, FanOut] = {}

    async def join(self, project_id: str, taker: Taker) -> Callable[[], None]:
        """Hand `taker` everything from now on; returns the way out. Raises Unavailable."""
        fan = self._fans.get(project_id)
        if fan is None:
            new = FanOut(self.archive)
            new.leave = await self.archive.feed.watch(project_id, new.hear)
            fan = self._fans.setdefault(project_id, new)
            if fan is not new:
                new.leave()  # somebody else came first
        fan.takers[taker] = None
        return partial(self._leave, project_id, fan, taker)

    def _leave(self, project_id: str, fan: FanOut, taker: Taker) -> None:
        fan.takers.pop(taker, None)
        if not fan.takers and self._fans.get(project_id) is fan:
            del self._fans[project_id]
            fan.leave()

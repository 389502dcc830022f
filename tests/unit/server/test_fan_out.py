"""Many sockets on one project: each event is encoded once, and each client gets its own part."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engineio.packet import Packet

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Context
from miri.events.talk_events import ThreadOpened
from miri.log.archive import Archive
from miri.log.feed import Feed, Signal
from miri.ports.project_store import Commit
from miri.stores.memory.memory_project_store import MemoryProjectStore
from server.sockets import subscription as subscriptions
from server.sockets.fan_out import FanOuts
from server.sockets.one_write import OneWrite
from server.sockets.subscription import Subscription

PROJECT = "project_a"


def archive() -> Archive:
    store = MemoryProjectStore()
    return Archive(store, Feed(store))


async def happen(archive: Archive, count: int) -> None:
    for n in range(count):
        opened = ThreadOpened(thread_id=f"thread_{n}", title=f"Talk {n}")
        context = Context(actor=LOCAL_PERSON)
        await archive.commit(Commit(project_id=PROJECT, context=context, events=(opened,)))


def delta(at: int, text: str) -> Signal:
    data = {"message_id": "msg_1", "delta": text, "at": at}
    return Signal(
        project_id=PROJECT,
        thread_id="thread_0",
        turn_id="turn_1",
        type="TEXT_MESSAGE_CONTENT",
        data=data,
    )


@dataclass
class Client:
    """What one socket was sent."""

    fans: FanOuts
    packets: list[Packet] = field(default_factory=list)
    losses: int = 0
    holds: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.holds.set()
        self.subscription = Subscription(self.fans, PROJECT, self.emit, self.lost)

    async def emit(self, packet: Packet) -> None:
        await self.holds.wait()
        self.packets.append(packet)

    async def lost(self) -> None:
        self.losses += 1

    async def join(self, since: int = 0, said: str = "") -> int:
        async def partials() -> list[Mapping[str, Any]]:
            where = {"thread_id": "thread_0", "turn_id": "turn_1", "message_id": "msg_1"}
            return [{**where, "text": said}] if said else []

        return await self.subscription.start(since, partials)

    @property
    def envelopes(self) -> list[dict[str, Any]]:
        return [json.loads(p.data[1:])[1] for p in self.packets]

    @property
    def seqs(self) -> list[int]:
        return [e["seq"] for e in self.envelopes if e["seq"]]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.packets) < count:
                await asyncio.sleep(0.001)


async def test_each_event_is_encoded_once_and_every_client_gets_it_once_and_in_order() -> None:
    house = archive()
    await happen(house, 3)
    fans = FanOuts(house)
    clients = [Client(fans) for _ in range(4)]
    assert [await c.join(since=n) for n, c in enumerate(clients)] == [3, 3, 3, 3]
    await happen(house, 20)
    for n, client in enumerate(clients):
        await client.until(23 - n)
        assert client.seqs == list(range(n + 1, 24))
        assert client.packets[-1] is clients[0].packets[-1]
        await client.subscription.stop()


async def test_who_joins_in_the_middle_of_a_sentence_is_not_told_its_beginning_twice() -> None:
    house = archive()
    await happen(house, 1)
    client = Client(FanOuts(house))
    await client.join(said="Good ")
    await house.feed.send(delta(0, "Good "))
    await house.feed.send(delta(5, "morning"))
    await client.until(3)
    assert [e["data"].get("delta") for e in client.envelopes[1:]] == ["Good ", "morning"]
    assert client.envelopes[1]["data"]["whole"]
    await client.subscription.stop()


async def test_a_client_that_falls_too_far_behind_is_let_go_once_and_the_others_miss_nothing(
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(subscriptions, "WAITING", 8)
    house = archive()
    await happen(house, 1)
    fans = FanOuts(house)
    slow, quick = Client(fans), Client(fans)
    await slow.join()
    await quick.join()
    slow.holds.clear()
    for n in range(30):
        await happen(house, 1)
        await quick.until(n + 2)
    assert quick.seqs == list(range(1, 32))
    assert slow.losses == 1
    slow.holds.set()
    await slow.subscription.stop()
    await quick.subscription.stop()


async def test_who_leaves_is_told_nothing_more_and_who_comes_after_the_last_begins_anew() -> None:
    house = archive()
    await happen(house, 1)
    fans = FanOuts(house)
    gone, later = Client(fans), Client(fans)
    await gone.join()
    await gone.subscription.stop()
    await happen(house, 2)
    assert await later.join(since=1) == 3
    await happen(house, 1)
    await later.until(3)
    assert (gone.seqs, later.seqs) == ([1], [2, 3, 4])
    await later.subscription.stop()


async def test_frames_of_one_round_are_written_together_and_before_the_line_is_closed() -> None:
    line = Line()
    gathered = OneWrite(line, asyncio.get_running_loop())
    gathered.write(b"a")
    gathered.write(b"b")
    await asyncio.sleep(0)
    gathered.write(b"c")
    gathered.close()
    await asyncio.sleep(0)
    assert line.did == [b"ab", b"c", "closed"]


@dataclass
class Line:
    """A transport that remembers what was done with it."""

    did: list[object] = field(default_factory=list)

    def write(self, data: bytes) -> None:
        self.did.append(data)

    def close(self) -> None:
        self.did.append("closed")

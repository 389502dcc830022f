"""RedisRelay: a project's events as a Redis stream under the log's own numbers; signals by pub/sub.

An entry's id is `seq-0`: Redis refuses one it has, so that telling twice does no harm, and a stream
that was lost goes on where the log is. Nothing here waits for Redis: what can't be told is dropped,
and the feed of whoever misses it reads the log.
Why here: many server processes, each with sockets of its own.
Next: miri/ports/relay.py; miri/log/feed.py; work_hints.py.
"""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

import structlog

from miri.events.event import Recorded
from miri.log.recorded_json import dump_recorded, load_recorded
from miri.ports.relay import Hint, OnEvents, OnSignal, Signal

KEPT = 5_000
"""Events a stream keeps, about; older ones are read from the log."""
BLOCK_MS = 1_000
READ = 500
MOST_QUEUED = 20_000
PARTIAL_SECONDS = 600
AGAIN_SECONDS = 0.5
log = structlog.get_logger(__name__)
Sent = tuple[str, str, str]
"""(`event` or `signal`, where, what); an event's where is `stream id`."""


class RedisRelay:
    """`name` sets the keys apart where several Miris share one Redis."""

    def __init__(
        self,
        url: str,
        hint: Callable[[Hint], Awaitable[None]] | None = None,
        name: str = "miri",
    ) -> None:
        self._url = url
        self._name = name
        self._on_hint = hint
        self._origin = uuid4().hex
        self._queue: deque[Sent] = deque(maxlen=MOST_QUEUED)
        self._filled = asyncio.Event()
        self._places: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._on_events: OnEvents = lambda _project, _events: None
        self._on_signal: OnSignal | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._hinting: set[asyncio.Task[None]] = set()
        self._redis: Any = None

    def listen(self, on_events: OnEvents, on_signal: OnSignal) -> None:
        """See the port."""
        self._on_events, self._on_signal = on_events, on_signal

    async def start(self) -> None:
        """See the port. Redis may be away: it is tried until it is there."""
        from redis.asyncio import Redis

        redis: Any = Redis
        self._redis = redis.from_url(self._url, decode_responses=True, health_check_interval=10)
        work = (self._send_forever, self._read_forever, self._hear_forever)
        self._tasks = [asyncio.create_task(self._steadily(loop)) for loop in work]

    async def stop(self) -> None:
        """See the port."""
        if self._redis is None:
            return
        for _ in range(20):
            if not self._queue:
                break
            await asyncio.sleep(0.02)
        for task in (*self._tasks, *self._hinting):
            task.cancel()
        await asyncio.gather(*self._tasks, *self._hinting, return_exceptions=True)
        await self._redis.aclose()

    def tell(self, recorded: Sequence[Recorded]) -> None:
        """See the port."""
        for item in recorded:
            stream = self._stream(item.project_id)
            self._put(("event", f"{stream} {item.seq}-0", dump_recorded(item)))

    def signal(self, signal: Signal) -> None:
        """See the port."""
        said = json.dumps({"from": self._origin, "signal": signal.model_dump_json()})
        self._put(("signal", self._channel(signal.project_id), said))

    def hint(self, hint: Hint) -> None:
        """See the port."""
        if self._on_hint is not None:
            task = asyncio.ensure_future(self._on_hint(hint))
            self._hinting.add(task)
            task.add_done_callback(self._hinting.discard)

    def _put(self, sent: Sent) -> None:
        self._queue.append(sent)
        self._filled.set()

    def follow(self, project_id: str, after: int) -> None:
        """See the port."""
        self._places[project_id] = f"{after}-0"
        self._changed.set()

    def unfollow(self, project_id: str) -> None:
        """See the port."""
        self._places.pop(project_id, None)
        self._changed.set()

    async def keep_partial(self, thread_id: str, partial: Mapping[str, str] | None) -> None:
        """See the port."""
        from redis.exceptions import RedisError

        key = f"{self._name}:partial:{thread_id}"
        try:
            if partial is None:
                await self._redis.delete(key)
            else:
                await self._redis.set(key, json.dumps(dict(partial)), ex=PARTIAL_SECONDS)
        except (RedisError, OSError) as error:
            log.warning("relay.partial_not_kept", error=str(error))

    async def partials(self, thread_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """See the port."""
        from redis.exceptions import RedisError

        if not thread_ids:
            return {}
        try:
            keys = [f"{self._name}:partial:{thread_id}" for thread_id in thread_ids]
            found = cast("list[str | None]", await self._redis.mget(keys))
        except (RedisError, OSError) as error:
            log.warning("relay.no_partials", error=str(error))
            return {}
        return {t: json.loads(text) for t, text in zip(thread_ids, found, strict=True) if text}

    def _stream(self, project_id: str) -> str:
        return f"{self._name}:ev:{project_id}"

    def _channel(self, project_id: str) -> str:
        return f"{self._name}:sig:{project_id}"

    async def _steadily(self, loop: Callable[[], Awaitable[None]]) -> None:
        """A loop that goes on when Redis comes back."""
        from redis.exceptions import RedisError

        while True:
            try:
                await loop()
            except (RedisError, OSError) as error:
                log.warning("relay.away", loop=loop.__name__, error=str(error))
                await asyncio.sleep(AGAIN_SECONDS)

    async def _send_forever(self) -> None:
        while True:
            await self._filled.wait()
            self._filled.clear()
            while self._queue:
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), READ))]
                await self._send(batch)

    async def _send(self, batch: Sequence[Sent]) -> None:
        """All at once. An id that Redis has already is refused, which is as it should be."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for kind, where, what in batch:
                if kind == "event":
                    stream, entry = where.split(" ")
                    pipe.xadd(stream, {"e": what}, id=entry, maxlen=KEPT, approximate=True)
                else:
                    pipe.publish(where, what)
            await pipe.execute(raise_on_error=False)

    async def _read_forever(self) -> None:
        """Wait on all streams that are followed; a change of those begins the wait anew."""
        while True:
            self._changed.clear()
            if not self._places:
                await self._changed.wait()
                continue
            reading = asyncio.ensure_future(self._read())
            changed = asyncio.ensure_future(self._changed.wait())
            try:
                await asyncio.wait({reading, changed}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                changed.cancel()
                if not reading.done():
                    reading.cancel()
            if reading.done() and not reading.cancelled():
                reading.result()

    async def _read(self) -> None:
        places = {self._stream(p): place for p, place in self._places.items()}
        found = await self._redis.xread(places, count=READ, block=BLOCK_MS)
        for stream, entries in cast("list[tuple[str, list[tuple[str, dict[str, str]]]]]", found):
            project_id = stream.rpartition(":")[2]
            if project_id in self._places and entries:
                self._places[project_id] = entries[-1][0]
                self._on_events(project_id, [load_recorded(e["e"]) for _, e in entries if "e" in e])

    async def _hear_forever(self) -> None:
        """Signals of every project; those nobody watches here are dropped by the feed."""
        async with self._redis.pubsub() as heard:
            await heard.psubscribe(self._channel("*"))
            async for message in heard.listen():
                if message["type"] == "pmessage":
                    await self._heard(message["data"])

    async def _heard(self, text: str) -> None:
        said = json.loads(text)
        if said["from"] != self._origin and self._on_signal is not None:
            await self._on_signal(Signal.model_validate_json(said["signal"]))

"""RedisRelay: a project's events as a Redis stream under the log's own numbers; the rest by pub/sub.

An entry's id is `seq-0`: Redis refuses one it has, so that telling twice does no harm, and a stream
that was lost goes on where the log is. Nothing here waits for Redis: what can't be told is dropped,
and the feed of whoever misses it reads the log.
Why here: many server processes, each with sockets of its own.
Next: miri/ports/relay.py; miri/log/feed.py; work_hints.py.
"""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

import structlog

from miri.events.event import Recorded
from miri.log.recorded_json import dump_recorded, load_recorded
from miri.ports.relay import Hint, OnEvents, OnHint, OnSignal, Signal
from miri.relays.work_hints import WorkHints

KEPT = 5_000
"""Events a stream keeps, about; older ones are read from the log."""
BLOCK_MS = 1_000
READ = 500
MOST_QUEUED = 20_000
PARTIAL_SECONDS = 600
WORKER_SECONDS = 15
"""How long a worker is counted after it last said that it works."""
BEAT_SECONDS = 5
ASK_SECONDS = 1.0
"""How long whoever asks waits for Redis."""
AGAIN_SECONDS = 0.5
log = structlog.get_logger(__name__)
Sent = tuple[str, str, str]
"""(`event`, `signal` or `partial`, where, what); an event's where is `stream id`."""


class RedisRelay:
    """`hints` hand a turn to one worker; `works` tells the others that this process is one. `name`
    sets the keys apart where several Miris share one Redis."""

    def __init__(
        self, url: str, hints: WorkHints | None = None, name: str = "miri", *, works: bool = False
    ) -> None:
        self._url = url
        self._name = name
        self._works = works
        self._hints = hints
        self._on_hint: OnHint = lambda _: None
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
        self._was_away = False

    def listen(self, on_events: OnEvents, on_signal: OnSignal, on_hint: OnHint) -> None:
        """See the port."""
        self._on_events, self._on_signal, self._on_hint = on_events, on_signal, on_hint

    async def start(self) -> None:
        """See the port. Redis may be away: it is tried until it is there."""
        from redis.asyncio import Redis

        redis: Any = Redis
        self._redis = redis.from_url(self._url, decode_responses=True, health_check_interval=10)
        if self._hints is not None:
            await self._hints.start(self._on_hint if self._works else None)
        work = [self._send_forever, self._read_forever, self._hear_forever]
        if self._works:
            work.append(self._beat_forever)
        self._tasks = [asyncio.create_task(self._steadily(loop)) for loop in work]

    async def stop(self) -> None:
        """See the port."""
        if self._redis is None:
            return
        for _ in range(20):
            if not self._queue:
                break
            await asyncio.sleep(0.02)
        await _end([*self._tasks, *self._hinting])
        if self._hints is not None:
            await self._hints.stop()
        await self._go()
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
        if hint.kind != "turn":
            said = json.dumps({"from": self._origin, "hint": hint.model_dump()})
            self._put(("signal", self._channel(hint.project_id), said))
        elif self._hints is not None:
            task = asyncio.ensure_future(self._hints.give(hint))
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

    def keep_partial(self, thread_id: str, partial: Mapping[str, str] | None) -> None:
        """See the port."""
        text = json.dumps(dict(partial)) if partial else ""
        self._put(("partial", self._partial(thread_id), text))

    async def partials(self, thread_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """See the port."""
        from redis.exceptions import RedisError

        if not thread_ids:
            return {}
        try:
            keys = [self._partial(thread_id) for thread_id in thread_ids]
            async with asyncio.timeout(ASK_SECONDS):
                found = cast("list[str | None]", await self._redis.mget(keys))
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("relay.no_partials", error=str(error))
            return {}
        return {t: json.loads(text) for t, text in zip(thread_ids, found, strict=True) if text}

    async def workers(self) -> int:
        """See the port."""
        from redis.exceptions import RedisError

        try:
            async with asyncio.timeout(ASK_SECONDS):
                return len([key async for key in self._redis.scan_iter(self._worker("*"), 1_000)])
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("relay.workers_not_counted", error=str(error))
            return 0

    async def _beat_forever(self) -> None:
        while True:
            await self._redis.set(self._worker(self._origin), "works", ex=WORKER_SECONDS)
            await asyncio.sleep(BEAT_SECONDS)

    async def _go(self) -> None:
        """A worker that ends is counted no more."""
        from redis.exceptions import RedisError

        if self._works:
            with contextlib.suppress(RedisError, OSError, TimeoutError):
                async with asyncio.timeout(1):
                    await self._redis.delete(self._worker(self._origin))

    def _worker(self, origin: str) -> str:
        return f"{self._name}:worker:{origin}"

    def _partial(self, thread_id: str) -> str:
        return f"{self._name}:partial:{thread_id}"

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
                self._was_away = True
                await asyncio.sleep(AGAIN_SECONDS)

    async def _send_forever(self) -> None:
        from redis.exceptions import RedisError

        while True:
            await self._filled.wait()
            self._filled.clear()
            while self._queue:
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), READ))]
                try:
                    await self._send(batch)
                except (RedisError, OSError):
                    lasting = [sent for sent in batch if sent[0] != "signal"]
                    self._queue.extendleft(reversed(lasting))
                    self._filled.set()
                    raise

    async def _send(self, batch: Sequence[Sent]) -> None:
        """All at once, the texts so far first: a text may be ahead of its signals, never behind.
        An id that Redis has already is refused, which is as it should be."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for key, text in _last_of("partial", batch):
                pipe.set(key, text, ex=PARTIAL_SECONDS) if text else pipe.delete(key)
            for kind, where, what in batch:
                if kind == "event":
                    stream, entry = where.split(" ")
                    pipe.xadd(stream, {"e": what}, id=entry, maxlen=KEPT, approximate=True)
                elif kind == "signal":
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
        if self._was_away:
            await self._redis.ping()
            self._was_away = False
            for project_id in self._places:
                self._on_events(project_id, [])  # what was told meanwhile is read from the log
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
        if said["from"] == self._origin:
            return
        if "hint" in said:
            self._on_hint(Hint.model_validate(said["hint"]))
        elif self._on_signal is not None:
            await self._on_signal(Signal.model_validate_json(said["signal"]))


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Redis's client may swallow a cancel while it connects: it is told until it obeys."""
    for _ in range(50):
        left = [task for task in tasks if not task.done()]
        if not left:
            return
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=0.1)


def _last_of(kind: str, batch: Sequence[Sent]) -> Iterable[tuple[str, str]]:
    return {where: what for each, where, what in batch if each == kind}.items()

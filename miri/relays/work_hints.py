"""WorkHints: taskiq over Redis Streams; each hint wakes one of the worker processes.

A hint that is lost loses nothing: workers look at the store besides (measured: a task whose worker
was killed is not given to another for minutes, so nothing may depend on it).
Why here: turns and jobs should begin at once, wherever there is room.
Next: redis_relay.py, which hands hints on; server/commands/worker.py, which takes them.
"""

import asyncio
import logging
from typing import Any

import structlog

from miri.ports.relay import Hint, OnHint

TASK = "miri:hint"
log = structlog.get_logger(__name__)


class WorkHints:
    """One per process."""

    def __init__(self, url: str, name: str = "miri") -> None:
        self._url, self._name = url, name
        self._broker: Any = None
        self._receiving: asyncio.Task[None] | None = None

    async def start(self, take: OnHint | None = None) -> None:
        """Connect when Redis is there; `take` is for workers, who are handed the hints. Never raises
        for Redis."""
        from taskiq_redis import RedisStreamBroker

        logging.getLogger("taskiq").setLevel(logging.ERROR)  # it tells of its own end as a warning
        self._broker = RedisStreamBroker(url=self._url, queue_name=f"{self._name}:hints")

        async def taken(hint: dict[str, str]) -> None:  # taskiq takes functions, no methods
            if take is not None:
                take(Hint.model_validate(hint))

        self._broker.register_task(taken, task_name=TASK)
        if take is not None:
            self._receiving = asyncio.create_task(self._receive_forever())

    async def stop(self) -> None:
        """Let go."""
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.gather(self._receiving, return_exceptions=True)
        if self._broker is not None:
            await self._broker.shutdown()

    async def give(self, hint: Hint) -> None:
        """Hand a hint to some worker; dropped where Redis is away."""
        from redis.exceptions import RedisError
        from taskiq.exceptions import SendTaskError

        try:
            await self._broker.find_task(TASK).kiq(hint.model_dump())
        except (RedisError, SendTaskError, OSError) as error:
            log.warning("hints.dropped", error=str(error))

    async def _receive_forever(self) -> None:
        from redis.exceptions import RedisError
        from taskiq.api import run_receiver_task

        while True:
            try:
                self._broker.is_worker_process = True
                await self._broker.startup()
                await run_receiver_task(self._broker, run_startup=False, max_async_tasks=64)
            except (RedisError, OSError) as error:
                log.warning("hints.away", error=str(error))
                await asyncio.sleep(1.0)

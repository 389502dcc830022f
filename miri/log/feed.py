"""The Feed: who watches a project is told of every new event, in order, and of passing signals.

Why here: the log is the outbox; this pump sends it on inside one process. Signals (text deltas,
progress) are sent and never stored.
Next: server/sockets; part of a cluster later reads the same log through Redis.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from miri.domain.base import Value
from miri.errors import Unavailable
from miri.events.event import Recorded
from miri.ports.project_store import ProjectStore

AGAIN_SECONDS = 0.5
log = structlog.get_logger(__name__)


class Signal(Value):
    """Something passing: never stored, no seq."""

    project_id: str
    thread_id: str | None = None
    turn_id: str | None = None
    type: str
    data: dict[str, Any]


Watcher = Callable[[Recorded | Signal], Awaitable[None]]


class Feed:
    """One pump per watched project: it reads the store after its cursor, so order is the log's."""

    def __init__(self, store: ProjectStore) -> None:
        self._store = store
        self._watchers: dict[str, dict[int, Watcher]] = {}
        self._cursors: dict[str, int] = {}
        self._pumps: dict[str, asyncio.Task[None]] = {}
        self._dirty: set[str] = set()
        self._tickets = 0
        self._sending: set[asyncio.Task[None]] = set()

    async def watch(self, project_id: str, watcher: Watcher) -> Callable[[], None]:
        """Tell `watcher` of everything from now on; returns the way out. Join, then replay: an
        event committed meanwhile may come twice (once of the log, once here), none is missed."""
        if project_id not in self._watchers:
            self._cursors.pop(project_id, None)
        if project_id not in self._cursors:
            head = await self._store.head(project_id)
            self._cursors[project_id] = max(head, self._cursors.get(project_id, 0))
        self._tickets += 1
        ticket = self._tickets
        self._watchers.setdefault(project_id, {})[ticket] = watcher

        def leave() -> None:
            watchers = self._watchers.get(project_id, {})
            watchers.pop(ticket, None)
            if not watchers:
                self._watchers.pop(project_id, None)

        return leave

    def wake(self, project_id: str) -> None:
        """A commit happened: send what is new."""
        if project_id not in self._watchers:
            return
        self._dirty.add(project_id)
        pump = self._pumps.get(project_id)
        if pump is None or pump.done():
            self._pumps[project_id] = asyncio.create_task(self._pump(project_id))

    async def _pump(self, project_id: str) -> None:
        while project_id in self._dirty and project_id in self._watchers:
            self._dirty.discard(project_id)
            try:
                await self._send_fresh(project_id)
            except Unavailable as error:
                log.warning("feed.waits", project=project_id, error=error.message)
                self._dirty.add(project_id)
                await asyncio.sleep(AGAIN_SECONDS)
        self._pumps.pop(project_id, None)

    async def _send_fresh(self, project_id: str) -> None:
        after = self._cursors.get(project_id, 0)
        for recorded in await self._store.events(project_id, after=after):
            if recorded.seq > self._cursors.get(project_id, 0):
                self._cursors[project_id] = recorded.seq
                await self._tell(project_id, recorded)

    async def send(self, signal: Signal) -> None:
        """Pass a signal to everyone who watches its project."""
        await self._tell(signal.project_id, signal)

    def send_soon(self, signal: Signal) -> None:
        """As `send`, from code that can't wait."""
        if signal.project_id not in self._watchers:
            return
        task = asyncio.create_task(self.send(signal))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _tell(self, project_id: str, item: Recorded | Signal) -> None:
        """Each watcher on its own: one that breaks takes nothing from the others."""
        watchers = [watcher(item) for watcher in self._watchers.get(project_id, {}).values()]
        for failed in await asyncio.gather(*watchers, return_exceptions=True):
            if isinstance(failed, Exception):
                log.error("feed.watcher_broke", project=project_id, exc_info=failed)

    async def settle(self) -> None:
        """Wait until everything committed so far was sent."""
        while pumps := [p for p in self._pumps.values() if not p.done()]:
            await asyncio.gather(*pumps)

"""The Feed: who watches a project is told of every new event, in order, and of passing signals.

Why here: the log is the outbox; this sends it on. What a process commits is told at once; what
others commit comes by the relay, and whatever neither brings is read from the store.
Next: miri/ports/relay.py; server/sockets, who watch.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from miri.errors import Unavailable
from miri.events.event import Recorded
from miri.ports.project_store import ProjectStore
from miri.ports.relay import Hint, OnHint, Relay, Signal

AGAIN_SECONDS = 0.5
LOOK_SECONDS = 2.0
"""How often a watched project's head is compared with what was told, where others write too."""
log = structlog.get_logger(__name__)

Watcher = Callable[[Recorded | Signal], Awaitable[None]]


class Feed:
    """One pump per watched project: it sends what follows its cursor and fills gaps from the
    store, so order is the log's. `on_hint` is told of work that other processes hint at; `passing`
    of places where the chaos tests kill."""

    def __init__(
        self, store: ProjectStore, relay: Relay | None = None, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self.passing: Callable[[str], None] = lambda _: None
        self.on_hint: OnHint = lambda _: None
        self._store = store
        self.relay = relay
        self._look_seconds = look_seconds
        self._watchers: dict[str, dict[int, Watcher]] = {}
        self._cursors: dict[str, int] = {}
        self._offered: dict[str, dict[int, Recorded]] = {}
        self._pumps: dict[str, asyncio.Task[None]] = {}
        self._dirty: set[str] = set()
        self._tickets = 0
        self._sending: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Where there is a relay: listen to it, and look besides for what it lost."""
        if self.relay is None:
            return
        self.relay.listen(self.offer, self._pass_on, self.on_hint)
        await self.relay.start()
        self._looking = asyncio.create_task(self._look_forever())

    async def stop(self) -> None:
        """Send what is left, then let go."""
        await self.settle()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        if self.relay is not None:
            await self.relay.stop()

    async def watch(self, project_id: str, watcher: Watcher) -> Callable[[], None]:
        """Tell `watcher` of everything from now on; returns the way out. Join, then replay: an
        event committed meanwhile may come twice (once of the log, once here), none is missed."""
        if project_id not in self._watchers:
            self._cursors.pop(project_id, None)
        if project_id not in self._cursors:
            head = await self._store.head(project_id)
            self._cursors[project_id] = max(head, self._cursors.get(project_id, 0))
        if self.relay is not None and project_id not in self._watchers:
            self.relay.follow(project_id, self._cursors[project_id])
        self._tickets += 1
        ticket = self._tickets
        self._watchers.setdefault(project_id, {})[ticket] = watcher
        return lambda: self._leave(project_id, ticket)

    def _leave(self, project_id: str, ticket: int) -> None:
        watchers = self._watchers.get(project_id)
        if watchers is None or watchers.pop(ticket, None) is None or watchers:
            return
        del self._watchers[project_id]
        self._offered.pop(project_id, None)
        if self.relay is not None:
            self.relay.unfollow(project_id)

    def committed(self, project_id: str, recorded: Sequence[Recorded]) -> None:
        """A commit of this process: tell those who watch here, and the others."""
        if self.relay is not None:
            self.relay.tell(recorded)
        self.offer(project_id, recorded)

    def offer(self, project_id: str, recorded: Sequence[Recorded]) -> None:
        """Events that may be new here, in any order, any number of times."""
        if project_id in self._watchers:
            self._offered.setdefault(project_id, {}).update({r.seq: r for r in recorded})
            self.wake(project_id)

    def wake(self, project_id: str) -> None:
        """Send what is new."""
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
                for recorded in await self._fresh(project_id):
                    if recorded.seq > self._cursors.get(project_id, 0):
                        self._cursors[project_id] = recorded.seq
                        self.passing("publish.before_tell")
                        await self._tell(project_id, recorded)
                        self.passing("publish.after_tell")
            except Unavailable as error:
                log.warning("feed.waits", project=project_id, error=error.message)
                self._dirty.add(project_id)
                await asyncio.sleep(AGAIN_SECONDS)
        self._pumps.pop(project_id, None)

    async def _fresh(self, project_id: str) -> Sequence[Recorded]:
        """What follows the cursor: as offered, where nothing is missing; else as the store has it."""
        offered, cursor = self._offered.pop(project_id, {}), self._cursors.get(project_id, 0)
        new = [offered[seq] for seq in sorted(offered) if seq > cursor]
        if new and new[0].seq == cursor + 1 and new[-1].seq == cursor + len(new):
            return new
        return [] if offered and not new else await self._store.events(project_id, after=cursor)

    async def _look_forever(self) -> None:
        """What the relay lost is noticed by the log's head."""
        while True:
            await asyncio.sleep(self._look_seconds)
            for project_id in list(self._watchers):
                try:
                    behind = await self._store.head(project_id) > self._cursors.get(project_id, 0)
                except Unavailable:
                    continue
                if behind:
                    self.wake(project_id)

    async def send(self, signal: Signal) -> None:
        """Pass a signal to everyone who watches its project."""
        if self.relay is not None:
            self.relay.signal(signal)
        await self._tell(signal.project_id, signal)

    def hint(self, hint: Hint) -> None:
        """Let other processes know of work, where there are any."""
        if self.relay is not None:
            self.relay.hint(hint)

    def send_soon(self, signal: Signal) -> None:
        """As `send`, from code that can't wait."""
        if self.relay is not None:
            self.relay.signal(signal)
        if signal.project_id not in self._watchers:
            return
        task = asyncio.create_task(self._pass_on(signal))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _pass_on(self, signal: Signal) -> None:
        await self._tell(signal.project_id, signal)

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

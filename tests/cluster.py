"""Servers and workers over one store and one Redis, as processes that tests kill and start again.

Why here: chaos and bench start the same few processes.
Next: chaos/test_cluster.py, bench/cluster.py; deploy/cluster.py, the same for people.
"""

import asyncio
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from miri.domain.job import JobState
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.live_server import LiveServer
from tests.redis_server import RedisServer, running_redis


@dataclass
class LiveWorker(LiveServer):
    """A worker with the paced director, or with the shipped one."""

    module: tuple[str, ...] = ("tests.paced_worker",)

    def start(self) -> "LiveWorker":
        """Start it (again) and wait until it works."""
        self._begin(*self.module)
        self._first_line("at work")
        return self

    def is_owner(self, owner: str) -> bool:
        """Whether a lease's owner is this process."""
        return self.is_running and f"/{self.process.pid}/" in owner


@dataclass
class Cluster:
    """Two of each over one home."""

    home: Path
    redis: RedisServer
    servers: list[LiveServer]
    workers: list[LiveWorker]
    _mending: dict[int, Future[LiveWorker]] = field(default_factory=dict)
    _pool: ThreadPoolExecutor = field(default_factory=ThreadPoolExecutor)

    def start(self) -> "Cluster":
        """All at once."""
        list(self._pool.map(lambda part: part.start(), [*self.servers, *self.workers]))
        return self

    def mend(self) -> None:
        """Begin to start the workers that do not run."""
        for n, worker in enumerate(self.workers):
            if not worker.is_running and (n not in self._mending or self._mending[n].done()):
                self._mending[n] = self._pool.submit(worker.start)

    def stop(self) -> None:
        """What still runs is killed."""
        self._pool.shutdown(wait=True)
        for part in (*self.servers, *self.workers):
            if part.is_running:
                part.kill()

    async def worker_of(
        self, *threads: str, drawing: bool = False, seconds: float = 30
    ) -> LiveWorker:
        """The worker that runs the turn of one of these threads (and draws), once one does."""
        store = SqliteProjectStore(self.home / "projects.db")
        try:
            async with asyncio.timeout(seconds):
                while True:
                    leases = [await store.leases.seen(f"turn:{t}") for t in threads]
                    drawn = await store.open_jobs(frozenset({JobState.RUNNING}))
                    for worker in self.workers:
                        talks = any(worker.is_owner(lease.owner) for lease in leases)
                        draws = any(worker.is_owner(job.owner) for job in drawn)
                        if talks and (draws or not drawing):
                            return worker
                    await asyncio.sleep(0.01)
        finally:
            await store.close()


@contextmanager
def running_cluster(
    folder: Path, module: tuple[str, ...] = ("tests.paced_worker",), **more: str
) -> Iterator[Cluster]:
    """Started, over SQLite; killed at the end."""
    home = folder / "home"
    with running_redis(folder) as redis:
        settings: Mapping[str, str] = {"REDIS_URL": redis.url, **more}
        servers = [LiveServer(home, settings) for _ in range(2)]
        workers = [LiveWorker(home, settings, module=module) for _ in range(2)]
        cluster = Cluster(home, redis, servers, workers)
        try:
            yield cluster.start()
        finally:
            cluster.stop()

"""Victims: a process per errand that runs a provider's desk, and kills itself at a crash point.

Why here: a SIGKILL can't be survived, so it is died by a process of its own. Python and the libraries
are loaded once; each victim is forked from there, which takes milliseconds. `passing` is all the
product knows of it.
Next: undertaker.py, which starts this program; lives.py.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace

from miri.domain.job import JobState
from miri.errors import KeyTaken, StaleBasis
from miri.events.event import Recorded
from miri.log.archive import Archive
from miri.log.feed import Feed, Signal
from miri.ports.project_store import ProjectStore
from miri.stores.media.object_media_store import ObjectMediaStore
from tests.chaos.crash.errand import Errand, open_store
from tests.provider_house import QUICK, ProviderHouse, Receiver, receiving
from tests.standins.fal.standin import FalStandIn

LONGEST_SECONDS = 40
AT_VENDOR = frozenset({JobState.SUBMITTED, JobState.RUNNING})


@dataclass
class Knife:
    """Kills this process the first time its point is crossed, or makes it stand still."""

    errand: Errand
    has_stood: bool = False

    def __call__(self, crossed: str) -> None:
        if crossed == self.errand.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if crossed == self.errand.stop_at and not self.has_stood:
            self.has_stood = True
            self.errand.pid.write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGSTOP)


@dataclass
class Client:
    """Somebody who watches the project; what was told is on disk at once, so that the next life
    goes on where this one ended."""

    errand: Errand
    store: ProjectStore
    last: int = 0

    async def subscribe(self, feed: Feed) -> None:
        """Join first, then replay."""
        with suppress(FileNotFoundError):
            told = self.errand.journal.read_text().split()
            self.last = int(told[-1]) if told else 0
        await feed.watch(self.errand.project_id, self.hear)
        for missed in await self.store.events(self.errand.project_id, after=self.last):
            self._note(missed)

    async def hear(self, item: Recorded | Signal) -> None:
        """One thing from the feed."""
        if isinstance(item, Recorded):
            if item.seq > self.last + 1:
                for missed in await self.store.events(self.errand.project_id, after=self.last):
                    self._note(missed)
            self._note(item)

    def _note(self, recorded: Recorded) -> None:
        if recorded.seq > self.last:
            self.last = recorded.seq
            with self.errand.journal.open("ab", buffering=0) as file:
                file.write(b"%d\n" % recorded.seq)


async def live(errand: Errand) -> None:
    """One life: order what is not ordered yet, run the desk until all jobs are at rest."""
    store = open_store(errand.store)
    archive, knife = Archive(store, Feed(store)), Knife(errand)
    archive.passing = archive.feed.passing = knife
    client = Client(errand, store)
    media = ObjectMediaStore.at(f"file://{errand.folder / 'media'}", errand.folder / "cache")
    url = f"http://127.0.0.1:{errand.public_port}"
    fal = FalStandIn(port=errand.fal_port)
    pace = replace(QUICK, ask_after=int(errand.ask_after_seconds * 1_000_000))
    house = ProviderHouse(archive, media, fal, errand.project_id, url, pace)
    house.ahead = errand.clock_seconds * 1_000_000
    seconds = errand.lease_seconds
    desk = house.desk(webhooks=errand.webhooks, passing=knife, lease_seconds=seconds)
    archive.job_hint = desk.wake
    async with receiving(Receiver(desk), errand.public_port):
        await client.subscribe(archive.feed)
        desk.start()
        await _order(house, errand)
        while not await _is_done(house, client):
            if errand.cancels:
                await _cancel(house)
            await asyncio.sleep(0.02)
        await desk.stop()
    await store.close()


async def _order(house: ProviderHouse, errand: Errand) -> None:
    """A client that got no answer asks again under the same key."""
    key = f"order {errand.project_id}"
    if await house.archive.store.claimed(key) is None:
        with suppress(KeyTaken):  # another life was quicker
            await house.order(errand.orders, key=key)


async def _is_done(house: ProviderHouse, client: Client) -> bool:
    store = house.archive.store
    at_rest = all(job.is_at_rest for job in await house.jobs())
    if not at_rest or await store.inbox.waiting():
        return False
    if client.last == await store.head(house.project_id):
        return True
    house.archive.feed.wake(house.project_id)  # another process wrote the rest
    return False


async def _cancel(house: ProviderHouse) -> None:
    for job in await house.jobs():
        if job.state in AT_VENDOR and not job.cancel_requested:
            with suppress(StaleBasis):
                await house.flag(job.id)


def _be(errand: Errand) -> None:
    """The victim itself; never returns."""
    signal.alarm(LONGEST_SECONDS)
    errand.folder.mkdir(parents=True, exist_ok=True)
    said = os.open(errand.folder / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    tempfile.tempdir = str(errand.folder)
    code = 1
    try:
        asyncio.run(live(errand))
        code = 0
    finally:
        if error := sys.exc_info()[1]:
            traceback.print_exception(error)
        os._exit(code)


def _watch_over(errand: Errand) -> None:
    """The victim's parent: buries it and tells how it ended; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    began = time.monotonic()
    victim = os.fork()
    if victim == 0:
        _be(errand)
    _, status = os.waitpid(victim, 0)
    code = os.waitstatus_to_exitcode(status)
    told = {"name": errand.name, "code": code, "seconds": time.monotonic() - began}
    os.write(1, json.dumps(told).encode() + b"\n")
    os._exit(0)


def main() -> None:
    """An errand a line; each in a process of its own, as many at once as are asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        errand = Errand.model_validate_json(line)
        if os.fork() == 0:
            _watch_over(errand)


if __name__ == "__main__":
    import google.cloud.firestore_v1.async_client  # noqa: F401  loaded once, for all victims

    import miri.codec.probe
    import miri.stores.sqlite.sqlite_project_store  # noqa: F401

    main()

"""A worker that is killed again and again: `python -m ...mortal ERRAND KILLS SEED PATIENCE`.

Why here: everything is loaded once, then a life is forked, lives a while and gets a SIGKILL; the last
one lives until all jobs are at rest. The provider and the test are other processes.
Next: storm.py, which starts it; tests/chaos/crash/errand.py, what a life is told.
"""

import asyncio
import os
import random
import signal
import sys
import time
import traceback

from miri.jobs.pace import Pace
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.stores.media.object_media_store import ObjectMediaStore
from tests.chaos.crash.errand import Errand, open_store
from tests.provider_house import ProviderHouse, Receiver, receiving
from tests.standins.fal.standin import FalStandIn

SECOND = 1_000_000
LIFE_SECONDS = (0.3, 1.2)
LOOK_SECONDS = 0.5


def pace(patience: float) -> Pace:
    """Quick; what is unknown is left to webhooks for `patience` seconds, then asked of a person."""
    return Pace(
        poll=SECOND // 10,
        first=2 * SECOND,
        slowest=4 * SECOND,
        backoff=SECOND // 50,
        longest_backoff=SECOND // 2,
        ask_after=int(patience * SECOND),
        deadline=120 * SECOND,
    )


async def live(errand: Errand, patience: float) -> None:
    """Run the desk until all jobs are at rest and the inbox is empty."""
    store = open_store(errand.store)
    archive = Archive(store, Feed(store))
    media = ObjectMediaStore.at(f"file://{errand.folder / 'media'}", errand.folder / "cache")
    url = f"http://127.0.0.1:{errand.public_port}"
    fal = FalStandIn(port=errand.fal_port)
    house = ProviderHouse(archive, media, fal, errand.project_id, url, pace(patience))
    desk = house.desk(lease_seconds=30)
    archive.job_hint = desk.wake
    async with receiving(Receiver(desk), errand.public_port):
        desk.start()
        while not await _at_rest(house):
            await asyncio.sleep(LOOK_SECONDS)
        await desk.stop()
    await store.close()


async def _at_rest(house: ProviderHouse) -> bool:
    done = all(job.is_at_rest for job in await house.jobs())
    return done and not await house.archive.store.inbox.waiting()


def _forked(errand: Errand, patience: float) -> int:
    if pid := os.fork():
        return pid
    code = 1
    try:
        asyncio.run(live(errand, patience))
        code = 0
    finally:
        if error := sys.exc_info()[1]:
            traceback.print_exception(error)
        os._exit(code)


def main(errand: Errand, kills: int, seed: int, patience: float) -> int:
    """All lives, one after the other; the last one's exit code."""
    chance = random.Random(seed)
    for _ in range(kills):
        pid = _forked(errand, patience)
        time.sleep(chance.uniform(*LIFE_SECONDS))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        print("killed" if os.WIFSIGNALED(status) else "was done before", flush=True)
    _, status = os.waitpid(_forked(errand, patience), 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    told, often, start, waits = sys.argv[1:5]
    sys.exit(main(Errand.model_validate_json(told), int(often), int(start), float(waits)))

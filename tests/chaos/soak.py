"""A film made while the plug is pulled again and again: `python -m tests.chaos.soak [kills] [seed]`.

Why here: too long for every test run; `make soak` runs it.
Next: truths.py, what is asked after it; test_every_step.py, which leaves nothing to chance.
"""

import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from tests.chaos.truths import assert_nothing_lost_and_nothing_twice
from tests.guest import Guest
from tests.live_server import LiveServer, live_server
from tests.studio_fixtures import write_song

SAYS = ["you decide", "yes", "yes", "yes", "yes", "yes", "yes", "yes"]


class Stormy:
    """A guest whose server is killed every few seconds, and who asks again under the same key."""

    def __init__(self, server: LiveServer, guest: Guest, chance: random.Random, kills: int) -> None:
        self._server, self._guest, self._chance = server, guest, chance
        self.left = kills
        self._up = asyncio.Event()
        self._up.set()

    async def storm(self) -> None:
        """Kill and start, until no kill is left."""
        while self.left:
            await asyncio.sleep(self._chance.uniform(0.1, 4))
            self._up.clear()
            self._server.kill()
            await asyncio.to_thread(self._server.start)
            await self._guest.http.aclose()
            self._guest.http = self._server.client()
            self.left -= 1
            self._up.set()
            print(f"killed and started; {self.left} kills to go", flush=True)

    async def surely(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """Ask until it is answered."""
        while True:
            await self._up.wait()
            with contextlib.suppress(httpx.TransportError, RuntimeError):
                return await ask()
            await asyncio.sleep(0.05)


async def soak(kills: int, seed: int) -> None:
    """One film through the storm; then the questions."""
    folder = Path(tempfile.mkdtemp(prefix="miri-soak-"))
    began = time.monotonic()
    with live_server(folder / "home") as server:
        guest = await Guest(server.client()).begin()
        song = await guest.media("song.wav", write_song(folder / "song.wav", seconds=20))
        stormy = Stormy(server, guest, random.Random(seed), kills)
        storm, films = asyncio.create_task(stormy.storm()), []
        await stormy.surely(lambda: guest.post("here is my song", song, key="song"))
        await stormy.surely(lambda: guest.settled(120))
        for n, words in enumerate(SAYS):
            await stormy.surely(lambda n=n, words=words: guest.post(words, key=f"word {n}"))
            document = await stormy.surely(lambda: guest.settled(120))
            films = [c for c in document["cuts"] if c["media_id"] and c["kind"] == "final"]
            if films:
                break
        await storm
        await assert_nothing_lost_and_nothing_twice(guest)
        assert films, await guest.words()
        print(f"a film of {films[0]['frames']} frames through {kills} kills, seed {seed}, ", end="")
        print(f"{time.monotonic() - began:.0f} s; nothing lost, nothing twice")


def main() -> None:
    """Run with what the command line says."""
    kills, seed = (int(word) for word in (sys.argv[1:] + ["12", "1"][len(sys.argv) - 1 :]))
    asyncio.run(soak(kills, seed))


if __name__ == "__main__":
    main()

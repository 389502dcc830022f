"""The undertaker: starts victims, as many at once as are asked for, and hears how each one ended.

Why here: the test's own process runs the provider, so it must not wait for anybody.
Next: victim.py, the program behind it.
"""

import asyncio
import itertools
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.chaos.crash.errand import Errand

KILLED = -9


@dataclass(frozen=True)
class End:
    """How a victim ended: its exit code, -9 for a kill; how long it lived."""

    code: int
    seconds: float


@dataclass
class Undertaker:
    """One program for all victims."""

    process: asyncio.subprocess.Process
    _names: Iterator[int] = field(default_factory=itertools.count)
    _waiting: dict[int, asyncio.Future[End]] = field(default_factory=dict[int, asyncio.Future[End]])

    async def live(self, errand: Errand) -> End:
        """Let a victim live an errand to its end."""
        _, ended = self.born(errand)
        return await ended

    def born(self, errand: Errand) -> tuple[Errand, asyncio.Future[End]]:
        """A victim that lives beside others: its errand under its own name, and its end."""
        errand = errand.model_copy(update={"name": next(self._names)})
        self._waiting[errand.name] = ended = asyncio.get_running_loop().create_future()
        self.process.stdin.write(errand.model_dump_json().encode() + b"\n")
        return errand, ended

    async def listen(self) -> None:
        """Hear of every end."""
        while line := await self.process.stdout.readline():
            told = json.loads(line)
            self._waiting.pop(told["name"]).set_result(End(told["code"], told["seconds"]))
        for waiting in self._waiting.values():
            waiting.set_exception(RuntimeError("The victims' program has ended."))


@asynccontextmanager
async def undertaker() -> AsyncIterator[Undertaker]:
    """Started; gone afterwards."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.chaos.crash.victim"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    made = Undertaker(process)
    listening = asyncio.create_task(made.listen())
    try:
        yield made
    finally:
        process.stdin.close()
        await asyncio.wait_for(process.wait(), 20)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

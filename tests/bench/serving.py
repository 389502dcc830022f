"""How soon the server is ready, and what it adds to a turn of the offline director; ten threads at once.

Why here: the figures a person feels first.
Next: server/commands/serve.py; agent/turn.py.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from miri.domain.identity import LOCAL_PERSON
from miri.domain.thread import TurnState
from miri.events.talk_events import MiriSpoke, TurnMoved
from tests.studio_fixtures import new_session, running_studio

STARTS = 3
ROUNDS = 20
THREADS = 10


def seconds_to_ready() -> float:
    """From starting the process to its address line."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "MIRI_HOME": home, "MIRI_PORT": "0"}
        begun = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "server", "serve"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert server.stdout is not None
        while "Miri is at" not in server.stdout.readline():
            assert server.poll() is None, "the server did not start"
        took = time.perf_counter() - begun
        server.terminate()
        server.wait(20)
    return took


async def turns(*, at_once: bool) -> tuple[list[float], int]:
    """Seconds of each turn from message to DONE on SQLite; and words that landed in a wrong thread."""
    with tempfile.TemporaryDirectory() as home:
        async with running_studio(Path(home), store="sqlite") as studio:
            session = await new_session(studio)
            threads = [
                await studio.open_thread(session.project_id, LOCAL_PERSON, f"t{n}", f"key{n}")
                for n in range(THREADS)
            ]
            await session.say("where are we?")  # the first turn loads what is read once
            warm = (await session.project()).seq
            for _ in range(ROUNDS):
                for thread in threads:
                    await studio.conductor.say(thread, LOCAL_PERSON, "where are we?")
                    if not at_once:
                        await studio.settled(session.project_id)
                await studio.settled(session.project_id)
            events = await studio.archive.store.events(session.project_id, after=warm)
    began: dict[str, int] = {}
    took: list[float] = []
    home_of: dict[str, str | None] = {}
    wrong = 0
    for recorded in events:
        event = recorded.event
        if isinstance(event, TurnMoved) and event.state is TurnState.RUNNING:
            began[event.turn] = recorded.ts
            home_of[event.turn] = recorded.thread_id
        elif isinstance(event, TurnMoved) and event.state is TurnState.DONE:
            took.append((recorded.ts - began[event.turn]) / 1e6)
        elif isinstance(event, MiriSpoke):
            wrong += home_of.get(recorded.turn_id or "") != event.thread_id
    return took, wrong


if __name__ == "__main__":
    starts = [seconds_to_ready() for _ in range(STARTS)]
    print(
        f"server ready after start, median of {STARTS}: {median(starts):.2f} s (wanted: at most 4)"
    )
    for at_once in (False, True):
        took, wrong = asyncio.run(turns(at_once=at_once))
        p95 = quantiles(took, n=20)[-1]
        how = f"{THREADS} threads talking at once" if at_once else "one turn after another"
        print(
            f"{len(took)} turns, {how}: p50 {median(took) * 1000:.0f} ms, "
            f"p95 {p95 * 1000:.0f} ms (wanted: p95 at most 150); in a wrong thread: {wrong}"
        )

"""Ten threads talk at once on one project, each over a socket of its own: nothing may mix.

A turn is timed from the emit of its message to the first words and to RUN_FINISHED as they arrive at
its client: nothing is taken off, and the clients' own work on the same cores is part of it.
Why here: seen from outside, on a process of its own, with every event that every client received.
Next: tests/story/test_sockets.py, the same as a test, with words that stream slowly.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from tests.bench.serving import ASKED, spread
from tests.guest import Guest
from tests.listener import Event, Listener
from tests.live_server import LiveServer, live_server

THREADS, ROUNDS = 10, 20


def cpu_seconds(server: LiveServer) -> float:
    """What the server's process has used so far, in it and for it; 0 where there is no /proc."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def talk(listener: Listener, thread: str, rounds: int) -> list[tuple[float, float]]:
    """Turn after turn in one thread; the seconds to the first words and to the end of each."""
    took: list[tuple[float, float]] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        ack = await listener.call("message", {"thread_id": thread, "text": ASKED})

        def of_it(kind: str, event: Event, turn: str = ack["turn_id"]) -> bool:
            return event["type"] == kind and event["turn_id"] == turn

        await listener.until(lambda e, of_it=of_it: of_it("TEXT_MESSAGE_CONTENT", e))
        first = time.perf_counter() - begun
        await listener.until(lambda e, of_it=of_it: of_it("RUN_FINISHED", e))
        took.append((first, time.perf_counter() - begun))
    return took


def astray(listener: Listener, homes: dict[str, str]) -> int:
    """Events of a turn that came under another thread than the turn's own."""
    return sum(
        1
        for e in listener.events
        if e["turn_id"] in homes and homes[e["turn_id"]] != e["thread_id"]
    )


async def measure(server: LiveServer) -> None:
    """Ten clients, each of which watches all and talks in one."""
    async with server.client() as http:
        guest = await Guest(http).begin()
        threads = [await guest.open_thread(f"Talk {n}") for n in range(THREADS)]
        listeners = [await Listener(server.url).connect() for _ in threads]
        for listener in listeners:
            await listener.follow(guest.project_id)
        await talk(listeners[0], threads[0], 3)
        begun, used = time.perf_counter(), cpu_seconds(server)
        pairs = zip(listeners, threads, strict=True)
        took = await asyncio.gather(*(talk(one, thread, ROUNDS) for one, thread in pairs))
        seconds = time.perf_counter() - begun
        used = cpu_seconds(server) - used
        head = (await guest.settled())["seq"]
        for listener in listeners:
            await listener.until_seq(head)
        turns = [turn for each in took for turn in each]
        print(f"the server's CPU: {used / len(turns) * 1000:.1f} ms a turn, all clients told")
        report(turns, seconds, listeners, head)
        for listener in listeners:
            await listener.client.disconnect()


def report(
    took: list[tuple[float, float]], seconds: float, listeners: list[Listener], head: int
) -> None:
    queued = listeners[0].of("RUN_QUEUED")
    homes = {e["turn_id"]: e["thread_id"] for e in queued}
    wrong = sum(astray(listener, homes) for listener in listeners)
    whole = sum(listener.seqs == list(range(1, head + 1)) for listener in listeners)
    heard = sum(len(listener.events) for listener in listeners)
    print(f"{len(took)} turns in {seconds:.1f} s, {len(took) / seconds:.0f} a second")
    print(
        f"to the first words, with nine others at the same moment: {spread([f for f, _ in took])}"
    )
    print(f"to the end of the turn: {spread([w for _, w in took])} (wanted: p95 at most 150)")
    print(f"events in a wrong thread: {wrong} of {heard} (wanted: 0)")
    print(f"clients that got every event once and in order: {whole} of {len(listeners)}")


def main() -> None:
    """One server, ten clients."""
    with (
        tempfile.TemporaryDirectory(prefix="miri-bench-") as folder,
        live_server(Path(folder) / "home") as server,
    ):
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()

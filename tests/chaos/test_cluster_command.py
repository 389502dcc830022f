"""`make cluster`: one command starts two servers and two workers on the Firestore emulator, and Ctrl-C
stops all of it."""

import asyncio
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.chaos.truths import assert_nothing_lost_and_nothing_twice
from tests.guest import Guest
from tests.listener import listening
from tests.live_server import ROOT, clean_environment
from tests.machine import firestore_emulator, java, redis_server

SERVER = re.compile(r"server ([AB]): Miri is at (http://[\d.:]+)/")
PID = re.compile(r"worker \d: .* pid (\d+)")


class Started:
    """The command, and what it printed."""

    def __init__(self, home: Path) -> None:
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "deploy/cluster.py"],
            cwd=ROOT,
            env=clean_environment(home, {"FIRESTORE_EMULATOR_JAR": str(firestore_emulator())}),
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self, enough: int) -> list[str]:
        """Its lines, until servers and workers have said where they are."""
        for line in self.process.stdout:
            self.said.append(line)
            if sum(bool(SERVER.search(s) or PID.search(s)) for s in self.said) >= enough:
                return self.said
        return self.said

    @property
    def servers(self) -> dict[str, str]:
        found = (SERVER.search(line) for line in self.said)
        return {match.group(1): match.group(2) for match in found if match}

    @property
    def children(self) -> list[Path]:
        """Its processes, as /proc has them."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [Path("/proc") / pid for task in tasks for pid in task.read_text().split()]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    _ = java(), redis_server()
    command = Started(tmp_path)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.process.terminate()
            command.process.wait(30)


async def test_one_command_starts_them_on_firestore_a_talk_crosses_them_and_ctrl_c_stops_them_all(
    started: Started,
) -> None:
    async with asyncio.timeout(120):
        said = await asyncio.to_thread(started.read, 4)
    assert any(line.startswith("firestore: emulator at") for line in said), said
    assert set(started.servers) == {"A", "B"}
    children = started.children
    assert len(children) == 6
    async with httpx.AsyncClient(base_url=started.servers["A"], timeout=60) as http:
        guest = await Guest(http).begin()
        async with listening(started.servers["B"], guest.project_id) as heard:
            turn = (await guest.post("hello"))["turn_id"]
            ended = await heard.until(
                lambda e: e["type"] == "RUN_FINISHED" and e["turn_id"] == turn, seconds=60
            )
            assert ended["data"]["status"] == "DONE"
            (said,) = heard.of("TEXT_MESSAGE_END")
            message = said["data"]["message"]
            assert message["text"] == (await guest.words())[-1]
            assert heard.seqs == list(range(1, heard.since + 1))
        await assert_nothing_lost_and_nothing_twice(guest)
    began = time.monotonic()
    started.process.send_signal(signal.SIGINT)
    assert await asyncio.to_thread(started.process.wait, 30) == 0
    assert time.monotonic() - began < 30
    assert [child for child in children if child.exists()] == []

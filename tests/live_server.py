"""A real Miri for tests: the server as a process of its own, or in this process around a studio.

Why here: HTTP, sockets and restarts are proven from outside, over real connections.
Next: story/test_http_story.py, story/test_sockets.py, chaos/.
"""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from server.app import build_app
from server.sockets.one_write import WebSocketProtocol
from server.studio import Studio

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://[\w.:\[\]]+/")
START_SECONDS = 180
"""A machine that runs other tests beside is slow; how long it takes is the bench's business."""


def clean_environment(home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without any setting of Miri, then the given ones."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MIRI_")}
    for vendor in ("GOOGLE_API_KEY", "FAL_KEY", "REDIS_URL"):
        kept.pop(vendor, None)
    return {**kept, "MIRI_HOME": str(home), "MIRI_PORT": "0", **settings}


@dataclass
class LiveServer:
    """`python -m server serve` on a free port. `said` is what it printed to stderr."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    url: str = ""
    said: list[str] = field(default_factory=list[str])
    process: subprocess.Popen[str] | None = None

    def start(self) -> "LiveServer":
        """Start it (again, on the same home) and wait for its address."""
        self._begin("server", "serve")
        line = self._first_line("http://")
        found = ADDRESS.search(line)
        assert found, f"no address: {line!r}"
        self.url = found.group().rstrip("/")
        return self

    def _begin(self, *module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=clean_environment(self.home, self.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _first_line(self, wanted: str) -> str:
        late = threading.Timer(START_SECONDS, self.process.kill)
        late.start()
        line = self.process.stdout.readline()
        late.cancel()
        assert wanted in line, f"it did not start: {line!r} {self.said}"
        return line

    def _listen(self) -> None:
        for line in self.process.stderr:
            self.said.append(line)

    def kill(self) -> None:
        """The plug is pulled: SIGKILL, no word said."""
        self.process.kill()
        self.process.wait(10)

    def stop(self, seconds: float = 10) -> int:
        """SIGTERM; its exit code. Raises TimeoutExpired where it does not end in time."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def client(self, token: str = "", **more: Any) -> httpx.AsyncClient:
        """HTTP to it."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=60, **more)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


@contextmanager
def live_server(home: Path, **settings: str) -> Iterator[LiveServer]:
    """A started server; killed at the end if it still runs."""
    server = LiveServer(home, settings)
    try:
        yield server.start()
    finally:
        if server.is_running:
            server.kill()


class _Quiet(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are pytest's."""
        yield


@asynccontextmanager
async def served(studio: Studio) -> AsyncIterator[str]:
    """A studio (not started) behind the real app on a real port of this process; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            build_app(studio),
            log_level="warning",
            ws=WebSocketProtocol,
            timeout_graceful_shutdown=2,
        )
        server = _Quiet(config)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running


async def until(question: Any, seconds: float = 30, every: float = 0.03) -> Any:
    """Ask (an async function) until the answer is true; the answer. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not (answer := await question()):
        if time.monotonic() > end:
            raise TimeoutError(f"{getattr(question, '__name__', question)} within {seconds} s")
        await asyncio.sleep(every)
    return answer

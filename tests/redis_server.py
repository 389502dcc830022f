"""A redis-server of the tests' own: on a free port, in memory, killed and started again at will.

Why here: what crosses processes is proven over the real thing.
Next: machine.py finds the program; contract/test_relay.py and chaos/ use it.
"""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machine import free_port, redis_server


@dataclass
class RedisServer:
    """`folder` is where it would save; it does not, so that a kill loses everything it had."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "RedisServer":
        """Start it (again, on the same port) and wait until it answers."""
        self.port = self.port or free_port()
        words = [
            "--port",
            str(self.port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--bind",
            "127.0.0.1",
        ]
        self.process = subprocess.Popen(
            [redis_server(), *words, "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 0.2) as line:
                    line.sendall(b"PING\r\n")
                    if line.recv(16).startswith(b"+PONG"):
                        return self
            except OSError:
                time.sleep(0.025)
        raise AssertionError("redis-server does not answer")

    def kill(self) -> None:
        """The plug is pulled."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    """A started server; killed at the end."""
    server = RedisServer(folder)
    try:
        yield server.start()
    finally:
        server.kill()

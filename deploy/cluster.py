"""make cluster: two servers and two workers on this machine, with Redis and Google's Firestore emulator.

Where the emulator (or java) is missing the store is SQLite, and a line says so. What ends by itself
is started again; Ctrl-C stops all of it, the servers first, Redis and the emulator last.
Why here: several processes over one store is how Miri runs in the cloud, so it is one command away.
Next: server/commands/worker.py; tests/chaos/test_cluster.py, which kills parts of it.
"""

import asyncio
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import sys
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
EMULATOR = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"
MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 12
AGAIN_SECONDS = 1
FIRST_PORT = 8000


def say(text: str) -> None:
    """A line, at once."""
    print(text, flush=True)


def emulator() -> tuple[str, str] | None:
    """java and the emulator's jar, where this machine has both."""
    java, gcloud = shutil.which("java"), shutil.which("gcloud")
    named = os.environ.get("FIRESTORE_EMULATOR_JAR")
    jar = Path(named) if named else Path(gcloud or "gcloud").resolve().parents[1] / EMULATOR
    return (java, str(jar)) if java and jar.is_file() else None


def port(wanted: int = 0) -> int:
    """The wanted port, if nobody listens on it; else a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _ends_with_us() -> None:
    """In the child, on Linux: it ends when this program ends, however it does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Part:
    """A process of the cluster; what it prints is shown, what it logs goes to a file."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    shown: bool = True
    process: asyncio.subprocess.Process | None = None
    stopping: bool = False
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Start it, and again whenever it ends by itself."""
        await self._begin()
        self.tasks = [asyncio.create_task(self._stay())]

    async def _begin(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=asyncio.subprocess.PIPE if self.shown else log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours to pass on, in order
                preexec_fn=_ends_with_us,
            )

    async def _stay(self) -> None:
        while self.process is not None:
            if self.process.stdout is not None:
                async for line in self.process.stdout:
                    say(f"{self.name}: {line.decode().rstrip()}")
            code = await self.process.wait()
            if self.stopping:
                return
            say(f"{self.name} ended ({code}); it is started again. Its log: {self.log}")
            await asyncio.sleep(AGAIN_SECONDS)
            await self._begin()

    async def stop(self) -> None:
        """SIGTERM; after a while, SIGKILL."""
        self.stopping = True
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def until(name: str, answers: Callable[[], bool]) -> None:
    """Wait until a part answers."""
    for _ in range(600):
        if await asyncio.to_thread(answers):
            return
        await asyncio.sleep(0.1)
    raise SystemExit(f"{name} does not answer.")


def redis_answers(redis_port: int) -> bool:
    """Whether Redis is up."""
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", redis_port), 1) as line,
    ):
        line.sendall(b"PING\r\n")
        return line.recv(16).startswith(b"+PONG")
    return False


def emulator_answers(emulator_port: int) -> bool:
    """Whether the emulator is up."""
    url = f"http://127.0.0.1:{emulator_port}"
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=1) as answer:
        return answer.status == 200
    return False


class Cluster:
    """What runs, in the order it was started."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.parts: list[Part] = []
        self.settings = {"MIRI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        (home / "logs").mkdir(parents=True, exist_ok=True)

    async def _add(self, name: str, command: list[str], shown: bool = True, **more: str) -> None:
        environment = {**os.environ, **self.settings, **more}
        log = self.home / "logs" / f"{name.replace(' ', '-')}.log"
        self.parts.append(Part(name, command, environment, log, shown))
        await self.parts[-1].start()

    async def start(self) -> None:
        """Redis, the store, workers, servers."""
        await self._redis()
        await self._store()
        first = int(os.environ.get("MIRI_PORT") or FIRST_PORT)
        for name in ("worker 1", "worker 2"):
            await self._add(name, [sys.executable, "-m", "server", "worker"])
        for n, name in enumerate(("server A", "server B")):
            free = port(first + n if first else 0)
            await self._add(name, [sys.executable, "-m", "server", "serve"], MIRI_PORT=str(free))

    async def _redis(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise SystemExit("The cluster needs redis-server (Debian: apt install redis-server).")
        free = port()
        words = ["--port", str(free), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        await self._add("redis", [program, *words, "--dir", str(self.home)], shown=False)
        await until("redis-server", lambda: redis_answers(free))
        self.settings["REDIS_URL"] = f"redis://127.0.0.1:{free}/0"
        say(f"redis: {self.settings['REDIS_URL']}")

    async def _store(self) -> None:
        found = emulator()
        if found is None:
            self.settings["MIRI_STORE"] = "sqlite"
            say(f"No Firestore emulator (or java) here: the store is SQLite, in {self.home}.")
            return
        java, jar = found
        free = port()
        heap = ["-Xmx512m", "-XX:+UseSerialGC", "-Duser.language=en", "-cp", jar, MAIN]
        command = [java, *heap, "start", "--host=127.0.0.1", f"--port={free}"]
        await self._add("firestore", command, shown=False)
        await until("The Firestore emulator", lambda: emulator_answers(free))
        self.settings |= {
            "MIRI_STORE": "firestore",
            "FIRESTORE_EMULATOR_HOST": f"127.0.0.1:{free}",
            "GOOGLE_CLOUD_PROJECT": os.environ.get("GOOGLE_CLOUD_PROJECT") or "demo-miri",
        }
        say(f"firestore: emulator at 127.0.0.1:{free}; its projects are gone when it stops")

    async def stop(self) -> None:
        """Those who work together, then what they stand on."""
        groups = ("server", "worker", "")
        for group in groups:
            of_it = [p for p in self.parts if p.name.startswith(group) and not p.stopping]
            await asyncio.gather(*(part.stop() for part in of_it))
        say("All of it has stopped.")


async def main() -> None:
    """Run until told to stop."""
    told = asyncio.Event()
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, told.set)
    home = Path(os.environ.get("MIRI_HOME") or "~/.miri").expanduser().absolute() / "cluster"
    cluster = Cluster(home)
    starting = asyncio.create_task(cluster.start())
    waiting = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not told.is_set():
            starting.result()
            say(f"Logs are in {home / 'logs'}. Ctrl-C stops all of it.")
            await waiting
    finally:
        starting.cancel()
        await cluster.stop()


if __name__ == "__main__":
    asyncio.run(main())

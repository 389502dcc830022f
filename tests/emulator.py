"""Google's Firestore emulator, as a process of ours: on a free port, quiet, gone with the tests.

Why here: the Firestore adapters are proven over a real connection. One runs per test process, from
the first test that asks until the session ends; each test has a cloud project of its own in it, so
nothing needs to be emptied.
Next: machine.py finds it; conftest.py has the fixtures.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machine import firestore_emulator, free_port, java

MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
START_SECONDS = 60
PR_SET_PDEATHSIG = 1


@contextmanager
def running_emulator(log: Path) -> Iterator[str]:
    """`host:port` of an emulator. Skips, with the reason, where the machine has none."""
    jar, program = firestore_emulator(), java()
    port = free_port()
    command = [
        *(program, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Duser.language=en", "-cp", str(jar), MAIN),
        *("start", "--host=127.0.0.1", f"--port={port}"),
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=_ours_alone,  # noqa: PLW1509
        )
    try:
        _wait_until_ready(process, port, log)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ours_alone() -> None:
    """In the child: lower priority, and on Linux it ends when the tests end, however they do."""
    os.nice(5)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}") as ok:
            if ok.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The Firestore emulator did not start:\n{log.read_text()[-2000:]}")

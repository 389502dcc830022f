"""Who holds a lease: an engine, in a process, on a machine. A dead process needs no waiting for.

Why here: a lease tells nothing of a kill -9 until it lapses; on the same machine the process
table knows at once, so a restarted Miri goes on in seconds.
Next: engine.py, which asks `is_gone` of every job that somebody else runs.
"""

import hashlib
import os
import socket
from functools import cache
from pathlib import Path

from miri.domain.identity import new_id


def owner_here() -> str:
    """A fresh name for an engine of this process: `engine_…@machine/pid/start`."""
    return f"{new_id('engine')}@{_machine()}/{os.getpid()}/{_start_of(os.getpid())}"


def is_gone(owner: str) -> bool:
    """True only where it is certain that the owner's process is over: it was on this machine, and
    its pid is free or was given to another. Of other machines nothing is known: False."""
    _, _, place = owner.partition("@")
    machine, _, process = place.partition("/")
    pid, _, start = process.partition("/")
    if machine != _machine() or not pid.isdecimal():
        return False
    return not _exists(int(pid)) or _start_of(int(pid)) != start


@cache
def _machine() -> str:
    """This machine since it was switched on, and the space its process ids are counted in."""
    facts = [socket.gethostname(), _read(Path("/proc/sys/kernel/random/boot_id"))]
    try:
        facts.append(str(Path("/proc/self/ns/pid").readlink()))
    except OSError:
        facts.append("")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:12]


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start_of(pid: int) -> str:
    """When a process began, in clock ticks since boot; "" where the system does not say (then a
    pid that was given to another process looks alive, and its lease has to lapse). A process that
    ended and that nobody has buried yet began never."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    if fields and fields[0] in ("Z", "X"):
        return "ended"
    return fields[19] if len(fields) > 19 else ""


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""

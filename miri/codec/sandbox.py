"""The cage a codec process runs in: no network, few files, bounded memory, time and disk.

Why here: what ffmpeg opens was made by others; a hole in a decoder must lead nowhere.
bubblewrap gives the strong cage where it is installed and works; prlimit alone the weak one.
Next: ffmpeg.py, the only caller.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SYSTEM_FOLDERS = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache")
CLEAN_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}
"""What the process sees of our environment: nothing, so no key can leak through it."""


@dataclass(frozen=True)
class Limits:
    """What one run may use. Wall time is in seconds; CPU time is bounded by wall x cores."""

    wall_s: int = 600
    memory_bytes: int = 6 << 30
    file_bytes: int = 8 << 30


def sandbox_kind() -> str:
    """How ffmpeg is caged here: "bubblewrap" (no network, named files only, limits),
    "prlimit" (limits only) or "none" (own process group and wall time only)."""
    if _working_bubblewrap():
        return "bubblewrap"
    return "prlimit" if shutil.which("prlimit") else "none"


def cage(
    command: list[str], reads: tuple[Path, ...], writes: tuple[Path, ...], limits: Limits
) -> list[str]:
    """The command inside the strongest cage there is.

    `reads` are the files (or folders) it may read besides the system's own, `writes` the
    folders it may write into; both only bind under bubblewrap.
    """
    bubblewrap = _working_bubblewrap()
    caged = [*_bubblewrap_words(bubblewrap, command[0], reads, writes), *command]
    return [*_limit_words(limits), *(caged if bubblewrap else command)]


def dying_with_us(command: list[str]) -> list[str]:
    """The command such that the kernel kills it when the thread that starts it ends, even by a
    kill; without setpriv it would work on for nobody until it is done."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--", *command] if setpriv else command


def _limit_words(limits: Limits) -> list[str]:
    prlimit = shutil.which("prlimit")
    if not prlimit:
        return []
    cpu_s = limits.wall_s * (os.cpu_count() or 1)
    return [
        prlimit,
        f"--as={limits.memory_bytes}",
        f"--cpu={cpu_s}",
        f"--fsize={limits.file_bytes}",
        "--core=0",
        "--",
    ]


def _bubblewrap_words(
    bubblewrap: str, program: str, reads: tuple[Path, ...], writes: tuple[Path, ...]
) -> list[str]:
    words = [bubblewrap, "--unshare-all", "--die-with-parent", "--tmpfs", "/tmp"]
    words += ["--dev", "/dev", "--proc", "/proc"]
    for folder in SYSTEM_FOLDERS:
        words += ["--ro-bind-try", folder, folder]
    for path in (Path(program), *reads):
        words += ["--ro-bind", str(path.absolute()), str(path.absolute())]
    for path in writes:
        words += ["--bind", str(path.absolute()), str(path.absolute())]
    return [*words, "--"]


@lru_cache(maxsize=1)
def _working_bubblewrap() -> str:
    """bubblewrap's path where it is installed and may make namespaces, else ""."""
    found = shutil.which("bwrap")
    if not found:
        return ""
    trial = [*_bubblewrap_words(found, "/usr/bin/env", (), ()), "/usr/bin/env", "true"]
    try:
        done = subprocess.run(
            trial,
            check=False,
            env=CLEAN_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found if done.returncode == 0 else ""

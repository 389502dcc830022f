"""python -m tests.bench [NAME ...]: every figure in one run, with machine and date.

Why here: `make bench` ends here; each module is also a program of its own.
Next: the modules named below; the last run's output is docs/figures.md.
"""

import datetime
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ALL = (
    "opening",
    "serving",
    "threads",
    "artist",
    "rendering",
    "listening",
    "filming",
    "firestore",
    "commits",
    "cluster",
    "scenarios",
)


def machine() -> str:
    """What it was measured on, and when; the load tells how much of it others had."""
    cores = len(os.sched_getaffinity(0))
    today = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    facts = (_processor(), f"{cores} cores", f"Python {platform.python_version()}", today)
    return f"{', '.join(facts)}, {load()}"


def load() -> str:
    """The load averages of the last one and five minutes."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} {five:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def main(names: list[str]) -> int:
    """Run the benches named, or all; the exit code tells whether any broke."""
    if unknown := [name for name in names if name not in ALL]:
        print(f"There is no bench {', '.join(unknown)}; there are {', '.join(ALL)}.")
        return 2
    print(f"# Figures\n\n{machine()}\n")
    broken: list[str] = []
    for name in names or ALL:
        print(f"\n## {name}: `python -m tests.bench.{name}`\n", flush=True)
        begun = time.monotonic()
        run = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False)
        print(f"({time.monotonic() - begun:.0f} s, {load()})", flush=True)
        if run.returncode:
            broken.append(name)
    if broken:
        print(f"\nBroken: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

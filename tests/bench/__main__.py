"""python -m tests.bench [NAME ...]: every figure in one run, with machine and date.

Why here: `make bench` ends here; each module is also a program of its own.
Next: the modules named below; the last run's output is docs/figures.md.
"""

import datetime
import os
import platform
import subprocess
import sys

ALL = ("opening", "serving", "artist", "rendering", "listening", "filming", "firestore")


def machine() -> str:
    """What it was measured on, and when."""
    cores = len(os.sched_getaffinity(0))
    today = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {today}"


def main(names: list[str]) -> int:
    """Run the benches named, or all; the exit code tells whether any broke."""
    print(f"# Figures\n\n{machine()}\n")
    broken = 0
    for name in names or ALL:
        print(f"\n## {name}: `python -m tests.bench.{name}`\n", flush=True)
        run = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False)
        broken += run.returncode != 0
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

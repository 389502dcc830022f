"""Who needs how much memory: a process and all it starts, by the kernel's own high-water marks.

Why here: a sum over processes would count shared pages twice, and the largest child alone hides the
rest. Linux only (/proc); elsewhere nothing is told.
Next: filming.py.
"""

from pathlib import Path


class Watch:
    """Looks at a process's family now and then; a mark only rises, so a late look tells it all."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks: dict[tuple[int, str], int] = {}

    def look(self) -> None:
        """Note the marks of every process of the family that is there now."""
        for pid in self._family():
            facts = _status(pid)
            if "VmHWM" in facts:
                kilobytes = int(facts["VmHWM"].split()[0])
                self._peaks[(pid, facts.get("Name", "?"))] = kilobytes

    def _family(self) -> list[int]:
        found, waiting = [], [self._pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in _read(task).split()]
        return found

    def largest(self) -> list[tuple[str, float]]:
        """Of each program the largest process, in MB, the largest first."""
        best: dict[str, int] = {}
        for (_, name), kilobytes in self._peaks.items():
            best[name] = max(kilobytes, best.get(name, 0))
        return sorted(((n, k / 1024) for n, k in best.items()), key=lambda row: -row[1])


def _status(pid: int) -> dict[str, str]:
    lines = (line.partition(":") for line in _read(Path(f"/proc/{pid}/status")).splitlines())
    return {name: value.strip() for name, _, value in lines}


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""

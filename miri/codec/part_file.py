"""A file that appears whole or not at all.

Why here: every encoder writes beside its target and renames at the end, so a kill, a full disk
or a bad source never leaves half a film under the final name.
Next: segment.py and renderer/film.py, which write this way.
"""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

STALE_AFTER_S = 24 * 3600


@contextmanager
def part_file(final: Path) -> Generator[Path, None, None]:
    """Yields a fresh `.part` path in the target's folder; renames it on success, removes it on
    any failure (cancellation too). The folder is made where it is missing."""
    final.parent.mkdir(parents=True, exist_ok=True)
    part = final.with_name(f".{final.name}.{uuid4().hex[:8]}.part")
    try:
        yield part
        os.replace(part, final)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def sweep_parts(folder: Path) -> int:
    """Remove what a killed process left behind a day ago or earlier; returns how many."""
    oldest = time.time() - STALE_AFTER_S
    swept = 0
    for part in folder.glob(".*.part"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < oldest:
                part.unlink()
                swept += 1
    return swept

"""A file that appears whole or not at all.

Why here: every encoder writes beside its target and renames at the end, so a kill, a full disk
or a bad source never leaves half a film under the final name.
Next: segment.py and renderer/film.py, which write this way.
"""

import errno
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from miri.errors import Unavailable

STALE_AFTER_S = 24 * 3600
DISK_SAYS = {
    errno.ENOSPC: "The disk is full. Free some space and try again.",
    errno.EDQUOT: "The disk quota is used up. Free some space and try again.",
    errno.EROFS: "The disk can't be written: it is mounted read-only.",
    errno.EACCES: "The folder can't be written: its permissions forbid it.",
    errno.EEXIST: "The folder can't be made: a file of that name is in its way.",
    errno.ENOTDIR: "The folder can't be made: a file of that name is in its way.",
}


@contextmanager
def part_file(final: Path) -> Generator[Path, None, None]:
    """Yields a fresh `.part` path in the target's folder; renames it on success, removes it on
    any failure (cancellation too). The folder is made where it is missing.

    Raises Unavailable where the disk is full or may not be written.
    """
    part = final.with_name(f".{final.name}.{uuid4().hex[:8]}.part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(final)
    except OSError as error:
        if error.errno not in DISK_SAYS:
            raise
        raise Unavailable(DISK_SAYS[error.errno]) from error
    finally:
        with suppress(FileNotFoundError, NotADirectoryError):
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

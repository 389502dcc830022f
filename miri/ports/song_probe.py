"""SongProbe: says what an uploaded file is, and refuses what is no song.

Why here: `add_song` must answer at once, before the slow listening.
Next: miri/providers/offline/analyst; miri/codec/probe.py.
"""

from pathlib import Path
from typing import Protocol


class SongProbe(Protocol):
    """Reads a file's header and a little more."""

    async def duration_micros(self, path: Path) -> int:
        """A song's length in microseconds. Raises BadMedia or TooLarge in a person's words."""
        ...

    async def title(self, path: Path) -> str:
        """What its own tags call it; "" where they name nothing. A stranger's words."""
        ...

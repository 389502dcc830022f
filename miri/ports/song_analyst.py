"""SongAnalyst: listens to a song file and tells what it heard.

Why here: the clock of every film comes through this port.
Next: miri/providers/offline/analyst (signal processing).
"""

from pathlib import Path
from typing import Protocol

from miri.domain.song import Hearing


class SongAnalyst(Protocol):
    """Hears tempo, beats, downbeats, sections, energy, silence."""

    async def listen(self, path: Path) -> Hearing:
        """Analyse an audio file. Raises BadMedia where it can't be decoded or is silent,
        TooLarge beyond 15 minutes."""
        ...

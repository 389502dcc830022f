"""CodecSongProbe: what an uploaded song is, by our own codec.

Why here: the offline adapter of SongProbe; it needs no network and never will.
Next: miri/codec/probe.py.
"""

import asyncio
from pathlib import Path

from miri.codec.audio import decode_song
from miri.codec.title import title_of

ENOUGH_HZ = 8_000


class CodecSongProbe:
    """Decodes the whole song once, coarsely: headers lie about lengths, and damage shows late."""

    async def duration_micros(self, path: Path) -> int:
        """See the port."""
        return (await asyncio.to_thread(decode_song, path, ENOUGH_HZ)).duration_micros

    async def title(self, path: Path) -> str:
        """See the port."""
        return await asyncio.to_thread(title_of, path)

"""The animatic artist: draws storyboard stills and moves them, for nothing, without a network.

Why here: the offline side of the ImageModel and VideoModel ports, and a real mode of working:
a whole film is seen as an animatic before a cent is spent.
Next: still.py, clip.py.
"""

import asyncio
from pathlib import Path

from miri.codec.segment import FINAL, SegmentProfile
from miri.ports.image_model import Picture, StillOrder
from miri.ports.video_model import ClipOrder
from miri.providers.offline.artist.clip import animate
from miri.providers.offline.artist.still import still

LONGEST_MICROS = 60_000_000


class AnimaticArtist:
    """ImageModel and VideoModel in one; has no state, so it may be shared and called at once."""

    provider = "offline"
    queue = ""
    endpoint = "animatic"
    longest_micros = LONGEST_MICROS

    def __init__(self, profile: SegmentProfile = FINAL) -> None:
        """`profile` is how clips are encoded: final by default, so that they need no second pass."""
        self._profile = profile

    def price_micros(self, order: StillOrder | ClipOrder) -> int:
        """Drawing here costs nothing."""
        return 0

    async def draw(self, order: StillOrder) -> Picture:
        """Draw one still as JPEG; the same order gives the same bytes."""
        data = await asyncio.to_thread(
            still, order.prompt, order.seed, order.width, order.height, order.slate
        )
        return Picture(data=data, content_type="image/jpeg", width=order.width, height=order.height)

    async def animate(self, order: ClipOrder, out: Path) -> int:
        """Write the clip: exactly `order.frames` frames. Raises BadMedia on an unreadable still."""
        return await asyncio.to_thread(animate, order, out, self._profile)

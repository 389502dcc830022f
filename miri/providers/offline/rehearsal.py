"""Rehearsal: the offline artist with a price tag, to walk through quotes and budgets for nothing.

Why here: approvals must be tried before a key is set; the money of a rehearsal is only on paper.
Next: artist/artist.py, what is behind it; tools/spending.py, what it exercises.
"""

from pathlib import Path

from miri.ports.image_model import ImageModel, Picture, StillOrder
from miri.ports.video_model import ClipOrder, VideoModel


class RehearsedImages:
    """An ImageModel that asks `price` micro-dollars for each still."""

    def __init__(self, images: ImageModel, price: int) -> None:
        self._images = images
        self._price = price
        self.provider = "rehearsal"
        self.queue = ""
        self.endpoint = images.endpoint

    def price_micros(self, order: StillOrder) -> int:
        """See the port."""
        return self._price

    async def draw(self, order: StillOrder) -> Picture:
        """See the port."""
        return await self._images.draw(order)


class RehearsedClips:
    """A VideoModel that asks `price` micro-dollars for each clip."""

    def __init__(self, clips: VideoModel, price: int) -> None:
        self._clips = clips
        self._price = price
        self.provider = "rehearsal"
        self.queue = ""
        self.endpoint = clips.endpoint
        self.longest_micros = clips.longest_micros

    def price_micros(self, order: ClipOrder) -> int:
        """See the port."""
        return self._price

    async def animate(self, order: ClipOrder, out: Path) -> int:
        """See the port."""
        return await self._clips.animate(order, out)

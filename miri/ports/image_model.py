"""ImageModel: makes one still from one order.

Why here: the seam between directing and drawing; offline artist and vendors stand behind it.
Next: video_model.py; miri/providers/offline/artist.
"""

from typing import Protocol

from pydantic import Field

from miri.domain.base import Value
from miri.domain.prompt import ImagePrompt


class Slate(Value):
    """What a storyboard's discreet corner label says; empty strings are not drawn."""

    number: str = ""
    time: str = ""
    title: str = ""


class StillOrder(Value):
    """Everything a still depends on. The same order draws the same picture, byte for byte."""

    prefix: str
    prompt: ImagePrompt
    seed: int = Field(ge=0, lt=2**32)
    width: int = Field(ge=64, le=4096)
    height: int = Field(ge=64, le=4096)
    references: tuple[str, ...] = Field(default=(), description="media ids of approved assets")
    slate: Slate = Slate()


class Picture(Value):
    """An encoded picture."""

    data: bytes
    content_type: str
    width: int
    height: int


class ImageOffer(Protocol):
    """What directing knows of whoever draws: who, at what price, and where orders go (`queue`: a
    ProviderQueue's name; empty: an ImageModel of this house)."""

    provider: str
    endpoint: str
    queue: str

    def price_micros(self, order: StillOrder) -> int:
        """What one such still costs, in micro-dollars; 0 for offline."""
        ...


class ImageModel(ImageOffer, Protocol):
    """Draws stills."""

    async def draw(self, order: StillOrder) -> Picture:
        """Make the still. Raises Refused on a prompt that can't be drawn."""
        ...

"""VideoModel: brings one still to life as one clip.

Why here: the seam between directing and moving pictures.
Next: miri/providers/offline/artist; renderer/ (who cuts the clips).
"""

from pathlib import Path
from typing import Protocol

from pydantic import Field

from miri.domain.base import Value
from miri.domain.prompt import ClipPrompt, ImagePrompt
from miri.domain.time import FrameRate
from miri.ports.image_model import Slate


class ClipOrder(Value):
    """Everything a clip depends on. `frames` is what the slot needs; a model may make more.

    `end_still` is the picture the clip should arrive at, where there is one. `still_prompt`
    is what the start still shows: an animatic artist uses it to move depth layers apart.
    """

    prefix: str
    prompt: ClipPrompt
    still_prompt: ImagePrompt
    still: bytes
    end_still: bytes | None = None
    seed: int = Field(ge=0, lt=2**32)
    width: int = Field(ge=64, le=4096)
    height: int = Field(ge=64, le=4096)
    frames: int = Field(ge=1)
    rate: FrameRate
    slate: Slate = Slate()


class VideoOffer(Protocol):
    """What directing knows of whoever animates; `queue` as an ImageOffer's."""

    provider: str
    endpoint: str
    queue: str
    longest_micros: int
    """The longest clip it makes, in microseconds of film."""

    def price_micros(self, order: ClipOrder) -> int:
        """What one such clip costs, in micro-dollars; 0 for offline."""
        ...


class VideoModel(VideoOffer, Protocol):
    """Makes clips."""

    async def animate(self, order: ClipOrder, out: Path) -> int:
        """Write the clip (MP4) to `out`; returns how many frames it has (>= order.frames)."""
        ...

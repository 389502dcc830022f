"""A Shot: a slot on the timeline, its static start state, its motion, its camera, its references.

Why here: the smallest thing a person talks about ("shot 3, redder").
Next: timing.py (the contract its slot obeys), version.py (the attempts at it).
"""

from enum import StrEnum

from pydantic import Field

from miri.domain.base import Value
from miri.domain.prompt import Camera, ImagePrompt


class ShotStatus(StrEnum):
    """Where a shot stands. AWAITING_APPROVAL: a still is ready for the person to judge."""

    DRAFT = "DRAFT"
    GENERATING_IMAGE = "GENERATING_IMAGE"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    REFINING = "REFINING"
    GENERATING_VIDEO = "GENERATING_VIDEO"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class Selected(Value):
    """Which version of each kind is in use (version ids)."""

    still: str | None = None
    end_still: str | None = None
    clip: str | None = None


class Shot(Value):
    """`[start_frame, end_frame)` on the timeline; `number` is its place in the film, from 1.

    `image` is the static start state in a model's words; `description` the same in the
    person's language, for display; `motion` is what moves while the shot lasts.
    `chained` says that it starts on the end frame of the shot before.
    """

    id: str
    number: int = Field(ge=1)
    scene_id: str
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)
    status: ShotStatus = ShotStatus.DRAFT
    locked: bool = False
    description: str = ""
    image: ImagePrompt
    motion: str = ""
    camera: Camera = Camera()
    lyric: str = ""
    asset_ids: tuple[str, ...] = ()
    chained: bool = False
    selected: Selected = Selected()

    @property
    def frames(self) -> int:
        """The slot's length in frames."""
        return self.end_frame - self.start_frame

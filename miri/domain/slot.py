"""A Slot: a stretch of the film, `[start_frame, end_frame)`, before anything fills it.

Why here: planning, retiming and checking work on bare stretches; shots and scenes are such too.
Next: cut_grid.py (where cuts may fall), slots.py (who lays slots), timing_contract.py (who judges).
"""

from itertools import pairwise
from typing import Protocol, Self

from pydantic import Field, model_validator

from miri.domain.base import Value
from miri.domain.song import Song


class Stretch(Protocol):
    """Anything that lies on the timeline: a Slot, a Shot, a Scene, a Section."""

    @property
    def start_frame(self) -> int:
        """The first frame."""
        ...

    @property
    def end_frame(self) -> int:
        """The frame after the last."""
        ...


class Slot(Value):
    """`[start_frame, end_frame)`, at least one frame long."""

    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.end_frame <= self.start_frame:
            raise ValueError(f"a slot from {self.start_frame} to {self.end_frame} has no frames")
        return self

    @property
    def frames(self) -> int:
        """The slot's length in frames."""
        return self.end_frame - self.start_frame


def whole(song: Song) -> Slot:
    """The stretch that is the whole song."""
    return Slot(start_frame=0, end_frame=song.frames)


def slots_between(cuts: list[int]) -> tuple[Slot, ...]:
    """The slots between ascending cut frames, first and last included."""
    return tuple(Slot(start_frame=a, end_frame=b) for a, b in pairwise(cuts) if b > a)

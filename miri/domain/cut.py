"""A Cut: a numbered timeline, in OpenTimelineIO's words, with integer frames and nothing else.

Why here: what the film shows at every frame is decided before anything is encoded; a cut can be
stored, compared, handed to an editor, and rendered again to the same film.
Next: renderer/plan.py (cut -> segments); miri/ports/film_renderer.py (who renders it).
"""

from typing import Self

from pydantic import Field, model_validator

from miri.domain.base import Value
from miri.domain.time import FrameRate


class TimelineClip(Value):
    """What one slot `[start_frame, end_frame)` shows, in frames at the cut's rate.

    `media_id` None is OpenTimelineIO's MissingReference: the shot has no picture yet. A still
    is a media that is one frame long. `source_in` is where the slot enters its source;
    `source_frames` is how long the whole source is at the cut's rate, where that is known
    already (the renderer measures it otherwise).
    """

    shot_id: str
    number: int = Field(ge=1, description="the shot's number, as a person says it")
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)
    media_id: str | None = None
    version_id: str | None = None
    source_in: int = Field(default=0, ge=0)
    source_frames: int | None = Field(default=None, ge=1)
    label: str = Field(default="", description="what a slate says of it, in the person's language")

    @property
    def frames(self) -> int:
        """The slot's length."""
        return self.end_frame - self.start_frame

    @property
    def is_missing(self) -> bool:
        """True where the shot has no picture yet (MissingReference)."""
        return self.media_id is None


class Cut(Value):
    """A timeline that covers the song: clips tile `[0, frames)` without gap or overlap.

    Transitions and titles will be further tuples beside `clips`; a clip keeps its slot then, so
    that cuts stored today stay valid. Raises ValueError (pydantic's) where clips do not tile.
    """

    schema_version: int = 1
    id: str
    number: int = Field(ge=1)
    seq: int = Field(default=0, ge=0, description="the revision of the project it was cut from")
    created_micros: int = Field(default=0, ge=0, description="Unix time in microseconds")
    frames: int = Field(gt=0)
    rate: FrameRate
    width: int = Field(ge=64, le=4096)
    height: int = Field(ge=64, le=4096)
    song_media_id: str
    clips: tuple[TimelineClip, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tiles(self) -> Self:
        fault = tiling_fault(self.clips, self.frames)
        if fault:
            raise ValueError(fault)
        if self.width % 2 or self.height % 2:
            raise ValueError(
                f"a film of {self.width}x{self.height} can't be encoded: use even sizes"
            )
        return self

    @property
    def missing(self) -> tuple[TimelineClip, ...]:
        """The clips that have no picture yet."""
        return tuple(clip for clip in self.clips if clip.is_missing)

    def clip_at(self, frame: int) -> TimelineClip:
        """The clip shown at a frame. Raises IndexError outside the cut."""
        for clip in self.clips:
            if clip.start_frame <= frame < clip.end_frame:
                return clip
        raise IndexError(f"frame {frame} is outside a cut of {self.frames} frames")


def tiling_fault(clips: tuple[TimelineClip, ...], frames: int) -> str:
    """The first place where clips, in order, fail to tile [0, frames); "" where they tile."""
    expected = 0
    for clip in clips:
        if clip.frames <= 0:
            return f"shot {clip.number} ends at frame {clip.end_frame}, before it has begun"
        if clip.start_frame != expected:
            kind = "a gap" if clip.start_frame > expected else "an overlap"
            return (
                f"{kind} before shot {clip.number}: it begins at frame {clip.start_frame},"
                f" but frame {expected} comes next"
            )
        expected = clip.end_frame
    if expected != frames:
        return f"the last shot ends at frame {expected}, the film at frame {frames}"
    return ""

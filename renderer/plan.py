"""The plan: what every frame of the film shows, worked out before anything is encoded. Pure.

Why here: cutting decisions are arithmetic on integers, so they are tested without a codec.
Rule for a source that does not fit its slot: longer is trimmed at the tail, shorter has its last
frame held; a shot without a picture gets a slate. Each of these is said in a note.
Next: segments.py makes each planned segment once; film.py joins them.
"""

from collections.abc import Mapping

from pydantic import Field

from miri.domain.base import Value
from miri.domain.cut import Cut, TimelineClip
from miri.domain.time import FrameRate, timecode
from miri.errors import BadMedia
from miri.ports.film_renderer import RenderProfile


class SourceRange(Value):
    """A stretch of one media, in frames at the film's rate: `taken` frames from `first` on, the
    last of which is then held for `held` frames. `whole` says that nothing of it is left out."""

    media_id: str
    first: int = Field(ge=0)
    taken: int = Field(ge=1)
    held: int = Field(ge=0)
    whole: bool


class PlannedSegment(Value):
    """One slot of the film; `source` None means a slate."""

    clip: TimelineClip
    source: SourceRange | None

    @property
    def frames(self) -> int:
        """The slot's exact length."""
        return self.clip.frames

    def source_frame(self, frame: int) -> int:
        """Which frame of its source (at the film's rate) a film frame inside the slot shows."""
        if self.source is None:
            raise ValueError(f"shot {self.clip.number} shows a slate")
        inside = min(frame - self.clip.start_frame, self.source.taken - 1)
        return self.source.first + inside


class FilmPlan(Value):
    """Segments that tile the film exactly, its delivered size, and notes for the person."""

    segments: tuple[PlannedSegment, ...]
    frames: int
    rate: FrameRate
    width: int
    height: int
    notes: tuple[str, ...] = ()


def plan_film(cut: Cut, lengths: Mapping[str, int], profile: RenderProfile) -> FilmPlan:
    """Plan a cut. `lengths` says how many frames at the cut's rate each media really lasts; a
    clip's own `source_frames` counts where it is missing there.

    Raises BadMedia, naming the shot, where a clip enters its source after the source's end.
    """
    segments = tuple(_planned(clip, lengths) for clip in cut.clips)
    width, height = delivered_size(cut.width, cut.height, profile)
    return FilmPlan(
        segments=segments,
        frames=sum(segment.frames for segment in segments),
        rate=cut.rate,
        width=width,
        height=height,
        notes=tuple(note for segment in segments if (note := _note(segment, cut))),
    )


def delivered_size(width: int, height: int, profile: RenderProfile) -> tuple[int, int]:
    """The film's size in pixels: the cut's own, or half of it (even) for a preview."""
    if profile is RenderProfile.FINAL:
        return width, height
    return width // 4 * 2, height // 4 * 2


def _planned(clip: TimelineClip, lengths: Mapping[str, int]) -> PlannedSegment:
    if clip.media_id is None:
        return PlannedSegment(clip=clip, source=None)
    length = lengths.get(clip.media_id, clip.source_frames or 0)
    available = length - clip.source_in
    if available < 1:
        raise BadMedia(
            f"Shot {clip.number} begins at frame {clip.source_in} of a clip that has {length}.",
            shot_id=clip.shot_id,
        )
    taken = min(clip.frames, available)
    source = SourceRange(
        media_id=clip.media_id,
        first=clip.source_in,
        taken=taken,
        held=clip.frames - taken,
        whole=taken == length,
    )
    return PlannedSegment(clip=clip, source=source)


def _note(segment: PlannedSegment, cut: Cut) -> str:
    """What a person should know of this slot; "" where the source simply plays. A still (one
    frame long) is meant to be held, and a trimmed tail is meant to be trimmed."""
    clip, source = segment.clip, segment.source
    at = f"Shot {clip.number} ({timecode(clip.start_frame, cut.rate)})"
    if source is None:
        return f"{at} has no picture yet: a slate stands in."
    if source.held and source.taken > 1:
        return f"{at}: its clip is {source.held} frames shorter than its slot; the last is held."
    return ""

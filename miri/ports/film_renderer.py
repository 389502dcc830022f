"""FilmRenderer: makes one film file out of one cut.

Why here: the seam between deciding a film and encoding it; the library in renderer/ stands
behind it today, the same library as a service later.
Next: renderer/renderer.py; renderer/plan.py.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

from pydantic import Field, model_validator

from miri.domain.base import Value
from miri.domain.cut import Cut

Progress = Callable[[int, int], None]
"""Called with (frames done, frames in all): never falls, and reaches all only with the film."""


class RenderProfile(StrEnum):
    """PREVIEW: half the size, small, fast. FINAL: the cut's own size."""

    PREVIEW = "preview"
    FINAL = "final"


class Chapter(Value):
    """A named stretch of the film that players offer to jump to: `[start_frame, end_frame)`."""

    title: str
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)


class RenderOrder(Value):
    """Everything a film depends on.

    `media` holds a local file for every media id the cut names; files are content-addressed, so
    an id stands for its bytes in caches. `trained_models` names the generative models whose
    pictures are in it (empty: an animatic, drawn by rule); it goes into the film's metadata.
    """

    cut: Cut
    media: dict[str, Path]
    song: Path
    out: Path
    profile: RenderProfile = RenderProfile.FINAL
    title: str = ""
    chapters: tuple[Chapter, ...] = ()
    trained_models: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _chapters_inside(self) -> Self:
        for chapter in self.chapters:
            if not chapter.start_frame < chapter.end_frame <= self.cut.frames:
                raise ValueError(f'chapter "{chapter.title}" lies outside the film')
        return self


class RenderReport(Value):
    """How the film came about. The three counts add up to the cut's clips.

    `notes` are sentences for the person: which clip was trimmed or held, which shot is a slate.
    """

    segments_encoded: int
    segments_copied: int = Field(description="taken as they were: born as segments")
    segments_from_cache: int
    wall_ms: int
    notes: tuple[str, ...] = ()


class RenderedFilm(Value):
    """A finished film. `frames` was counted in the file and equals the cut's."""

    path: Path
    frames: int
    width: int
    height: int
    duration_micros: int
    audio_micros: int
    report: RenderReport


class FilmRenderer(Protocol):
    """Renders cuts."""

    async def render(self, order: RenderOrder, progress: Progress) -> RenderedFilm:
        """Write the film to `order.out`, whole or not at all; `progress` is called on the loop.

        Cancelling the task stops the encoders. Raises BadMedia naming the shot whose file is
        damaged, NotFound where a file is missing, Unavailable where the disk is full.
        """
        ...

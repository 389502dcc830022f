"""A Scene: one place and time of the story, with its seed and its stretch of the song.

Why here: continuity lives here: one seed, one set of assets, for all shots of a scene.
Next: shot.py.
"""

from pydantic import Field

from miri.domain.base import Value


class Scene(Value):
    """`[start_frame, end_frame)` on the timeline; `seed` is drawn once and used by all its shots."""

    id: str
    number: int = Field(ge=1)
    title: str
    summary: str = ""
    seed: int = Field(ge=0, lt=2**32)
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)
    time_of_day: str = ""
    asset_ids: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """The scene's length in frames."""
        return self.end_frame - self.start_frame

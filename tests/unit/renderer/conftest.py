"""A small film to cut: one song, and orders that name their clips by number.

Next: counted.py, which makes the clips.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from miri.domain.cut import Cut, TimelineClip
from miri.ports.film_renderer import RenderOrder, RenderProfile
from renderer.renderer import LocalFilmRenderer
from tests.unit.renderer import counted

Slot = tuple[int, Path | None]
MakeOrder = Callable[..., RenderOrder]


@pytest.fixture(scope="session")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of song."""
    return counted.song(tmp_path_factory.mktemp("song") / "song.wav", 10)


@pytest.fixture
def renderer(tmp_path: Path) -> LocalFilmRenderer:
    """A renderer with an empty cache."""
    return LocalFilmRenderer(tmp_path / "cache")


@pytest.fixture
def order(tmp_path: Path, song: Path) -> MakeOrder:
    """An order out of slots: (frames, file or None for a missing shot), in order."""

    def make(
        slots: Sequence[Slot],
        rate: Fraction = Fraction(24),
        profile: RenderProfile = RenderProfile.FINAL,
        entering: dict[int, int] | None = None,
        **fields: object,
    ) -> RenderOrder:
        clips: list[TimelineClip] = []
        start = 0
        for number, (frames, path) in enumerate(slots, 1):
            clip = TimelineClip(
                shot_id=f"shot_{number}",
                number=number,
                start_frame=start,
                end_frame=start + frames,
                media_id=f"media_{path.name}" if path else None,
                source_in=(entering or {}).get(number, 0),
            )
            clips.append(clip)
            start += frames
        cut = Cut(
            id="cut_1",
            number=1,
            frames=start,
            rate=rate,
            width=counted.WIDTH,
            height=counted.HEIGHT,
            song_media_id="media_song",
            clips=tuple(clips),
        )
        media = {f"media_{path.name}": path for _, path in slots if path}
        given: dict[str, object] = {"out": tmp_path / "out" / "film.mp4", **fields}
        return RenderOrder.model_validate(
            {"cut": cut, "media": media, "song": song, "profile": profile, **given}
        )

    return make


def ignore(_done: int, _total: int) -> None:
    """Progress nobody watches."""

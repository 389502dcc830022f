"""A cut covers its song to the frame, or is refused in words."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from miri.domain.cut import Cut, TimelineClip


def clip(number: int, start: int, end: int, media_id: str | None = "media_a") -> TimelineClip:
    return TimelineClip(
        shot_id=f"shot_{number}",
        number=number,
        start_frame=start,
        end_frame=end,
        media_id=media_id,
    )


def cut(*clips: TimelineClip, frames: int = 30, width: int = 1280) -> Cut:
    return Cut(
        id="cut_1",
        number=1,
        frames=frames,
        rate=Fraction(24),
        width=width,
        height=720,
        song_media_id="media_song",
        clips=clips,
    )


def test_clips_that_tile_the_film_make_a_cut_that_survives_being_stored():
    made = cut(clip(1, 0, 12), clip(2, 12, 30, media_id=None))
    assert Cut.model_validate_json(made.model_dump_json()) == made
    assert [missing.number for missing in made.missing] == [2]
    assert made.clip_at(11).number == 1
    assert made.clip_at(12).number == 2
    with pytest.raises(IndexError):
        made.clip_at(30)


@pytest.mark.parametrize(
    ("clips", "why"),
    [
        (
            [clip(1, 0, 12), clip(2, 13, 30)],
            "a gap before shot 2: it begins at frame 13",
        ),
        ([clip(1, 0, 12), clip(2, 11, 30)], "an overlap before shot 2"),
        ([clip(1, 1, 30)], "a gap before shot 1"),
        ([clip(1, 0, 12), clip(2, 12, 29)], "ends at frame 29, the film at frame 30"),
        ([clip(1, 0, 12), clip(2, 12, 31)], "ends at frame 31, the film at frame 30"),
        (
            [clip(1, 0, 12), clip(2, 12, 12)],
            "shot 2 ends at frame 12, before it has begun",
        ),
    ],
)
def test_a_gap_an_overlap_or_a_wrong_end_is_refused_in_words(clips: list[TimelineClip], why: str):
    with pytest.raises(ValidationError, match=why):
        cut(*clips)


def test_an_odd_size_is_refused():
    with pytest.raises(ValidationError, match="use even sizes"):
        cut(clip(1, 0, 30), width=1281)

"""Clips are measured by their packets, not by what their headers claim."""

from fractions import Fraction
from pathlib import Path

import pytest

from miri.codec.measure import VideoMeasure, measure_sound, measure_video
from miri.errors import BadMedia, NotFound
from tests.unit.renderer import counted


def at(rate: Fraction, frames: int) -> VideoMeasure:
    return VideoMeasure(160, 90, tuple(n / rate for n in range(frames)), frames / rate, True)


@pytest.mark.parametrize(
    ("source", "frames", "film", "expected"),
    [
        (Fraction(30), 150, Fraction(24), 120),
        (Fraction(25), 100, Fraction(24), 96),
        (Fraction(24), 97, Fraction(24), 97),
        (Fraction(24000, 1001), 48, Fraction(24), 48),
        (Fraction(60), 1, Fraction(24), 1),
    ],
)
def test_lengths_are_converted_to_the_films_rate(
    source: Fraction, frames: int, film: Fraction, expected: int
):
    assert at(source, frames).frames_at(film) == expected


def test_the_frame_shown_is_the_last_that_has_come_by_the_nearest_grid():
    thirty = at(Fraction(30), 10)
    assert [thirty.shown_at(n, Fraction(24)) for n in range(6)] == [0, 1, 3, 4, 5, 6]
    twelve = at(Fraction(12), 3)
    assert [twelve.shown_at(n, Fraction(24)) for n in range(6)] == [0, 0, 1, 1, 2, 2]


def test_a_still_is_one_frame(tmp_path: Path):
    from PIL import Image

    Image.new("RGB", (64, 48), "teal").save(tmp_path / "still", format="JPEG")
    measure = measure_video(tmp_path / "still")
    assert measure.is_still
    assert measure.frames_at(Fraction(24)) == 1
    assert (measure.width, measure.height) == (64, 48)


def test_a_foreign_clip_is_measured_with_its_sound_left_out(tmp_path: Path):
    clip = counted.foreign(tmp_path / "a.mp4", 1, 45, Fraction(30), sound=True)
    measure = measure_video(clip)
    assert len(measure.times) == 45
    assert measure.end == Fraction(45, 30)
    assert measure_sound(clip) > 1_400_000


def test_what_has_no_picture_or_no_sound_is_refused(tmp_path: Path):
    with pytest.raises(BadMedia, match="no picture"):
        measure_video(counted.song(tmp_path / "song.wav", 1))
    with pytest.raises(BadMedia, match="no sound"):
        measure_sound(counted.foreign(tmp_path / "a.mp4", 1, 5, Fraction(30)))
    with pytest.raises(NotFound):
        measure_video(tmp_path / "gone.mp4")

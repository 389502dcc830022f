"""A person's own shot list is read in every usual notation and obeyed to the letter."""

from fractions import Fraction

import pytest

from miri.domain.breach import TimingBroken
from miri.domain.shot_list import read_time, slots_from_list
from tests.unit.domain.songs import RATE


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        (12.5, 300),
        ("12.5", 300),
        ("12,5 s", 300),
        ("12.5 שניות", 300),
        ("0:12.5", 300),
        ("0:00:12.50", 300),
        ("00:00:12:12", 300),
        ("1:02", 62 * 24),
        ("300f", 300),
        ("300 frames", 300),
        (Fraction(25, 2), 300),
        (0, 0),
    ],
)
def test_a_time_is_read_as_it_was_meant(text: object, frames: int) -> None:
    assert read_time(text, RATE) == frames  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["soon", "-3", "1:2:3:4:5", "", "12.5.3"])
def test_what_is_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(TimingBroken, match="is no time I can read: write 12.5"):
        read_time(text, RATE, 4)


def test_durations_are_rounded_from_the_start_and_never_drift() -> None:
    slots = slots_from_list(["0.1"] * 100, 240, RATE)
    assert len(slots) == 100
    assert slots[-1].end_frame == 240
    assert {slot.frames for slot in slots} == {2, 3}


def test_starts_and_ends_are_kept_to_the_frame_and_never_snapped() -> None:
    slots = slots_from_list([("0", "0:01.23"), ("0:01.23", "101f"), ("101f", "10")], 240, RATE)
    assert [slot.end_frame for slot in slots] == [30, 101, 240]


def test_every_place_where_a_list_does_not_tile_is_named() -> None:
    with pytest.raises(TimingBroken) as refused:
        slots_from_list([("0", "2"), ("2.5", "5"), ("4", "9")], 240, RATE)
    assert [(b.shot_number, b.frame) for b in refused.value.breaches] == [
        (2, 48),
        (3, 96),
        (3, 216),
    ]
    assert "begin shot 2 at frame 48" in refused.value.breaches[0].message


def test_an_empty_list_and_a_backward_entry_are_refused() -> None:
    with pytest.raises(TimingBroken, match="shot list is empty"):
        slots_from_list([], 240, RATE)
    with pytest.raises(TimingBroken, match="must end after it begins"):
        slots_from_list([("0", "5"), ("5", "4"), ("5", "10")], 240, RATE)

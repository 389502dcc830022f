"""Times as people read them: one way everywhere, the page's way."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from miri.domain.time import timecode

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("frame", "rate", "shown"),
    [
        (0, "24", "0:00.0"),
        (100, "24", "0:04.1"),
        (252, "24", "0:10.5"),
        (23, "24", "0:00.9"),
        (1440 * 11, "24", "11:00.0"),
        (1799, "30000/1001", "1:00.0"),
        (50, "25", "0:02.0"),
    ],
)
def test_a_frame_is_told_in_minutes_seconds_and_tenths(frame: int, rate: str, shown: str):
    assert timecode(frame, Fraction(rate)) == shown


def test_the_page_checks_the_very_same_times():
    page = (ROOT / "web" / "tests" / "measures.test.ts").read_text("utf-8")
    checked = re.findall(r"clock\((\d+) / (\d+)\)\)\.toBe\(\"([^\"]+)\"\)", page)
    assert len(checked) >= 4
    for frame, rate, shown in checked:
        assert timecode(int(frame), Fraction(int(rate))) == shown

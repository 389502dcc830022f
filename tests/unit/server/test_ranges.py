"""HTTP ranges: every odd header a player may send."""

import pytest

from server.http.ranges import read_range


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [("bytes=0-", 0, 100), ("bytes=0-0", 0, 1), ("bytes=90-500", 90, 100), ("bytes=-10", 90, 100)],
)
def test_a_range_is_cut_to_the_file(header: str, start: int, end: int) -> None:
    found = read_range(header, 100)
    assert found is not None and (found.start, found.end) == (start, end)
    assert found.header == f"bytes {start}-{end - 1}/100"


@pytest.mark.parametrize("header", [None, "", "bytes=-", "items=0-1", "bytes=0-1,3-4", "bytes=a-b"])
def test_what_is_no_single_range_is_ignored(header: str | None) -> None:
    assert read_range(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=5-2", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="of 100"):
        read_range(header, 100)

"""HTTP ranges: which bytes a player asked for (RFC 9110, section 14; one range only).

Why here: pure, so that every odd header has a test.
Next: media.py.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class ByteRange:
    """Bytes [start, end) of `size`."""

    start: int
    end: int
    size: int

    @property
    def header(self) -> str:
        """Content-Range."""
        return f"bytes {self.start}-{self.end - 1}/{self.size}"


def read_range(header: str | None, size: int) -> ByteRange | None:
    """The one range asked for; None for none, or for a header that may be ignored.

    Raises ValueError where the range lies outside the file (416).
    """
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", (header or "").strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
    if start >= size or start >= end:
        raise ValueError(f"bytes {header} of {size}")
    return ByteRange(start, end, size)

"""What an uploaded file is, its bytes say; its name never does."""

from pathlib import Path

import pytest

from miri.errors import BadMedia
from server.sniffing import content_type_of


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        (b"ID3\x03\x00" + b"\0" * 40, "audio/mpeg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"fLaC\0\0\0\x22", "audio/flac"),
        (b"OggS\0\x02", "audio/ogg"),
        (b"\0\0\0\x20ftypM4A \0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0", "video/mp4"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("שורה ראשונה\nשורה שנייה\n".encode(), "text/plain"),
        ("א".encode("utf-16"), "text/plain"),
    ],
)
def test_the_bytes_decide(tmp_path: Path, head: bytes, content_type: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(head)
    assert content_type_of(path, "claims-to-be.exe") == content_type


@pytest.mark.parametrize("head", [b"MZ\x90\0\x03", b"PK\x03\x04\x14\0", b"\x7fELF\x02\x01"])
def test_a_file_of_no_use_is_refused_in_words(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(head + b"\0" * 64)
    with pytest.raises(BadMedia, match="not a file I can use"):
        content_type_of(path, "song.mp3")

"""What a file is, by its first bytes: the one demuxer ffmpeg may open it with.

Why here: left to guess, ffmpeg may take a renamed playlist for a song and open what it names.
Next: ffmpeg.py (`media_input`); measure.py.
"""

from pathlib import Path

from miri.errors import BadMedia, NotFound

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "mov"),
    (4, b"moov", "mov"),
    (4, b"mdat", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (0, b"\xff\xd8\xff", "jpeg_pipe"),
    (8, b"WEBP", "webp_pipe"),
    (8, b"WAVE", "wav"),
    (8, b"AVI ", "avi"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
)
STILLS = frozenset({"png_pipe", "jpeg_pipe", "webp_pipe"})
TS_PACKET = 188


def demuxer_of(path: Path) -> str:
    """ffmpeg's name of the demuxer. Raises NotFound, or BadMedia where it is none of ours."""
    head = _head(path)
    for offset, magic, demuxer in SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return demuxer
    if head[:1] == b"G" and head[TS_PACKET : TS_PACKET + 1] == b"G":
        return "mpegts"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "aac" if head[1] & 0xF6 == 0xF0 else "mp3"
    raise BadMedia("The file is empty." if not head else "The file is no picture, sound or clip.")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(TS_PACKET + 1)
    except FileNotFoundError:
        raise NotFound("A file that is needed is no longer there.") from None

"""What an uploaded file is, by its bytes; its name is never believed.

Why here: the door of every channel that takes files.
Next: http/media.py; miri/codec/probe.py looks deeper when it is used.
"""

from pathlib import Path

import puremagic

from miri.errors import BadMedia
from prompts.library import phrase

AUDIO = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
}
IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
VIDEOS = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
}
KNOWN = AUDIO | IMAGES | VIDEOS
HEADS = (
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)

RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp"}


def content_type_of(path: Path, name: str, language: str = "en") -> str:
    """The type of a file. Raises BadMedia in words for kinds Miri has no use for."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise BadMedia(phrase("upload.empty", language, name=name))
    return _by_head(head, name) or _guess(path, name, language)


def _by_head(head: bytes, name: str) -> str:
    """The type that the first bytes tell; "" where they tell none."""
    for magic, content_type in HEADS:
        if head.startswith(magic):
            return content_type
    if head[:4] == b"RIFF" and head[8:12] in RIFF:
        return RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] == b"M4A" else _by_suffix_of_brand(name)
    if _is_text(head):
        return "text/plain"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "audio/mpeg"
    return ""


def _by_suffix_of_brand(name: str) -> str:
    """MP4's brand does not tell song from film; here the name may."""
    return "audio/mp4" if name.lower().endswith((".m4a", ".aac")) else "video/mp4"


def _guess(path: Path, name: str, language: str) -> str:
    try:
        suffix = puremagic.from_file(str(path))
    except (puremagic.PureError, ValueError, OSError):
        suffix = ""
    if suffix in KNOWN:
        return KNOWN[suffix]
    raise BadMedia(phrase("upload.kind", language, name=name))


def _is_text(head: bytes) -> bool:
    """Text has no control bytes; UTF-16 begins with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(head) and not any(b < 9 or 13 < b < 32 for b in head)

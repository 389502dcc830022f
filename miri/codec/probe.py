"""What a media file really is, by its content: kind, length, sound, picture. Its name says nothing.

Why here: whoever is handed a file asks this first; only this folder opens files with PyAV.
The file is read through a nameless handle and a list of allowed formats, so that no playlist,
no address and no second file is ever opened on its word.
Next: audio.py, which decodes what was found here.
"""

from collections.abc import Generator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.stream import VideoStream

from miri.domain.base import Value
from miri.domain.time import MICROS_PER_SECOND
from miri.errors import BadMedia, NotFound

FORMATS = "mov,mp4,m4a,matroska,webm,wav,w64,aiff,mp3,flac,ogg,aac"
"""The demuxers a file of unknown make may choose; none of them opens a second file."""

WANTED = "Send an MP3, WAV, FLAC, M4A or OGG."
WANTED_HE = "אפשר לשלוח MP3, WAV, FLAC, M4A או OGG."
HEAD_BYTES = 65_536


class SoundStream(Value):
    """The first stream of sound. `sample_rate` in Hz."""

    codec: str
    sample_rate: int
    channels: int


class PictureStream(Value):
    """The first stream of moving pictures (cover art is none). `rate` in frames per second.

    `frames` is what the container counts, or the number of packets where it counts none;
    how many can really be decoded is told by `count_frames`.
    """

    codec: str
    width: int
    height: int
    rate: Fraction
    frames: int
    pixel_format: str


class Probe(Value):
    """What a file says of itself. `duration_micros` is 0 where the file names no length."""

    kind: str
    duration_micros: int
    sound: SoundStream | None = None
    picture: PictureStream | None = None


def probe(path: Path) -> Probe:
    """Look at a file without decoding it. Raises BadMedia with the reason, NotFound."""
    with open_media(path) as container:
        sound, picture = sound_of(container), picture_of(container)
        if sound is None and picture is None:
            raise BadMedia(f"There is neither sound nor moving picture in this file. {WANTED}")
        return Probe(
            kind=container.format.name,
            duration_micros=length_of(container),
            sound=_told_sound(sound) if sound else None,
            picture=_told_picture(container, picture) if picture else None,
        )


def count_frames(path: Path) -> int:
    """How many pictures can be decoded, by decoding them all. Raises BadMedia, NotFound."""
    with open_media(path) as container:
        picture = picture_of(container)
        if picture is None:
            raise BadMedia("There is no moving picture in this file.")
        picture.thread_type = "AUTO"
        return sum(1 for _ in container.decode(picture))


@contextmanager
def open_media(path: Path) -> Generator[InputContainer]:
    """A container to read from; whatever breaks while it is open becomes BadMedia."""
    try:
        file = path.open("rb")
    except (FileNotFoundError, IsADirectoryError) as missing:
        raise NotFound("The file is no longer there.", name=path.name) from missing
    with file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        if not head:
            raise BadMedia(
                "The file is empty: it holds no bytes at all. Send it again.",
                he="הקובץ ריק: אין בו כלום. אפשר לשלוח אותו שוב.",
            )
        try:
            with _opened(file) as container:
                yield container
        except FFmpegError as broken:
            raise _complaint(head, reason=str(broken)) from broken


def sound_of(container: InputContainer) -> AudioStream | None:
    """The first stream of sound whose codec is known, or None."""
    # PyAV's types say a codec context is always there; for an unknown codec it is None.
    return next((s for s in container.streams.audio if bool(s.codec_context)), None)


def picture_of(container: InputContainer) -> VideoStream | None:
    """The first stream of moving pictures: album covers are left out."""
    art = Disposition.attached_pic
    return next((s for s in container.streams.video if not s.disposition & art), None)


def length_of(container: InputContainer) -> int:
    """The declared length in microseconds; 0 where none is declared."""
    if container.duration is not None:
        return max(0, int(container.duration))
    lengths = [s.duration * s.time_base for s in container.streams if s.duration and s.time_base]
    return int(max(lengths, default=Fraction(0)) * MICROS_PER_SECOND)


def kind_from_head(head: bytes) -> str:
    """MP3, WAV, FLAC, M4A, OGG, ... by the first bytes (for sentences); "" where unknown."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] not in (b"AVI ", b"WEBP"):
        return "WAV"
    for magic, offset, kind in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return kind
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6):
        return "MP3"
    return ""


_MAGIC = (
    (b"fLaC", 0, "FLAC"),
    (b"OggS", 0, "OGG"),
    (b"ftyp", 4, "M4A"),
    (b"ID3", 0, "MP3"),
    (b"FORM", 0, "AIFF"),
    (b"\x1a\x45\xdf\xa3", 0, "WebM"),
)


def _opened(file: BinaryIO) -> InputContainer:
    nameless = _Nameless(file)
    return av.open(
        nameless,
        mode="r",
        metadata_errors="replace",
        container_options={"format_whitelist": FORMATS, "protocol_whitelist": "none"},
    )


class _Nameless:
    """A readable file without a name, so that no extension can sway what it is taken for."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell


def _complaint(head: bytes, reason: str) -> BadMedia:
    kind = kind_from_head(head)
    if kind == "M4A":
        return BadMedia(
            "This begins like an M4A or MP4 file, but its index is missing or damaged: "
            "it was cut off or never finished. Export or upload it again.",
            he="זה מתחיל כמו קובץ M4A או MP4, אבל האינדקס שלו חסר או פגום: הקובץ נקטע או לא הושלם. "
            "אפשר לייצא או להעלות אותו שוב.",
            reason=reason,
        )
    if kind:
        return BadMedia(
            f"This begins like {_an(kind)} file, but its header is damaged. "
            "Export or upload it again.",
            he=f"זה מתחיל כמו קובץ {kind}, אבל הכותרת שלו פגומה. אפשר לייצא או להעלות אותו שוב.",
            reason=reason,
        )
    return BadMedia(
        f"This is not an audio file that can be read here. {WANTED}",
        he=f"זה לא קובץ שמע שאפשר לקרוא כאן. {WANTED_HE}",
        reason=reason,
    )


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "AMO" else f"a {kind}"


def _told_sound(stream: AudioStream) -> SoundStream:
    context = stream.codec_context
    return SoundStream(
        codec=context.name, sample_rate=context.sample_rate or 0, channels=context.channels or 0
    )


def _told_picture(container: InputContainer, stream: VideoStream) -> PictureStream:
    context = stream.codec_context
    return PictureStream(
        codec=context.name,
        width=context.width,
        height=context.height,
        rate=stream.average_rate or stream.base_rate or Fraction(0),
        frames=stream.frames or sum(1 for packet in container.demux(stream) if packet.size),
        pixel_format=context.pix_fmt or "",
    )

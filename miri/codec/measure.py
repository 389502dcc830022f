"""How many pictures a clip really holds, and when each is shown.

Why here: headers lie and ffmpeg pads in silence; the plan must know before it encodes.
Counts packets without decoding them: a few milliseconds per clip.
Next: renderer/plan.py decides by it; fingerprint.py for files we made ourselves.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from miri.codec.container import STILLS, demuxer_of
from miri.domain.time import MICROS_PER_SECOND
from miri.errors import BadMedia, NotFound

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

UNSPECIFIED_MATRIX = 2


@dataclass(frozen=True)
class VideoMeasure:
    """A clip's pictures. `times` are seconds from its first picture, ascending, one each;
    `end` is when the last one ends. `tagged` is False where the file names no colour matrix."""

    width: int
    height: int
    times: tuple[Fraction, ...]
    end: Fraction
    tagged: bool

    @property
    def is_still(self) -> bool:
        """True for a single picture."""
        return len(self.times) == 1

    def frames_at(self, rate: Fraction) -> int:
        """How many frames it lasts at a rate; at least one."""
        return max(1, _nearest(self.end * rate))

    def shown_at(self, frame: int, rate: Fraction) -> int:
        """Which of its pictures (from 0) a frame at `rate` shows, by the rule of ffmpeg's fps
        filter: the last one whose time rounds to this frame or an earlier one."""
        return max(
            (i for i, time in enumerate(self.times) if _nearest(time * rate) <= frame), default=0
        )


def measure_video(path: Path) -> VideoMeasure:
    """Measure a clip or a still; remembered until the file changes. Raises NotFound; BadMedia
    where it holds no picture, is cut off, or can't be read."""
    return _measure_video(path, file_state(path))


def file_state(path: Path) -> tuple[int, int, int]:
    """Changes whenever the file does (inode, size, time); what was learnt of it holds so long.
    Raises NotFound."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise NotFound("A file that is needed is no longer there.") from None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


@lru_cache(maxsize=512)
def _measure_video(path: Path, _state: tuple[int, int, int]) -> VideoMeasure:
    import av
    from av.error import FFmpegError

    demuxer = demuxer_of(path)
    try:
        with av.open(str(path), format=demuxer) as container:
            if not container.streams.video:
                raise BadMedia("The file holds no picture.")
            stream = container.streams.video[0]
            if demuxer in STILLS:
                return measured(stream, [Fraction(0)], Fraction(0))
            refuse_cut_off(stream, path)
            times, end = _times(container, stream)
            return measured(stream, times, end)
    except FFmpegError as error:
        raise BadMedia("The file is damaged or cut off.", ffmpeg=str(error)) from error


def measure_sound(path: Path) -> int:
    """How long the sound of a file of ours lasts, in microseconds from time zero. Raises
    BadMedia where it has none."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(path), format=demuxer_of(path)) as container:
            if not container.streams.audio:
                raise BadMedia("The file holds no sound.")
            stream = container.streams.audio[0]
            ends = [
                (packet.pts + (packet.duration or 0)) * packet.time_base
                for packet in container.demux(stream)
                if packet.pts is not None
            ]
    except FFmpegError as error:
        raise BadMedia("The file is damaged or cut off.", ffmpeg=str(error)) from error
    return int(max(ends, default=Fraction(0)) * MICROS_PER_SECOND)


def measured(stream: "VideoStream", times: list[Fraction], end: Fraction) -> VideoMeasure:
    """A stream's measure, its times in seconds."""
    tagged = stream.codec_context.colorspace != UNSPECIFIED_MATRIX
    return VideoMeasure(stream.width, stream.height, tuple(times), end, tagged)


def _times(container: "InputContainer", stream: "VideoStream") -> tuple[list[Fraction], Fraction]:
    """Presentation times of the pictures that are shown, and the end of the last."""
    base = stream.time_base or Fraction(1, 1)
    packets = [
        (packet.pts, packet.duration or 0)
        for packet in container.demux(stream)
        if packet.pts is not None and packet.size and not packet.is_discard
    ]
    if not packets:
        raise BadMedia("The clip holds not a single frame.")
    packets.sort()
    first = packets[0][0]
    last, duration = packets[-1]
    if duration == 0:
        duration = last - packets[-2][0] if len(packets) > 1 else 1
    return [(pts - first) * base for pts, _ in packets], (last + duration - first) * base


def refuse_cut_off(stream: "VideoStream", path: Path) -> None:
    """An index that points beyond the file's end says that the rest is missing: BadMedia."""
    ends = [entry.pos + entry.size for entry in stream.index_entries]
    if ends and max(ends) > path.stat().st_size:
        raise BadMedia("The file is cut off: its end is missing.")


def _nearest(value: Fraction) -> int:
    """The nearest whole number, halves up, as ffmpeg rounds positive times."""
    return int(value + Fraction(1, 2))

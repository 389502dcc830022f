"""Was this file born as a segment? Then it goes into the film as it is, without being encoded.

Why here: names and promises don't count. x264 writes its settings into the stream, and streams
can be joined by copying only where their parameter sets are the same bytes: both are compared.
Next: renderer/segments.py, which asks; segment.py, which makes them.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from miri.codec.container import demuxer_of
from miri.codec.measure import VideoMeasure, file_state, measured, refuse_cut_off
from miri.codec.segment import SegmentProfile, SegmentWriter
from miri.errors import BadMedia

if TYPE_CHECKING:
    from av.container import InputContainer

SETTINGS = re.compile(rb"x264 - core [^\x00]*")
MACHINE_WORDS = re.compile(rb"(lookahead_)?threads=\d+ ")


@dataclass(frozen=True)
class SegmentFingerprint:
    """What two segments must share to stand in one film: time base, H.264 parameter sets (size,
    rate and colour are in them) and x264's settings (machine-dependent words taken out)."""

    timebase: Fraction
    parameter_sets: bytes
    settings: bytes


@dataclass(frozen=True)
class BornSegment:
    """A file's fingerprint, and its pictures as `measure_video` would have measured them."""

    fingerprint: SegmentFingerprint
    measure: VideoMeasure

    @property
    def frames(self) -> int:
        """How many frames it holds."""
        return len(self.measure.times)


def read_born(path: Path) -> BornSegment | None:
    """The file as a segment; None where it can't be one (several streams, other codec, a first
    frame that is not at time zero, frames off the grid, another encoder). Remembered until the
    file changes. Raises NotFound; BadMedia where it is cut off or can't be read."""
    return _read_born(path, file_state(path))


@lru_cache(maxsize=1024)
def _read_born(path: Path, _state: tuple[int, int, int]) -> BornSegment | None:
    import av
    from av.error import FFmpegError

    if demuxer_of(path) != "mov":
        return None
    try:
        with av.open(str(path), format="mov") as container:
            return _read(container, path)
    except FFmpegError as error:
        raise BadMedia("The file is damaged or cut off.", ffmpeg=str(error)) from error


def _read(container: "InputContainer", path: Path) -> BornSegment | None:
    if len(container.streams) != 1 or not container.streams.video:
        return None
    stream = container.streams.video[0]
    refuse_cut_off(stream, path)
    packets = [packet for packet in container.demux(stream) if packet.pts is not None]
    settings = SETTINGS.search(bytes(packets[0])) if packets else None
    if settings is None or stream.time_base is None or not packets[0].is_keyframe:
        return None
    times = sorted(packet.pts or 0 for packet in packets)
    if len(packets) != stream.frames or not _on_grid(times, packets[0].duration or 0):
        return None
    fingerprint = SegmentFingerprint(
        stream.time_base,
        stream.codec_context.extradata or b"",
        MACHINE_WORDS.sub(b"", settings.group()),
    )
    end = len(times) * (packets[0].duration or 0)
    seconds = [time * stream.time_base for time in times]
    return BornSegment(fingerprint, measured(stream, seconds, end * stream.time_base))


def _on_grid(times: list[int], step: int) -> bool:
    return step > 0 and times == list(range(0, len(times) * step, step))


@lru_cache(maxsize=32)
def expected_fingerprint(
    width: int, height: int, rate: Fraction, profile: SegmentProfile
) -> SegmentFingerprint:
    """What this machine's encoder writes for a size, rate and profile (found by encoding one
    frame, once per process)."""
    with TemporaryDirectory(prefix="miri-segment-") as folder:
        path = Path(folder) / "one.mp4"
        with SegmentWriter(path, width, height, rate, profile) as writer:
            writer.write(bytes(width * height * 3 // 2))
        born = read_born(path)
    if born is None:
        raise BadMedia("The encoder's own segment could not be read back.")
    return born.fingerprint

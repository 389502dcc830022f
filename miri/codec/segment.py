"""Segments: one shot's pictures as H.264 that can be joined to others by copying.

Why here: what draws (the animatic artist) and what conforms (the renderer) must encode alike,
or their segments could not stand in one film. Closed GOPs, fixed tags, exact frame count.
Next: fingerprint.py (was a file born like this?); renderer/segments.py.
"""

import fcntl
import os
import subprocess
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import Buffer

from miri.codec.ffmpeg import FfmpegProcess, Work, file_word
from miri.codec.part_file import part_file
from miri.codec.sandbox import Limits
from miri.errors import Broken, Refused

KEYFRAME_EVERY = 48
PIPE_BYTES = 1 << 20
BORN_TAGS = "setsar=1,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


@dataclass(frozen=True)
class SegmentProfile:
    """How segments are encoded: x264 preset and constant rate factor (0 best .. 51 worst)."""

    preset: str
    crf: int


PREVIEW = SegmentProfile("superfast", 25)
FINAL = SegmentProfile("superfast", 18)


def timescale(rate: Fraction) -> int:
    """Ticks per second in which every frame is a whole number: 12288 for 24, 24000 for 23.976."""
    ticks = rate.numerator
    while ticks < 10_000:
        ticks *= 2
    return ticks


def rate_word(rate: Fraction) -> str:
    """A frame rate as ffmpeg takes it: "24/1"."""
    return f"{rate.numerator}/{rate.denominator}"


def encoder_words(profile: SegmentProfile, rate: Fraction) -> tuple[str, ...]:
    """Output options that make a joinable segment; goes with frames tagged as BORN_TAGS does."""
    x264 = f"open-gop=0:keyint={KEYFRAME_EVERY}:stitchable=1"
    return (
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-c:v", "libx264", "-preset", profile.preset, "-crf", str(profile.crf)),
        *("-x264-params", x264, "-pix_fmt", "yuv420p", "-r", rate_word(rate)),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *("-video_track_timescale", str(timescale(rate)), "-f", "mp4"),
    )


class SegmentWriter:
    """Encodes raw frames, one after another, into a segment; use as a context manager.

    The file appears under `out` when the block ends well, with exactly the frames written;
    after any failure there is none. One thread at a time. Waits while the encoder is busy.
    """

    def __init__(
        self, out: Path, width: int, height: int, rate: Fraction, profile: SegmentProfile = FINAL
    ) -> None:
        """Sizes are even, in pixels. Raises Refused where they are not."""
        if width < 2 or height < 2 or width % 2 or height % 2:
            raise Refused(f"A picture of {width}x{height} can't be encoded: sizes must be even.")
        self._out = out
        self._size = (width, height)
        self._rate = rate
        self._profile = profile
        self._frame_bytes = width * height * 3 // 2
        self.frames = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            part = stack.enter_context(part_file(self._out))
            self._process = FfmpegProcess(self._work(part), stdin=subprocess.PIPE)
            stack.callback(self._process.kill)
            self._pipe = self._process.stdin.fileno()
            with suppress(OSError):
                fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            self._stack = stack.pop_all()
        return self

    def write(self, frame: Buffer) -> None:
        """One frame: planar yuv420p, limited range, BT.709, width x height x 3/2 bytes.

        Raises Refused on another size; the encoder's own error where it has stopped.
        """
        view = memoryview(frame).cast("B")
        if len(view) != self._frame_bytes:
            raise Refused(f"A frame has {len(view)} bytes where {self._frame_bytes} are needed.")
        try:
            while view:
                view = view[os.write(self._pipe, view) :]
        except BrokenPipeError:
            self._process.finish()
            raise Broken("The encoder stopped before its last frame.") from None
        self.frames += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            self._check(self._process.finish())

    def _check(self, encoded: int) -> None:
        if self.frames == 0:
            raise Refused("A segment needs at least one frame.")
        if encoded != self.frames:
            raise Broken(f"{encoded} of {self.frames} frames came out of the encoder.")

    def _work(self, part: Path) -> Work:
        width, height = self._size
        arguments = (
            *("-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", f"{width}x{height}"),
            *("-framerate", rate_word(self._rate), "-i", "pipe:0", "-vf", BORN_TAGS),
            *encoder_words(self._profile, self._rate),
            file_word(part),
        )
        return Work(arguments, writes=(part.parent,), limits=Limits(wall_s=1800))

"""Clips that count themselves: every frame carries its clip's number and its own in 4x4 blocks.

Why here: only pixels prove which frame of which source a film shows.
Next: test_every_frame.py reads them back from films.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from miri.codec.segment import FINAL, SegmentProfile, SegmentWriter

WIDTH, HEIGHT = 160, 90
BLOCKS = 4
FRAME_BITS = 10
DARK, BRIGHT = 70, 210

Plane = NDArray[np.uint8]


def luma(clip: int, frame: int, width: int = WIDTH, height: int = HEIGHT) -> Plane:
    """The picture's brightness: sixteen blocks, one bit each, clip number first."""
    code = clip << FRAME_BITS | frame
    bits = np.array([(code >> bit) & 1 for bit in range(BLOCKS * BLOCKS)], np.uint8)
    rows = np.arange(height) * BLOCKS // height
    columns = np.arange(width) * BLOCKS // width
    return np.where(bits.reshape(BLOCKS, BLOCKS)[np.ix_(rows, columns)], BRIGHT, DARK).astype(
        np.uint8
    )


def read(plane: Plane) -> tuple[int, int]:
    """(clip, frame) of a picture; the sides that a narrower source leaves dark are cut away."""
    lit = np.flatnonzero(plane.max(axis=0) > 28)
    plane = plane[:, lit[0] : lit[-1] + 1]
    height, width = plane.shape
    code = 0
    for bit in range(BLOCKS * BLOCKS):
        row, column = divmod(bit, BLOCKS)
        y, x = (2 * row + 1) * height // (2 * BLOCKS), (2 * column + 1) * width // (2 * BLOCKS)
        code |= int(plane[y - 1 : y + 2, x - 1 : x + 2].mean() > (DARK + BRIGHT) / 2) << bit
    return code >> FRAME_BITS, code & (1 << FRAME_BITS) - 1


def born(
    path: Path, clip: int, frames: int, rate: Fraction, profile: SegmentProfile = FINAL
) -> Path:
    """A clip as our own artist makes them: a segment."""
    with SegmentWriter(path, WIDTH, HEIGHT, rate, profile) as writer:
        grey = bytes([128]) * (WIDTH * HEIGHT // 2)
        for frame in range(frames):
            writer.write(luma(clip, frame).tobytes() + grey)
    return path


def foreign(
    path: Path,
    clip: int,
    frames: int,
    rate: Fraction,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    codec: str = "libx264",
    sound: bool = False,
    times: Sequence[int] = (),
    late: int = 0,
) -> Path:
    """A clip as others make them; `times` (milliseconds) make its frame rate a variable one,
    `late` lets its pictures begin that many frames after its sound."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.bit_rate = 2_000_000
        base = Fraction(1, 1000) if times else 1 / rate
        stream.codec_context.time_base = base
        tone = out.add_stream("aac", rate=48_000) if sound else None
        for number in range(frames):
            picture = av.VideoFrame.from_ndarray(_yuv(clip, number, size), "yuv420p")
            picture.pts = times[number] if times else number + late
            picture.time_base = base
            out.mux(stream.encode(picture))
        out.mux(stream.encode())
        if tone is not None:
            samples = np.zeros((2, int(frames / rate * 48_000) + 4_000), np.float32)
            heard = av.AudioFrame.from_ndarray(samples, "fltp", "stereo")
            heard.sample_rate, heard.pts = 48_000, 0
            out.mux(tone.encode(heard))
            out.mux(tone.encode())
    return path


def decoded(path: Path) -> list[Plane]:
    """The brightness of every frame of a film."""
    with av.open(str(path)) as film:
        return [
            frame.reformat(format="gray").to_ndarray()[:, : frame.width]
            for frame in film.decode(video=0)
        ]


def song(path: Path, seconds: float, tone: float = 440.0) -> Path:
    """A WAV with a tone of 0.1 s at every full second."""
    clock = np.arange(int(seconds * 48_000)) / 48_000
    samples = np.where(clock % 1 < 0.1, np.sin(2 * np.pi * tone * clock) * 12_000, 0)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.astype(np.int16)[None, :], "s16", "mono")
        frame.sample_rate, frame.pts = 48_000, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def _yuv(clip: int, frame: int, size: tuple[int, int]) -> Plane:
    width, height = size
    grey = np.full((height // 2, width), 128, np.uint8)
    return np.concatenate([luma(clip, frame, width, height), grey])

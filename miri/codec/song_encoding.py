"""Samples into a song file: a stereo master as MP3 or M4A (AAC), by its suffix.

Why here: the sample song is made by us and must be written like any song a person would bring.
No date and no encoder version is written, so that equal samples give equal files on one machine.
Next: miri/sample/making.py, which calls it; audio.py, which reads such files back.
"""

# PyAV leaves the stream of a Packet open in its own types.
# pyright: reportUnknownMemberType=false

from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from miri.codec.part_file import part_file

CODECS = {".mp3": ("mp3", "libmp3lame"), ".m4a": ("ipod", "aac")}
BLOCK = 1152


def encode_song(
    samples: NDArray[np.float32],
    rate: int,
    path: Path,
    bit_rate: int,
    tags: dict[str, str],
) -> None:
    """Write (2, samples) around -1..1 to `path`; `bit_rate` in bits a second.

    Raises ValueError where the suffix is none of CODECS.
    """
    if path.suffix not in CODECS:
        raise ValueError(f"a song is written as {' or '.join(CODECS)}, not '{path.suffix}'")
    container_name, codec = CODECS[path.suffix]
    with (
        part_file(path) as part,
        av.open(str(part), "w", format=container_name, options={"fflags": "+bitexact"}) as out,
    ):
        out.metadata.update(tags)
        added = out.add_stream(codec, rate=rate, bit_rate=bit_rate, layout="stereo")
        stream = cast(AudioStream, added)
        for begin in range(0, samples.shape[1], BLOCK):
            block = np.ascontiguousarray(samples[:, begin : begin + BLOCK])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = rate, begin
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))

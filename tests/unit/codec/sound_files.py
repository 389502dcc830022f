"""Small sound files for tests, made by PyAV in a temporary folder.

Why here: the codec's and the analyst's tests need every format, whole and broken.
"""

from pathlib import Path

import av
import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 44_100
FORMATS = {
    "mp3": ("libmp3lame", "mp3"),
    "wav": ("pcm_s16le", "wav"),
    "flac": ("flac", "flac"),
    "m4a": ("aac", "ipod"),
    "ogg": ("libopus", "ogg"),
}


def notes(seconds: float, rate: int = RATE) -> Samples:
    """A sounding thing that no encoder can shrink to nothing: tones under a little noise."""
    times = np.arange(int(seconds * rate)) / rate
    chance = np.random.default_rng(5)
    tone = 0.2 * np.sin(2 * np.pi * 330 * times) * (1 + np.sin(2 * np.pi * 2 * times))
    return (tone + 0.03 * chance.standard_normal(len(times))).astype(np.float32)


def write_sound(
    path: Path, samples: Samples, kind: str = "wav", rate: int = RATE, channels: int = 1
) -> Path:
    """Encode mono samples (to every channel alike) as MP3, WAV, FLAC, M4A or OGG."""
    codec, container = FORMATS[kind]
    layout = {1: "mono", 2: "stereo"}[channels]
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=48_000 if codec == "libopus" else rate)
        stream.layout = layout
        planes = np.ascontiguousarray(np.stack([samples] * channels))
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
        frame.sample_rate = rate
        resampler = AudioResampler(format=stream.format.name, layout=layout, rate=stream.rate)
        queue = AudioFifo()
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            queue.write(piece)
        size = stream.codec_context.frame_size or 1024
        while piece := queue.read(size, partial=True):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return path


def write_video(path: Path, frames: int = 12, rate: int = 24) -> Path:
    """A silent clip of 64 x 48."""
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            picture = np.full((48, 64, 3), number * 10, dtype=np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(stream.encode(None))
    return path

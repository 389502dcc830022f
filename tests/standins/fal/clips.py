"""Real H.264 clips, made cheaply: from the first frame to the last, in the asked frames and rate.

Why here: a client must be able to probe, play and cut what it paid for, and a chain of shots must
meet: frame 0 is the start image, the last frame is the end image.
Next: results.py asks for them, in a thread.
"""

import io
from fractions import Fraction
from functools import lru_cache
from typing import Any

import av
import numpy as np
from PIL import Image, ImageOps

SOUND_RATE = 44_100
HUM_HERTZ = 220
STEPS = 16  # pictures between the ends that differ: few, so that a clip costs little


@lru_cache(maxsize=64)
def clip(
    start: bytes, end: bytes | None, size: tuple[int, int], frames: int, fps: int, sound: bytes
) -> bytes:
    """An MP4 of `frames` frames. `sound`: a sound file to carry, b"hum" for a tone, b"" for none."""
    opening = _fitted(start, size)
    closing = _fitted(end, size) if end else _closer(opening)
    first, last = _planes(opening), _planes(closing)
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        picture: Any = film.add_stream("libx264", rate=fps)
        picture.width, picture.height = size
        picture.pix_fmt = "yuv420p"
        picture.time_base = Fraction(1, fps)
        picture.codec_context.thread_count = 1
        picture.options = {"preset": "ultrafast", "crf": "23", "bf": "0"}
        voice: Any = film.add_stream("aac", rate=SOUND_RATE) if sound else None
        _write_pictures(film, picture, first, last, frames)
        if voice:
            _write_sound(film, voice, sound, Fraction(frames, fps))
    return out.getvalue()


def _fitted(picture: bytes, size: tuple[int, int]) -> Image.Image:
    """The middle of an image at `size`."""
    with Image.open(io.BytesIO(picture)) as opened:
        return ImageOps.fit(opened.convert("RGB"), size)


def _closer(picture: Image.Image) -> Image.Image:
    """The middle nine tenths, for a clip that ends nowhere in particular."""
    width, height = picture.size
    inner = (width // 20, height // 20, width - width // 20, height - height // 20)
    return picture.resize(picture.size, box=inner)


def _planes(picture: Image.Image) -> np.ndarray:
    """Blending is done in the film's own pixel format: half the bytes, converted once."""
    frame = av.VideoFrame.from_ndarray(np.asarray(picture, np.uint8), format="rgb24")
    return frame.reformat(format="yuv420p").to_ndarray().astype(np.uint16)


def _write_pictures(
    film: Any, stream: Any, first: np.ndarray, last: np.ndarray, frames: int
) -> None:
    blend, shown = first.astype(np.uint8), 0
    for index in range(frames):
        step = STEPS * index // max(frames - 1, 1)
        if step != shown:
            mixed = (first * (STEPS - step) + last * step) // STEPS
            blend, shown = mixed.astype(np.uint8), step
        frame = av.VideoFrame.from_ndarray(blend, format="yuv420p")
        frame.pts = index
        film.mux(stream.encode(frame))
    film.mux(stream.encode())


def _write_sound(film: Any, stream: Any, sound: bytes, seconds: Fraction) -> None:
    samples = round(seconds * SOUND_RATE)
    wave = _hum(samples) if sound == b"hum" else _heard(sound, samples)
    frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = SOUND_RATE
    film.mux(stream.encode(frame))
    film.mux(stream.encode())


def _hum(samples: int) -> np.ndarray:
    turns = np.arange(samples) * (2 * np.pi * HUM_HERTZ / SOUND_RATE)
    return (np.sin(turns) / 8).astype(np.float32)


def _heard(sound: bytes, samples: int) -> np.ndarray:
    """The sound file as mono, cut or padded with silence to `samples`."""
    tuned = av.AudioResampler(format="flt", layout="mono", rate=SOUND_RATE)
    with av.open(io.BytesIO(sound)) as opened:
        parts = [
            heard.to_ndarray().reshape(-1)
            for frame in opened.decode(audio=0)
            for heard in tuned.resample(frame)
        ]
    wave = np.concatenate(parts)[:samples]
    return np.pad(wave, (0, samples - len(wave)))

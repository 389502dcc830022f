"""The small mathematics every made sound is built from: time lines, decays, noise, filters.

Why here: drums, instruments and voice share it, and nothing else in the house makes sound.
All sounds are mono float32 arrays around -1..1; `rate` is samples per second.
Next: drums.py, instruments.py and voice.py, which speak it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Raw = NDArray[np.floating[Any]]
Curve = NDArray[np.float64]


def midi_to_hertz(midi: float) -> float:
    """Equal temperament, A4 (midi 69) = 440 Hz."""
    return 440.0 * 2.0 ** ((midi - 69.0) / 12.0)


def timeline(seconds: float, rate: int) -> Samples:
    """Seconds since the sound's start, one value per sample."""
    return np.arange(max(1, round(seconds * rate)), dtype=np.float32) / np.float32(rate)


def phase_of(hertz: Curve, rate: int) -> Samples:
    """The running phase in radians, wrapped to 0..2 pi so that float32 keeps its precision."""
    cycles = np.cumsum(hertz / rate)
    return (2.0 * np.pi * (cycles % 1.0)).astype(np.float32)


def steady_phase(hertz: float, times: Samples) -> Samples:
    """The phase of one unchanging pitch, wrapped."""
    return (2.0 * np.pi * ((times.astype(np.float64) * hertz) % 1.0)).astype(np.float32)


def decay(times: Samples, seconds: float) -> Samples:
    """An exponential fall to 37% after `seconds`."""
    return np.exp(-times / np.float32(seconds), dtype=np.float32)


def faded(sound: Raw, rate: int, attack: float, release: float) -> Samples:
    """The sound with straight fades of `attack` and `release` seconds, so that it can't click."""
    shaped = sound.astype(np.float32, copy=True)
    rise = min(len(shaped), max(1, round(attack * rate)))
    fall = min(len(shaped), max(1, round(release * rate)))
    shaped[:rise] *= np.linspace(0.0, 1.0, rise, dtype=np.float32)
    shaped[-fall:] *= np.linspace(1.0, 0.0, fall, dtype=np.float32)
    return shaped


def noise(count: int, rng: np.random.Generator) -> Samples:
    """White noise of unit variance."""
    return rng.standard_normal(count, dtype=np.float32)


def band(sound: Raw, rate: int, low: float, high: float, slope: int = 2) -> Samples:
    """The part of a sound between two frequencies (Hz); 0 as `low` leaves the bass alone.

    Butterworth magnitudes applied in the frequency domain (zero phase), 6 dB/octave per slope.
    """
    size = fast_size(len(sound))
    hertz = np.fft.rfftfreq(size, 1.0 / rate)
    gain = 1.0 / np.sqrt(1.0 + (hertz / high) ** (2 * slope))
    if low > 0.0:
        ratio = low / np.maximum(hertz, 1e-3)
        gain *= 1.0 / np.sqrt(1.0 + ratio ** (2 * slope))
    filtered = np.fft.irfft(np.fft.rfft(sound, size) * gain, size)
    return filtered[: len(sound)].astype(np.float32)


def soft_clip(sound: Raw, drive: float) -> Samples:
    """Gentle saturation: tanh, scaled so that a full-level sound keeps its level."""
    return (np.tanh(sound * np.float32(drive)) / np.tanh(drive)).astype(np.float32)


def read_at(curve: Curve, places: Curve) -> Curve:
    """A curve's values at places between its own (0, 1, 2, ...), on straight lines."""
    return np.interp(places, np.arange(len(curve), dtype=np.float64), curve)


def smooth(curve: Curve, width: int) -> Curve:
    """A Hann-weighted moving average over `width` values; the edges are held."""
    if width < 3:
        return curve
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(curve, (width // 2, width - 1 - width // 2), mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid").real


def fast_size(count: int) -> int:
    """The next length whose factors are 2, 3 and 5, where an FFT is quick."""
    best = 1 << (count - 1).bit_length()
    for three in (1, 3, 9, 27):
        for five in (1, 5, 25):
            size = three * five
            size <<= max(0, (-(-count // size) - 1).bit_length())
            best = min(best, size)
    return best

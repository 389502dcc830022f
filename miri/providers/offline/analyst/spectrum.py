"""The sound as two pictures: fine in time (mel bands, for onsets) and fine in pitch (semitones),
and a curve of what moves between the pitches as only voices do.

Why here: every later stage reads these and none touches samples again. Spectra are made block by
block, so memory stays with the bands: about 45 kB for a second of song.
Next: onsets.py (when something begins), harmony.py (which notes sound), voice.py (who sings).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.ndimage import uniform_filter1d

Floats = NDArray[np.float32]

RATE = 22_050
"""Samples a second that all stages expect."""

HOP = 256
FRAME_RATE = RATE / HOP
"""Mel frames a second (86.13)."""

WINDOW = 1024
MEL_BANDS = 64
MEL_LOW, MEL_HIGH = 30.0, 10_800.0

PITCH_HOP = 512
PITCH_RATE = RATE / PITCH_HOP
PITCH_WINDOW = 4096
LOWEST_MIDI, HIGHEST_MIDI = 28, 99
"""E1 to D sharp 7, one row a semitone."""

BLOCK_FRAMES = 1024

VOICE_LOW, VOICE_HIGH = 300.0, 3000.0
STILL_FRAMES = 3
BROAD_BINS = 25
STANDS_OUT = 2.0
"""What sounds the same 70 ms earlier or later is a held note; what does not stand out of its
neighbourhood (135 Hz) twofold is a drum or breath."""


@dataclass(frozen=True)
class Spectrum:
    """Magnitudes, frames x bands. Frame i of `mel` is centred on sample i * HOP, of `pitch` on
    i * PITCH_HOP. `mel_hertz` are the bands' centres. `moving` has one power per pitch frame:
    of partials between 300 and 3000 Hz that are neither held nor broad."""

    mel: Floats
    mel_hertz: Floats
    pitch: Floats
    moving: Floats


def look_at(samples: Floats) -> Spectrum:
    """Both pictures of a song at RATE."""
    mel_bank, centres = mel_filters()
    semitones = semitone_filters()
    pitch: list[Floats] = []
    moving: list[Floats] = []
    for magnitudes in _magnitudes(samples, PITCH_WINDOW, PITCH_HOP):
        pitch.append(magnitudes @ semitones.T)
        moving.append(_moving(magnitudes))
    mel = [magnitudes @ mel_bank.T for magnitudes in _magnitudes(samples, WINDOW, HOP)]
    return Spectrum(
        mel=np.concatenate(mel),
        mel_hertz=centres,
        pitch=np.concatenate(pitch),
        moving=np.concatenate(moving),
    )


def mel_filters() -> tuple[Floats, Floats]:
    """Triangular bands, evenly spaced in mel (Slaney's is linear below 1 kHz; this one is
    O'Shaughnessy's formula); bands narrower than a bin are widened to one."""
    mels = np.linspace(_mel(MEL_LOW), _mel(MEL_HIGH), MEL_BANDS + 2)
    edges = 700.0 * (10.0 ** (mels / 2595.0) - 1.0)
    return _triangles(edges, WINDOW), edges[1:-1].astype(np.float32)


def semitone_filters() -> Floats:
    """One triangle a semitone, from its lower to its upper neighbour."""
    midis = np.arange(LOWEST_MIDI - 1, HIGHEST_MIDI + 2)
    return _triangles(440.0 * 2.0 ** ((midis - 69) / 12.0), PITCH_WINDOW)


def _mel(hertz: float) -> float:
    return 2595.0 * float(np.log10(1.0 + hertz / 700.0))


def _triangles(edges: NDArray[np.float64], window: int) -> Floats:
    """Filters x bins, each summing to one, so that wide and narrow bands compare."""
    bins = np.arange(window // 2 + 1) * (RATE / window)
    width = RATE / window
    low = np.minimum(edges[:-2], edges[1:-1] - width)[:, None]
    middle = edges[1:-1, None]
    high = np.maximum(edges[2:], edges[1:-1] + width)[:, None]
    rising = (bins - low) / (middle - low)
    falling = (high - bins) / (high - middle)
    bank = np.clip(np.minimum(rising, falling), 0.0, None)
    return (bank / bank.sum(axis=1, keepdims=True)).astype(np.float32)


def _moving(magnitudes: Floats) -> Floats:
    """Power of what is left when held notes (the same nearby in time) and drums (the same nearby
    in pitch) are taken away: the idea of harmonic-percussive separation."""
    width = RATE / PITCH_WINDOW
    part = magnitudes[:, int(VOICE_LOW / width) : int(VOICE_HIGH / width)]
    padded = np.pad(part, ((STILL_FRAMES, STILL_FRAMES), (0, 0)), mode="edge")
    beside = np.maximum(padded[: len(part)], padded[2 * STILL_FRAMES :])
    held = np.minimum(part, beside)
    broad = STANDS_OUT * uniform_filter1d(part, BROAD_BINS, axis=1)
    rest = np.maximum(part - np.maximum(held, broad), 0.0)
    return np.asarray((rest**2).sum(axis=1), dtype=np.float32)


def _magnitudes(samples: Floats, window: int, hop: int) -> Iterator[Floats]:
    """Magnitudes of Hann-windowed spectra, BLOCK_FRAMES at a time; the ends are padded with silence."""
    shape = np.hanning(window + 1)[:-1].astype(np.float32) * np.float32(2.0 / window)
    frames = 1 + len(samples) // hop
    padded = np.pad(samples, (window // 2, window))
    views = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop][:frames]
    for start in range(0, frames, BLOCK_FRAMES):
        block = views[start : start + BLOCK_FRAMES] * shape
        yield np.abs(rfft(block, axis=1)).astype(np.float32, copy=False)

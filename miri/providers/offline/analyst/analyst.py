"""SignalSongAnalyst: decode, look, and run the stages in order; one Hearing comes out.

Why here: the only class of this folder that the rest of the house knows. The work is arithmetic
that would hold up every conversation, so it runs in a thread; the same file always gives the
same Hearing.
Next: spectrum.py, the first stage.
"""

import asyncio
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miri.codec.audio import Sound, decode_song
from miri.domain.song import HeardBeat, HeardSection, Hearing
from miri.domain.time import MICROS_PER_SECOND
from miri.providers.offline.analyst.bars import Pulse, find_bars
from miri.providers.offline.analyst.barwise import lay_bars
from miri.providers.offline.analyst.harmony import find_harmony
from miri.providers.offline.analyst.loudness import (
    ENERGY_STEP_MICROS,
    as_permille,
    half_second_rms,
    silence_at_ends,
    waveform_peaks,
)
from miri.providers.offline.analyst.onsets import find_onsets
from miri.providers.offline.analyst.sections import FoundSection, find_sections
from miri.providers.offline.analyst.spectrum import RATE, look_at
from miri.providers.offline.analyst.voice import Stretch, sung_stretches

Curve = NDArray[np.float64]


class SignalSongAnalyst:
    """The SongAnalyst port by signal processing: no model, no network, no money."""

    async def listen(self, path: Path) -> Hearing:
        """Analyse a song of 5 s to 15 min. Raises BadMedia, TooLarge, NotFound."""
        return await asyncio.to_thread(hear_file, path)


def hear_file(path: Path) -> Hearing:
    """The same, in this thread."""
    return hear(decode_song(path, RATE))


def hear(sound: Sound) -> Hearing:
    """Analyse decoded samples at RATE."""
    samples, seconds = sound.samples, sound.duration_micros / MICROS_PER_SECOND
    spectrum = look_at(samples)
    onsets, harmony = find_onsets(spectrum), find_harmony(spectrum)
    pulse = find_bars(onsets, harmony)
    downbeats = pulse.beats[pulse.downbeats] if pulse else np.zeros(0)
    bars = lay_bars(downbeats, seconds, spectrum, onsets, harmony)
    sung = sung_stretches(spectrum)
    rms = half_second_rms(samples, sound.rate)
    leading, trailing = silence_at_ends(samples, sound.rate)
    return Hearing(
        duration_micros=sound.duration_micros,
        tempo_millibpm=_tempo(pulse),
        beats_per_bar=pulse.beats_per_bar if pulse else 4,
        beats=_beats(pulse, sound.duration_micros),
        sections=_sections(find_sections(bars, rms, sung), sound.duration_micros),
        energy=tuple(int(value) for value in as_permille(rms)),
        energy_step_micros=ENERGY_STEP_MICROS,
        peaks=waveform_peaks(samples),
        sung=_stretches(sung, sound.duration_micros),
        leading_silence_micros=_micros(leading),
        trailing_silence_micros=_micros(trailing),
    )


def _micros(seconds: float) -> int:
    return round(seconds * MICROS_PER_SECOND)


def _tempo(pulse: Pulse | None) -> int:
    """Beats per thousand minutes, from the median beat; 0 without a pulse."""
    if pulse is None or len(pulse.beats) < 2:
        return 0
    return round(60_000 / float(np.median(np.diff(pulse.beats))))


def _beats(pulse: Pulse | None, duration: int) -> tuple[HeardBeat, ...]:
    if pulse is None:
        return ()
    pairs = zip(pulse.beats, pulse.downbeats, strict=True)
    heard = [HeardBeat(micros=_micros(float(b)), downbeat=bool(d)) for b, d in pairs]
    return tuple(beat for beat in heard if beat.micros < duration)


def _sections(found: list[FoundSection], duration: int) -> tuple[HeardSection, ...]:
    """Whole micros that tile [0, duration) exactly."""
    edges = [0, *(_micros(section.start) for section in found[1:]), duration]
    return tuple(
        HeardSection(
            label=section.label,
            start_micros=edges[i],
            end_micros=edges[i + 1],
            energy=section.energy,
        )
        for i, section in enumerate(found)
    )


def _stretches(sung: tuple[Stretch, ...], duration: int) -> tuple[tuple[int, int], ...]:
    return tuple((_micros(a), min(_micros(b), duration)) for a, b in sung if _micros(a) < duration)

"""Pitched instruments, each a function of (pitch, length, strength): bass, piano, guitar, pads.

Why here: additive synthesis throughout, so that nothing aliases and every overtone fades at its
own speed, as on real strings. Strength (0..1) makes a note brighter as well as louder.
Next: synth.py, which keeps notes that were played before; voice.py for the singer.
"""

from collections.abc import Callable, Mapping

import numpy as np

from miri.sample.signal import (
    Samples,
    band,
    decay,
    faded,
    midi_to_hertz,
    noise,
    soft_clip,
    steady_phase,
    timeline,
)

Instrument = Callable[[float, float, float, int, np.random.Generator], Samples]


def _overtones(hertz: float, rate: int, most: int, ceiling: float = 9000.0) -> int:
    return max(1, min(most, int(min(ceiling, 0.45 * rate) / hertz)))


def _string(
    hertz: float, times: Samples, levels: list[float], fall: float, stiffness: float
) -> Samples:
    """A struck or plucked string: overtones run sharp by `stiffness` and fade the faster."""
    sound = np.zeros(len(times), dtype=np.float32)
    for number, level in enumerate(levels, start=1):
        pitch = hertz * number * np.sqrt(1.0 + stiffness * number * number)
        fade = decay(times, fall / (1.0 + 0.32 * (number - 1)))
        sound += np.float32(level) * fade * np.sin(steady_phase(pitch, times))
    return sound


def bass(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """Fingered electric bass."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.06, rate)
    count = _overtones(hertz, rate, 9, 1800.0)
    levels = [(0.9 if n == 1 else 0.62) / n ** (1.25 - 0.4 * strength) for n in range(1, count + 1)]
    sound = _string(hertz, times, levels, 0.9, 1e-5)
    pluck = band(noise(len(times), rng), rate, 200.0, 1400.0) * decay(times, 0.01)
    return faded(soft_clip(0.55 * sound + 0.05 * pluck, 1.4), rate, 0.004, 0.06)


def synth_bass(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """A round saw bass whose filter closes."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.04, rate)
    sound = np.zeros(len(times), dtype=np.float32)
    phase = steady_phase(hertz, times)
    for number in range(1, _overtones(hertz, rate, 16, 2600.0) + 1):
        closing = decay(times, (0.15 + 0.5 * strength) / number**0.7) * 0.7 + 0.3 / number
        sound += (closing / number) * np.sin(phase * number)
    return faded(0.5 * soft_clip(sound, 1.2), rate, 0.003, 0.04)


def piano(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """An upright: stiff strings, slightly apart, and a felt hammer."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.22, rate)
    count = _overtones(hertz, rate, 14)
    tilt = 1.55 - 0.6 * strength
    levels = [1.0 / n**tilt * (0.75 + 0.5 * rng.random()) for n in range(1, count + 1)]
    fall = 1.5 * (220.0 / hertz) ** 0.45
    sound = _string(hertz, times, levels, fall, 2.2e-4)
    sound += 0.6 * _string(hertz * 1.0011, times, levels, fall * 0.7, 2.2e-4)
    hammer = band(noise(len(times), rng), rate, 300.0, 2400.0) * decay(times, 0.012)
    return faded(0.24 * sound + 0.05 * hammer * np.float32(strength), rate, 0.0025, 0.2)


def electric_piano(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """Tines by frequency modulation (after Chowning), with a slow tremolo."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.16, rate)
    phase = steady_phase(hertz, times)
    bite = np.float32(0.35 + 1.5 * strength) * decay(times, 0.5)
    body = np.sin(phase + bite * np.sin(phase)) * decay(times, 1.3)
    tine = np.sin(steady_phase(min(hertz * 14.0, 0.42 * rate), times)) * decay(times, 0.05)
    tremolo = 1.0 + 0.1 * np.sin(2 * np.pi * (5.1 * times + np.float32(rng.random())))
    sound = (0.42 * body + 0.05 * np.float32(strength) * tine) * tremolo
    return faded(sound.astype(np.float32), rate, 0.003, 0.15)


def guitar(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """A plucked steel string; where it is plucked changes from note to note."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.12, rate)
    place = rng.uniform(0.13, 0.22)
    count = _overtones(hertz, rate, 18)
    tilt = 1.25 - 0.35 * strength
    levels = [abs(np.sin(np.pi * n * place)) / n**tilt for n in range(1, count + 1)]
    sound = _string(hertz, times, levels, 0.75 * (196.0 / hertz) ** 0.3, 6e-5)
    pick = band(noise(len(times), rng), rate, 1500.0, 6000.0) * decay(times, 0.005)
    return faded(0.4 * sound + 0.05 * pick, rate, 0.0015, 0.12)


def organ(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """Drawbars and a rotating speaker."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.05, rate)
    phase = steady_phase(hertz, times)
    sway = np.float32(0.06) * np.sin(2 * np.pi * (5.8 * times + np.float32(rng.random())))
    sound = np.zeros(len(times), dtype=np.float32)
    for number, level in ((1, 0.8), (2, 0.6), (3, 0.45), (4, 0.25 * strength), (6, 0.12), (8, 0.1)):
        if hertz * number < 0.45 * rate:
            sound += np.float32(level) * np.sin(phase * number + sway * number)
    return faded(0.2 * sound, rate, 0.012, 0.05)


def pad(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """Three saws a few cents apart, slow to come and slow to go."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.45, rate)
    sound = np.zeros(len(times), dtype=np.float32)
    for cents in (-7.0, 0.0, 8.0):
        voice = hertz * 2.0 ** (cents / 1200.0)
        start = np.float32(rng.random() * 2 * np.pi)
        phase = steady_phase(voice, times) + start
        for number in range(1, _overtones(voice, rate, 10, 2200.0 + 2400.0 * strength) + 1):
            sound += np.float32(number**-1.35) * np.sin(phase * number)
    return faded(0.11 * sound, rate, min(0.28, 0.4 * seconds + 0.02), 0.45)


def strings(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """A small section: pads with vibrato and more bow."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.3, rate)
    sound = np.zeros(len(times), dtype=np.float32)
    for cents in (-5.0, 4.0):
        speed, start = rng.uniform(4.9, 5.8), rng.random()
        depth = 0.0035 * hertz * 2 * np.pi / (2 * np.pi * speed)
        sway = np.float32(depth) * np.sin(2 * np.pi * (speed * times + np.float32(start)))
        phase = steady_phase(hertz * 2 ** (cents / 1200), times) + sway
        for number in range(1, _overtones(hertz, rate, 14, 5200.0) + 1):
            sound += np.float32(number**-1.2) * np.sin(phase * number)
    return faded(0.15 * np.float32(0.5 + 0.5 * strength) * sound, rate, 0.09, 0.3)


def lead(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """A soft synth lead with late vibrato."""
    hertz, times = midi_to_hertz(midi), timeline(seconds + 0.08, rate)
    late = np.clip((times - np.float32(0.2)) / np.float32(0.3), 0.0, 1.0)
    sway = np.float32(hertz * 0.004 / 5.4) * late * np.sin(2 * np.pi * 5.4 * times)
    phase = steady_phase(hertz, times) + sway
    sound = np.zeros(len(times), dtype=np.float32)
    for number in range(1, _overtones(hertz, rate, 12, 2500.0 + 3500.0 * strength) + 1):
        sound += np.float32((1.0 if number % 2 else 0.45) / number**1.15) * np.sin(phase * number)
    return faded(0.3 * sound, rate, 0.012, 0.08)


def bell(
    midi: float, seconds: float, strength: float, rate: int, rng: np.random.Generator
) -> Samples:
    """A glockenspiel: few partials, far apart."""
    hertz, times = midi_to_hertz(midi), timeline(max(seconds, 0.5) + 0.4, rate)
    sound = np.zeros(len(times), dtype=np.float32)
    for ratio, level, fall in ((1.0, 1.0, 0.7), (2.76, 0.35, 0.25), (5.4, 0.18 * strength, 0.1)):
        if hertz * ratio < 0.45 * rate:
            partial = np.sin(steady_phase(hertz * ratio, times)) * decay(times, fall)
            sound += np.float32(level) * partial
    return faded(0.35 * sound, rate, 0.001, 0.3)


BAND: Mapping[str, Instrument] = {
    "bass": bass,
    "synth_bass": synth_bass,
    "piano": piano,
    "electric_piano": electric_piano,
    "guitar": guitar,
    "organ": organ,
    "pad": pad,
    "strings": strings,
    "lead": lead,
    "bell": bell,
}

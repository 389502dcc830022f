"""A drum kit out of sines and noise: kick, snare, clap, rim, hats, ride, crash, toms, shaker.

Why here: each drum is one short function of (rate, random generator), struck once at full level;
synth.py keeps a few strokes of each and plays them softer or louder.
Next: instruments.py for what has a pitch, synth.py for who strikes them.
"""

from collections.abc import Callable, Mapping

import numpy as np

from miri.sample.signal import (
    Samples,
    band,
    decay,
    faded,
    noise,
    phase_of,
    soft_clip,
    steady_phase,
    timeline,
)

Drum = Callable[[int, np.random.Generator], Samples]

METAL_HERTZ = (317.0, 421.0, 563.0, 729.0, 891.0, 1187.0)


def _swept(rate: int, seconds: float, low: float, high: float, fall: float) -> Samples:
    """A sine whose pitch falls from `high` to `low` Hz: the skin of a drum."""
    times = timeline(seconds, rate).astype(np.float64)
    return np.sin(phase_of(low + (high - low) * np.exp(-times / fall), rate))


def kick(rate: int, rng: np.random.Generator) -> Samples:
    """Deep, with a short beater."""
    low = rng.uniform(46.0, 52.0)
    body = _swept(rate, 0.34, low, low * 3.6, 0.028)
    times = timeline(0.34, rate)
    beater = band(noise(len(times), rng), rate, 1200.0, 5200.0) * decay(times, 0.004)
    sound = body * decay(times, 0.12) + 0.16 * beater
    return faded(soft_clip(sound.astype(np.float32), 1.6), rate, 0.0008, 0.05)


def snare(rate: int, rng: np.random.Generator) -> Samples:
    """Two modes of the skin under rattling wires."""
    times = timeline(0.28, rate)
    tune = rng.uniform(0.98, 1.03)
    skin = _swept(rate, 0.28, 182.0 * tune, 260.0, 0.012) * decay(times, 0.055)
    upper = np.sin(steady_phase(331.0 * tune, times)) * decay(times, 0.035)
    wires = band(noise(len(times), rng), rate, 1500.0, 9000.0) * decay(times, 0.085)
    sound = 0.62 * skin + 0.25 * upper + 0.42 * wires
    return faded(soft_clip(sound.astype(np.float32), 1.3), rate, 0.0006, 0.06)


def brush(rate: int, rng: np.random.Generator) -> Samples:
    """A soft sweep on the snare: no hard attack."""
    times = timeline(0.24, rate)
    swell = np.minimum(times / np.float32(0.03), np.float32(1.0))
    wires = band(noise(len(times), rng), rate, 900.0, 6500.0) * decay(times, 0.07) * swell
    return faded((0.4 * wires).astype(np.float32), rate, 0.004, 0.08)


def clap(rate: int, rng: np.random.Generator) -> Samples:
    """Several hands, a few milliseconds apart."""
    times = timeline(0.26, rate)
    hands = np.zeros(len(times), dtype=np.float32)
    for late in (0.0, 0.011, 0.021, 0.03):
        since = times - np.float32(late)
        hands += np.where(since >= 0, np.exp(-np.maximum(since, 0) / np.float32(0.006)), 0)
    hands += 0.55 * np.where(times > 0.03, decay(times, 0.075), np.float32(0.0))
    return faded(0.5 * band(noise(len(times), rng), rate, 900.0, 5200.0) * hands, rate, 0.001, 0.05)


def rim(rate: int, rng: np.random.Generator) -> Samples:
    """A stick on the rim: short and woody."""
    times = timeline(0.09, rate)
    wood = np.sin(steady_phase(rng.uniform(1640, 1700), times)) * decay(times, 0.013)
    low = np.sin(steady_phase(490.0, times)) * decay(times, 0.016)
    return faded((0.45 * wood + 0.35 * low).astype(np.float32), rate, 0.0006, 0.02)


def _metal(rate: int, seconds: float, rng: np.random.Generator, low: float) -> Samples:
    """Inharmonic square waves with noise, above `low` Hz: the stuff of cymbals."""
    times = timeline(seconds, rate)
    plate = np.zeros(len(times), dtype=np.float32)
    for hertz in METAL_HERTZ:
        plate += np.sign(np.sin(steady_phase(hertz * rng.uniform(0.98, 1.02), times)))
    high = min(15000.0, 0.47 * rate)
    return band(0.16 * plate + 0.5 * noise(len(times), rng), rate, low, high)


def hat(rate: int, rng: np.random.Generator) -> Samples:
    """Closed hi-hat."""
    sound = _metal(rate, 0.11, rng, 6200.0)
    return faded(0.34 * sound * decay(timeline(0.11, rate), 0.024), rate, 0.0006, 0.03)


def open_hat(rate: int, rng: np.random.Generator) -> Samples:
    """Open hi-hat."""
    sound = _metal(rate, 0.42, rng, 5600.0)
    return faded(0.3 * sound * decay(timeline(0.42, rate), 0.15), rate, 0.001, 0.12)


def ride(rate: int, rng: np.random.Generator) -> Samples:
    """Ride cymbal: a ping over a wash."""
    times = timeline(0.9, rate)
    wash = _metal(rate, 0.9, rng, 4200.0) * decay(times, 0.3)
    ping = np.sin(steady_phase(rng.uniform(3050, 3150), times)) * decay(times, 0.06)
    return faded((0.15 * wash + 0.1 * ping).astype(np.float32), rate, 0.0008, 0.3)


def crash(rate: int, rng: np.random.Generator) -> Samples:
    """Crash cymbal, two seconds of it."""
    times = timeline(2.0, rate)
    sound = _metal(rate, 2.0, rng, 2600.0) * decay(times, 0.55)
    return faded(0.36 * sound, rate, 0.002, 0.7)


def shaker(rate: int, rng: np.random.Generator) -> Samples:
    """Grains that swell and stop."""
    times = timeline(0.1, rate)
    swell = np.minimum(times / np.float32(0.022), 1.0) * decay(times, 0.03)
    grains = band(noise(len(times), rng), rate, 4500.0, 0.45 * rate)
    return faded(0.3 * grains * swell.astype(np.float32), rate, 0.004, 0.03)


def _tom(rate: int, rng: np.random.Generator, low: float) -> Samples:
    times = timeline(0.42, rate)
    skin = _swept(rate, 0.42, low, low * 1.7, 0.04) * decay(times, 0.14)
    stick = band(noise(len(times), rng), rate, 400.0, 3000.0) * decay(times, 0.012)
    return faded((0.8 * skin + 0.12 * stick).astype(np.float32), rate, 0.0008, 0.1)


def high_tom(rate: int, rng: np.random.Generator) -> Samples:
    """The smaller tom."""
    return _tom(rate, rng, rng.uniform(150.0, 156.0))


def low_tom(rate: int, rng: np.random.Generator) -> Samples:
    """The floor tom."""
    return _tom(rate, rng, rng.uniform(84.0, 90.0))


KIT: Mapping[str, Drum] = {
    "kick": kick,
    "snare": snare,
    "brush": brush,
    "clap": clap,
    "rim": rim,
    "hat": hat,
    "open_hat": open_hat,
    "ride": ride,
    "crash": crash,
    "shaker": shaker,
    "high_tom": high_tom,
    "low_tom": low_tom,
}

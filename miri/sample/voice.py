"""A sung-like voice: harmonics under moving formants, with vibrato, breath and consonants.

Why here: the sample song needs someone to sing it, and the bench needs the soft, late, gliding
onsets that make real singing hard to follow. It is formant synthesis, not a singer: vowels and
tune are clear, words are only hinted at.
Next: score.py for what is sung, tests/bench for songs that hum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from miri.sample.signal import Curve, Samples, band, faded, noise, phase_of, read_at, smooth
from miri.sample.syllable import Syllable

CONTROL_RATE = 250

# First five formants in Hz, a mezzo; after the averages of Peterson & Barney (1952), rounded.
VOWELS: dict[str, tuple[float, float, float, float, float]] = {
    "a": (820.0, 1300.0, 2750.0, 3650.0, 4600.0),
    "e": (560.0, 2050.0, 2850.0, 3750.0, 4700.0),
    "i": (340.0, 2600.0, 3150.0, 3850.0, 4800.0),
    "o": (540.0, 920.0, 2700.0, 3600.0, 4600.0),
    "u": (370.0, 850.0, 2600.0, 3550.0, 4600.0),
    "A": (700.0, 1150.0, 2650.0, 3600.0, 4600.0),
    "E": (620.0, 1850.0, 2800.0, 3700.0, 4700.0),
    "I": (430.0, 2250.0, 2950.0, 3750.0, 4700.0),
    "O": (620.0, 1000.0, 2650.0, 3600.0, 4600.0),
    "U": (450.0, 1100.0, 2550.0, 3550.0, 4600.0),
    "x": (600.0, 1450.0, 2700.0, 3650.0, 4600.0),
}
BANDWIDTHS = (80.0, 95.0, 130.0, 180.0, 260.0)


@dataclass(frozen=True)
class Consonant:
    """How a consonant sounds: its length, how much voice goes on, and its noise's band and level.

    `first` and `second` are where it pulls the lowest two formants (Hz), 0 where it does not.
    """

    seconds: float
    voiced: float
    low: float = 0.0
    high: float = 0.0
    level: float = 0.0
    first: float = 0.0
    second: float = 0.0


CONSONANTS: dict[str, Consonant] = {
    "m": Consonant(0.08, 0.42, first=270, second=1050),
    "n": Consonant(0.07, 0.42, first=280, second=1500),
    "N": Consonant(0.08, 0.4, first=280, second=2000),
    "l": Consonant(0.065, 0.55, first=380, second=1150),
    "r": Consonant(0.07, 0.55, first=420, second=1250),
    "w": Consonant(0.08, 0.55, first=320, second=650),
    "y": Consonant(0.07, 0.6, first=320, second=2350),
    "b": Consonant(0.05, 0.12, 150, 900, 0.25, first=250, second=900),
    "d": Consonant(0.05, 0.12, 2200, 4200, 0.2, first=280, second=1700),
    "g": Consonant(0.055, 0.12, 1400, 2600, 0.22, first=280, second=2100),
    "p": Consonant(0.075, 0.0, 500, 1800, 0.3),
    "t": Consonant(0.07, 0.0, 2800, 6500, 0.35),
    "k": Consonant(0.075, 0.0, 1500, 3200, 0.35),
    "s": Consonant(0.1, 0.0, 4600, 9500, 0.5),
    "z": Consonant(0.08, 0.3, 4600, 9000, 0.25),
    "S": Consonant(0.1, 0.0, 2300, 6000, 0.5),
    "f": Consonant(0.085, 0.0, 1600, 8500, 0.22),
    "v": Consonant(0.065, 0.35, 1200, 6000, 0.1, first=320, second=1100),
    "T": Consonant(0.08, 0.0, 1500, 8000, 0.18),
    "D": Consonant(0.055, 0.35, 1500, 6000, 0.08, first=330, second=1400),
    "h": Consonant(0.07, 0.0, 700, 3500, 0.2),
    "c": Consonant(0.09, 0.0, 2300, 6500, 0.45),
}
STOPS = "pbtdkgc"


@dataclass(frozen=True)
class SungNote:
    """One syllable on one pitch. `start` is when its vowel begins, in seconds of the phrase."""

    start: float
    seconds: float
    midi: float
    syllable: Syllable
    strength: float = 0.8


@dataclass(frozen=True)
class Singer:
    """Who sings: size of the mouth, vibrato, breath, and how the source falls with frequency."""

    formants: float = 1.0
    vibrato_hertz: float = 5.4
    vibrato_cents: float = 32.0
    breath: float = 0.05
    tilt: float = 1.05
    glide_seconds: float = 0.07
    detune_cents: float = 0.0


LEAD_IN = 0.2
TAIL = 0.3


def sing(
    notes: Sequence[SungNote], rate: int, rng: np.random.Generator, singer: Singer | None = None
) -> Samples:
    """One phrase as mono sound. It begins LEAD_IN seconds before the phrase's own zero,
    because consonants come before the beat their vowel sits on."""
    singer = singer or Singer()
    seconds = LEAD_IN + max(n.start + n.seconds for n in notes) + TAIL
    ticks = np.arange(round(seconds * CONTROL_RATE)) / CONTROL_RATE - LEAD_IN
    pitch = _pitch(notes, ticks, rng, singer)
    level = _level(notes, ticks)
    formants = _formants(notes, ticks, singer)
    voiced = _voiced(pitch, level, formants, rate, singer)
    breath = _breath(level, formants, len(voiced), rate, rng) * np.float32(singer.breath)
    sound = voiced + breath + _consonants(notes, len(voiced), rate, rng)
    return faded(sound, rate, 0.005, 0.05)


def _pitch(
    notes: Sequence[SungNote], ticks: Curve, rng: np.random.Generator, singer: Singer
) -> Curve:
    """The tune in midi numbers: glides, a scoop into the phrase, vibrato that comes late."""
    starts = np.array([n.start for n in notes])
    which = np.clip(np.searchsorted(starts, ticks + 0.02, side="right") - 1, 0, len(notes) - 1)
    tune = np.array([n.midi for n in notes])[which].astype(np.float64)
    tune[ticks < notes[0].start + 0.05] -= 0.7
    tune = smooth(tune, max(3, round(singer.glide_seconds * CONTROL_RATE)))
    held = np.clip((ticks - starts[which] - 0.22) / 0.35, 0.0, 1.0)
    speed = singer.vibrato_hertz * (1.0 + 0.05 * _wander(len(ticks), rng, 0.5))
    sway = np.sin(2 * np.pi * np.cumsum(speed) / CONTROL_RATE)
    cents = singer.vibrato_cents * held * sway + 7.0 * _wander(len(ticks), rng, 0.12)
    return tune + (cents + singer.detune_cents) / 100.0


def _wander(count: int, rng: np.random.Generator, seconds: float) -> Curve:
    """A slow random curve around zero of about unit size."""
    width = max(3, round(seconds * CONTROL_RATE))
    curve = smooth(rng.standard_normal(count), width)
    return curve / max(1e-9, float(np.std(curve)))


def _onset_seconds(syllable: Syllable) -> float:
    return sum(CONSONANTS[c].seconds for c in syllable.onset)


def _coda_seconds(syllable: Syllable) -> float:
    return sum(CONSONANTS[c].seconds for c in syllable.coda)


def _level(notes: Sequence[SungNote], ticks: Curve) -> Curve:
    """How loud the voice itself is: swells within a vowel, sinks for consonants."""
    points: list[tuple[float, float]] = [(-LEAD_IN, 0.0)]
    for note in notes:
        before = min((CONSONANTS[c].voiced for c in note.syllable.onset), default=0.7)
        after = min((CONSONANTS[c].voiced for c in note.syllable.coda), default=0.75)
        begin = note.start - _onset_seconds(note.syllable)
        end = note.start + note.seconds - _coda_seconds(note.syllable)
        end = max(end, note.start + 0.5 * note.seconds)
        full = 0.35 + 0.65 * note.strength
        points += [
            (begin, full * before),
            (note.start - 0.012, full * before),
            (note.start + 0.045, full * 0.92),
            (note.start + 0.4 * note.seconds, full),
            (end, full * 0.8),
            (max(end + 0.02, note.start + note.seconds - 0.01), full * after * 0.8),
        ]
        points.append((note.start + note.seconds + 0.09, 0.0))
    return smooth(_through(points, notes, ticks), 5)


def _through(points: list[tuple[float, float]], notes: Sequence[SungNote], ticks: Curve) -> Curve:
    """Straight lines through the points; where the next syllable begins, its points win."""
    begins = [n.start - _onset_seconds(n.syllable) for n in notes[1:]] + [np.inf]
    kept = [points[0]]
    for index in range(len(notes)):
        own = points[1 + index * 7 : 8 + index * 7]
        kept += [p for p in own if p[0] <= begins[index] - 0.004]
    kept.sort(key=lambda p: p[0])
    return np.interp(ticks, [p[0] for p in kept], [p[1] for p in kept])


def _formants(notes: Sequence[SungNote], ticks: Curve, singer: Singer) -> Curve:
    """Five formant frequencies per tick: (5, ticks)."""
    points: list[tuple[float, tuple[float, ...]]] = []
    for note in notes:
        vowels = [VOWELS[v] for v in note.syllable.vowel]
        moment = note.start - _onset_seconds(note.syllable)
        for name in note.syllable.onset:
            points.append((moment + 0.3 * CONSONANTS[name].seconds, _pulled(name, vowels[0])))
            moment += CONSONANTS[name].seconds
        points.append((note.start + 0.04, vowels[0]))
        points.append((note.start + 0.6 * note.seconds, vowels[0]))
        points.append((note.start + 0.88 * note.seconds, vowels[-1]))
        if note.syllable.coda:
            points.append((note.start + note.seconds, _pulled(note.syllable.coda[0], vowels[-1])))
    points.sort(key=lambda p: p[0])
    times = [p[0] for p in points]
    curves = [np.interp(ticks, times, [p[1][f] for p in points]) for f in range(5)]
    return np.stack([smooth(c, 7) for c in curves]) * singer.formants


def _pulled(name: str, vowel: tuple[float, ...]) -> tuple[float, ...]:
    """A vowel's formants as a neighbouring consonant bends them."""
    consonant = CONSONANTS[name]
    return (consonant.first or vowel[0], consonant.second or vowel[1], *vowel[2:])


def _voiced(pitch: Curve, level: Curve, formants: Curve, rate: int, singer: Singer) -> Samples:
    """Additive synthesis: every harmonic of the pitch, as loud as the formants let it through."""
    hertz = 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
    count = max(1, int(min(0.45 * rate, 8000.0) / float(hertz.max())))
    numbers = np.arange(1, count + 1)
    through = _resonance(numbers[:, None] * hertz[None, :], formants)
    through *= (numbers**-singer.tilt)[:, None]
    through /= np.sqrt(np.sum(through**2, axis=0, keepdims=True)) ** 0.75 + 1e-9
    through *= level[None, :]
    samples = int(len(pitch) * rate / CONTROL_RATE)
    grid = np.arange(samples, dtype=np.float64) * (CONTROL_RATE / rate)
    phase = phase_of(read_at(hertz, grid), rate)
    sound = np.zeros(samples, dtype=np.float32)
    for row in range(count):
        loudness = read_at(through[row], grid).astype(np.float32)
        sound += loudness * np.sin(phase * np.float32(row + 1))
    return np.float32(0.3) * sound


def _resonance(hertz: Curve, formants: Curve) -> Curve:
    """The vocal tract's gain at each frequency: five two-pole resonances in cascade."""
    gain = np.ones_like(hertz)
    for centre, width in zip(formants, BANDWIDTHS, strict=True):
        half = (width / 2.0) ** 2
        below = (hertz - centre[None, :]) ** 2 + half
        above = (hertz + centre[None, :]) ** 2 + half
        gain *= (centre[None, :] ** 2 + half) / np.sqrt(below * above)
    return gain


def _breath(
    level: Curve, formants: Curve, count: int, rate: int, rng: np.random.Generator
) -> Samples:
    """Air through the same mouth, louder where the voice is."""
    air = band(noise(count, rng), rate, float(formants[1].mean()) * 0.8, 6500.0)
    grid = np.arange(count, dtype=np.float64) * (CONTROL_RATE / rate)
    loud = read_at(smooth(level, 15), grid)
    return air * loud.astype(np.float32)


def _consonants(
    notes: Sequence[SungNote], count: int, rate: int, rng: np.random.Generator
) -> Samples:
    """Hisses and bursts around the vowels."""
    sound = np.zeros(count, dtype=np.float32)
    for note in notes:
        moment = note.start - _onset_seconds(note.syllable)
        for name in note.syllable.onset:
            _hiss(sound, name, moment, note.strength, rate, rng)
            moment += CONSONANTS[name].seconds
        moment = note.start + note.seconds - _coda_seconds(note.syllable)
        for name in note.syllable.coda:
            _hiss(sound, name, moment, 0.7 * note.strength, rate, rng)
            moment += CONSONANTS[name].seconds
    return sound


def _hiss(
    sound: Samples, name: str, start: float, strength: float, rate: int, rng: np.random.Generator
) -> None:
    """Add one consonant's noise; a stop is silent first and then bursts."""
    consonant = CONSONANTS[name]
    if not consonant.level:
        return
    silent = 0.55 * consonant.seconds if name in STOPS else 0.0
    length = round((consonant.seconds - silent) * rate)
    grains = band(noise(length, rng), rate, consonant.low, min(consonant.high, 0.45 * rate))
    edge = 0.002 if name in STOPS else 0.35 * consonant.seconds
    shaped = faded(grains, rate, edge, 0.4 * (consonant.seconds - silent))
    begin = max(0, round((start + LEAD_IN + silent) * rate))
    room = sound[begin : begin + length]
    room += shaped[: len(room)] * np.float32(0.35 * consonant.level * (0.4 + 0.6 * strength))

"""Forms of the made songs: which sections, how many bars, over which chords, at what tempo.

Why here: the truth of a made song is decided here, before a sound is made.
Next: songs.py, which plays it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miri.domain.song import SectionLabel as Label

Times = NDArray[np.float64]

FORMS = (
    "intro verse chorus verse chorus bridge chorus outro",
    "intro verse verse chorus verse chorus chorus outro",
    "verse chorus verse chorus instrumental chorus outro",
    "intro verse prechorus chorus verse prechorus chorus outro",
    "intro chorus verse chorus verse bridge chorus",
    "intro verse chorus instrumental verse chorus outro",
    "verse verse bridge verse outro",
)
PROGRESSIONS = {
    "verse": ((0, 4, 5, 3), (0, 5, 3, 4), (5, 3, 0, 4), (0, 3, 0, 4), (0, 2, 3, 3), (0, 6, 3, 0)),
    "chorus": ((3, 4, 0, 5), (0, 4, 5, 3), (5, 3, 0, 4), (3, 0, 4, 5), (0, 3, 4, 4)),
    "prechorus": ((1, 1, 4, 4), (3, 3, 4, 4), (5, 4, 3, 4)),
    "bridge": ((5, 5, 3, 3), (2, 5, 1, 4), (3, 3, 2, 4), (1, 3, 5, 4)),
    "intro": ((0, 3, 0, 3), (0, 4, 5, 3), (5, 3, 5, 3)),
    "instrumental": ((5, 3, 0, 4), (0, 6, 3, 3), (0, 5, 0, 5)),
    "outro": ((0, 3, 0, 3), (3, 4, 0, 0)),
}
ENERGIES = {
    "intro": 0.35,
    "verse": 0.55,
    "prechorus": 0.68,
    "chorus": 0.95,
    "bridge": 0.45,
    "instrumental": 0.75,
    "outro": 0.4,
}


@dataclass(frozen=True)
class Part:
    """One section: its label, first beat, bars, and how much is going on (0..1)."""

    label: Label
    first_beat: int
    bars: int
    energy: float
    turn: int


def draw_form(rng: np.random.Generator, meter: int, tempo: float) -> list[Part]:
    """Sections of 4, 8 or 16 bars that come to 60..150 s at the tempo."""
    names = FORMS[int(rng.integers(len(FORMS)))].split()
    bar = meter * 60.0 / tempo
    target = rng.uniform(70.0, 140.0)
    units = [0.5 if n in ("intro", "outro", "prechorus") else 1.0 for n in names]
    lengths = {bars: bars * sum(units) * bar for bars in (4, 8, 16)}
    size = min((b for b in lengths if lengths[b] >= 62.0), key=lambda b: abs(lengths[b] - target))
    while size * sum(units) * bar > 136.0:
        names, units = names[:-1], units[:-1]
    parts: list[Part] = []
    beat = 0
    for index, (name, unit) in enumerate(zip(names, units, strict=True)):
        bars = max(2, int(size * unit)) if size > 4 or unit == 1.0 else 4
        turn = names[:index].count(name)
        energy = min(1.0, ENERGIES[name] + 0.05 * turn + rng.uniform(-0.04, 0.04))
        parts.append(Part(Label(name), beat, bars, energy, turn))
        beat += bars * meter
    return parts


def draw_tempo(
    rng: np.random.Generator, kind: str, tempo: float, parts: list[Part], beats: int
) -> Times:
    """When each beat falls, in seconds: `beats` + 2 values, so that the last beat has a length."""
    lengths = np.full(beats + 1, 60.0 / tempo)
    middle = parts[len(parts) // 2].first_beat
    factor = float(np.exp(rng.choice([-1, 1]) * rng.uniform(0.06, 0.16)))
    if kind == "step":
        lengths[middle:] /= factor
    elif kind == "ramp":
        start = parts[max(1, len(parts) // 3)].first_beat
        course = np.clip((np.arange(beats + 1) - start) / max(16, middle), 0.0, 1.0)
        lengths /= 1.0 + (factor - 1.0) * course
    spread = 0.025 if kind == "drift" else 0.006
    wander = np.cumsum(rng.standard_normal(beats + 1))
    wander = np.convolve(np.pad(wander, 8, mode="edge"), np.hanning(19)[1:-1] / 9.0, mode="valid")
    wander -= wander.mean()
    lengths *= 1.0 + spread * wander[: beats + 1] / max(1e-9, float(np.abs(wander).max()))
    return rng.uniform(0.05, 1.1) + np.concatenate([[0.0], np.cumsum(lengths)])


def chord_notes(degree: int, minor: bool, sevenths: bool) -> list[int]:
    """Semitones above the key note of a diatonic chord, root first."""
    scale = (0, 2, 3, 5, 7, 8, 10) if minor else (0, 2, 4, 5, 7, 9, 11)
    if minor and degree == 4:
        scale = (0, 2, 3, 5, 7, 8, 11)
    steps = (0, 2, 4, 6) if sevenths else (0, 2, 4, 7)
    return [scale[(degree + s) % 7] + 12 * ((degree + s) // 7) for s in steps]

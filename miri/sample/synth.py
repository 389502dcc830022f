"""The synth: strikes drums, plays notes, sings phrases; remembers what it played before.

Why here: one object with one seed, so that a whole song is the same every time it is made.
No pretence: these are simple instruments made from sines and noise, and the voice is formant
synthesis that hums words rather than says them.
Next: drums.py, instruments.py, voice.py (the sounds); mixing.py (where they go).
"""

from collections.abc import Sequence

import numpy as np

from miri.sample.drums import KIT
from miri.sample.instruments import BAND
from miri.sample.signal import Samples
from miri.sample.voice import Singer, SungNote, sing

STROKES = 4
LENGTH_STEPS = 40
STRENGTH_STEPS = 5


class Synth:
    """Makes sounds at one sample rate. Equal seeds and equal calls give equal sounds."""

    def __init__(self, rate: int, seed: int) -> None:
        self.rate = rate
        self._rng = np.random.default_rng([seed, 0x5EED])
        self._strokes: dict[str, list[Samples]] = {}
        self._notes: dict[tuple[str, float, int, int], Samples] = {}

    def drum(self, name: str, strength: float = 0.8) -> Samples:
        """One of a few recorded strokes, softer strokes duller as well as quieter."""
        if name not in self._strokes:
            self._strokes[name] = [KIT[name](self.rate, self._rng) for _ in range(STROKES)]
        stroke = self._strokes[name][int(self._rng.integers(STROKES))]
        return stroke * np.float32(strength**1.4)

    def note(self, instrument: str, midi: float, seconds: float, strength: float = 0.7) -> Samples:
        """A note, `seconds` from key down to key up; its tail rings on after that."""
        key = (
            instrument,
            midi,
            max(1, round(seconds * LENGTH_STEPS)),
            round(strength * STRENGTH_STEPS),
        )
        if key not in self._notes:
            self._notes[key] = BAND[instrument](
                midi, key[2] / LENGTH_STEPS, key[3] / STRENGTH_STEPS, self.rate, self._rng
            )
        return self._notes[key] * np.float32(0.15 + 0.85 * strength)

    def phrase(self, notes: Sequence[SungNote], singer: Singer | None = None) -> Samples:
        """A sung phrase; see voice.sing for where it begins."""
        return sing(notes, self.rate, self._rng, singer)

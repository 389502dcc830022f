"""What chance decides about a made song before it is played.

Why here: the score is the truth; the band may miss it by some milliseconds, the score does not.
Next: forms.py (sections, tempo maps), band.py (who plays it).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.forms import Part, draw_form, draw_tempo


@dataclass(frozen=True)
class Score:
    """All that chance decided about a song before it is played."""

    seed: int
    meter: int
    tempo: float
    kind: str
    drums: bool
    swing: float
    key: int
    minor: bool
    jitter: float
    parts: list[Part]
    times: NDArray[np.float64]

    @property
    def beats(self) -> int:
        """How many beats the song has; the last is the final chord's."""
        return sum(p.bars for p in self.parts) * self.meter + 1

    def at(self, position: float) -> float:
        """Seconds of a position in beats, swung: off-beats of a swung song come late."""
        whole, part = divmod(position, 1.0)
        bent = part * self.swing * 2 if part < 0.5 else 1 - (1 - part) * (1 - self.swing) * 2
        return float(np.interp(whole + bent, np.arange(len(self.times)), self.times))


def draw_score(seed: int) -> Score:
    """Tempo 70..175, 3/4 or 4/4, drums or none, straight or swung, steady or changing."""
    rng = np.random.default_rng([seed, 1])
    meter = 3 if rng.random() < 0.2 else 4
    drums = bool(rng.random() < 0.8)
    tempo = _draw_tempo(rng, 80.0 if meter == 3 else 70.0, 175.0 if drums else 138.0)
    kind = str(rng.choice(["steady", "drift", "step", "ramp"], p=[0.4, 0.24, 0.18, 0.18]))
    swung = tempo < 150 and rng.random() < 0.22
    swing = rng.uniform(0.58, 0.66) if swung else 0.5
    parts = draw_form(rng, meter, tempo)
    total = sum(p.bars for p in parts) * meter
    return Score(
        seed=seed,
        meter=meter,
        tempo=tempo,
        kind=kind,
        drums=drums,
        swing=float(swing),
        key=int(rng.integers(-5, 7)),
        minor=bool(rng.random() < 0.4),
        jitter=float(rng.uniform(0.010, 0.015)),
        parts=parts,
        times=draw_tempo(rng, kind, tempo, parts, total),
    )


def _draw_tempo(rng: np.random.Generator, low: float, high: float) -> float:
    """Half of the songs anywhere in the range, half near where most pop songs are (115)."""
    if rng.random() < 0.5:
        return float(np.exp(rng.uniform(np.log(low), np.log(high))))
    return float(np.clip(rng.normal(115.0, 22.0), low, high))

"""Songs with known truth, made from scores by chance: `make_song(seed)`.

Why here: an analyst is measured on beats that are certain. Every note misses the grid by a human
10-15 ms, bands push and drag, singers come late, tempi drift, jump and ramp, some songs have no
drums. The grid itself, never the played onset, is the truth.
Next: scores.py (what is drawn), band.py (who plays it), miri/sample (who makes the sounds).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tests.bench.band import RATE, Band
from tests.bench.scores import Score, draw_score


@dataclass(frozen=True)
class MadeSong:
    """A made song and its truth; times in seconds, sections as (start, end, label)."""

    seed: int
    audio: NDArray[np.float32]
    rate: int
    beats: NDArray[np.float64]
    downbeats: NDArray[np.float64]
    sections: tuple[tuple[float, float, str], ...]
    beats_per_bar: int
    tempo: float
    traits: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def boundaries(self) -> NDArray[np.float64]:
        """Where sections begin and end: first start, inner boundaries, last end."""
        return np.array([s[0] for s in self.sections] + [self.sections[-1][1]])


def make_song(seed: int) -> MadeSong:
    """The song of a seed: the same seed makes the same song (up to the machine's last bit)."""
    return play_song(draw_score(seed))


def play_song(score: Score) -> MadeSong:
    """The song of any score."""
    audio = Band(score).play()
    beats = score.times[: score.beats]
    edges = [float(score.times[p.first_beat]) for p in score.parts] + [len(audio) / RATE]
    sections = tuple(
        (edges[i], edges[i + 1], str(p.label.value)) for i, p in enumerate(score.parts)
    )
    traits = {
        "tempo": score.kind,
        "drums": "drums" if score.drums else "no drums",
        "feel": "swung" if score.swing > 0.5 else "straight",
    }
    return MadeSong(
        seed=score.seed,
        audio=audio,
        rate=RATE,
        beats=beats,
        downbeats=beats[:: score.meter],
        sections=sections,
        beats_per_bar=score.meter,
        tempo=score.tempo,
        traits=traits,
    )

"""Short songs to fit section edges on, 35..75 s: `make_short_song(seed)`.

Why here: a demo is a minute long, its parts are four bars as often as eight, a part that comes
back may be longer or shorter than before, and its loud parts are not so loud. The report's songs
(forms.py) are never like that; seeds 1000 and up, as for all that is fitted.
Next: fit_sections.py, which hears them.
"""

from dataclasses import replace

import numpy as np

from miri.domain.song import SectionLabel as Label
from tests.bench.forms import ENERGIES, Part, draw_tempo
from tests.bench.scores import Score, draw_score
from tests.bench.songs import MadeSong, play_song

FORMS = (
    "intro verse chorus verse chorus outro",
    "intro verse chorus verse chorus",
    "verse chorus verse chorus outro",
    "verse chorus verse chorus bridge chorus",
    "intro verse prechorus chorus verse chorus outro",
    "verse verse chorus chorus outro",
    "intro chorus verse chorus outro",
)
SHORTEST_SECONDS, LONGEST_SECONDS = 35.0, 75.0
MIDDLE_ENERGY = 0.62


def make_short_song(seed: int) -> MadeSong:
    """The short song of a seed."""
    rng = np.random.default_rng([seed, 5])
    score = draw_score(seed)
    score = replace(score, tempo=float(np.clip(score.tempo, 92.0, 160.0)))
    parts = _draw_parts(rng, score)
    total = sum(part.bars for part in parts) * score.meter
    return play_song(
        replace(score, parts=parts, times=draw_tempo(rng, score.kind, score.tempo, parts, total))
    )


def _draw_parts(rng: np.random.Generator, score: Score) -> list[Part]:
    while True:
        names = FORMS[int(rng.integers(len(FORMS)))].split()
        lengths = [_draw_bars(rng, name) for name in names]
        seconds = sum(lengths) * score.meter * 60.0 / score.tempo
        if SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
            break
    contrast = rng.uniform(0.5, 1.1)
    parts: list[Part] = []
    beat = 0
    for index, (name, bars) in enumerate(zip(names, lengths, strict=True)):
        level = MIDDLE_ENERGY + contrast * (ENERGIES[name] - MIDDLE_ENERGY)
        energy = float(np.clip(level + rng.uniform(-0.04, 0.04), 0.2, 1.0))
        parts.append(Part(Label(name), beat, bars, energy, names[:index].count(name)))
        beat += bars * score.meter
    return parts


def _draw_bars(rng: np.random.Generator, name: str) -> int:
    if name in ("intro", "outro", "prechorus"):
        return int(rng.choice([2, 4, 4, 4]))
    return int(rng.choice([4, 4, 8, 8]))

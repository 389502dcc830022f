"""Pacing: how long a shot wants to be at each place of a song.

Why here: pace follows the music: short where energy and tempo are high, long where the song
breathes. Loudness is judged against the song's own mean, because masters differ.
Next: cut_planner.py, which weighs these wishes against beats and lines.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import median

from miri.domain.song import SectionLabel, Song
from miri.domain.time import frames_from_micros

USUAL_SECONDS = 3.1
"""A shot's usual length at 120 beats per minute and middling energy."""
SHORTEST_MICROS = 900_000
LONGEST_MICROS = 8_000_000
QUIET_LENGTH, LOUD_LENGTH = 1.3, 0.72
"""How much longer than usual the quietest shots are, and how much shorter the loudest."""
OPENING = 1.2
"""A section's first shot shows where we are: it may last longer."""
BREATH = (1.2, 0.8, 1.1, 0.75, 1.3, 0.85, 1.0, 0.8)
"""Bars take turns in wanting longer and shorter shots, so that the cutting never ticks."""


class Pace(StrEnum):
    """A person's wish for the whole."""

    SLOWER = "slower"
    NORMAL = "normal"
    FASTER = "faster"

    @property
    def factor(self) -> float:
        """What a shot's length is multiplied by."""
        return {"slower": 1.5, "normal": 1.0, "faster": 0.66}[self.value]


@dataclass(frozen=True)
class Pacing:
    """Wishes in frames. `shortest` and `longest` are wishes too: tiling and lines may force more
    or less; what the video model can make is a law and stands elsewhere."""

    song: Song
    rate: Fraction
    pace: Pace
    shortest: int
    longest: int
    middle: float
    spread: float
    tempo_factor: float
    bars: tuple[int, ...]

    def wish(self, frame: int) -> float:
        """How many frames a shot that begins at `frame` wants to last."""
        seconds = USUAL_SECONDS * self.pace.factor * self.tempo_factor * self._turn(frame)
        seconds *= QUIET_LENGTH + (LOUD_LENGTH - QUIET_LENGTH) * self.loudness(frame)
        return min(max(seconds * float(self.rate), self.shortest * 1.15), self.longest * 0.85)

    def loudness(self, frame: int) -> float:
        """0..1 against the song itself: 0.5 is its mean."""
        above = energy_at(self.song, frame, self.rate) - self.middle
        return min(1.0, max(0.0, 0.5 + above / self.spread))

    def _turn(self, frame: int) -> float:
        section = self.song.section_at(frame)
        if section and frame - section.start_frame < self.rate // 2:
            return 1.0 if section.label is SectionLabel.CHORUS else OPENING
        bar = bisect_right(self.bars, frame)
        return BREATH[bar % len(BREATH)] if self.bars else 1.0


def pacing(
    song: Song, rate: Fraction, pace: Pace, shortest_micros: int, longest_micros: int
) -> Pacing:
    """The wishes of a song at a person's pace."""
    step = max(1, int(rate))
    heard = [energy_at(song, frame, rate) for frame in range(0, song.frames, step)]
    middle = sum(heard) / len(heard)
    spread = (sum((h - middle) ** 2 for h in heard) / len(heard)) ** 0.5
    return Pacing(
        song=song,
        rate=rate,
        pace=pace,
        shortest=max(1, frames_from_micros(shortest_micros, rate)),
        longest=max(1, frames_from_micros(longest_micros, rate)),
        middle=middle,
        spread=max(3.0 * spread, 250.0),
        tempo_factor=min(1.3, max(0.75, (120.0 / (heard_tempo(song) or 120.0)) ** 0.4)),
        bars=tuple(b.frame for b in song.beats if b.downbeat),
    )


def energy_at(song: Song, frame: int, rate: Fraction) -> float:
    """Permille energy around a frame: two seconds of the curve, leaning on its section's mean."""
    section = song.section_at(frame)
    second = int(rate)
    near = song.energy_between(max(0, frame - second), frame + second, rate)
    return near if section is None else 0.6 * section.energy + 0.4 * near


def heard_tempo(song: Song) -> float:
    """Beats per minute: as analysed, else from the beats; 0 where there is no pulse."""
    if song.tempo_millibpm:
        return song.tempo_millibpm / 1000
    gaps = [b.micros - a.micros for a, b in pairwise(song.beats)]
    usual = median(gaps) if gaps else 0
    return 60_000_000 / usual if usual > 0 else 0.0

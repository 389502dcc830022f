"""The CutGrid: where a song lets itself be cut: on which beats, and not inside which words.

Why here: the planner, the checker and every retiming must agree on "near a beat" and "inside a
line"; this file alone says what that means.
Next: timing_contract.py (who judges by it), cut_planner.py (who plans by it).
"""

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from miri.domain.song import LyricLine, Song
from miri.domain.time import frames_from_micros

ON_BEAT_FRAMES = 1
"""A cut this close to a beat's frame is on it."""
EDGE_MICROS = 200_000
"""A line's first and last moment: a cut there leaves its words whole to the ear."""


@dataclass(frozen=True)
class Bond:
    """Words that belong together: no cut may fall strictly between `start` and `end`.

    Overlapping lines are one bond. The edges of a line (a fifth of a second, at most a quarter
    of the line) are already taken off.
    """

    start: int
    end: int
    lines: tuple[LyricLine, ...]

    def holds(self, frame: int) -> bool:
        """True where a cut at this frame would part the words."""
        return self.start < frame < self.end


@dataclass(frozen=True)
class CutGrid:
    """Beats ascend strictly and lie inside the song; `reaches` is half a beat around each."""

    frames: int
    beats: tuple[int, ...]
    reaches: tuple[int, ...]
    downbeats: frozenset[int]
    timed: tuple[LyricLine, ...]
    bonds: tuple[Bond, ...]
    soft_bonds: tuple[Bond, ...]

    def nearest_beat(self, frame: int) -> int | None:
        """The beat within half a beat of a frame, or None where no beat is near."""
        index = bisect_left(self.beats, frame)
        around = [i for i in (index - 1, index) if 0 <= i < len(self.beats)]
        near = [i for i in around if abs(self.beats[i] - frame) <= self.reaches[i]]
        return min((self.beats[i] for i in near), key=lambda b: abs(b - frame), default=None)

    def missed_beat(self, frame: int) -> int | None:
        """The beat that a cut at `frame` should be on and is not; None where it is well placed.

        A beat inside a timed line asks for nothing: the line comes before the beat.
        """
        beat = self.nearest_beat(frame)
        if beat is None or abs(beat - frame) <= ON_BEAT_FRAMES or self.is_sung(beat):
            return None
        return beat

    def bond_at(self, frame: int) -> Bond | None:
        """The sung (and timed) words that a cut at `frame` would part."""
        return next((b for b in self.bonds if b.holds(frame)), None)

    def is_sung(self, frame: int) -> bool:
        """True strictly inside a timed line, its edges included."""
        return any(line.start_frame < frame < line.end_frame for line in self.timed)

    def parts_soft_line(self, frame: int) -> bool:
        """True where a cut falls inside a line whose time was only guessed."""
        return any(b.holds(frame) for b in self.soft_bonds)

    def is_legal(self, frame: int) -> bool:
        """True where a cut parts no timed line and misses no beat."""
        return self.bond_at(frame) is None and self.missed_beat(frame) is None

    def snap(self, frame: int) -> int:
        """The beat near a frame, or the frame itself."""
        beat = self.nearest_beat(frame)
        return frame if beat is None else beat

    def legal_near(self, frame: int) -> int:
        """The legal place for a cut that is wanted at `frame`: a near beat, or the edge of the
        line that is in the way. Always finds one inside [0, frames]."""
        bond = self.bond_at(frame) or self.bond_at(self.snap(frame))
        wanted = [frame] if bond is None else [frame, *bond_edges(bond)]
        around = {place for w in wanted for place in (w, self.snap(w))}
        legal = [p for p in around if 0 <= p <= self.frames and self.is_legal(p)]
        return min(legal, key=lambda p: (self._is_loose(p), abs(p - frame), p), default=frame)

    def _is_loose(self, frame: int) -> bool:
        """True for a place on no beat that a singer has already begun to fill."""
        return self.is_sung(frame) and frame not in self.beats


def bond_edges(bond: Bond) -> tuple[int, ...]:
    """The frames where a bond may be cut off: its own edges and those of its outer lines."""
    first = min(line.start_frame for line in bond.lines)
    last = max(line.end_frame for line in bond.lines)
    return tuple(sorted({first, bond.start, bond.end, last}))


def cut_grid(song: Song, rate: Fraction, *, split_lines: bool = False) -> CutGrid:
    """The song's grid at a frame rate. `split_lines`: a person allows cuts inside sung lines;
    then every line is soft, like those whose time was only guessed."""
    inside = sorted({b.frame for b in song.beats if 0 <= b.frame < song.frames})
    edge = frames_from_micros(EDGE_MICROS, rate)
    hard = [line for line in song.lyrics if line.timed and not split_lines]
    soft = [line for line in song.lyrics if line not in hard]
    return CutGrid(
        frames=song.frames,
        beats=tuple(inside),
        reaches=_reaches(inside, song, rate),
        downbeats=frozenset(b.frame for b in song.beats if b.downbeat),
        timed=tuple(hard),
        bonds=_bonds(hard, edge, song.frames),
        soft_bonds=_bonds(soft, edge, song.frames),
    )


def _reaches(beats: list[int], song: Song, rate: Fraction) -> tuple[int, ...]:
    """Half a beat around each beat, in frames: half of the shorter interval beside it, never
    more than half of a usual one, so that a pause in the pulse is no giant beat."""
    gaps = [b - a for a, b in pairwise(beats)]
    if not gaps:
        heard = Fraction(60_000, song.tempo_millibpm) * rate if song.tempo_millibpm else 0
        return tuple(int(heard / 2) for _ in beats)
    usual = median(gaps) * 1.5
    beside = [min(a, b) for a, b in zip([gaps[0], *gaps], [*gaps, gaps[-1]], strict=True)]
    return tuple(int(min(gap, usual) / 2) for gap in beside)


def _bonds(lines: list[LyricLine], edge: int, frames: int) -> tuple[Bond, ...]:
    bonds: list[Bond] = []
    for line in sorted(lines, key=lambda line: (line.start_frame, line.end_frame)):
        end = min(line.end_frame, frames)
        spare = min(edge, max(0, end - line.start_frame) // 4)
        heart = Bond(line.start_frame + spare, end - spare, (line,))
        if heart.end - heart.start < 2:
            continue
        if bonds and heart.start < bonds[-1].end:
            before = bonds.pop()
            heart = Bond(before.start, max(before.end, heart.end), (*before.lines, line))
        bonds.append(heart)
    return tuple(bonds)

"""The cut planner: the cheapest way to cut a stretch of a song, by dynamic programming.

Why here: beats, sung lines, pace and the model's limit pull in different directions; one sum of
costs, with steps between the ranks that no lower rank can climb, settles it the same way always.
Next: slots.py, which asks for plans; timing_contract.py, which must find nothing wrong in them.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf, log

from miri.domain.cut_grid import ON_BEAT_FRAMES, CutGrid, bond_edges
from miri.domain.pacing import Pacing

LINE, MISSED_BEAT = 1e9, 1e5
"""Ranks of the contract: a parted line outweighs any number of missed beats."""
IN_SILENCE, TOO_LONG, TOO_SHORT = 4e3, 1e3, 4e2
"""Ranks of taste: what a cut in the trailing silence or a shot beyond our limits costs."""
SOFT_LINE, EDGE_OF_LINE, ON_EDGE = 0.9, 0.4, -0.2
"""A guessed line parted; a cut just after a line began; a cut that falls where one begins."""
DOWNBEAT, MIDDLE_OF_BAR, BEAT, OFF_BEAT = 0.0, 0.1, 0.2, 0.35
UNEVEN = 0.1
"""Without a beat near, even divisions are best, and any other place is nearly as good."""
PLACES_PER_SECOND = 4
"""How fine those other places lie."""


@dataclass(frozen=True)
class CutPlanner:
    """`longest` is what the video model makes, in frames: never exceeded."""

    grid: CutGrid
    pacing: Pacing
    longest: int

    def cuts(self, edges: tuple[int, ...]) -> list[int]:
        """Ascending cut frames from the first edge to the last; every edge is among them."""
        even = self._even(edges)
        good = self._cheapest(self._legal_places(edges, even), edges, even)
        return good or self._cheapest(self._all_places(edges, even), edges, even)

    def _cheapest(self, places: list[int], edges: tuple[int, ...], even: set[int]) -> list[int]:
        """The cheapest path over places; empty where none keeps every shot makeable."""
        costs, came_from = [0.0], [0]
        fixed = set(edges)
        at_place = [0.0 if p in fixed else self._place_cost(p, p in even) for p in places]
        wishes = [self.pacing.wish(p) for p in places]
        for j in range(1, len(places)):
            best, source = inf, -1
            for i in range(j - 1, -1, -1):
                if places[j] - places[i] > self.longest:
                    break
                cost = costs[i] + self._length_cost(places[i], places[j], wishes[i])
                if cost < best:
                    best, source = cost, i
                if places[i] in fixed:
                    break
            costs.append(best + at_place[j])
            came_from.append(source)
        return _path(places, came_from) if costs[-1] < inf else []

    def _place_cost(self, place: int, even: bool) -> float:
        grid = self.grid
        cost = self._rhythm_cost(place, even)
        bond = grid.bond_at(place)
        if bond:
            cost += LINE if bond.end - bond.start <= self.longest else SOFT_LINE
        elif grid.is_sung(place):
            cost += EDGE_OF_LINE
        if grid.missed_beat(place) is not None:
            cost += MISSED_BEAT
        if place > grid.frames - self.pacing.song.trailing_silence_frames:
            cost += IN_SILENCE
        return cost + (SOFT_LINE if grid.parts_soft_line(place) else 0.0)

    def _rhythm_cost(self, place: int, even: bool) -> float:
        grid = self.grid
        beat = grid.nearest_beat(place)
        begins = any(
            abs(b.lines[0].start_frame - place) <= 2 for b in (*grid.bonds, *grid.soft_bonds)
        )
        bonus = ON_EDGE if begins else 0.0
        if beat is None:
            return (0.0 if even else UNEVEN) + bonus
        if abs(beat - place) > ON_BEAT_FRAMES:
            return OFF_BEAT + bonus
        if beat in grid.downbeats:
            return DOWNBEAT + bonus
        return (MIDDLE_OF_BAR if self._halves_bar(beat) else BEAT) + bonus

    def _halves_bar(self, beat: int) -> bool:
        index = bisect_left(self.grid.beats, beat)
        half = self.pacing.song.beats_per_bar // 2
        even = self.pacing.song.beats_per_bar % 2 == 0 and index >= half
        return even and self.grid.beats[index - half] in self.grid.downbeats

    def _length_cost(self, start: int, end: int, wish: float) -> float:
        length = end - start
        if end == self.grid.frames:
            length = max(1, length - self.pacing.song.trailing_silence_frames)
        cost = log(length / wish) ** 2
        if length > self.pacing.longest:
            cost += TOO_LONG * (length / self.pacing.longest)
        if end - start < self.pacing.shortest:
            cost += TOO_SHORT * (2 - (end - start) / self.pacing.shortest)
        return cost

    def _legal_places(self, edges: tuple[int, ...], even: set[int]) -> list[int]:
        free = {p for p in even | self._raster(edges) if self.grid.nearest_beat(p) is None}
        wanted = {*self.grid.beats, *self._line_edges(), *free}
        legal = {p for p in wanted if edges[0] < p < edges[-1] and self.grid.is_legal(p)}
        return sorted({*edges, *legal})

    def _all_places(self, edges: tuple[int, ...], even: set[int]) -> list[int]:
        """Every place that could be needed: never further apart than a quarter of the longest."""
        wanted = {*self.grid.beats, *self._line_edges(), *even, *self._raster(edges)}
        return sorted({*edges, *(p for p in wanted if edges[0] < p < edges[-1])})

    def _line_edges(self) -> set[int]:
        bonds = (*self.grid.bonds, *self.grid.soft_bonds)
        return {edge for bond in bonds for edge in bond_edges(bond)}

    def _raster(self, edges: tuple[int, ...]) -> set[int]:
        step = max(1, min(int(self.pacing.rate) // PLACES_PER_SECOND, self.longest // 4))
        return set(range(edges[0], edges[-1], step))

    def _even(self, edges: tuple[int, ...]) -> set[int]:
        """Where each stretch between edges is divided evenly into shots of the wished length."""
        places: set[int] = set()
        for start, end in pairwise(edges):
            length = end - start
            shots = max(round(length / self.pacing.wish(start)), ceil(length / self.longest))
            places |= {start + round(k * length / shots) for k in range(1, shots)}
        return places


def _path(places: list[int], came_from: list[int]) -> list[int]:
    path = [len(places) - 1]
    while path[-1]:
        path.append(came_from[path[-1]])
    return [places[i] for i in reversed(path)]

"""Where a steady pulse falls: the best path through the onsets near one tempo, by dynamic
programming over (moment, period).

Why here: this is a bar-pointer without the bar (Krebs, Boeck and Widmer 2015, folded to one step
a beat as in Ellis 2007): periods may glide a little from beat to beat, and jump rarely. The path
settles the tempo at every moment; which of its subdivisions is the beat, bars.py decides.
Next: tatums.py, which lays a grid on the path.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from miri.providers.offline.analyst.spectrum import FRAME_RATE, Floats

Curve = NDArray[np.float64]
Numbers = NDArray[np.int64]

LOWEST_RATIO, HIGHEST_RATIO = 0.74, 1.35
"""How far from its candidate a song's tempo may wander: less than an octave in all."""

PERIODS_PER_OCTAVE = 36
REACH_FRAMES = 3
"""A beat may miss its period by so many frames (35 ms)."""

GLIDE_STEPS = 3

STEP_BEATS, STEP_OCTAVES = 8, 0.06
"""A step: the medians of eight beats before and after differ by 4%."""

FASTEST_HALVES = 300.0
SAME_OCTAVES, SAME_SHARE = 0.12, 0.7
"""Half-beats tell of the same pulse where so much of it has so nearly the same tempo."""


@dataclass(frozen=True)
class Temper:
    """How a band keeps time; costs in units of onset strength: `miss` a frame, squared (at 170
    beats a minute), `glide` a step of 2% in period, squared, `jump` to any other period."""

    miss: float
    glide: float
    jump: float


SUPPLE = Temper(miss=0.5, glide=4.0, jump=20.0)
STIFF = Temper(miss=3.0, glide=8.0, jump=40.0)


@dataclass(frozen=True)
class _Lattice:
    periods: Curve
    whole: Numbers
    misses: Curve
    glides: Curve
    jump: float


def follow_pulse(strength: Floats, bpm: float, temper: Temper = SUPPLE) -> Curve:
    """Beat places in mel frames, ascending, spread over the whole song."""
    lattice = _lattice(bpm, temper)
    reward = np.sqrt(strength.astype(np.float64))
    score, missed, came_from = _forward(reward, lattice)
    return _backward(score, missed, came_from, lattice)


def follow_through_steps(strength: Floats, bpm: float, temper: Temper = SUPPLE) -> Curve:
    """The same, surer where the tempo steps: a slow path may change its tempo some beats early or
    late and come out on the off-beats, and nothing behind the step says so. Half-beats have no
    off-beat near to fall on, so every other one of them is taken."""
    path = follow_pulse(strength, bpm, temper)
    if 2 * bpm > FASTEST_HALVES or _largest_step(path) < STEP_OCTAVES:
        return path
    through = follow_pulse(strength, 2 * bpm, temper)[::2]
    return through if _is_same_pulse(path, through) else path


def _largest_step(path: Curve) -> float:
    """In octaves, between the beats before and after any moment; 0 where there are too few."""
    octaves = np.log2(np.diff(path))
    if len(octaves) < 2 * STEP_BEATS:
        return 0.0
    medians = np.median(np.lib.stride_tricks.sliding_window_view(octaves, STEP_BEATS), axis=1)
    return float(np.abs(medians[STEP_BEATS:] - medians[:-STEP_BEATS]).max())


def _is_same_pulse(path: Curve, through: Curve) -> bool:
    if len(through) < STEP_BEATS:
        return False
    periods = np.interp(path[:-1], through[:-1], np.diff(through))
    apart = np.abs(np.log2(periods / np.diff(path)))
    return float(np.mean(apart < SAME_OCTAVES)) > SAME_SHARE


def _lattice(bpm: float, temper: Temper) -> _Lattice:
    low, high = bpm * LOWEST_RATIO, bpm * HIGHEST_RATIO
    count = int(np.ceil(np.log2(high / low) * PERIODS_PER_OCTAVE)) + 1
    periods = FRAME_RATE * 60.0 / np.geomspace(high, low, count)
    whole = np.round(periods).astype(np.int64)
    reach = np.arange(-REACH_FRAMES, REACH_FRAMES + 1)
    misses = temper.miss * (reach - (periods - whole)[:, None]) ** 2 * (30.0 / periods[:, None])
    glides = temper.glide * np.arange(-GLIDE_STEPS, GLIDE_STEPS + 1.0) ** 2
    return _Lattice(periods, whole, misses, glides, temper.jump)


def _forward(reward: Curve, lattice: _Lattice) -> tuple[Curve, NDArray[np.int8], NDArray[np.int16]]:
    """Best score of a path that has a beat at (frame, period). Frames go in blocks shorter than
    the shortest period, so that a block depends on earlier blocks only."""
    frames, periods = len(reward), len(lattice.periods)
    score = np.zeros((frames, periods))
    onward = np.zeros((frames, periods))
    missed = np.full((frames, periods), -100, dtype=np.int8)
    came_from = np.zeros((frames, periods), dtype=np.int16)
    block = int(lattice.whole.min()) - REACH_FRAMES
    reach = np.arange(-REACH_FRAMES, REACH_FRAMES + 1)
    for start in range(0, frames, block):
        here = np.arange(start, min(frames, start + block))
        before = here[:, None, None] - lattice.whole[None, :, None] - reach
        earlier = onward[np.maximum(before, 0), np.arange(periods)[None, :, None]]
        values = np.where(before >= 0, earlier, 0.0) - lattice.misses
        pick = values.argmax(axis=2)
        score[here] = reward[here, None] + _taken(values, pick)
        missed[here] = np.where(_taken(before, pick) >= 0, reach[pick], -100)
        onward[here], came_from[here] = _glided(score[here], lattice)
    return score, missed, came_from


def _taken(values: Curve | Numbers, pick: Numbers) -> Curve:
    taken = np.take_along_axis(values, pick[:, :, None], axis=2)[:, :, 0]
    return taken.astype(np.float64, copy=False)


def _glided(score: Curve, lattice: _Lattice) -> tuple[Curve, Numbers]:
    """For each period the best of: a neighbour that glides here, any that jumps here."""
    periods = score.shape[1]
    padded = np.pad(score, ((0, 0), (GLIDE_STEPS, GLIDE_STEPS)), constant_values=-1e9)
    steps = range(2 * GLIDE_STEPS + 1)
    values = np.stack([padded[:, k : k + periods] - lattice.glides[k] for k in steps], axis=2)
    pick = values.argmax(axis=2)
    gliding = _taken(values, pick)
    source = np.arange(periods, dtype=np.int64) + pick - GLIDE_STEPS
    best = score.argmax(axis=1)
    jumping = score[np.arange(len(score)), best] - lattice.jump
    jumps = jumping[:, None] > gliding
    rows, columns = np.nonzero(jumps)
    source[rows, columns] = best[rows]
    return np.maximum(gliding, jumping[:, None]), source


def _backward(
    score: Curve, missed: NDArray[np.int8], came_from: NDArray[np.int16], lattice: _Lattice
) -> Curve:
    frames = len(score)
    tail = score[max(0, frames - int(lattice.whole.max())) :]
    last, period = np.unravel_index(int(tail.argmax()), tail.shape)
    frame, period = int(last) + frames - len(tail), int(period)
    path = [frame]
    while missed[frame, period] > -100:
        frame -= int(lattice.whole[period]) + int(missed[frame, period])
        period = int(came_from[frame, period])
        path.append(frame)
    return np.array(path[::-1], dtype=np.float64)

"""Bars, and with them beats: which tatums carry a bar line, in three or in four, at which tempo.

Why here: on its own a beat can't be told from an off-beat, nor 80 from 160; a whole bar can. So
tempo, phase, meter and downbeats are one decision: every candidate is decoded (Viterbi over the
position in the bar) and the one whose bars look most like bars wins.
Next: analyst.py, which takes the beats from here; sections.py, which counts in bars.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import savgol_filter

from miri.providers.offline.analyst.harmony import Harmony
from miri.providers.offline.analyst.onsets import Onsets
from miri.providers.offline.analyst.pulse import STIFF, SUPPLE, follow_through_steps
from miri.providers.offline.analyst.shapes import Shape, load_shapes
from miri.providers.offline.analyst.spectrum import FRAME_RATE
from miri.providers.offline.analyst.tatums import PER_BEAT, Tatums, lay_tatums
from miri.providers.offline.analyst.tempo import TempoCandidate, tempo_candidates

Curve = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

METERS = (4, 3)
BEAT_SHARE = 0.25
"""How much a beat's own look counts beside the look of whole bars."""

SHIFT_COSTS = ((0, 0.0), (1, 4.0), (-1, 4.0), (2, 7.0), (-2, 7.0))
"""Log odds for the phase to slip by so many tatums at a beat (the path wandered)."""

JUMP_COST = 18.0
USUAL_BPM = 110.0
LATE_SECONDS = 0.006
"""Flux peaks this much after the onset: half a window's lag, measured on songs with known beats."""

REACH_SECONDS, REACH_BEATS = 0.07, 0.12
SETTLE_BEATS = 17
SHORTEST_PATH = 8
NO_CLARITY = 0.045
FAINT_CLARITY, POOR_SCORE = 0.25, -2.2
"""Of 380 made songs with a pulse none was below these; noise and free singing are."""


@dataclass(frozen=True)
class Pulse:
    """The decision: beats in seconds, which of them begin a bar, beats per bar; `score` is the
    mean log odds by which it won, `clarity` the tempogram's."""

    beats: Curve
    downbeats: Flags
    beats_per_bar: int
    score: float
    clarity: float


def find_bars(onsets: Onsets, harmony: Harmony) -> Pulse | None:
    """The best reading of the song's bars, or None where there is no pulse to follow."""
    readings: list[Pulse] = []
    for candidate in tempo_candidates(onsets.strength):
        for temper in (SUPPLE, STIFF):
            path = follow_through_steps(onsets.strength, candidate.bpm, temper)
            if len(path) >= SHORTEST_PATH:
                readings += _readings(path, candidate, onsets, harmony)
    if not readings:
        return None
    best = max(readings, key=lambda reading: reading.score)
    return None if _is_pulseless(best) else _finished(best, onsets)


def _is_pulseless(pulse: Pulse) -> bool:
    """Noise, drones and free singing: little repeats, and no bar looks like one."""
    unclear = pulse.clarity < FAINT_CLARITY and pulse.score < POOR_SCORE
    return unclear or pulse.clarity < NO_CLARITY


def _readings(
    path: Curve, candidate: TempoCandidate, onsets: Onsets, harmony: Harmony
) -> list[Pulse]:
    tatums = lay_tatums(path, onsets, harmony)
    shapes = load_shapes()
    beat_odds = shapes["beat"].log_odds(tatums.sights)
    return [
        _reading(tatums, beat_odds, shapes[f"bar{meter}"], meter, candidate) for meter in METERS
    ]


def _reading(
    tatums: Tatums, beat_odds: Curve, bar: Shape, meter: int, candidate: TempoCandidate
) -> Pulse:
    bar_odds = bar.log_odds(tatums.sights)
    places, downbeats = decode_bars(beat_odds, bar_odds, meter)
    beats = tatums.seconds[places]
    bpm = 60.0 / float(np.median(np.diff(beats)))
    look = BEAT_SHARE * float(beat_odds[places].mean())
    look += float(bar_odds[places[downbeats]].mean()) if downbeats.any() else -9.0
    usual = -(np.log2(bpm / USUAL_BPM) ** 2)
    return Pulse(beats, downbeats, meter, look + candidate.clarity + usual, candidate.clarity)


def decode_bars(beat_odds: Curve, bar_odds: Curve, meter: int) -> tuple[Numbers, Flags]:
    """Viterbi over the bar position of the grid's beats: (tatum of each beat, is it a downbeat).

    A state says how many tatums into the bar the grid's beat falls; a beat of the music is then
    at most a beat later, on the grid or between.
    """
    beats, states = len(beat_odds) // PER_BEAT, meter * PER_BEAT
    position = np.arange(states)
    ahead = (-position) % PER_BEAT
    number = ((position + ahead) // PER_BEAT) % meter
    places = np.arange(beats)[:, None] * PER_BEAT + ahead
    gain = BEAT_SHARE * beat_odds[places] + np.where(number == 0, bar_odds[places], 0.0)
    chosen = _best_states(gain, states)
    return _mended(np.arange(beats) * PER_BEAT + ahead[chosen], number[chosen], meter)


def _mended(places: Numbers, numbers: Numbers, meter: int) -> tuple[Numbers, Flags]:
    """Where the phase slips across a grid beat, one beat of the music was counted twice or not at
    all: drop the second of two within half a beat, fill a gap of nearly two."""
    kept = [int(places[0])]
    counted = [int(numbers[0])]
    for place, number in zip(places[1:].tolist(), numbers[1:].tolist(), strict=True):
        gap = place - kept[-1]
        if gap < PER_BEAT // 2:
            continue
        if gap > PER_BEAT * 3 // 2:
            kept.append((kept[-1] + place) // 2)
            counted.append((counted[-1] + 1) % meter)
        kept.append(place)
        counted.append(number)
    return np.array(kept), np.array(counted) == 0


def _best_states(gain: Curve, states: int) -> Numbers:
    """The best state at every beat of the grid."""
    came_from = np.zeros(gain.shape, dtype=np.int64)
    score: Curve = gain[0].copy()
    for beat in range(1, len(gain)):
        best, came_from[beat] = _best_sources(score, states)
        score = best + gain[beat]
    chosen = np.zeros(len(gain), dtype=np.int64)
    chosen[-1] = int(np.argmax(score))
    for beat in range(len(gain) - 1, 0, -1):
        chosen[beat - 1] = came_from[beat, chosen[beat]]
    return chosen


def _best_sources(score: Curve, states: int) -> tuple[Curve, Numbers]:
    """For each state, from which state of the beat before it is best reached."""
    here = np.arange(states, dtype=np.int64)
    top = int(np.argmax(score))
    best = np.full(states, float(score[top]) - JUMP_COST)
    source = np.full(states, top, dtype=np.int64)
    for shift, cost in SHIFT_COSTS:
        before = (here - PER_BEAT - shift) % states
        better = score[before] - cost > best
        best[better] = score[before][better] - cost
        source[better] = before[better]
    return best, source


def _finished(pulse: Pulse, onsets: Onsets) -> Pulse:
    """Beats where music sounds only, evened out, set to the onset instead of the flux's peak."""
    beats = _settled(_evened(pulse.beats), onsets) - LATE_SECONDS
    keep = _within_music(beats, onsets) & (beats >= 0) & (np.diff(beats, prepend=-1.0) > 0.05)
    return Pulse(
        beats[keep], pulse.downbeats[keep], pulse.beats_per_bar, pulse.score, pulse.clarity
    )


def _evened(beats: Curve) -> Curve:
    """A line through each beat and its neighbours: players' jitter goes, ramps stay."""
    if len(beats) < 7:
        return beats
    return savgol_filter(beats, 5, 1, mode="interp")


def _settled(beats: Curve, onsets: Onsets) -> Curve:
    """A tatum is up to 70 ms wide: move each stretch of beats by the usual distance (a weighted
    median over 17 beats) to the strongest onset near by."""
    reach = round(min(REACH_SECONDS, REACH_BEATS * float(np.median(np.diff(beats)))) * FRAME_RATE)
    places = np.round(beats * FRAME_RATE).astype(np.int64)
    near = np.clip(places[:, None] + np.arange(-reach, reach + 1), 0, len(onsets.strength) - 1)
    struck = onsets.strength[near]
    offsets = (struck.argmax(axis=1) - reach) / FRAME_RATE
    weights = struck.max(axis=1)
    half = SETTLE_BEATS // 2
    moves = np.zeros(len(beats))
    for beat in range(len(beats)):
        window = slice(max(0, beat - half), beat + half + 1)
        moves[beat] = _weighted_median(offsets[window], weights[window])
    return beats + uniform_filter1d(moves, half, mode="nearest")


def _weighted_median(values: Curve, weights: Curve) -> float:
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order])
    if sums[-1] <= 0:
        return 0.0
    return float(values[order][np.searchsorted(sums, 0.5 * sums[-1])])


def _within_music(beats: Curve, onsets: Onsets) -> Flags:
    """From the first to the last beat on which something really begins."""
    near = maximum_filter1d(onsets.strength, 9)
    places = np.clip(np.round(beats * FRAME_RATE).astype(np.int64), 0, len(near) - 1)
    struck = np.flatnonzero(near[places] > 0.3 * float(np.median(near[places])))
    keep = np.zeros(len(beats), dtype=np.bool_)
    if len(struck):
        keep[struck[0] : struck[-1] + 1] = True
    return keep

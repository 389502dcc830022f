"""Single stages of listening, on inputs small enough to reason about."""

import numpy as np
import pytest

from miri.domain.song import SectionLabel as Label
from miri.providers.offline.analyst.bars import decode_bars
from miri.providers.offline.analyst.barwise import bar_edges
from miri.providers.offline.analyst.edges import best_edges
from miri.providers.offline.analyst.labels import Part, name_parts
from miri.providers.offline.analyst.loudness import silence_at_ends, waveform_peaks
from miri.providers.offline.analyst.pulse import follow_pulse, follow_through_steps
from miri.providers.offline.analyst.spectrum import FRAME_RATE, RATE
from miri.providers.offline.analyst.tempo import tempo_candidates
from miri.providers.offline.analyst.voice import sung_share


def pulses(period: float, frames: int = 3000, missing: float = 0.0) -> np.ndarray:
    """Unit onsets every `period` frames, some of them left out."""
    strength = np.zeros(frames, dtype=np.float32)
    kept = np.random.default_rng(1).random(int(frames / period)) >= missing
    places = np.round(np.arange(int(frames / period)) * period).astype(int)
    strength[places[kept]] = 4.0
    return strength


@pytest.mark.parametrize("bpm", [72.0, 96.0, 121.0, 168.0])
def test_the_true_tempo_is_among_the_candidates(bpm: float):
    found = tempo_candidates(pulses(FRAME_RATE * 60 / bpm))
    assert min(abs(c.bpm / bpm - 1) for c in found) < 0.03


def test_a_pulse_goes_on_through_missing_onsets():
    path = follow_pulse(pulses(43.0, missing=0.3), FRAME_RATE * 60 / 43)
    assert np.abs(np.diff(path) - 43).max() <= 3
    assert len(path) >= 67


def stepping(after: float) -> tuple[np.ndarray, np.ndarray]:
    """(onsets, beats): half-beats sound too, behind the step louder than beats."""
    beats = 30.0 + np.concatenate([np.arange(40) * 69.0, 40 * 69.0 + np.arange(40) * after])
    strength = np.zeros(int(beats[-1]) + 200, dtype=np.float32)
    halves = beats + np.diff(beats, append=beats[-1] + after) / 2
    strength[np.round(beats).astype(int)] = np.repeat([4.0, 2.0], 40)
    strength[np.round(halves).astype(int)] = np.repeat([2.0, 4.0], 40)
    return strength, beats


@pytest.mark.parametrize("after", [62.0, 77.0])
def test_a_pulse_comes_out_of_a_tempo_step_on_the_side_it_went_in(after: float):
    strength, beats = stepping(after)
    bpm = FRAME_RATE * 60 / 69
    through = follow_through_steps(strength, bpm)
    sides = np.interp(beats, through, np.arange(len(through))) % 1.0
    turned = np.abs((sides - sides[0] + 0.5) % 1.0 - 0.5)
    assert turned[2:-2].max() < 0.15
    assert np.abs(np.diff(through)[3:-3] / np.diff(beats).mean() - 1).max() < 0.15


def test_without_a_tempo_step_the_plain_pulse_is_kept():
    strength = pulses(69.0, missing=0.2)
    bpm = FRAME_RATE * 60 / 69
    assert (follow_through_steps(strength, bpm) == follow_pulse(strength, bpm)).all()


def test_bars_are_counted_from_where_bar_lines_are_likely():
    beats, bars = np.full(480, -4.0), np.full(480, -6.0)
    beats[6::12], bars[6 + 24 :: 48] = 3.0, 4.0
    places, downbeats = decode_bars(beats, bars, 4)
    assert (places % 12 == 6).all()
    assert (places[downbeats] % 48 == 30).all()


def test_edges_prefer_eight_bars_to_nine():
    odds = np.full(32, -2.0)
    odds[[8, 9, 16, 24]] = [1.0, 1.1, 1.0, 1.0]
    assert best_edges(odds).tolist() == [0, 8, 16, 24, 32]


def test_bars_tile_the_song_with_and_without_downbeats():
    edges = bar_edges(np.arange(5.0, 20.0, 2.0), 31.0)
    assert (edges[0], edges[-1]) == (0.0, 31.0)
    assert (np.diff(edges) > 0.5).all()
    assert np.allclose(np.diff(bar_edges(np.zeros(0), 20.0)), 2.0)


def test_a_song_is_named_by_what_comes_back_and_who_sings():
    plan = [(0, 0.0, -1.0), (1, 0.9, 0.0), (2, 0.9, 1.0), (1, 0.9, 0.0), (2, 0.9, 1.0)]
    plan += [(3, 0.1, 0.2), (4, 0.9, -0.2), (2, 0.9, 1.0), (5, 0.0, -1.2)]
    parts = [Part(bars=8, fullness=full, sung=sung, kind=kind) for kind, sung, full in plan]
    assert name_parts(parts) == [
        Label.INTRO,
        Label.VERSE,
        Label.CHORUS,
        Label.VERSE,
        Label.CHORUS,
        Label.INSTRUMENTAL,
        Label.BRIDGE,
        Label.CHORUS,
        Label.OUTRO,
    ]


def test_what_always_leads_into_the_chorus_is_a_prechorus():
    plan = [(1, 0.0), (2, 0.3), (3, 1.0)] * 2
    parts = [Part(bars=8, fullness=full, sung=0.9, kind=kind) for kind, full in plan]
    assert name_parts(parts) == [Label.VERSE, Label.PRECHORUS, Label.CHORUS] * 2


def test_one_lone_section_still_gets_a_name():
    assert len(name_parts([Part(bars=4, fullness=0.0, sung=0.0, kind=1)])) == 1


def test_peaks_never_outnumber_samples():
    assert len(waveform_peaks(np.ones(10, dtype=np.float32))) == 10


def test_silence_is_relative_to_the_loudest_sample():
    sound = np.concatenate([np.full(RATE, 1e-5), np.full(RATE, 0.01)]).astype(np.float32)
    leading, trailing = silence_at_ends(sound, RATE)
    assert abs(leading - 1.0) < 0.02
    assert trailing == 0.0


def test_the_sung_share_counts_overlaps_only():
    assert sung_share(((1.0, 2.0), (3.0, 5.0)), 1.5, 3.5) == pytest.approx(0.5)

"""Songs with known truth: honest, varied, and the truth is in the sound."""

from collections import Counter

import numpy as np
import pytest

from miri.domain.song import SectionLabel
from tests.bench.scores import draw_score
from tests.bench.songs import MadeSong, make_song


@pytest.fixture(scope="module")
def song() -> MadeSong:
    return make_song(1004)


def test_a_song_is_a_minute_to_two_and_a_half_with_an_orderly_truth(song: MadeSong) -> None:
    seconds = len(song.audio) / song.rate
    assert 60 <= seconds <= 150
    assert song.audio.dtype == np.float32
    assert 0.3 < np.abs(song.audio).max() <= 1.0
    assert (np.diff(song.beats) > 0.25).all()
    assert song.beats[0] > 0
    assert song.beats[-1] < seconds
    assert set(song.downbeats) <= set(song.beats)


def test_sections_begin_on_downbeats_and_carry_known_labels(song: MadeSong) -> None:
    assert len(song.sections) >= 4
    assert {label for _, _, label in song.sections} <= {label.value for label in SectionLabel}
    for start, _, _ in song.sections:
        assert np.abs(song.downbeats - start).min() < 1e-9
    assert all(a[1] == b[0] for a, b in zip(song.sections, song.sections[1:], strict=False))


def test_the_same_seed_makes_the_same_song(song: MadeSong) -> None:
    assert np.array_equal(make_song(1004).audio, song.audio)


def test_sound_rises_around_true_beats_more_than_between_them(song: MadeSong) -> None:
    hop = 220
    count = len(song.audio) // hop
    power = np.log(1e-4 + np.mean(song.audio[: count * hop].reshape(count, hop) ** 2, axis=1))
    rise = np.maximum(0.0, np.diff(power, prepend=power[0]))

    def around(times: np.ndarray) -> float:
        at = np.clip((times * song.rate / hop).astype(int), 4, count - 8)
        return float(np.mean([rise[a - 3 : a + 5].max() for a in at]))

    beats = song.beats[8:-4]
    assert around(beats) > 1.25 * around(beats + 0.27 * np.median(np.diff(beats)))


def test_the_songs_are_varied() -> None:
    scores = [draw_score(seed) for seed in range(1000, 1200)]
    kinds = Counter(s.kind for s in scores)
    assert set(kinds) == {"steady", "drift", "step", "ramp"}
    assert min(kinds.values()) >= 15
    assert 20 <= sum(s.meter == 3 for s in scores) <= 70
    assert 20 <= sum(not s.drums for s in scores) <= 70
    assert sum(s.swing > 0.5 for s in scores) >= 15
    tempi = [s.tempo for s in scores]
    assert min(tempi) < 80
    assert max(tempi) > 160
    lengths = [s.times[s.beats - 1] + 3.2 for s in scores]
    assert min(lengths) >= 60
    assert max(lengths) <= 150

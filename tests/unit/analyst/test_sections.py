"""The parts of songs: of the sample that every newcomer hears first, and of songs hard to part."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from miri.codec.audio import Sound
from miri.domain.song import HeardSection, Hearing
from miri.domain.song import SectionLabel as Label
from miri.providers.offline.analyst.analyst import hear, hear_file
from miri.providers.offline.analyst.edges import best_edges
from miri.providers.offline.analyst.labels import Part, name_parts
from miri.sample.sample import SampleSong
from tests.unit.analyst.test_listening import RATE, strike

Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def sample_heard() -> Hearing:
    with SampleSong() as sample:
        return hear_file(Path(sample.path))


def test_all_parts_of_the_sample_song_begin_within_a_bar_of_the_score(sample_heard: Hearing):
    truth = SampleSong().truth
    bar = truth.beats_per_bar * 60_000_000 // truth.beats_per_minute
    found = [s.start_micros for s in sample_heard.sections]
    meant = [s.start_micros for s in truth.sections]
    assert len(found) == len(meant)
    assert all(abs(a - b) <= bar for a, b in zip(found, meant, strict=True))


def test_the_sample_song_has_its_choruses_and_verses_named(sample_heard: Hearing):
    assert [s.label for s in sample_heard.sections] == [
        s.label for s in SampleSong().truth.sections
    ]


def tiles(sections: tuple[HeardSection, ...], duration: int) -> bool:
    joined = all(a.end_micros == b.start_micros for a, b in pairwise(sections))
    return joined and sections[0].start_micros == 0 and sections[-1].end_micros == duration


@pytest.mark.parametrize("seconds", [5.0, 9.0])
def test_a_very_short_song_is_not_cut_to_pieces(seconds: float):
    samples = np.zeros(int(seconds * RATE), dtype=np.float32)
    for number in range(int(seconds * 2) - 1):
        strike(samples, 0.1 + number / 2, (60.0, 200.0)[number % 2], 0.1, 0.5)
    heard = hear(Sound(samples, RATE, round(seconds * 1e6)))
    assert tiles(heard.sections, heard.duration_micros)
    assert len(heard.sections) <= 3


def test_a_song_in_free_time_still_has_parts_that_tile_it():
    chance = np.random.default_rng(11)
    samples = np.zeros(40 * RATE, dtype=np.float32)
    at = 0.3
    while at < 38.0:
        at += float(chance.uniform(0.25, 1.6))
        for interval in (1.0, 1.25, 1.5):
            strike(samples, at, 146.8 * interval * (1.5 if at > 20 else 1.0), 0.6, 0.1)
    heard = hear(Sound(samples, RATE, 40_000_000))
    assert tiles(heard.sections, heard.duration_micros)
    assert len(heard.sections) <= 12


def test_parts_of_a_short_song_may_be_short():
    odds = np.full(32, -5.0)
    odds[[4, 12, 16, 20, 28]] = 1.5
    assert best_edges(odds).tolist() == [0, 4, 12, 16, 20, 28, 32]


def test_a_song_of_twenty_minutes_keeps_its_parts_of_eight_bars():
    odds = np.full(600, -6.0)
    odds[::8] = 3.5
    assert best_edges(odds).tolist() == list(range(0, 601, 8))


def test_where_nothing_changes_a_short_song_is_one_part():
    assert best_edges(np.full(8, -8.0)).tolist() == [0, 8]


def named(*rows: tuple[int, float, float]) -> list[Label]:
    """Labels of parts of eight bars: (kind, fullness, sung)."""
    return name_parts([Part(bars=8, kind=k, fullness=f, sung=s) for k, f, s in rows])


def test_a_chorus_that_opens_and_closes_a_song_is_still_the_chorus():
    rows = (0, -0.4, 0.0), (1, 0.1, 1.0), (2, 0.1, 1.0), (1, 0.1, 1.0), (2, 0.1, 1.0), (1, 0.1, 1.0)
    assert named(*rows) == [Label.INTRO, *[Label.CHORUS, Label.VERSE] * 2, Label.CHORUS]


def test_a_sung_end_that_was_not_heard_before_is_an_outro_not_a_bridge():
    rows = (1, 0.0, 1.0), (2, 0.3, 1.0), (1, 0.0, 1.0), (2, 0.3, 1.0), (3, -0.1, 1.0)
    assert named(*rows)[-1] is Label.OUTRO


def test_verse_verse_bridge_verse_has_no_chorus():
    rows = (1, 0.1, 1.0), (1, 0.1, 1.0), (2, 0.0, 1.0), (1, 0.1, 1.0)
    assert named(*rows) == [Label.VERSE, Label.VERSE, Label.BRIDGE, Label.VERSE]


def test_what_leads_to_the_first_chorus_only_once_is_a_prechorus():
    rows = (1, 0.0, 1.0), (3, 0.1, 1.0), (2, 0.3, 1.0), (1, 0.0, 1.0), (2, 0.3, 1.0)
    assert named(*rows)[1] is Label.PRECHORUS


def test_one_sung_part_at_the_very_end_is_named_too():
    rows = (1, 0.0, 0.0), (2, 0.1, 0.0), (3, 0.2, 0.0), (4, 0.3, 1.0)
    assert len(named(*rows)) == 4

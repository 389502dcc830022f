"""The analyst hears tempo, beats, bars, sections, loudness and silence, and says when it can't."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from miri.codec.audio import Sound
from miri.domain.song import Hearing, SectionLabel
from miri.errors import BadMedia
from miri.providers.offline.analyst.analyst import SignalSongAnalyst, hear
from tests.unit.codec.sound_files import write_sound

RATE = 22_050
Samples = NDArray[np.float32]


def strike(samples: Samples, at: float, hertz: float, ring: float, level: float) -> None:
    """Add a ringing tone with some noise at a moment."""
    start = round(at * RATE)
    times = np.arange(min(int(6 * ring * RATE), len(samples) - start)) / RATE
    noise = np.random.default_rng(start).standard_normal(len(times))
    sound = np.sin(2 * np.pi * hertz * times) + (0.6 * noise if hertz > 150 else 0.0)
    samples[start : start + len(times)] += (level * sound * np.exp(-times / ring)).astype(
        np.float32
    )


def band(bpm: float, meter: int, bars: int, lead: float = 0.4) -> tuple[Samples, Samples, Samples]:
    """Kick, snare, hats, bass and a chord a bar: (samples, beats, downbeats)."""
    period = 60.0 / bpm
    beats = lead + period * np.arange(bars * meter)
    samples = np.zeros(int((beats[-1] + 2.0) * RATE), dtype=np.float32)
    for number, beat in enumerate(beats):
        place = number % meter
        root = (110.0, 146.8, 164.8, 98.0)[number // meter % 4]
        strike(samples, beat, 5000.0, 0.015, 0.12)
        strike(samples, beat + period / 2, 5000.0, 0.015, 0.08)
        if place == 0:
            strike(samples, beat, 55.0, 0.12, 0.6)
            strike(samples, beat, root, 0.5, 0.15)
            for interval in (2.0, 2.5, 3.0):
                strike(samples, beat, root * interval, period * meter / 3, 0.06)
        elif meter == 4 and place == 2:
            strike(samples, beat, 55.0, 0.12, 0.5)
        else:
            strike(samples, beat, 190.0, 0.06, 0.3)
    return samples, beats, beats[::meter]


def heard(samples: Samples) -> Hearing:
    return hear(Sound(samples, RATE, round(len(samples) / RATE * 1e6)))


def hits(truth: Samples, found: list[float]) -> float:
    """Share of true moments that were found within 50 ms."""
    return float(np.mean([min(abs(f - t) for f in found) < 0.05 for t in truth]))


@pytest.mark.parametrize(("bpm", "meter"), [(74.0, 4), (118.0, 4), (160.0, 4), (112.0, 3)])
def test_beats_and_bars_of_a_band_are_found(bpm: float, meter: int):
    samples, beats, downbeats = band(bpm, meter, bars=12)
    hearing = heard(samples)
    assert hearing.beats_per_bar == meter
    assert abs(hearing.tempo_millibpm / 1000 - bpm) < 0.02 * bpm
    found = [b.micros / 1e6 for b in hearing.beats]
    assert hits(beats, found) > 0.95
    assert len(found) <= len(beats) + 2
    assert hits(downbeats, [b.micros / 1e6 for b in hearing.beats if b.downbeat]) > 0.9


def test_a_tempo_that_rises_is_followed():
    period = 60.0 / np.linspace(96.0, 120.0, 64)
    beats = 0.5 + np.concatenate([[0.0], np.cumsum(period)])
    samples = np.zeros(int((beats[-1] + 1.5) * RATE), dtype=np.float32)
    for number, beat in enumerate(beats):
        strike(samples, beat, 60.0 if number % 2 == 0 else 200.0, 0.1, 0.5)
    assert hits(beats, [b.micros / 1e6 for b in heard(samples).beats]) > 0.95


@pytest.mark.parametrize("kind", ["noise", "drone"])
def test_where_nothing_pulses_no_beats_are_invented(kind: str):
    times = np.arange(20 * RATE) / RATE
    noise = 0.1 * np.random.default_rng(3).standard_normal(len(times))
    drone = 0.2 * np.sin(2 * np.pi * 220 * times)
    hearing = heard((noise if kind == "noise" else drone).astype(np.float32))
    assert hearing.tempo_millibpm == 0
    assert hearing.beats == ()
    assert hearing.sections[-1].end_micros == hearing.duration_micros


def test_sections_tile_the_song_and_loud_ones_have_more_energy():
    quiet, *_ = band(120.0, 4, bars=16, lead=0.0)
    loud = quiet.copy()[: 32 * RATE]
    for number in range(128):
        for hertz in (440.0, 660.0, 880.0, 1320.0):
            strike(loud, number / 4, hertz, 0.3, 0.1)
    song = np.concatenate([0.3 * quiet[: 32 * RATE], loud, 0.3 * quiet[: 32 * RATE]])
    hearing = heard(song)
    starts = [s.start_micros for s in hearing.sections]
    assert starts[0] == 0
    assert starts[1:] == [s.end_micros for s in hearing.sections[:-1]]
    assert hearing.sections[-1].end_micros == hearing.duration_micros
    for edge in (32_000_000, 64_000_000):
        assert min(abs(start - edge) for start in starts) < 2_500_000
    middle = next(s for s in hearing.sections if s.start_micros <= 48_000_000 < s.end_micros)
    assert middle.energy > hearing.sections[0].energy + 100
    assert all(isinstance(s.label, SectionLabel) for s in hearing.sections)


def test_silence_at_both_ends_is_measured_and_holds_no_beats():
    samples, *_ = band(120.0, 4, bars=6, lead=0.0)
    song = np.concatenate([np.zeros(3 * RATE), samples[: 12 * RATE], np.zeros(4 * RATE)])
    hearing = heard(song.astype(np.float32))
    assert abs(hearing.leading_silence_micros - 3_000_000) < 60_000
    assert 3_800_000 < hearing.trailing_silence_micros < 4_900_000
    assert hearing.beats[0].micros > 2_800_000
    assert hearing.beats[-1].micros < 15_500_000


def test_curves_are_permille_and_long_enough():
    samples, *_ = band(120.0, 4, bars=6)
    hearing = heard(samples)
    assert len(hearing.energy) == -(-hearing.duration_micros // hearing.energy_step_micros)
    assert max(hearing.energy) == 1000
    assert len(hearing.peaks) == 2000
    assert max(hearing.peaks) == 1000
    assert min(hearing.peaks) >= 0


async def test_the_same_file_is_heard_the_same_and_the_loop_stays_free(tmp_path: Path):
    samples, *_ = band(126.0, 4, bars=5)
    path = write_sound(tmp_path / "song.flac", samples, "flac", rate=RATE)
    analyst, ticks = SignalSongAnalyst(), 0
    listening = asyncio.create_task(analyst.listen(path))
    while not listening.done():
        ticks += 1
        await asyncio.sleep(0.005)
    assert ticks > 3
    assert await listening == await analyst.listen(path)


async def test_a_bad_file_is_refused_by_the_port_too(tmp_path: Path):
    path = tmp_path / "song.mp3"
    path.write_bytes(b"not a song")
    with pytest.raises(BadMedia, match="not an audio file"):
        await SignalSongAnalyst().listen(path)

"""The sample song: its files are what its score says, and it sounds as it should."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from miri.codec.audio import decode_song
from miri.domain.lyrics import read_lyrics
from miri.domain.song import SectionLabel as Label
from miri.sample import score
from miri.sample.making import make_texts
from miri.sample.sample import SampleSong
from miri.sample.shipped import TRUTH_FILE, lyrics_file
from miri.sample.truth import truth_of_score

RATE = 22_050


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return decode_song(SampleSong().path, RATE).samples


def level(sound: np.ndarray, start_micros: int, end_micros: int) -> float:
    piece = sound[start_micros * RATE // 1_000_000 : end_micros * RATE // 1_000_000]
    return float(20 * np.log10(np.sqrt(np.mean(piece**2)) + 1e-9))


def test_the_files_that_ship_are_what_the_score_makes(tmp_path: Path) -> None:
    make_texts(tmp_path)
    shipped = SampleSong().path.parent
    for name in (TRUTH_FILE, lyrics_file("en"), lyrics_file("he")):
        assert (tmp_path / name).read_bytes() == (shipped / name).read_bytes()


def test_it_is_a_small_file_of_45_to_60_seconds_named_in_both_languages() -> None:
    with SampleSong() as song:
        assert song.path.stat().st_size <= 1_200_000
        assert 45_000_000 <= song.truth.duration_micros <= 60_000_000
        assert song.name("en") == "Swing the Light"
        assert song.name("he") == "סובב ת'אור"
        assert song.name("fr") == song.name("en")


def test_the_truth_tiles_the_song_and_every_section_begins_on_a_downbeat() -> None:
    truth = SampleSong().truth
    assert truth == truth_of_score()
    edges = [s.start_micros for s in truth.sections] + [truth.sections[-1].end_micros]
    assert edges[0] == 0
    assert edges[-1] == truth.duration_micros
    assert all(
        a.end_micros == b.start_micros
        for a, b in zip(truth.sections, truth.sections[1:], strict=False)
    )
    downbeats = {b.micros for b in truth.beats if b.downbeat}
    assert set(edges[1:-1]) <= downbeats
    assert [s.label for s in truth.sections] == [
        Label.INTRO,
        Label.VERSE,
        Label.CHORUS,
        Label.VERSE,
        Label.CHORUS,
        Label.OUTRO,
    ]


def test_both_lyrics_have_the_same_lines_at_the_same_times() -> None:
    song = SampleSong()
    english, hebrew = read_lyrics(song.lyrics("en")), read_lyrics(song.lyrics("he"))
    assert 12 <= len(english.lines) <= 16
    assert [x.start_micros for x in english.lines] == [x.start_micros for x in hebrew.lines]
    for line, true in zip(english.lines, song.truth.lines, strict=True):
        assert line.start_micros is not None
        assert abs(line.start_micros - true.start_micros) <= 5_000
        assert line.text == true.en
    assert all(any("א" <= c <= "ת" for c in x.text) for x in hebrew.lines)


def test_every_line_has_a_syllable_for_each_note_and_stays_in_its_bars() -> None:
    for placed in score.placed_lines():
        assert len(placed.line.syllables()) == len(placed.line.tune)
        ends = [eighth + length for eighth, length, _ in placed.line.tune]
        starts = [eighth for eighth, _, _ in placed.line.tune]
        assert all(end <= begin for end, begin in zip(ends, starts[1:], strict=False))


def test_long_notes_on_the_beat_belong_to_their_chord() -> None:
    for placed in score.placed_lines():
        part = next(p for p in score.placed_parts() if p.first <= placed.first < p.end)
        for eighth, length, midi in placed.line.tune:
            if length < 3 or eighth % 4:
                continue
            half = (placed.first + eighth - part.first) // 4
            bass, voicing = score.VOICINGS[part.part.chords[half]]
            assert midi % 12 in {note % 12 for note in (bass, *voicing)}, placed.line.english


def test_voices_move_by_small_steps_from_chord_to_chord() -> None:
    for part in score.FORM:
        voicings = [score.VOICINGS[name][1] for name in part.chords]
        for before, after in pairwise(voicings):
            assert all(abs(a - b) <= 5 for a, b in zip(before, after, strict=True))


def test_the_chorus_is_louder_than_the_verse_and_the_verse_than_the_intro(
    sound: np.ndarray,
) -> None:
    sections = SampleSong().truth.sections
    levels = [level(sound, s.start_micros, s.end_micros) for s in sections]
    intro, verse, chorus, verse_two, last_chorus, outro = levels
    assert intro + 2 < verse
    assert max(verse, verse_two, outro) + 2 < min(chorus, last_chorus)


def test_the_sound_begins_with_the_first_beat_and_ends_with_the_score(sound: np.ndarray) -> None:
    truth = SampleSong().truth
    assert abs(len(sound) / RATE - truth.duration_micros / 1e6) < 0.03
    loud = np.abs(sound) > 0.02
    assert abs(int(np.argmax(loud)) / RATE - truth.beats[0].micros / 1e6) < 0.05


def test_kicks_of_the_chorus_fall_on_the_true_beats(sound: np.ndarray) -> None:
    truth = SampleSong().truth
    chorus = truth.sections[2]
    low = np.abs(np.convolve(sound, np.hanning(220), mode="same"))
    rise = np.maximum(0, np.diff(low[::50], prepend=0))
    step = 50 / RATE
    beats = [b.micros for b in truth.beats if chorus.start_micros <= b.micros < chorus.end_micros]
    near, far = [], []
    for micros in beats:
        at = round(micros / 1e6 / step)
        near.append(rise[at - 12 : at + 30].max())
        far.append(rise[at + 100 - 21 : at + 100 + 21].max())
    assert np.mean(near) > 1.5 * np.mean(far)

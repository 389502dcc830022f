"""Moments: a few words worth a picture, with their time, rhythm and mood, in two languages."""

from fractions import Fraction

import pytest

from miri.domain.lyric_placing import lay_lyrics
from miri.domain.moments import HEBREW, MOST_MOMENTS, in_language, pick_moments
from miri.domain.song import Beat, Moment, Section, Song
from miri.domain.song import SectionLabel as Label
from miri.domain.syllables import line_syllables, syllables_of, words_of
from miri.domain.time import frames_from_micros
from miri.domain.words import is_little, is_picture, moods_in
from miri.sample.sample import SampleSong

RATE = Fraction(24)
ENERGY = {Label.INTRO: 300, Label.VERSE: 500, Label.CHORUS: 900, Label.OUTRO: 300}


def heard_sample(language: str) -> Song:
    truth = SampleSong().truth

    def frame(micros: int) -> int:
        return frames_from_micros(micros, RATE)

    song = Song(
        media_id="m",
        name="n",
        frames=frame(truth.duration_micros),
        duration_micros=truth.duration_micros,
        beats=tuple(
            Beat(micros=b.micros, frame=frame(b.micros), downbeat=b.downbeat) for b in truth.beats
        ),
        sections=tuple(
            Section(
                id=f"section_{n}",
                label=s.label,
                start_frame=frame(s.start_micros),
                end_frame=frame(s.end_micros),
                energy=ENERGY[s.label],
            )
            for n, s in enumerate(truth.sections)
        ),
    )
    return song.model_copy(update={"lyrics": lay_lyrics(SampleSong().lyrics(language), song, RATE)})


@pytest.fixture(params=["en", "he"])
def song(request: pytest.FixtureRequest) -> Song:
    return heard_sample(request.param)


def test_moments_are_two_or_three_neighbouring_words_of_one_line(song: Song) -> None:
    moments = pick_moments(song, RATE)
    assert 5 <= len(moments) <= MOST_MOMENTS
    for moment in moments:
        words = moment.words.split()
        assert 2 <= len(words) <= 3
        assert any(moment.words in " ".join(words_of(line.text)) for line in song.lyrics)


def test_moments_lie_inside_their_song_in_order_and_are_not_repeated(song: Song) -> None:
    moments = pick_moments(song, RATE)
    assert [m.start_frame for m in moments] == sorted({m.start_frame for m in moments})
    assert all(0 <= m.start_frame < m.end_frame <= song.frames for m in moments)
    assert len({m.words for m in moments}) == len(moments)
    assert len({m.id for m in moments}) == len(moments)


def test_moments_begin_on_beats_and_within_their_line(song: Song) -> None:
    beats = {b.frame for b in song.beats}
    for moment in pick_moments(song, RATE):
        assert moment.start_frame in beats or moment.rhythm.startswith("syncopated")
        assert any(x.start_frame <= moment.start_frame < x.end_frame for x in song.lyrics)


def test_every_sung_section_has_a_moment_and_choruses_have_most(song: Song) -> None:
    moments = pick_moments(song, RATE)
    counts = {s.id: 0 for s in song.sections}
    for moment in moments:
        section = song.section_at(moment.start_frame)
        assert section is not None
        counts[section.id] += 1
    sung = [s for s in song.sections if s.label is not Label.INTRO]
    assert all(counts[s.id] >= 1 for s in sung)
    choruses = sum(counts[s.id] for s in sung if s.label is Label.CHORUS)
    assert choruses >= len(moments) // 3


def test_the_hook_is_a_moment() -> None:
    assert "Swing the light" in [m.words for m in pick_moments(heard_sample("en"), RATE)]
    assert "סובב ת'אור" in [m.words for m in pick_moments(heard_sample("he"), RATE)]


def test_mood_says_what_the_words_say_and_how_high_the_music_burns() -> None:
    def named(words: str, moments: tuple[Moment, ...]) -> Moment:
        return next(m for m in moments if m.words == words)

    english = pick_moments(heard_sample("en"), RATE)
    assert named("Swing the light", english).mood == "hopeful, soaring"
    hebrew = pick_moments(heard_sample("he"), RATE)
    assert named("העיר כבתה מאחוריי", hebrew).mood == "longing, steady"


def test_a_long_drawn_line_is_held_and_a_hurried_one_quick() -> None:
    beats = tuple(Beat(micros=n * 500_000, frame=n * 12, downbeat=n % 4 == 0) for n in range(80))
    song = Song(media_id="m", name="n", frames=960, duration_micros=40_000_000, beats=beats)
    text = (
        "[00:00.00]cold silver water moves\n[00:02.00]under the iron bridge\n[00:04.00]burning stars\n"
        "[00:08.00]paper lanterns carried over seven rivers in the morning rain\n[00:09.50]red door"
        "\n[00:11.00]"
    )
    song = song.model_copy(update={"lyrics": lay_lyrics(text, song, RATE)})
    rhythms = {m.words: m.rhythm for m in pick_moments(song, RATE)}
    assert rhythms["burning stars"] == "on the downbeat, held"
    assert rhythms["morning rain"] == "syncopated, quick"


def test_without_beats_sections_or_words_there_is_no_failure() -> None:
    bare = Song(media_id="m", name="n", frames=240, duration_micros=10_000_000)
    assert pick_moments(bare, RATE) == ()
    lines = lay_lyrics("the and of\nsilver morning light\n!!!", bare, RATE)
    moments = pick_moments(bare.model_copy(update={"lyrics": lines}), RATE)
    assert [m.words for m in moments] == ["silver morning light"]
    assert moments[0].rhythm in ("free", "held")


def test_descriptions_are_said_in_hebrew_too() -> None:
    for moment in pick_moments(heard_sample("he"), RATE):
        for description in (moment.rhythm, moment.mood):
            assert all(part in HEBREW for part in description.split(", "))
            said = in_language(description, "he")
            assert not any("a" <= letter <= "z" for letter in said)
            assert in_language(description, "en") == description


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("light", 1),
        ("water", 2),
        ("closer", 2),
        ("wrapped", 1),
        ("waited", 2),
        ("every", 3),
        ("I'm", 1),
        ("little", 2),
        ("moon", 1),
        ("railing", 2),
        ("העיר", 2),
        ("מים", 2),
        ("על", 1),
        ("שָׁלוֹם", 2),
        ("привет", 2),
        ("x", 1),
    ],
)
def test_syllables_are_counted_well_enough(word: str, count: int) -> None:
    assert syllables_of(word) == count


def test_a_line_without_any_word_still_takes_a_syllable() -> None:
    assert line_syllables("...") == 1


def test_hebrew_prefixes_and_english_endings_do_not_hide_a_word() -> None:
    assert is_picture("והים")
    assert is_picture("ת'אור")
    assert is_picture("lanterns") is False
    assert is_picture("headlights")
    assert is_little("The")
    assert not is_little("moon")
    assert moods_in(["dancing", "אהבה", "table"]) == ["joyful", "tender"]

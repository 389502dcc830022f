"""Lines on the timeline: given times are kept, guessed ones are sung where there is singing."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from miri.domain.lyric_placing import LONGEST_LINE_MICROS, lay_lyrics, place_lines
from miri.domain.lyrics import ReadLine
from miri.domain.song import Beat, LyricLine, Section, Song
from miri.domain.song import SectionLabel as Label
from miri.domain.time import frames_from_micros
from miri.sample.sample import SampleSong

RATE = Fraction(24)
SECOND = 1_000_000


def song_of(
    parts: list[tuple[Label, int]],
    sung: tuple[tuple[int, int], ...] = (),
    beat_micros: int = 500_000,
) -> Song:
    """A song of sections of whole seconds, with a beat every half second, bars of four."""
    sections: list[Section] = []
    at = 0
    for number, (label, seconds) in enumerate(parts):
        end = at + seconds
        sections.append(
            Section(id=f"section_{number}", label=label, start_frame=at * 24, end_frame=end * 24)
        )
        at = end
    beats = tuple(
        Beat(micros=m, frame=frames_from_micros(m, RATE), downbeat=n % 4 == 0)
        for n, m in enumerate(range(0, at * SECOND, beat_micros))
    )
    return Song(
        media_id="m",
        name="n",
        frames=at * 24,
        duration_micros=at * SECOND,
        beats=beats if parts else (),
        sections=tuple(sections),
        sung=sung,
    )


POP = [(Label.INTRO, 8), (Label.VERSE, 16), (Label.CHORUS, 16), (Label.INSTRUMENTAL, 8)]


def seconds(lines: tuple[LyricLine, ...]) -> list[float]:
    return [line.start_micros / SECOND for line in lines]


def test_lines_with_times_keep_them_and_end_where_the_next_begins() -> None:
    lines = lay_lyrics("[00:08.03]one\n[00:11.00]two\n[00:30.00]three", song_of(POP), RATE)
    assert [(x.start_micros, x.end_micros, x.timed) for x in lines] == [
        (8_030_000, 11_000_000, True),
        (11_000_000, 11_000_000 + LONGEST_LINE_MICROS, True),
        (30_000_000, 38_000_000, True),
    ]
    assert lines[0].start_frame == frames_from_micros(8_030_000, RATE)


def test_a_line_ends_where_its_file_says_so() -> None:
    lines = lay_lyrics("[00:08.00]one\n[00:10.00]\n[00:20.00]two", song_of(POP), RATE)
    assert lines[0].end_micros == 10 * SECOND


def test_a_line_ends_with_the_voice_where_the_voice_was_heard() -> None:
    song = song_of(POP, sung=((8 * SECOND, 11 * SECOND), (14 * SECOND, 40 * SECOND)))
    lines = lay_lyrics("[00:08.50]one\n[00:14.00]two", song, RATE)
    assert lines[0].end_micros == 11 * SECOND


def test_lines_beyond_the_songs_end_are_left_out() -> None:
    lines = lay_lyrics("[00:08.00]one\n[09:00.00]two", song_of(POP), RATE)
    assert [x.text for x in lines] == ["one"]


def test_a_translation_under_the_same_stamp_joins_its_line() -> None:
    lines = lay_lyrics("[00:08.00]light\n[00:08.00]אור\n[00:10.00]sea", song_of(POP), RATE)
    assert [x.text for x in lines] == ["light / אור", "sea"]


def test_a_line_without_a_stamp_between_stamped_ones_shares_their_time_and_stays_soft() -> None:
    lines = lay_lyrics("[00:08.00]one\n(echo)\n[00:12.00]two", song_of(POP), RATE)
    assert seconds(lines) == [8.0, 10.0, 12.0]
    assert [x.timed for x in lines] == [True, False, True]


def test_untimed_lines_are_sung_in_verse_and_chorus_and_nowhere_else() -> None:
    lines = lay_lyrics("\n".join(["la la la la"] * 8), song_of(POP), RATE)
    assert len(lines) == 8
    assert all(8 <= s < 40 for s in seconds(lines))
    assert lines[-1].end_micros <= 40 * SECOND
    assert not any(x.timed for x in lines)


def test_untimed_starts_fall_on_beats() -> None:
    song = song_of(POP)
    lines = lay_lyrics("short\na rather longer line of words\nshort again\nend", song, RATE)
    beats = {b.micros for b in song.beats}
    assert {x.start_micros for x in lines} <= beats


def test_headings_send_lines_to_their_sections() -> None:
    song = song_of([(Label.VERSE, 16), (Label.CHORUS, 16), (Label.VERSE, 16), (Label.CHORUS, 16)])
    text = "[Verse]\na b c d\n[Chorus]\na b\nc d\n[Verse]\na b c d\ne f g h\n[Chorus]\na b c"
    lines = lay_lyrics(text, song, RATE)
    assert [int(s // 16) for s in seconds(lines)] == [0, 1, 1, 2, 2, 3]


def test_a_stanza_is_not_torn_between_sections() -> None:
    song = song_of([(Label.VERSE, 16), (Label.CHORUS, 16)])
    text = "one two\nthree four\nfive six\n\nseven eight\nnine ten\neleven twelve\nlast ones"
    lines = lay_lyrics(text, song, RATE)
    assert [int(s // 16) for s in seconds(lines)] == [0, 0, 0, 1, 1, 1, 1]


def test_longer_lines_get_more_time() -> None:
    song = song_of([(Label.VERSE, 16)], beat_micros=100_000)
    lines = lay_lyrics("sea\nacross the dark and silver morning water", song, RATE)
    assert lines[1].start_micros < 5 * SECOND


def test_a_section_where_no_voice_was_heard_gets_no_lines() -> None:
    song = song_of(
        [(Label.VERSE, 16), (Label.VERSE, 16), (Label.CHORUS, 16)],
        sung=((0, 15 * SECOND), (33 * SECOND, 47 * SECOND)),
    )
    lines = lay_lyrics("\n".join(["la la la"] * 6), song, RATE)
    assert not any(16 <= s < 32 for s in seconds(lines))


def test_before_the_analysis_lines_spread_over_the_whole_song() -> None:
    song = song_of(POP).model_copy(update={"sections": (), "beats": ()})
    lines = lay_lyrics("one\ntwo\nthree\nfour", song, RATE)
    assert len(lines) == 4
    assert 0 < lines[0].start_micros < 10 * SECOND
    assert lines[-1].start_micros > 25 * SECOND


def test_the_sample_songs_words_without_times_land_where_they_are_sung() -> None:
    sample = SampleSong()
    truth = sample.truth
    song = Song(
        media_id="m",
        name="n",
        frames=frames_from_micros(truth.duration_micros, RATE),
        duration_micros=truth.duration_micros,
        beats=tuple(
            Beat(micros=b.micros, frame=frames_from_micros(b.micros, RATE), downbeat=b.downbeat)
            for b in truth.beats
        ),
        sections=tuple(
            Section(
                id=f"section_{n}",
                label=s.label,
                start_frame=frames_from_micros(s.start_micros, RATE),
                end_frame=frames_from_micros(s.end_micros, RATE),
            )
            for n, s in enumerate(truth.sections)
        ),
        sung=tuple((x.start_micros, x.end_micros) for x in truth.lines),
    )
    for language in ("en", "he"):
        lines = lay_lyrics("\n".join(getattr(x, language) for x in truth.lines), song, RATE)
        late = [
            abs(a.start_micros - b.start_micros) for a, b in zip(lines, truth.lines, strict=True)
        ]
        assert sorted(late)[len(late) // 2] <= 500_000
        assert max(late) <= 2_500_000


SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6)
LINES = st.lists(
    st.builds(
        ReadLine,
        text=st.text("abcde אבג", min_size=1, max_size=60).filter(str.strip),
        start_micros=st.none() | st.integers(0, 120 * SECOND),
        end_micros=st.none() | st.integers(0, 120 * SECOND),
        label=st.none() | st.sampled_from(list(Label)),
        stanza=st.integers(0, 5),
    ),
    max_size=40,
)


@given(
    LINES,
    st.lists(st.tuples(st.sampled_from(list(Label)), st.integers(1, 30)), max_size=8),
    SPANS,
    st.integers(120_000, 900_000),
    st.booleans(),
)
def test_lines_always_ascend_and_never_overlap_or_leave_the_song(
    lines: list[ReadLine],
    parts: list[tuple[Label, int]],
    spans: list[tuple[int, int]],
    beat_micros: int,
    timed: bool,
) -> None:
    song = song_of(parts or [(Label.VERSE, 7)], beat_micros=beat_micros)
    if not timed:
        lines = [line.model_copy(update={"start_micros": None}) for line in lines]
    sung = tuple(sorted((a * SECOND, (a + b) * SECOND) for a, b in spans))
    placed = place_lines(
        lines,
        sections=song.sections if parts else (),
        sung=sung,
        beats=song.beats,
        rate=RATE,
        duration_micros=song.duration_micros,
    )
    assert all(0 <= x.start_micros < x.end_micros <= song.duration_micros for x in placed)
    assert all(a.end_micros <= b.start_micros for a, b in pairwise(placed))
    assert all(x.end_frame <= song.frames for x in placed)
    assert all(x.end_micros - x.start_micros <= LONGEST_LINE_MICROS for x in placed)
    if not timed and lines and len(lines) < song.duration_micros // 2_000_000:
        assert [x.text for x in placed] == [x.text for x in lines]

"""The timing contract: each rule refuses what it should, in its rank, with a way out."""

from fractions import Fraction
from itertools import pairwise

from miri.domain.breach import TimingRule
from miri.domain.prompt import ImagePrompt
from miri.domain.shot import Shot
from miri.domain.slot import Slot
from miri.domain.song import Song
from miri.domain.timing_contract import check_timeline
from tests.unit.domain.songs import RATE, line, make_song, silent_song

LONGEST = 240


def slots(*cuts: int) -> tuple[Slot, ...]:
    return tuple(Slot(start_frame=a, end_frame=b) for a, b in pairwise(cuts))


def song_with(*lines: tuple[str, float, float], timed: bool = True, seconds: float = 20) -> Song:
    """Beats every 12 frames from frame 0, and some lines."""
    song = make_song((("verse", int(seconds // 2), 500),), offset=0.0, tail=0.0)
    sung = tuple(line(text, a, b, timed=timed) for text, a, b in lines)
    return song.model_copy(update={"lyrics": sung})


def rules(song: Song, *cuts: int, **options: object) -> list[TimingRule]:
    found = check_timeline(song, slots(*cuts), RATE, LONGEST, **options)  # type: ignore[arg-type]
    return [b.rule for b in found]


def test_a_timeline_on_the_beat_that_tiles_the_song_has_no_breach() -> None:
    assert rules(song_with(), 0, 96, 192, 288, 480) == []


def test_no_shots_at_all_is_a_breach() -> None:
    (found,) = check_timeline(silent_song(10), (), RATE, LONGEST)
    assert found.rule is TimingRule.TILING
    assert "10.00 s" in found.message


def test_a_gap_names_the_shot_and_the_frame_where_it_must_begin() -> None:
    gapped = (Slot(start_frame=0, end_frame=96), Slot(start_frame=100, end_frame=240))
    (found,) = check_timeline(silent_song(10), gapped, RATE, LONGEST)
    assert (found.rule, found.shot_number, found.frame, found.better) == (
        "tiling",
        2,
        96,
        96,
    )
    assert "begin shot 2 at frame 96" in found.message
    assert "שוט 2" in found.said("he")


def test_an_overlap_is_told_from_a_gap() -> None:
    lapped = (Slot(start_frame=0, end_frame=96), Slot(start_frame=90, end_frame=240))
    (found,) = check_timeline(silent_song(10), lapped, RATE, LONGEST)
    assert "shot 1 still lasts until frame 96" in found.message


def test_a_film_one_frame_shorter_than_the_song_is_a_breach() -> None:
    (found,) = check_timeline(silent_song(10), slots(0, 96, 239), RATE, LONGEST)
    assert found.better == 240
    assert "before the song's end" in found.message


def test_a_shot_longer_than_the_model_makes_is_a_breach_even_in_a_persons_own_list() -> None:
    assert rules(song_with(), 0, 360, 480) == [TimingRule.MODEL]
    assert rules(song_with(), 0, 360, 480, obeyed=True) == [TimingRule.MODEL]


def test_tiling_comes_first_and_alone() -> None:
    assert rules(song_with(), 0, 360, 470) == [TimingRule.TILING]


def test_a_cut_inside_a_timed_line_is_a_breach_that_offers_both_edges() -> None:
    song = song_with(("under the bridge", 2.0, 6.0))
    (found,) = check_timeline(song, slots(0, 96, 288, 480), RATE, LONGEST)
    assert found.rule is TimingRule.LINE
    assert "under the bridge" in found.message
    assert "frame 48 or 144" in found.message


def test_a_cut_inside_a_guessed_line_is_none() -> None:
    song = song_with(("under the bridge", 2.0, 6.0), timed=False)
    assert rules(song, 0, 96, 288, 480) == []


def test_a_line_may_be_split_when_that_was_asked_for() -> None:
    song = song_with(("under the bridge", 2.0, 6.0))
    assert rules(song, 0, 96, 288, 480, split_lines_allowed=True) == []


def test_a_line_longer_than_the_model_makes_may_be_split() -> None:
    song = song_with(("one endless line", 2.0, 14.0))
    assert rules(song, 0, 48, 192, 336, 480) == []


def test_a_cut_two_frames_off_a_near_beat_is_a_breach_and_one_frame_off_is_none() -> None:
    assert rules(song_with(), 0, 98, 288, 480) == [TimingRule.BEAT]
    assert rules(song_with(), 0, 97, 288, 480) == []


def test_a_cut_far_from_every_beat_is_free() -> None:
    song = song_with()
    early = song.model_copy(update={"beats": song.beats[:6]})
    assert rules(early, 0, 100, 290, 480) == []


def test_the_line_comes_before_the_beat() -> None:
    """The line begins 5 frames before a beat: cutting at its first word is right."""
    song = song_with(("pick up the phone", 91 / 24, 7.0))
    assert rules(song, 0, 91, 288, 480) == []


def test_the_model_comes_before_the_beat() -> None:
    """On the beat at 252 the first shot would last 252 frames: too long for the model."""
    song = song_with()
    half_time = song.model_copy(update={"beats": song.beats[::21]})
    assert rules(half_time, 0, 240, 480) == []


def test_a_persons_own_list_is_obeyed_against_line_and_beat() -> None:
    song = song_with(("under the bridge", 2.0, 6.0))
    assert rules(song, 0, 101, 300, 480, obeyed=True) == []


def test_only_the_cuts_of_obeyed_shots_are_free() -> None:
    shots = [
        Shot(
            id=f"shot_{n}",
            number=n,
            scene_id="scene_1",
            start_frame=slot.start_frame,
            end_frame=slot.end_frame,
            image=ImagePrompt(scene="a room"),
        )
        for n, slot in enumerate(slots(0, 99, 195, 291, 480), start=1)
    ]
    found = check_timeline(song_with(), shots, RATE, LONGEST, obeyed=frozenset({"shot_1"}))
    assert [b.shot_number for b in found] == [3, 4]


def test_what_stood_before_is_not_judged_again() -> None:
    assert rules(song_with(), 0, 99, 195, 288, 480, standing=frozenset({99})) == [TimingRule.BEAT]


def test_breaches_come_by_rank() -> None:
    song = song_with(("under the bridge", 2.0, 6.0), seconds=40)
    found = rules(song, 0, 99, 202, 288, 480 + 96, 960)
    assert found == sorted(found, key=list(TimingRule).index)
    assert {TimingRule.MODEL, TimingRule.LINE, TimingRule.BEAT} == set(found)


def test_odd_frame_rates_are_judged_too() -> None:
    rate = Fraction(24000, 1001)
    song = make_song((("verse", 8, 500),), rate=rate)
    cuts = [0, *(b.frame for b in song.beats[8::8]), song.frames]
    assert check_timeline(song, slots(*cuts), rate, 240) == ()

"""Slots: any song is tiled exactly, on its beats, around its lines; every edit keeps tiling."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miri.domain.breach import TimingBroken
from miri.domain.cut_grid import cut_grid
from miri.domain.pacing import SHORTEST_MICROS
from miri.domain.slot import Slot
from miri.domain.slots import (
    merge_slots,
    move_boundary,
    plan_slots,
    scene_bounds,
    section_edges,
    split_slot,
)
from miri.domain.song import Beat, LyricLine, Section, SectionLabel, Song
from miri.domain.time import frames_from_micros
from miri.domain.timing_contract import check_timeline, tiling_breaches
from tests.unit.domain.songs import POP, RATE, SHORT, line, make_song, silent_song

LONGEST = 240


@st.composite
def songs(draw: st.DrawFn, rate: Fraction) -> Song:
    """Any song: pulse steady, drifting, missing or sparse; sections and lines anywhere."""
    frames = draw(st.integers(min_value=1, max_value=int(45 * rate)))
    micros = int(frames * 1_000_000 / rate)
    beats = _beats(draw, micros, rate)
    inner = draw(st.lists(st.integers(1, max(1, frames - 1)), max_size=7, unique=True))
    bounds = [0, *(b for b in sorted(inner) if b < frames), frames]
    labels = st.sampled_from(list(SectionLabel))
    sections = tuple(
        Section(
            id=f"section_{i}",
            label=draw(labels),
            start_frame=a,
            end_frame=b,
            energy=draw(st.integers(0, 1000)),
        )
        for i, (a, b) in enumerate(pairwise(bounds))
    )
    silence = draw(st.integers(0, frames))
    return Song(
        media_id="media_any",
        name="any",
        frames=frames,
        duration_micros=max(1, micros),
        beats=beats,
        sections=sections if draw(st.booleans()) else (),
        trailing_silence_frames=silence if draw(st.booleans()) else 0,
        lyrics=_lines(draw, frames, rate),
        energy=tuple(draw(st.lists(st.integers(0, 1000), max_size=90))),
    )


def _beats(draw: st.DrawFn, micros: int, rate: Fraction) -> tuple[Beat, ...]:
    if draw(st.booleans()) and draw(st.booleans()):
        return ()
    gap = draw(st.integers(250_000, 1_500_000))
    drift = draw(st.integers(-4_000, 4_000))
    meter = draw(st.sampled_from((3, 4)))
    pause = draw(st.integers(0, 60))
    found: list[Beat] = []
    at, count = draw(st.integers(0, 3_000_000)), 0
    while at < micros and count < 200:
        if not pause <= count < pause + 8:
            frame = frames_from_micros(at, rate)
            found.append(Beat(micros=at, frame=frame, downbeat=count % meter == 0))
        gap = max(200_000, gap + drift)
        at, count = at + gap, count + 1
    return tuple(found)


def _lines(draw: st.DrawFn, frames: int, rate: Fraction) -> tuple[LyricLine, ...]:
    lines: list[LyricLine] = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, max(0, frames - 1)))
        end = min(frames, start + draw(st.integers(0, int(14 * rate))))
        lines.append(
            LyricLine(
                text="la la",
                start_micros=int(start * 1_000_000 / rate),
                end_micros=int(end * 1_000_000 / rate),
                start_frame=start,
                end_frame=end,
                timed=draw(st.booleans()),
            )
        )
    return tuple(lines)


RATES = st.sampled_from([Fraction(24), Fraction(25), Fraction(24000, 1001), Fraction(60)])


@settings(max_examples=80, deadline=None)
@given(
    data=st.data(),
    rate=RATES,
    longest=st.integers(20, 400),
    pace=st.sampled_from(["slower", "normal", "faster"]),
)
def test_our_own_plan_never_breaks_the_contract(
    data: st.DataObject, rate: Fraction, longest: int, pace: str
) -> None:
    song = data.draw(songs(rate))
    planned = plan_slots(song, None, rate, longest, pace)
    assert check_timeline(song, planned, rate, longest) == ()
    assert sum(slot.frames for slot in planned) == song.frames


@settings(max_examples=30, deadline=None)
@given(data=st.data(), rate=RATES)
def test_scene_by_scene_plans_make_one_film_that_keeps_the_contract(
    data: st.DataObject, rate: Fraction
) -> None:
    song = data.draw(songs(rate))
    edges = section_edges(song, rate)
    scenes = [Slot(start_frame=a, end_frame=b) for a, b in pairwise(edges) if a < b]
    planned = [slot for scene in scenes for slot in plan_slots(song, scene, rate, 300)]
    assert check_timeline(song, planned, rate, 300) == ()
    assert set(edges) <= {0, *(slot.end_frame for slot in planned)}


@settings(max_examples=30, deadline=None)
@given(
    bpm=st.floats(70, 180),
    meter=st.sampled_from((3, 4)),
    energies=st.lists(st.integers(100, 1000), min_size=8, max_size=8),
    pace=st.sampled_from(["slower", "normal", "faster"]),
)
def test_with_a_pulse_and_no_lines_every_cut_is_on_a_beat_and_no_shot_is_too_short_or_long(
    bpm: float, meter: int, energies: list[int], pace: str
) -> None:
    form = [(label, bars // 2, e) for (label, bars, _), e in zip(POP, energies, strict=True)]
    song = make_song(form, bpm=bpm, meter=meter)
    planned = plan_slots(song, None, RATE, LONGEST, pace)
    beats = {beat.frame for beat in song.beats}
    grid = cut_grid(song, RATE)
    cuts = [slot.start_frame for slot in planned[1:]]
    assert all(cut in beats or grid.nearest_beat(cut) is None for cut in cuts)
    shortest = frames_from_micros(SHORTEST_MICROS, RATE)
    assert all(shortest <= slot.frames <= 192 for slot in planned[:-1])
    sung_end = song.frames - song.trailing_silence_frames
    assert planned[-1].start_frame < sung_end


def test_a_three_minute_pop_song_gives_forty_to_sixty_shots() -> None:
    plain = make_song(POP)
    sung = make_song(POP, bpm=123, lyrics=["one line", "another line"])
    assert 40 <= len(plan_slots(plain, None, RATE, LONGEST)) <= 62
    assert 40 <= len(plan_slots(sung, None, RATE, LONGEST)) <= 62


def test_a_song_of_less_than_a_minute_gives_about_twenty_shots() -> None:
    song = make_song(SHORT, bpm=122)
    assert 16 <= len(plan_slots(song, None, RATE, LONGEST)) <= 22


def test_choruses_are_cut_faster_than_verses() -> None:
    song = make_song(POP)
    verse, chorus = song.sections[1], song.sections[2]
    assert len(plan_slots(song, chorus, RATE, LONGEST)) > len(
        plan_slots(song, verse, RATE, LONGEST)
    )


def test_pace_is_a_persons_to_choose() -> None:
    counts = [
        len(plan_slots(make_song(POP), None, RATE, LONGEST, pace))
        for pace in ("slower", "normal", "faster")
    ]
    assert counts[0] < counts[1] < counts[2]


def test_most_cuts_are_downbeats() -> None:
    song = make_song(POP)
    downbeats = {b.frame for b in song.beats if b.downbeat}
    cuts = [slot.start_frame for slot in plan_slots(song, None, RATE, LONGEST)][1:]
    assert sum(cut in downbeats for cut in cuts) > 0.8 * len(cuts)


def test_every_section_begins_with_a_cut() -> None:
    song = make_song(POP, lyrics=["one line"])
    cuts = {slot.start_frame for slot in plan_slots(song, None, RATE, LONGEST)}
    assert {section.start_frame for section in song.sections} <= cuts


def test_a_song_that_was_not_analysed_is_divided_evenly() -> None:
    lengths = [slot.frames for slot in plan_slots(silent_song(60.2), None, RATE, LONGEST)]
    assert max(lengths) - min(lengths) <= 1


def test_no_cut_falls_into_the_silence_at_the_end() -> None:
    song = make_song(SHORT, tail=7.0)
    planned = plan_slots(song, None, RATE, LONGEST)
    assert planned[-1].start_frame < song.frames - song.trailing_silence_frames


def test_a_song_shorter_than_a_shot_is_one_shot() -> None:
    assert plan_slots(silent_song(0.5), None, RATE, LONGEST) == (Slot(start_frame=0, end_frame=12),)


def test_a_line_over_a_section_boundary_moves_the_cut_to_the_lines_edge() -> None:
    song = make_song((("verse", 4, 400), ("chorus", 4, 800)), offset=0.0)
    early = line("and then we run", 7.6, 10.0)
    song = song.model_copy(update={"lyrics": (early,)})
    edges = section_edges(song, RATE)
    assert edges[1] in (early.start_frame, 180)
    assert check_timeline(song, plan_slots(song, None, RATE, LONGEST), RATE, LONGEST) == ()


def test_scenes_over_all_sections_tile_the_song() -> None:
    song = make_song(POP, lyrics=["one line"])
    bounds = [scene_bounds(song, a, b, RATE) for a, b in ((0, 1), (2, 2), (3, 5), (6, 7))]
    assert tiling_breaches(bounds, song.frames, RATE) == ()


def test_a_scene_of_sections_that_are_not_there_is_refused_in_words() -> None:
    with pytest.raises(TimingBroken, match="the song has sections 1 to 8"):
        scene_bounds(make_song(POP), 3, 9, RATE)


def test_moving_a_boundary_snaps_to_the_beat_and_changes_its_two_neighbours_only() -> None:
    song = make_song(POP)
    before = plan_slots(song, None, RATE, LONGEST)
    wanted = before[4].end_frame - 14
    after = move_boundary(before, 5, wanted, song, RATE)
    assert after[4].end_frame == before[4].end_frame - 12
    assert [i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [
        4,
        5,
    ]
    assert tiling_breaches(after, song.frames, RATE) == ()


def test_an_exact_boundary_is_not_snapped() -> None:
    song = make_song(POP)
    before = plan_slots(song, None, RATE, LONGEST)
    wanted = before[4].end_frame - 14
    assert move_boundary(before, 5, wanted, song, RATE, exact=True)[4].end_frame == wanted


def test_a_boundary_beyond_a_neighbour_is_refused_with_its_reach() -> None:
    song = make_song(POP)
    before = plan_slots(song, None, RATE, LONGEST)
    with pytest.raises(TimingBroken, match=r"between frame \d+ and \d+ it can"):
        move_boundary(before, 5, before[7].start_frame, song, RATE)
    with pytest.raises(TimingBroken, match="is the last"):
        move_boundary(before, len(before), song.frames, song, RATE)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), parts=st.integers(2, 4))
def test_splitting_then_merging_gives_the_shots_back(data: st.DataObject, parts: int) -> None:
    song = make_song(SHORT, bpm=data.draw(st.floats(70, 180)))
    before = plan_slots(song, None, RATE, LONGEST)
    number = data.draw(st.integers(1, len(before)))
    if before[number - 1].frames < parts * 6:
        return
    split = split_slot(before, number, song, RATE, parts=parts)
    assert len(split) == len(before) + parts - 1
    assert tiling_breaches(split, song.frames, RATE) == ()
    assert merge_slots(split, number, number + parts - 1) == before


def test_a_split_falls_on_a_beat_and_not_inside_a_line() -> None:
    song = make_song((("verse", 6, 500),), offset=0.0, lyrics=["one line"])
    merged = (
        Slot(start_frame=0, end_frame=192),
        Slot(start_frame=192, end_frame=song.frames),
    )
    split = split_slot(merged, 1, song, RATE)
    assert check_timeline(song, split, RATE, LONGEST) == ()


def test_a_split_at_a_persons_exact_frame_is_obeyed() -> None:
    song = make_song(POP)
    before = plan_slots(song, None, RATE, LONGEST)
    at = before[2].start_frame + 17
    assert split_slot(before, 3, song, RATE, at=at, exact=True)[3].start_frame == at


def test_what_can_not_be_split_or_merged_is_refused_in_words() -> None:
    song = make_song(POP)
    before = plan_slots(song, None, RATE, LONGEST)
    with pytest.raises(TimingBroken, match="is not in it"):
        split_slot(before, 3, song, RATE, at=2)
    with pytest.raises(TimingBroken, match="too short for 40 parts"):
        split_slot(before, 3, song, RATE, parts=40)
    with pytest.raises(TimingBroken, match="There is no shot 999"):
        split_slot(before, 999, song, RATE)
    with pytest.raises(TimingBroken, match="can't be merged"):
        merge_slots(before, 4, 4)

"""The timing contract through the tools that move cuts: kept, or refused with the reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miri.errors import MiriError
from tests.unit.tools.stage import BEAT, FRAMES, Stage


async def whole(stage: Stage) -> bool:
    spans = await stage.spans()
    if not spans:
        return True
    edges = [a for a, _ in spans] + [spans[-1][1]]
    return edges[0] == 0 and edges[-1] == FRAMES and [b for _, b in spans] == edges[1:]


async def test_a_longer_shot_takes_from_its_neighbour(stage: Stage):
    answer = await stage.call("retime_shot", shot=5, beats=1)
    spans = await stage.spans()
    assert spans[4:6] == [(192, 252), (252, 288)]
    assert answer.text == "Shot 5 now lies at 0:08.0-0:10.5."
    assert await whole(stage)


async def test_the_last_shot_grows_at_its_beginning(stage: Stage):
    await stage.call("retime_shot", shot=12, beats=2)
    assert (await stage.spans())[-2:] == [(480, 504), (504, 576)]


async def test_both_ends_move_when_both_are_said(stage: Stage):
    await stage.call("retime_shot", shot=10, start_seconds="17.5", end_seconds="20.5")
    assert (await stage.spans())[8:11] == [(384, 420), (420, 492), (492, 528)]


async def test_a_cut_snaps_to_the_beat_unless_it_is_meant_to_the_frame(stage: Stage):
    await stage.call("retime_shot", shot=9, end_seconds="18.4")
    assert (await stage.shot(9)).end_frame == 37 * BEAT
    await stage.call("retime_shot", shot=9, end_seconds="18.4", exact=True)
    assert (await stage.shot(9)).end_frame == 442


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"shot": 3}, "Where should shot 3 begin or end?"),
        ({"shot": 1, "start_seconds": 1}, "Shot 1 begins with the song"),
        ({"shot": 12, "end_seconds": 23}, "Shot 12 is the last"),
        ({"shot": 3, "end_seconds": 8}, "leaves nothing of a neighbour"),
        ({"shot": 2, "end_seconds": "2.75"}, "falls inside the sung line “I leave a light"),
        ({"shot": 2, "beats": 99}, "16 or less"),
        ({"shot": 99, "beats": 1}, "There is no shot 99"),
        ({"shot": 3, "end_seconds": "whenever"}, "no time I can read"),
    ],
)
async def test_a_cut_that_can_not_move_there_is_refused_with_the_reason(
    stage: Stage, arguments, said
):
    before = await stage.spans()
    assert said in (await stage.refusal("retime_shot", **arguments)).message
    assert await stage.spans() == before


async def test_no_shot_grows_beyond_what_the_model_makes(stage: Stage):
    await stage.call("merge_shots", shots=[9, 10])
    refusal = await stage.refusal("retime_shot", shot=9, beats=3)
    assert "the video model makes 5.00 s at most" in refusal.message
    refusal = await stage.refusal("merge_shots", shots=[9, 10])
    assert "the video model makes 5.00 s at most" in refusal.message


async def test_a_cut_that_would_not_move_says_so(stage: Stage):
    assert (
        "lies there already" in (await stage.refusal("retime_shot", shot=3, end_seconds=6)).message
    )


async def test_a_locked_neighbour_does_not_give_way(stage: Stage):
    await stage.call("lock_shot", shot=4)
    assert "Shot 4 is locked" in (await stage.refusal("retime_shot", shot=3, beats=1)).message
    await stage.call("retime_shot", shot=2, beats=1)


async def test_a_shot_is_split_on_the_beat_and_the_first_part_stays_the_shot(stage: Stage):
    before = await stage.shot(9)
    answer = await stage.call("split_shot", shot=9)
    first, second = await stage.shot(9), await stage.shot(10)
    assert answer.result["numbers"] == [9, 10]
    assert (first.id, first.start_frame, second.end_frame) == (before.id, 384, 432)
    assert first.end_frame == second.start_frame == 408
    assert second.id != before.id and second.selected.still is None
    assert second.camera.framing is not before.camera.framing
    assert len((await stage.film()).shots) == 13 and await whole(stage)


async def test_a_shot_is_split_where_it_is_asked(stage: Stage):
    await stage.call("split_shot", shot=9, at_seconds=16.5)
    assert (await stage.spans())[8:10] == [(384, 396), (396, 432)]
    await stage.call("split_shot", shot=11, parts=4)
    assert len((await stage.film()).shots) == 16 and await whole(stage)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"shot": 9, "at_seconds": 3}, "is not in it"),
        ({"shot": 9, "parts": 1}, "2 or more"),
        ({"shot": 9, "parts": 9}, "8 or less"),
        ({"shot": 2, "at_seconds": "2.8"}, "falls inside the sung line"),
        ({"shot": 9, "at_seconds": "half"}, "no time I can read"),
    ],
)
async def test_a_shot_that_can_not_be_split_so_is_refused(stage: Stage, arguments, said):
    assert said in (await stage.refusal("split_shot", **arguments)).message


async def test_a_split_shot_becomes_too_short_in_the_end(stage: Stage):
    await stage.call("split_shot", shot=9, parts=8)
    assert "too short for 4 parts" in (await stage.refusal("split_shot", shot=9, parts=4)).message


async def test_neighbours_become_one_and_the_first_ones_picture_stays(stage: Stage):
    await stage.with_pictures(9, 10)
    first, second = await stage.shot(9), await stage.shot(10)
    answer = await stage.call("merge_shots", shots=[10, 9])
    merged = await stage.shot(9)
    film = await stage.film()
    assert merged.id == first.id and second.id not in film.shots
    assert (merged.start_frame, merged.end_frame) == (384, 480)
    assert merged.selected.still == first.selected.still
    assert answer.result == {"says": "They are one shot now: shot 9.", "number": 9, "frames": 96}
    assert [s.number for s in film.ordered_shots] == list(range(1, 12))


@pytest.mark.parametrize("shots", [[3, 5], [3, 3], "3,5", [1, 2, 4]])
async def test_only_neighbours_can_be_merged(stage: Stage, shots):
    assert "Only neighbours" in (await stage.refusal("merge_shots", shots=shots)).message


async def test_a_locked_shot_is_not_merged_and_not_split(stage: Stage):
    await stage.call("lock_shot", shot=9)
    assert "Shot 9 is locked" in (await stage.refusal("merge_shots", shots="9-10")).message
    assert "Shot 9 is locked" in (await stage.refusal("split_shot", shot=9)).message


async def test_a_clip_of_the_old_length_goes_out_of_use_when_the_slot_changes(stage: Stage):
    await stage.with_pictures(9, 10)
    await stage.call("approve_version", shot="all")
    await stage.call("generate_clips")
    await stage.work()
    before = await stage.shot(9)
    assert before.selected.clip
    await stage.call("retime_shot", shot=9, beats=1)
    after = await stage.shot(9)
    assert after.selected.clip is None and after.selected.still == before.selected.still
    assert before.selected.clip in (await stage.project()).versions
    await stage.call("undo")
    assert (await stage.shot(9)).selected == before.selected


MOVES = st.one_of(
    st.tuples(
        st.just("retime_shot"),
        st.fixed_dictionaries({"shot": st.integers(1, 13), "beats": st.integers(-5, 5)}),
    ),
    st.tuples(
        st.just("retime_shot"),
        st.fixed_dictionaries(
            {
                "shot": st.integers(1, 13),
                "end_seconds": st.decimals("0", "24", places=2).map(str),
                "exact": st.booleans(),
            }
        ),
    ),
    st.tuples(
        st.just("split_shot"),
        st.fixed_dictionaries({"shot": st.integers(1, 13), "parts": st.integers(2, 4)}),
    ),
    st.tuples(
        st.just("merge_shots"),
        st.integers(1, 12).map(lambda n: {"shots": [n, n + 1]}),
    ),
    st.tuples(st.just("undo"), st.fixed_dictionaries({"redo": st.booleans()})),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(MOVES, max_size=8))
async def test_whatever_is_moved_the_shots_tile_the_song(stage: Stage, moves):
    for tool, arguments in moves:
        try:
            await stage.call(tool, **arguments)
        except MiriError:
            continue
        assert await whole(stage)
        assert max((b - a for a, b in await stage.spans()), default=0) <= 120
        numbers = [s.number for s in (await stage.film()).ordered_shots]
        assert numbers == list(range(1, len(numbers) + 1))

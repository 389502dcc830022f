"""Scenes and shots: planned over the whole song, changed one at a time, never behind a lock."""

from itertools import pairwise

import pytest

from miri.domain.asset import AssetKind
from miri.domain.prompt import CameraMove, Framing
from miri.errors import NotFound, Refused
from tests.unit.tools.stage import FRAMES, SHOT, Stage


async def test_scenes_are_written_over_the_whole_song(sung: Stage):
    await sung.call("save_brief", theme="a woman drives to the sea")
    await sung.call("write_treatment")
    before = (await sung.project()).seq
    answer = await sung.call("plan_scenes")
    film = await sung.film()
    scenes = film.ordered_scenes
    assert scenes[0].start_frame == 0 and scenes[-1].end_frame == FRAMES
    assert all(a.end_frame == b.start_frame for a, b in pairwise(scenes))
    assert len({s.seed for s in scenes}) == len(scenes)
    assert (await sung.types(before))[-1] == "ScenesPlanned"
    assert answer.blocks[0].kind == "table" and len(answer.blocks[0].data["rows"]) == len(scenes)


async def test_a_directors_own_scenes_are_taken_with_their_assets_once_each(sung: Stage):
    await sung.call("define_asset", kind="character", name="Noa", description="a woman")
    await sung.call(
        "plan_scenes",
        scenes=[
            {"title": "Home", "first_section": 1, "last_section": 2, "assets": ["noa", "Lamp"]},
            {"title": 3, "first_section": 3, "last_section": 3, "assets": ["NOA", "lamp"]},
        ],
    )
    film = await sung.film()
    assert [a.name for a in film.assets.values()] == ["Noa", "Lamp"]
    assert {a.kind for a in film.assets.values()} == {AssetKind.CHARACTER, AssetKind.PROP}
    home, three = film.ordered_scenes
    assert home.asset_ids == three.asset_ids and three.title == "3"
    assert (home.end_frame, three.end_frame) == (384, FRAMES)


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ([(1, 1), (3, 3)], "section 2 comes next"),
        ([(1, 2), (2, 3)], "section 3 comes next"),
        ([(1, 2)], "cover 2 of the song's 3 sections"),
        ([(2, 1)], "section 1 comes next"),
        ([(1, 4)], "cover 4 of the song's 3 sections"),
    ],
)
async def test_scenes_that_do_not_cover_the_song_are_refused_with_the_place(
    sung: Stage, sections, said
):
    lines = [{"title": "A", "first_section": a, "last_section": b} for a, b in sections]
    assert said in (await sung.refusal("plan_scenes", scenes=lines)).message


async def test_new_scenes_clear_the_shots_but_never_locked_ones(stage: Stage):
    lines = [{"title": "All", "first_section": 1, "last_section": 3}]
    await stage.call("lock_shot", shot=2)
    await stage.call("lock_shot", shot=5)
    refusal = await stage.refusal("plan_scenes", scenes=lines)
    assert refusal.message.startswith("Shots 2, 5 are locked")
    await stage.call("unlock_shot", shot=2)
    await stage.call("unlock_shot", shot=5)
    await stage.call("plan_scenes", scenes=lines)
    film = await stage.film()
    assert len(film.scenes) == 1 and not film.shots


async def test_nothing_is_broken_down_before_the_song_was_heard(empty: Stage):
    assert "no song yet" in (await empty.refusal("plan_scenes")).message
    await empty.call("add_song", sample=True)
    assert "haven't listened" in (await empty.refusal("plan_scenes")).message
    assert "haven't listened" in (await empty.refusal("plan_shots")).message


async def test_shots_need_scenes(sung: Stage):
    assert "no scenes yet" in (await sung.refusal("plan_shots")).message


@pytest.mark.parametrize("pace", ["slower", "normal", "faster"])
async def test_planned_shots_tile_the_song_on_its_beats_and_spare_its_lines(
    stage: Stage, pace: str
):
    answer = await stage.call("plan_shots", pace=pace)
    shots = (await stage.film()).ordered_shots
    assert shots[0].start_frame == 0 and shots[-1].end_frame == FRAMES
    assert [s.number for s in shots] == list(range(1, len(shots) + 1))
    for before, after in pairwise(shots):
        cut = after.start_frame
        assert before.end_frame == cut and cut % 12 == 0
        assert not any(start + 5 < cut < end - 5 for start, end in ((52, 90), (200, 236)))
    assert max(s.frames for s in shots) <= 120
    assert answer.result["shots"] == len(shots)
    assert all(s.description and s.image.scene for s in shots)


async def test_a_faster_pace_has_more_shots(stage: Stage):
    counts: list[int] = []
    for pace in ("slower", "faster"):
        counts.append((await stage.call("plan_shots", pace=pace)).result["shots"])
    assert counts[0] < counts[1]


async def test_one_scene_is_planned_anew_and_the_others_keep_their_shots(stage: Stage):
    before = await stage.film()
    scene = before.ordered_scenes[1]
    answer = await stage.call("plan_shots", scene="Road", pace="faster")
    after = await stage.film()
    kept = {k for k, s in before.shots.items() if s.scene_id != scene.id}
    assert kept < set(after.shots)
    assert not {k for k, s in before.shots.items() if s.scene_id == scene.id} & set(after.shots)
    fresh = [s for s in after.ordered_shots if s.scene_id == scene.id]
    assert fresh[0].start_frame == 192 and fresh[-1].end_frame == 384
    rows = answer.blocks[0].data["rows"]
    assert [row[0] for row in rows[: len(fresh)]] == [str(s.number) for s in fresh][:12]


async def test_locked_shots_stay_where_they_are_when_the_others_are_planned_anew(stage: Stage):
    await stage.call("lock_shot", shot=6)
    before = await stage.film()
    locked = await stage.shot(6)
    answer = await stage.call("plan_shots", pace="faster")
    film = await stage.film()
    assert "Locked, and left as before: 6." in answer.result["says"]
    kept = film.shots[locked.id]
    assert (kept.start_frame, kept.end_frame, kept.locked) == (
        locked.start_frame,
        locked.end_frame,
        True,
    )
    assert set(before.shots) & set(film.shots) == {locked.id}
    shots = film.ordered_shots
    assert all(a.end_frame == b.start_frame for a, b in pairwise(shots))
    assert shots[-1].end_frame == FRAMES and [s.number for s in shots] == [
        *range(1, len(shots) + 1)
    ]


async def test_a_plan_whose_shots_are_all_locked_is_refused(stage: Stage):
    for shot in [s.number for s in (await stage.film()).ordered_shots]:
        await stage.call("lock_shot", shot=shot)
    assert "Shot 1 is locked" in (await stage.refusal("plan_shots")).message


async def test_one_part_of_the_song_is_cut_anew_and_the_rest_stays(stage: Stage):
    before = await stage.film()
    song = before.song
    assert song
    label = song.sections[-1].label
    parts = [s for s in song.sections if s.label is label]
    await stage.call("plan_shots", section=label.value, pace="faster")
    film = await stage.film()
    inside = {
        s.id
        for s in before.shots.values()
        if any(p.start_frame <= s.start_frame < p.end_frame for p in parts)
    }
    assert inside and set(before.shots) - set(film.shots) == inside
    assert all(a.end_frame == b.start_frame for a, b in pairwise(film.ordered_shots))
    refused = await stage.refusal("plan_shots", section="polka")
    assert isinstance(refused, NotFound) and "polka" in refused.message


async def test_an_own_list_is_obeyed_to_the_letter_whatever_the_beat(stage: Stage):
    rows = [
        {"start": "0", "description": "a hand on a key", "framing": "close_up", "move": "push"},
        {"start": "0:03.1"},
        {"start": 7, "end": "0:11"},
        {"end": "300f", "motion": "the light blinks"},
        {"start": "12.5"},
        {"start": "17"},
        {"start": "21.125"},
    ]
    await stage.call("plan_shots", shots=rows)
    assert await stage.spans() == [
        (0, 74),
        (74, 168),
        (168, 264),
        (264, 300),
        (300, 408),
        (408, 507),
        (507, 576),
    ]
    first, fourth = await stage.shot(1), await stage.shot(4)
    assert first.description == first.image.scene == "a hand on a key"
    assert first.camera.framing is Framing.CLOSE_UP and first.camera.move is CameraMove.PUSH
    assert first.image.camera == first.camera
    assert fourth.motion == "the light blinks"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"duration": "4"}, {"duration": "4"}], "The last"),
        ([{"start": "0", "end": "5"}, {"start": "6", "end": "24"}], "Nothing is shown"),
        ([{"start": "0", "end": "5"}, {"start": "4"}], "still lasts"),
        ([{"start": "0", "end": "soon"}, {"start": "4"}], "no time I can read"),
        ([{"duration": "10"}, {"duration": "14"}], "the video model makes 5.00 s at most"),
    ],
)
async def test_an_own_list_that_can_not_be_is_refused_with_the_place(stage: Stage, rows, said):
    before = await stage.film()
    refusal = await stage.refusal("plan_shots", shots=rows)
    assert isinstance(refusal, Refused)
    assert said.casefold() in refusal.message.casefold() or "is the last" in refusal.message
    assert await stage.film() == before


async def test_a_scenes_note_and_hour_change_all_its_shots(stage: Stage):
    before = await stage.film()
    await stage.call("edit_scene", scene="home", time_of_day="night", note="rain outside")
    after = await stage.film()
    scene = after.ordered_scenes[0]
    assert scene.time_of_day == "night" and scene.summary.endswith("rain outside")
    for shot in after.ordered_shots:
        if shot.scene_id == scene.id:
            assert "in the rain" in shot.image.scene and "at night" in shot.image.scene
        else:
            assert shot == before.shots[shot.id]
    assert (scene.start_frame, scene.seed) == (0, before.ordered_scenes[0].seed)


async def test_a_scenes_assets_are_named(stage: Stage):
    await stage.call("define_asset", kind="location", name="The sea", description="waves")
    await stage.call("edit_scene", scene=3, assets="noa, the sea")
    film = await stage.film()
    names = [film.assets[a].name for a in film.ordered_scenes[2].asset_ids]
    assert names == ["Noa", "The sea"]
    refusal = await stage.refusal("edit_scene", scene=3, assets=["Dan"])
    assert "I don't know “Dan”. The film has: Noa, The sea." in refusal.message


async def test_a_scene_is_asked_what_should_change(stage: Stage):
    assert "What should change in scene 2" in (await stage.refusal("edit_scene", scene=2)).message
    refusal = await stage.refusal("edit_scene", scene=9, title="x")
    assert isinstance(refusal, NotFound)
    assert refusal.message == "There is no scene 9: the film has scenes 1 to 3."


async def test_exact_fields_change_one_shot_and_nothing_else(stage: Stage):
    before = await stage.film()
    await stage.call(
        "edit_shot",
        shot=3,
        scene="a beach",
        description="חוף",
        lighting="moon",
        motion="waves",
        framing="wide",
        move="hold",
        angle="low",
        lens_mm=24,
        subjects=[{"description": "a dog", "type": "animal"}],
    )
    after = await stage.film()
    shot = after.ordered_shots[2]
    assert (shot.image.scene, shot.description, shot.image.lighting, shot.motion) == (
        "a beach",
        "חוף",
        "moon",
        "waves",
    )
    assert (shot.camera.framing, shot.camera.lens_mm) == (Framing.WIDE, 24)
    assert shot.image.camera == shot.camera
    assert [s.description for s in shot.image.subjects] == ["a dog"]
    assert {k for k in before.shots if before.shots[k] != after.shots[k]} == {shot.id}


@pytest.mark.parametrize("note", ["closer and darker", "תקרבי, ויותר כהה"])
async def test_a_note_changes_the_shot_there_is(stage: Stage, note: str):
    before = await stage.shot(3)
    answer = await stage.call("edit_shot", shot=3, note=note)
    after = await stage.shot(3)
    assert after.image.scene == before.image.scene
    assert after.image.subjects == before.image.subjects
    assert (after.start_frame, after.end_frame, after.asset_ids) == (
        before.start_frame,
        before.end_frame,
        before.asset_ids,
    )
    sizes = list(Framing)
    assert sizes.index(after.camera.framing) == sizes.index(before.camera.framing) + 1
    assert "darker" in after.image.lighting and after.image.palette
    assert note in answer.text


async def test_a_shots_own_palette_is_drawn_with_and_the_others_follow_the_look(stage: Stage):
    await stage.call("edit_shot", shot=3, note="darker")
    await stage.call("set_look", palette=["#FF0000"])
    await stage.call("generate_stills", shots=[2, 3])
    palettes = [j.order["still"]["prompt"]["palette"] for j in await stage.jobs()]
    assert palettes == [["#FF0000"], list((await stage.shot(3)).image.palette)]


async def test_an_edit_says_something_of_a_shot_that_is_there_and_open(stage: Stage):
    assert "What should change in shot 3" in (await stage.refusal("edit_shot", shot=3)).message
    missing = await stage.refusal("edit_shot", shot=40, note="darker")
    assert missing.message == "There is no shot 40: the film has shots 1 to 12."
    await stage.call("lock_shot", shot=3)
    assert "Shot 3 is locked" in (await stage.refusal("edit_shot", shot=3, note="x")).message


async def test_a_shot_is_found_by_number_or_id_however_it_is_written(stage: Stage):
    shot = await stage.shot(7)
    for ref in (7, "7", "#7", 7.0, " 7 ", shot.id):
        assert (await stage.call("edit_shot", shot=ref, motion="x")).result["shot_id"] == shot.id


assert SHOT * 12 == FRAMES

"""Takes: nothing is overwritten, so any of them comes back in one word; locks hold."""

from miri.domain.version import VersionKind, VersionStatus
from miri.errors import NotFound, Refused
from tests.unit.tools.stage import Stage


async def with_clip(stage: Stage, number: int) -> Stage:
    await stage.call("approve_version", shot=number)
    await stage.call("generate_clips", shots=[number])
    await stage.work()
    return stage


async def test_takes_are_listed_with_the_one_in_use(stage: Stage):
    assert await stage.told("list_versions", shot=1) == "There are no takes yet."
    await stage.with_pictures(1)
    await stage.call("reject_version", shot=1, reason="too bright")
    await stage.with_pictures(1)
    answer = await stage.call("list_versions", shot=1)
    assert answer.result["versions"] == [
        "picture 1: rejected (too bright)",
        "picture 2: ready *",
    ]
    assert [i["title"] for i in answer.blocks[1].data["items"]] == ["picture 1", "picture 2"]
    assert "Of which shot or asset?" in (await stage.refusal("list_versions")).message


async def test_takes_of_an_asset_are_listed_and_chosen(stage: Stage):
    await stage.call("generate_asset", asset="Noa")
    await stage.work()
    await stage.call("generate_asset", asset="Noa")
    await stage.work()
    assert (await stage.call("list_versions", asset="noa")).text == "2 takes; * is in use."
    await stage.call("select_version", asset="Noa", version=1)
    (asset,) = (await stage.film()).assets.values()
    assert (await stage.project()).versions[asset.selected_version_id].number == 1


async def test_an_earlier_take_comes_back(stage: Stage):
    await stage.with_pictures(1)
    await stage.with_pictures(1)
    before = (await stage.project()).seq
    answer = await stage.call("select_version", shot=1, version=1)
    assert answer.text == "Now in use: picture 1."
    assert await stage.types(before) == ["VersionSelected"]
    shot = await stage.shot(1)
    assert shot.selected.still == answer.result["version_id"]


async def test_a_clip_goes_out_of_use_with_its_still_and_comes_back_by_its_number(stage: Stage):
    await with_clip(await stage.with_pictures(2), 2)
    await stage.call("edit_shot", shot=2, note="darker")
    await stage.with_pictures(2)
    assert (await stage.shot(2)).selected.clip is None
    await with_clip(stage, 2)
    clip = (await stage.shot(2)).selected.clip
    await stage.call("select_version", shot=2, version=2, kind="still")
    assert (await stage.shot(2)).selected.clip == clip
    await stage.call("select_version", shot=2, version=1, kind="still")
    assert (await stage.shot(2)).selected.clip is None
    answer = await stage.call("select_version", shot=2, version=2)
    assert answer.text == "Now in use: clip 2."
    assert (await stage.shot(2)).selected.clip == clip


async def test_approving_another_still_takes_the_clip_of_the_old_one_out_of_use(stage: Stage):
    await with_clip(await stage.with_pictures(2), 2)
    await stage.call("edit_shot", shot=2, note="darker")
    await stage.with_pictures(2)
    await stage.call("select_version", shot=2, version=1, kind="still")
    await stage.call("select_version", shot=2, version=1, kind="clip")
    shot = await stage.shot(2)
    _, second = (await stage.project()).versions_of(shot.id, VersionKind.STILL)
    assert shot.selected.clip
    await stage.call("approve_version", shot=2, version=second.id)
    shot = await stage.shot(2)
    assert (shot.selected.still, shot.selected.clip) == (second.id, None)
    assert (await stage.project()).versions[second.id].status is VersionStatus.APPROVED


async def test_a_clip_that_is_too_short_by_now_can_not_be_used(stage: Stage):
    await with_clip(await stage.with_pictures(9), 9)
    await stage.call("retime_shot", shot=9, beats=1)
    refusal = await stage.refusal("select_version", shot=9, version=1, kind="clip")
    assert "made when shot 9 was shorter" in refusal.message
    await stage.call("retime_shot", shot=9, beats=-2)
    await stage.call("select_version", shot=9, version=1, kind="clip")
    assert (await stage.shot(9)).selected.clip


async def test_a_take_that_is_not_there_or_never_came_out_can_not_be_used(stage: Stage):
    missing = await stage.refusal("select_version", shot=1, version=1)
    assert isinstance(missing, NotFound) and "there are none yet" in missing.message
    await stage.call("generate_stills", shots=[1])
    assert "never came out" in (await stage.refusal("select_version", shot=1, version=1)).message
    assert (
        "one of still, end_still, clip"
        in (await stage.refusal("select_version", shot=1, version=1, kind="film")).message
    )


async def test_a_locked_shot_changes_in_no_way(stage: Stage):
    await stage.with_pictures(3)
    await stage.call("generate_stills", shots=[3])
    assert await stage.told("lock_shot", shot=3) == "Shot 3 is locked."
    locked = await stage.shot(3)
    await stage.work()
    assert (await stage.shot(3)).selected == locked.selected
    takes = (await stage.project()).versions_of(locked.id, VersionKind.STILL)
    assert [v.status for v in takes] == [VersionStatus.READY, VersionStatus.READY]
    for tool, arguments in (
        ("edit_shot", {"note": "darker"}),
        ("select_version", {"version": 2}),
        ("split_shot", {}),
        ("retime_shot", {"beats": 1}),
    ):
        refusal = await stage.refusal(tool, shot=3, **arguments)
        assert "Shot 3 is locked; unlock it first" in refusal.message
    assert isinstance(await stage.refusal("lock_shot", shot=3), Refused)
    assert await stage.told("unlock_shot", shot=3) == "Shot 3 is unlocked."
    assert "is not locked" in (await stage.refusal("unlock_shot", shot=3)).message
    await stage.call("select_version", shot=3, version=2)

"""Pictures: ordered for assets and shots, given motion, cancelled, tried again, judged."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageStat

from miri.domain.job import JobKind, JobState
from miri.domain.prompt import ImagePrompt
from miri.domain.shot import ShotStatus
from miri.domain.version import VersionKind, VersionStatus
from miri.errors import NotFound, Refused
from miri.events.version_events import VersionFailed
from miri.ports.image_model import Slate
from miri.ports.project_store import JobWrite
from miri.providers.offline.artist.still import still
from tests.unit.tools.stage import Stage

HEX = re.compile("#[0-9A-Fa-f]{6}")


async def fail_all(stage: Stage) -> None:
    """What the engine writes when every queued picture came to nothing."""
    for job in await stage.jobs():
        if not job.is_over:
            running = job.moved(JobState.RUNNING)
            failed = running.moved(JobState.FAILED, error="no")
            event = VersionFailed(
                version_id=job.target_id, target_id=job.order["target_id"], reason="no"
            )
            await stage.commit(jobs=(JobWrite(job=running, expected=job.version),))
            await stage.commit(event, jobs=(JobWrite(job=failed, expected=running.version),))


async def test_an_asset_is_described_and_described_anew(stage: Stage):
    before = (await stage.project()).seq
    first = await stage.call("define_asset", kind="character", name="Dan", description="tall")
    again = await stage.call("define_asset", kind="character", name="dan", colours=["#aa0000"])
    assert again.result["asset_id"] == first.result["asset_id"]
    assert await stage.types(before) == ["AssetDefined", "AssetDefined"]
    asset = (await stage.film()).assets[first.result["asset_id"]]
    assert (asset.name, asset.description, asset.colours) == ("Dan", "tall", ("#AA0000",))


async def test_references_are_drawn_once_and_go_along_with_the_shots(stage: Stage):
    await stage.call("define_asset", kind="location", name="Sea", description="a wide grey sea")
    answer = await stage.call("generate_asset")
    assert answer.result["count"] == 2 and answer.text == "Drawing 2 references."
    assert "being drawn right now" in await stage.told("generate_asset", asset="noa")
    await stage.work()
    assert "Every asset has its picture" in await stage.told("generate_asset")
    film = await stage.film()
    noa = next(a for a in film.assets.values() if a.name == "Noa")
    picture = (await stage.project()).versions[noa.selected_version_id]
    assert picture.recipe.inputs["prompt"]["scene"] == "neutral backdrop"
    shot = next(s for s in film.ordered_shots if noa.id in s.asset_ids)
    await stage.call("generate_stills", shots=[shot.number])
    (job,) = [j for j in await stage.jobs() if not j.is_over]
    assert job.order["still"]["references"] == [picture.media_id]
    another = await stage.call("generate_asset", asset="Noa")
    assert another.result["count"] == 1


async def test_a_film_without_assets_has_nothing_to_draw(sung: Stage):
    assert "no characters" in (await sung.refusal("generate_asset")).message
    refusal = await sung.refusal("generate_asset", asset="Noa")
    assert isinstance(refusal, Refused)


async def test_a_still_is_ordered_with_everything_it_depends_on(stage: Stage):
    answer = await stage.call("generate_stills", shots=[3])
    (job,) = await stage.jobs(JobKind.STILL)
    shot = await stage.shot(3)
    project = await stage.project()
    (version,) = project.versions_of(shot.id)
    scene = project.film.scenes[shot.scene_id]
    order = job.order["still"]
    assert shot.status is ShotStatus.GENERATING_IMAGE
    assert version.status is VersionStatus.MAKING and version.job_id == job.id
    assert job.target_id == version.id and job.order["target_id"] == shot.id
    assert order["prefix"] == f"{shot.id}_{version.id}_animatic"
    assert order["seed"] == scene.seed and order["slate"]["number"] == "3"
    assert job.order["recipe_key"] == version.recipe.key
    assert not {"prefix", "slate"} & set(version.recipe.inputs)
    assert answer.blocks[0].data["jobs"] == [job.id]
    assert (job.thread_id, job.actor) == (stage.thread, stage.actor)


async def test_all_that_wait_are_drawn_and_another_take_only_of_those_named(stage: Stage):
    await stage.call("lock_shot", shot=12)
    assert (await stage.call("generate_stills")).result["count"] == 11
    assert "being drawn right now" in await stage.told("generate_stills", shots=[1, 2])
    await stage.work()
    assert "Every shot has a picture" in await stage.told("generate_stills")
    assert (await stage.call("generate_stills", shots="2-3")).result["count"] == 2
    await stage.work()
    shot = await stage.shot(2)
    first, second = (await stage.project()).versions_of(shot.id, VersionKind.STILL)
    assert (first.number, second.number) == (1, 2)
    assert second.recipe.seed == (first.recipe.seed + 1) % 2**32
    assert shot.selected.still == second.id


async def test_one_scene_is_drawn_alone(stage: Stage):
    assert (await stage.call("generate_stills", scene="sea")).result["count"] == 4


async def test_stills_are_refused_before_shots_and_behind_locks(sung: Stage, stage: Stage):
    assert "no shots yet" in (await sung.refusal("generate_stills")).message
    await stage.call("lock_shot", shot=2)
    assert "Shot 2 is locked" in (await stage.refusal("generate_stills", shots=[1, 2])).message
    assert "no shot 77" in (await stage.refusal("generate_stills", shots=[77])).message


async def test_only_rules_that_hold_here_are_in_the_recipe(stage: Stage):
    everywhere = await stage.call("add_rule", text="no text in pictures")
    here = await stage.call("add_rule", text="no people here", scene=1)
    await stage.call("add_rule", text="more rain", scene=2)
    gone = await stage.call("add_rule", text="never blue")
    await stage.call("retire_rule", rule=gone.result["number"])
    await stage.with_pictures(1)
    (version,) = (await stage.project()).versions_of((await stage.shot(1)).id)
    assert set(version.rule_ids) == {everywhere.result["rule_id"], here.result["rule_id"]}


async def test_motion_needs_an_approved_picture(stage: Stage):
    await stage.with_pictures(1, 2, 3)
    assert "No picture is approved yet" in (await stage.refusal("generate_clips")).message
    await stage.call("approve_version", shot=2)
    refusal = await stage.refusal("generate_clips", shots=[1, 2, 3])
    assert refusal.message.startswith("Not approved yet: shots 1, 3.")
    answer = await stage.call("generate_clips")
    assert answer.text == "Bringing one shot to life."
    assert "right now" in await stage.told("generate_clips", shots=[2])
    await stage.work()
    assert (await stage.shot(2)).status is ShotStatus.COMPLETED
    assert "moves already" in await stage.told("generate_clips")


async def test_a_clip_begins_on_its_still_and_lasts_its_slot(stage: Stage):
    await stage.with_pictures(4)
    await stage.call("approve_version", shot=4)
    await stage.call("generate_clips", shots=[4])
    (job,) = await stage.jobs(JobKind.CLIP)
    shot = await stage.shot(4)
    still = (await stage.project()).versions[shot.selected.still]
    assert job.order["clip"]["still_media_id"] == still.media_id
    assert job.order["clip"]["frames"] == shot.frames
    assert job.order["clip"]["prompt"]["motion"] == shot.motion
    await stage.work()
    clip = (await stage.project()).versions[(await stage.shot(4)).selected.clip]
    assert clip.kind is VersionKind.CLIP and clip.recipe.key == job.order["recipe_key"]


async def test_work_is_cancelled_by_name_or_all_of_it(stage: Stage):
    await stage.call("generate_stills", shots=[1, 2, 3])
    first, *_ = await stage.jobs()
    assert (await stage.call("cancel_job", job=first.id)).text == "Stopping one job."
    assert [j.cancel_requested for j in await stage.jobs()] == [True, False, False]
    assert (await stage.call("cancel_job")).result["count"] == 3
    await stage.work()
    assert {j.state for j in await stage.jobs()} == {JobState.CANCELLED}
    assert await stage.told("cancel_job") == "Nothing is under way."
    assert await stage.told("cancel_job", job=first.id) == "Nothing is under way."
    assert isinstance(await stage.refusal("cancel_job", job="job_x"), NotFound)


async def test_what_failed_is_tried_again_and_only_that(stage: Stage):
    assert await stage.told("retry_job") == "Nothing failed."
    await stage.call("generate_stills", shots=[1])
    await stage.work()
    await stage.call("generate_stills", shots=[2, 3])
    await fail_all(stage)
    assert (await stage.shot(2)).status is ShotStatus.FAILED
    assert (await stage.call("retry_job")).result["count"] == 2
    assert (await stage.shot(2)).status is ShotStatus.GENERATING_IMAGE
    await stage.work()
    assert (await stage.shot(3)).status is ShotStatus.AWAITING_APPROVAL
    assert sorted(j.attempt for j in await stage.jobs()) == [1, 2, 2]


async def test_what_a_later_take_replaced_or_what_left_the_film_is_not_tried_again(stage: Stage):
    await stage.call("generate_stills", shots=[1, 2])
    await fail_all(stage)
    await stage.with_pictures(1)
    await stage.call("plan_shots", scene=2)
    await stage.call("merge_shots", shots=[2, 3])
    assert (await stage.call("retry_job")).result["count"] == 1
    await stage.work()
    await stage.call("plan_shots", scene=1)
    assert (await stage.call("retry_job")).result["count"] == 0


async def test_a_job_that_did_not_fail_is_not_tried_again(stage: Stage):
    await stage.with_pictures(1)
    (job,) = await stage.jobs()
    refusal = await stage.refusal("retry_job", job=job.id)
    assert isinstance(refusal, NotFound) and "did not fail" in refusal.message


async def test_a_picture_is_approved_alone_or_with_all_that_wait(stage: Stage):
    await stage.with_pictures(1, 2, 3)
    before = (await stage.project()).seq
    assert await stage.told("approve_version", shot=2) == "Shot 2, version 1: approved."
    assert await stage.types(before) == ["VersionApproved"]
    assert (await stage.call("approve_version", shot="all")).result["count"] == 2
    assert "No picture waits" in await stage.told("approve_version", shot="הכול")
    statuses = {v.status for v in (await stage.project()).versions.values()}
    assert statuses == {VersionStatus.APPROVED}


async def test_approving_an_earlier_take_puts_it_into_use(stage: Stage):
    await stage.with_pictures(1)
    await stage.with_pictures(1)
    await stage.call("approve_version", shot=1, version=1)
    shot = await stage.shot(1)
    assert (await stage.project()).versions[shot.selected.still].number == 1
    await stage.call("lock_shot", shot=1)
    refusal = await stage.refusal("approve_version", shot=1, version=2)
    assert "Shot 1 is locked" in refusal.message
    assert (await stage.call("approve_version", shot=1)).result["count"] == 1


async def test_there_must_be_a_picture_to_judge(stage: Stage):
    nothing = await stage.refusal("approve_version", shot=1)
    assert nothing.message == "Shot 1 has no picture yet."
    await stage.call("generate_stills", shots=[1])
    making = await stage.refusal("approve_version", shot=1, version=1)
    assert making.message == "Shot 1 is still being made."
    assert (
        "still being made"
        in (await stage.refusal("reject_version", shot=1, version=1, reason="no!")).message
    )
    await fail_all(stage)
    failed = await stage.refusal("approve_version", shot=1, version=1)
    assert "never came out" in failed.message
    assert "there are: 1" in (await stage.refusal("approve_version", shot=1, version=5)).message


async def test_a_rejection_teaches_its_scene_a_rule_once(stage: Stage):
    await stage.with_pictures(5, 6)
    before = (await stage.project()).seq
    answer = await stage.call("reject_version", shot=5, reason="  too bright ")
    assert await stage.types(before) == ["VersionRejected", "RuleAdded", "ShotsChanged"]
    again = await stage.call("reject_version", shot=6, reason="Too bright")
    assert again.result["rule_id"] == answer.result["rule_id"]
    film = await stage.film()
    (rule,) = film.rules.values()
    shot = film.ordered_shots[4]
    assert (rule.text, rule.scope) == ("too bright", shot.scene_id)
    assert rule.evidence == answer.result["version_id"]
    assert shot.status is ShotStatus.REFINING
    version = (await stage.project()).versions[answer.result["version_id"]]
    assert (version.status, version.reason) == (VersionStatus.REJECTED, "too bright")
    (choice,) = answer.blocks[0].data["options"]
    assert choice["send"] == f"/retire_rule rule={rule.number}"


@pytest.mark.parametrize(
    ("reason", "up"), [("too bright", -1), ("בהיר מדי", -1), ("too dark", 1), ("חשוך מדי", 1)]
)
async def test_what_a_picture_was_rejected_for_is_seen_in_the_next_take(
    stage: Stage, reason: str, up: int
):
    await stage.with_pictures(5)
    first = await seen(stage, 5)
    await stage.call("reject_version", shot=5, reason=reason)
    await stage.call("generate_stills", shots=[5, 6])
    await stage.work()
    second = await seen(stage, 5)
    assert (second - first) * up > 12
    word = "much darker light" if up < 0 else "much brighter light"
    for number in (5, 6):
        shot = await stage.shot(number)
        version = (await stage.project()).versions[shot.selected.still or ""]
        assert version.recipe.inputs["prompt"]["lighting"].count(word) == 1
    await stage.call("reject_version", shot=5, reason=reason)
    again = (await stage.shot(5)).image
    assert word in again.lighting and again.palette != version.recipe.inputs["prompt"]["palette"]


async def seen(stage: Stage, number: int) -> float:
    """The mean luminance of a shot's newest still, 0 to 255."""
    versions = (await stage.project()).versions_of((await stage.shot(number)).id)
    prompt = ImagePrompt.model_validate(versions[-1].recipe.inputs["prompt"])
    data = still(prompt, versions[-1].recipe.seed or 0, 320, 180, Slate())
    return ImageStat.Stat(Image.open(BytesIO(data)).convert("L")).mean[0]


async def test_a_rule_of_the_whole_film_is_worked_into_every_prompt(stage: Stage):
    await stage.call("add_rule", text="without umbrellas, always in the rain")
    await stage.call("generate_stills", shots=[1])
    (job,) = [j for j in await stage.jobs() if not j.is_over]
    prompt = job.order["still"]["prompt"]
    assert "in the rain" in prompt["scene"]


@pytest.mark.parametrize("words", ["everything darker", "הכל כהה יותר"])
async def test_a_darker_look_reaches_the_next_stills(stage: Stage, words: str):
    await stage.with_pictures(1)
    first = await seen(stage, 1)
    await stage.call("set_look", words=words)
    await stage.call("generate_stills", shots=[1])
    await stage.work()
    assert await seen(stage, 1) < first - 8
    versions = (await stage.project()).versions_of((await stage.shot(1)).id)
    prompt = versions[-1].recipe.inputs["prompt"]
    assert "much darker light" in prompt["lighting"]
    assert not re.search("[\u05d0-\u05ea]", prompt["style"])


async def test_clothes_are_grey_in_a_black_and_white_film(stage: Stage):
    await stage.call("set_look", words="black and white")
    await stage.call("generate_stills")
    prompts = [j.order["still"]["prompt"] for j in await stage.jobs() if "still" in j.order]
    codes = {c for p in prompts for s in p["subjects"] for c in HEX.findall(s["description"])}
    assert all(code[1:3] == code[3:5] == code[5:7] for code in codes)


@pytest.mark.parametrize("reason", ["", "no", "    "])
async def test_a_rejection_says_why(stage: Stage, reason: str):
    await stage.with_pictures(1)
    refusal = await stage.refusal("reject_version", shot=1, reason=reason)
    assert "needs at least 3 letters" in refusal.message


async def test_rules_are_told_listed_and_taken_back(stage: Stage):
    assert "There are no rules yet" in await stage.told("list_rules")
    first = await stage.call("add_rule", text="never show his face")
    assert first.text == "Rule 1: “never show his face”. I'll keep to it."
    assert await stage.told("add_rule", text="Never show his FACE") == "That is rule 1 already."
    await stage.call("add_rule", text="Never show his face", scene="sea")
    listed = await stage.call("list_rules")
    assert listed.result["rules"] == ["1. never show his face", "2. Never show his face"]
    await stage.call("retire_rule", rule=1)
    assert (await stage.call("list_rules")).text == "One rule holds."
    assert "taken back before" in (await stage.refusal("retire_rule", rule="1")).message
    assert "no rule 9" in (await stage.refusal("retire_rule", rule=9)).message
    assert (await stage.call("add_rule", text="never show his face")).result["number"] == 3


async def test_no_two_rules_share_a_number_after_an_undo_elsewhere(stage: Stage):
    await stage.call("add_rule", text="rule one")
    await stage.call("add_rule", text="rule two", at="thread_two")
    await stage.call("undo")
    assert (await stage.call("add_rule", text="rule three")).result["number"] == 3

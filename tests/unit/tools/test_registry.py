"""The registry: each call takes effect once, on the state it decided on, or says why not."""

import pytest

from miri.domain.job import JobKind
from miri.domain.media import Media
from miri.errors import Conflict, Forbidden, KeyTaken, NotFound, Refused
from miri.events.talk_events import ToolCalled, ToolReturned
from miri.events.version_events import VersionReady
from tests.unit.tools.stage import OTHER_PERSON, Stage, at_once
from tools.registry import Answer, Caller, all_tools


async def test_the_same_key_takes_effect_once_and_answers_the_same(stage: Stage):
    first = await stage.call("split_shot", shot=9, idempotency="key_a")
    again = await stage.call("split_shot", shot=9, idempotency="key_a")
    assert again == first
    assert len((await stage.film()).shots) == 13


async def test_the_same_key_at_the_same_moment_takes_effect_once(stage: Stage):
    answers = await at_once(
        *(stage.call("split_shot", shot=9, idempotency="key_a") for _ in range(5))
    )
    assert all(a == answers[0] for a in answers) and isinstance(answers[0], Answer)
    assert len((await stage.film()).shots) == 13


async def test_a_key_used_for_something_else_is_refused(stage: Stage):
    await stage.call("split_shot", shot=9, idempotency="key_a")
    for tool, arguments in (("split_shot", {"shot": 10}), ("lock_shot", {"shot": 9})):
        refusal = await stage.refusal(tool, idempotency="key_a", **arguments)
        assert isinstance(refusal, Refused) and refusal.status == 422
        assert not isinstance(refusal, KeyTaken)


async def test_keys_of_one_project_mean_nothing_in_another(stage: Stage, empty: Stage):
    await stage.call("rename_project", name="A", idempotency="key_a")
    await empty.call("rename_project", name="B", idempotency="key_a")
    assert (await empty.film()).settings.name == "B"


async def test_the_same_key_and_song_in_two_projects_are_two_jobs(empty: Stage):
    other = Stage(empty.registry, project_id="project_other", thread="thread_other")
    await empty.registry.call("create_project", {}, "project_other", Caller(empty.actor, "k"))
    for stage in (empty, other):
        await stage.call("add_song", sample=True, idempotency="1")
        await stage.call("analyse_song", idempotency="2")
    jobs = [*await empty.jobs(JobKind.ANALYSIS), *await other.jobs(JobKind.ANALYSIS)]
    assert len({j.id for j in jobs}) == 2


async def test_two_edits_of_one_shot_at_once_both_stay(stage: Stage):
    await at_once(
        stage.call("edit_shot", shot=3, motion="waves"),
        stage.call("edit_shot", shot=3, description="a beach", by=OTHER_PERSON),
        stage.call("edit_shot", shot=3, lens_mm=85, at="thread_two"),
    )
    shot = await stage.shot(3)
    assert (shot.motion, shot.description, shot.camera.lens_mm) == ("waves", "a beach", 85)


async def test_briefs_said_at_once_are_all_kept(empty: Stage):
    said = {"theme": "sea", "mood": "longing", "look": "blue", "ending": "sunrise"}
    await at_once(*(empty.call("save_brief", **{k: v}) for k, v in said.items()))
    brief = (await empty.film()).brief
    assert {k: getattr(brief, k) for k in said} == said


async def test_rules_told_at_once_have_numbers_of_their_own(stage: Stage):
    await at_once(*(stage.call("add_rule", text=f"rule {n}") for n in range(6)))
    numbers = [r.number for r in (await stage.film()).rules.values()]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


async def test_one_of_two_splits_at_once_is_decided_again_on_the_new_numbers(stage: Stage):
    await at_once(stage.call("split_shot", shot=9), stage.call("split_shot", shot=10))
    spans = await stage.spans()
    assert len(spans) == 14
    assert [b for _, b in spans[:-1]] == [a for a, _ in spans[1:]]


async def test_a_plan_and_an_edit_at_once_leave_no_shot_of_the_old_plan(stage: Stage):
    plan, edit = await at_once(
        stage.call("plan_shots", pace="faster"), stage.call("edit_shot", shot=3, motion="mine")
    )
    assert isinstance(plan, Answer) and isinstance(edit, Answer)
    assert (await stage.shot(3)).motion == "mine"
    spans = await stage.spans()
    assert [b for _, b in spans[:-1]] == [a for a, _ in spans[1:]]


async def test_a_shot_locked_while_a_plan_is_made_keeps_its_place(stage: Stage):
    shot = await stage.shot(3)
    lock, plan = await at_once(
        stage.call("lock_shot", shot=3), stage.call("plan_shots", pace="faster")
    )
    assert isinstance(lock, Answer) and isinstance(plan, Answer)
    kept = (await stage.film()).shots[shot.id]
    assert kept.locked
    assert (kept.start_frame, kept.end_frame) == (shot.start_frame, shot.end_frame)


async def test_a_picture_that_comes_out_meanwhile_is_not_lost(stage: Stage):
    await stage.call("generate_asset", asset="Noa")
    (job,) = await stage.jobs()
    picture = Media(id="media_" + "a" * 64, content_type="image/png", size=1)
    ready = VersionReady(version_id=job.target_id, target_id=job.order["target_id"], media=picture)
    await at_once(
        stage.commit(ready),
        stage.call("define_asset", kind="character", name="Noa", description="tall"),
    )
    (asset,) = (await stage.film()).assets.values()
    assert (asset.selected_version_id, asset.description) == (job.target_id, "tall")


async def test_a_rule_restored_away_while_it_is_retired_is_not_found(stage: Stage):
    seq = (await stage.project()).seq
    await stage.call("add_rule", text="no text")
    _, retired = await at_once(
        stage.call("restore_revision", revision=seq), stage.call("retire_rule", rule=1)
    )
    assert isinstance(retired, NotFound)
    assert not (await stage.film()).rules


async def test_a_scene_edited_while_scenes_are_planned_does_not_come_back(stage: Stage):
    lines = [{"title": "All", "first_section": 1, "last_section": 3}]
    await at_once(
        stage.call("plan_scenes", scenes=lines), stage.call("edit_scene", scene=1, title="Mine")
    )
    assert len((await stage.film()).scenes) == 1


async def test_the_same_pictures_ordered_at_once_are_ordered_once(stage: Stage):
    await at_once(*(stage.call("generate_stills", scene=1) for _ in range(4)))
    assert len(await stage.jobs()) == 4


async def test_undo_and_a_new_change_at_once_leave_one_story(stage: Stage):
    await stage.call("edit_shot", shot=3, motion="old")
    undo, edit = await at_once(
        stage.call("undo"), stage.call("edit_shot", shot=3, motion="new", by=OTHER_PERSON)
    )
    motion = (await stage.shot(3)).motion
    assert isinstance(edit, Answer) and motion == "new"
    assert isinstance(undo, Answer | Conflict)


async def test_a_call_in_a_thread_is_told_there_with_what_came_of_it(stage: Stage):
    before = (await stage.project()).seq
    answer = await stage.call("split_shot", shot=9)
    events = await stage.events(before)
    called, returned = events[0].event, events[-1].event
    assert isinstance(called, ToolCalled) and isinstance(returned, ToolReturned)
    assert (called.tool, called.arguments, returned.state) == ("split_shot", {"shot": 9}, "done")
    assert answer.text in returned.text
    assert {r.command_id for r in events} == {called.call_id}
    assert {r.thread_id for r in events} == {stage.thread}


async def test_a_refusal_in_a_turn_is_an_answer_everyone_can_read_and_is_given_once(stage: Stage):
    caller = Caller(stage.actor.miri(), "call_a", stage.thread, "turn_a")
    arguments = {"shot": 99, "note": "darker"}
    first = await stage.registry.call_in_turn("edit_shot", arguments, stage.project_id, caller)
    again = await stage.registry.call_in_turn("edit_shot", arguments, stage.project_id, caller)
    assert first == again and first.failed
    assert first.result["error"] == "not_found"
    told = [r.event for r in await stage.events() if isinstance(r.event, ToolReturned)]
    assert [t.state for t in told].count("failed") == 1


async def test_unknown_tools_are_not_found_in_the_films_language(stage: Stage, hebrew: Stage):
    refusal = await stage.refusal("make_coffee")
    assert isinstance(refusal, NotFound)
    assert refusal.message == "There is no tool called “make_coffee”; /help lists them."
    assert "אין פקודה" in (await hebrew.refusal("make_coffee")).message


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("edit_shot", {}, "edit_shot can't take that: shot: is missing."),
        ("edit_shot", {"shot": 1, "zoom": 2}, "zoom: is not among its arguments (shot, note,"),
        ("edit_shot", {"shot": 1, "framing": "huge"}, "framing: is one of extreme_wide, wide,"),
        ("edit_shot", {"shot": 1, "lens_mm": 4}, "lens_mm: is 8 or more"),
        ("edit_shot", {"shot": 1, "lens_mm": "long"}, "lens_mm: is a whole number"),
        ("edit_shot", {"shot": 1, "note": "x" * 1001}, "note: takes at most 1000 letters"),
        ("edit_shot", {"shot": 1, "note": ["x"]}, "note: is text"),
        ("merge_shots", {"shots": [3]}, "shots: needs at least 2 entries"),
        ("merge_shots", {"shots": {"a": 1}}, "shots: is a list"),
        ("plan_scenes", {"scenes": [{"title": ""}]}, "scenes.0.title: needs at least 1 letters"),
        ("archive_thread", {"archived": "perhaps"}, "archived: is true or false"),
        ("set_look", {"palette": ["red"]}, "palette.0: is not written as I can read it"),
    ],
)
async def test_absurd_arguments_are_refused_in_words(stage: Stage, tool, arguments, said):
    refusal = await stage.refusal(tool, **arguments)
    assert isinstance(refusal, Refused) and said in refusal.message
    assert refusal.details["arguments"]


async def test_what_is_null_was_not_said(stage: Stage):
    await stage.call("edit_shot", shot=3, motion="x", note=None, framing=None, subjects=None)
    assert (await stage.shot(3)).motion == "x"


async def test_no_tool_works_for_miri_that_is_a_persons_alone():
    persons = {t.name for t in all_tools().values() if t.permission == "USER"}
    assert persons == {
        "approve_spend",
        "create_project",
        "decline_spend",
        "delete_project",
        "set_budget",
    }
    assert not any(all_tools()[name].for_model for name in persons)


async def test_permission_comes_before_everything_else(stage: Stage):
    refusal = await stage.refusal("set_budget", by=stage.actor.miri(), nonsense=1)
    assert isinstance(refusal, Forbidden) and refusal.status == 403


async def test_a_project_that_is_not_there_is_not_found(stage: Stage):
    with pytest.raises(NotFound):
        await stage.registry.call("undo", {}, "project_none", Caller(stage.actor, "k"))

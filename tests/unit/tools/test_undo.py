"""Undo and redo: one's own last change here, whole, and nobody else's; and the way back to a revision."""

import pytest

from miri.domain.version import VersionStatus
from miri.errors import Conflict, Refused
from miri.events.film_events import ChangeUndone
from tests.unit.tools.stage import OTHER_PERSON, Stage

CHANGES = [
    ("save_brief", {"theme": "another film"}),
    ("write_treatment", {}),
    ("revise_treatment", {"note": "darker"}),
    ("set_look", {"words": "golden hour"}),
    ("set_lyrics", {"text": "one line\nanother line"}),
    ("mark_moment", {"words": "a light"}),
    ("adjust_section", {"section": 1, "end_seconds": 9}),
    ("plan_scenes", {"scenes": [{"title": "All", "first_section": 1, "last_section": 3}]}),
    ("plan_shots", {"pace": "faster"}),
    ("plan_shots", {"scene": 2, "pace": "slower"}),
    ("edit_scene", {"scene": 1, "title": "House"}),
    ("edit_shot", {"shot": 3, "note": "darker"}),
    ("retime_shot", {"shot": 9, "beats": 1}),
    ("split_shot", {"shot": 9}),
    ("merge_shots", {"shots": [9, 10]}),
    ("lock_shot", {"shot": 3}),
    ("define_asset", {"kind": "prop", "name": "Lamp"}),
    ("add_rule", {"text": "no text"}),
    ("rename_project", {"name": "Sea drive"}),
    ("set_format", {"format": "9:16"}),
    ("set_language", {"language": "he"}),
    ("add_song", {"sample": True}),
    ("approve_version", {"shot": 1}),
    ("reject_version", {"shot": 1, "reason": "too bright"}),
    ("select_version", {"shot": 1, "version": 1}),
]


@pytest.mark.parametrize(
    ("tool", "arguments"), CHANGES, ids=[f"{t}-{n}" for n, (t, _) in enumerate(CHANGES)]
)
async def test_every_change_is_taken_back_whole_and_brought_back_whole(
    stage: Stage, tool: str, arguments
):
    if tool.endswith("_version"):
        await stage.with_pictures(1)
        await stage.with_pictures(1)
    before = await stage.project()
    await stage.call(tool, **arguments)
    after = await stage.project()
    assert (after.film, after.versions) != (before.film, before.versions)
    for _ in range(2):
        await stage.call("undo")
        undone = await stage.project()
        assert (undone.film, undone.versions) == (before.film, before.versions)
        await stage.call("undo", redo=True)
        redone = await stage.project()
        assert (redone.film, redone.versions) == (after.film, after.versions)


async def test_undo_goes_back_step_by_step_and_redo_forward(stage: Stage):
    films = [await stage.film()]
    for n in range(4):
        await stage.call("edit_shot", shot=n + 1, motion=f"step {n}")
        films.append(await stage.film())
    for film in reversed(films[:-1]):
        await stage.call("undo")
        assert await stage.film() == film
    for film in films[1:3]:
        await stage.call("undo", redo=True)
        assert await stage.film() == film
    await stage.call("undo")
    assert await stage.film() == films[1]
    await stage.call("undo", redo=True)
    await stage.call("undo", redo=True)
    assert await stage.film() == films[3]


async def test_something_new_forgets_what_could_be_brought_back(stage: Stage):
    await stage.call("edit_shot", shot=1, motion="a")
    await stage.call("undo")
    await stage.call("edit_shot", shot=2, motion="b")
    refusal = await stage.refusal("undo", redo=True)
    assert refusal.message == "There is nothing to bring back."


async def test_an_undo_is_an_event_that_points_back_and_tells_what_it_was(stage: Stage):
    await stage.call("retime_shot", shot=9, beats=1)
    moved = (await stage.events())[-3]
    answer = await stage.call("undo")
    assert answer.text == "I took this back: a cut was moved."
    (event,) = [r.event for r in await stage.events() if isinstance(r.event, ChangeUndone)]
    assert event.undone == moved.command_id
    assert set(event.entities) == {s.id for s in (await stage.film()).ordered_shots[8:10]}
    assert await stage.told("undo", redo=True) == "It is back: a cut was moved."


async def test_there_is_nothing_of_mine_in_another_conversation(stage: Stage):
    refusal = await stage.refusal("undo", at="thread_two")
    assert refusal.message == "There is nothing of yours to undo in this conversation."
    await stage.call("edit_shot", shot=1, motion="there", at="thread_two")
    before = await stage.film()
    await stage.call("undo", at="thread_two")
    assert (await stage.shot(1)).motion != "there"
    assert before.ordered_shots[1:] == (await stage.film()).ordered_shots[1:]


async def test_another_persons_change_is_never_taken_back(stage: Stage):
    await stage.call("edit_shot", shot=1, motion="mine")
    await stage.call("edit_shot", shot=2, motion="Dana's", by=OTHER_PERSON)
    await stage.call("undo")
    assert (await stage.shot(1)).motion != "mine"
    assert (await stage.shot(2)).motion == "Dana's"
    await stage.call("undo", by=OTHER_PERSON)
    assert (await stage.shot(2)).motion != "Dana's"


async def test_what_miri_did_for_me_is_mine_to_take_back(stage: Stage):
    await stage.call("edit_shot", shot=1, motion="Miri's", by=stage.actor.miri())
    await stage.call("undo")
    assert (await stage.shot(1)).motion != "Miri's"


async def test_a_change_made_again_since_is_told_and_left_alone(stage: Stage):
    await stage.call("edit_shot", shot=1, motion="mine")
    await stage.call("edit_shot", shot=1, motion="Dana's", by=OTHER_PERSON)
    refusal = await stage.refusal("undo")
    assert isinstance(refusal, Conflict) and "changed again since" in refusal.message
    assert (await stage.shot(1)).motion == "Dana's"


async def test_another_field_changed_since_stays_as_it_is(stage: Stage):
    await stage.call("edit_shot", shot=1, motion="mine")
    await stage.call("edit_shot", shot=1, description="Dana's", by=OTHER_PERSON)
    await stage.call("save_brief", mood="mine")
    await stage.call("save_brief", ending="Dana's", by=OTHER_PERSON)
    await stage.call("undo")
    await stage.call("undo")
    shot, brief = await stage.shot(1), (await stage.film()).brief
    assert shot.motion != "mine" and shot.description == "Dana's"
    assert (brief.mood, brief.ending) == ("", "Dana's")


async def test_shots_planned_since_by_another_are_not_left_without_their_scene(stage: Stage):
    lines = [{"title": "All", "first_section": 1, "last_section": 3}]
    await stage.call("plan_scenes", scenes=lines)
    await stage.call("plan_shots", by=OTHER_PERSON)
    before = await stage.film()
    assert isinstance(await stage.refusal("undo"), Conflict)
    assert await stage.film() == before


async def test_a_song_added_since_by_another_keeps_its_timeline(stage: Stage):
    await stage.call("split_shot", shot=9)
    await stage.call("add_song", sample=True, by=OTHER_PERSON)
    assert isinstance(await stage.refusal("undo"), Conflict)
    assert not (await stage.film()).shots


async def test_lyrics_set_since_by_another_are_not_swept_away_with_the_song(empty: Stage):
    await empty.call("add_song", sample=True)
    await empty.call("set_lyrics", text="Dana's words", by=OTHER_PERSON)
    assert isinstance(await empty.refusal("undo"), Conflict)
    await empty.call("undo", by=OTHER_PERSON)
    await empty.call("undo")
    assert (await empty.film()).song is None


async def test_pictures_made_since_stay_when_words_are_taken_back(stage: Stage):
    await stage.call("edit_shot", shot=1, note="darker")
    await stage.with_pictures(1)
    picture = (await stage.shot(1)).selected.still
    await stage.call("undo")
    shot = await stage.shot(1)
    assert shot.selected.still == picture and "darker" not in shot.image.lighting


async def test_a_plan_is_taken_back_though_its_shots_were_drawn(stage: Stage):
    before = await stage.film()
    await stage.call("plan_shots", pace="faster")
    await stage.with_pictures(1, 2)
    await stage.call("undo")
    assert (await stage.film()).shots == before.shots
    assert len((await stage.project()).versions) == 2


async def test_a_locked_shot_is_not_changed_by_undo(stage: Stage):
    await stage.call("edit_shot", shot=3, motion="mine")
    await stage.call("lock_shot", shot=3, by=OTHER_PERSON)
    assert "Shot 3 is locked" in (await stage.refusal("undo")).message
    await stage.call("undo", by=OTHER_PERSON)
    await stage.call("undo")
    assert (await stage.shot(3)).motion != "mine"


async def test_a_verdict_is_taken_back_with_the_rule_it_taught(stage: Stage):
    await stage.with_pictures(1)
    await stage.call("approve_version", shot=1)
    await stage.call("reject_version", shot=1, reason="too bright")
    answer = await stage.call("undo")
    told = "a picture was rejected, a rule was added, a shot was changed"
    assert answer.text == f"I took this back: {told}."
    (version,) = (await stage.project()).versions.values()
    assert (version.status, version.reason) == (VersionStatus.APPROVED, "")
    assert not (await stage.film()).rules
    await stage.call("undo")
    (version,) = (await stage.project()).versions.values()
    assert version.status is VersionStatus.READY


async def test_a_verdict_given_again_since_is_left_alone(stage: Stage):
    await stage.with_pictures(1)
    await stage.call("approve_version", shot=1)
    await stage.call("reject_version", shot=1, reason="no, never", by=OTHER_PERSON)
    assert isinstance(await stage.refusal("undo"), Conflict)


async def test_money_is_never_rewound(paid: Stage):
    await paid.call("set_budget", dollars=10, without_asking=10)
    await paid.with_pictures(1, 2)
    spent = (await paid.project()).budget
    await paid.call("edit_shot", shot=1, motion="x")
    await paid.call("undo")
    await paid.call("restore_revision", revision=4)
    assert (await paid.project()).budget == spent
    assert spent.spent_micros == 200_000


async def test_history_tells_each_change_with_its_revision_and_who_made_it(stage: Stage):
    await stage.call("split_shot", shot=9)
    await stage.call("add_rule", text="no text", by=stage.actor.miri())
    await stage.call("edit_shot", shot=1, motion="x", by=OTHER_PERSON)
    answer = await stage.call("show_history", limit=3)
    table = answer.blocks[0].data
    assert table["columns"] == ["Revision", "What", "Who"]
    assert [row[1:] for row in table["rows"]] == [
        ["a shot was changed", "Dana"],
        ["a rule was added", "you asked, Miri did"],
        ["a shot was split", "you"],
    ]
    assert len((await stage.call("show_history", limit=2)).blocks[0].data["rows"]) == 2


async def test_history_tells_in_hebrew_and_of_others_that_miri_did_what_a_person_asked(
    hebrew: Stage,
):
    await hebrew.call("edit_shot", shot=1, motion="x", by=hebrew.actor.miri())
    await hebrew.call("edit_shot", shot=2, motion="y", by=OTHER_PERSON.miri())
    answer = await hebrew.call("show_history", limit=2)
    assert [row[2] for row in answer.blocks[0].data["rows"]] == [
        "מירי, לבקשת dana",
        "מירי, לבקשתך",
    ]


async def test_a_fresh_film_has_no_history(empty: Stage):
    answer = await empty.call("show_history")
    assert answer.text == "Nothing has changed yet." and not answer.blocks


async def test_a_revision_shown_in_the_history_comes_back_whole(stage: Stage):
    await stage.call("split_shot", shot=9)
    wanted = await stage.film()
    row = (await stage.call("show_history", limit=1)).blocks[0].data["rows"][0]
    await stage.call("merge_shots", shots=[1, 2])
    await stage.call("set_look", words="golden hour")
    await stage.call("add_rule", text="no text")
    before = await stage.film()
    answer = await stage.call("restore_revision", revision=row[0])
    assert await stage.film() == wanted
    assert answer.text == f"The film is as it was at revision {row[0]}. Undo takes this back."
    await stage.call("undo")
    assert await stage.film() == before


@pytest.mark.parametrize("revision", [0, -3, "yesterday", 10_000])
async def test_there_is_no_way_to_a_revision_that_is_not_there(stage: Stage, revision):
    assert isinstance(await stage.refusal("restore_revision", revision=revision), Refused)


async def test_a_revision_that_would_change_nothing_says_so(stage: Stage):
    seq = (await stage.project()).seq
    await stage.call("list_rules")
    refusal = await stage.refusal("restore_revision", revision=seq)
    assert "already as it was" in refusal.message


async def test_a_locked_shot_keeps_the_film_from_going_back_behind_it(stage: Stage):
    seq = (await stage.project()).seq
    await stage.call("edit_shot", shot=3, motion="settled")
    await stage.call("lock_shot", shot=3)
    refusal = await stage.refusal("restore_revision", revision=seq)
    assert "Shot 3 is locked" in refusal.message
    await stage.call("unlock_shot", shot=3)
    await stage.call("restore_revision", revision=seq)
    assert (await stage.shot(3)).motion != "settled"

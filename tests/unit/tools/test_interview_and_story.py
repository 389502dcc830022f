"""What the interview settles, and the film in words."""

import pytest

from miri.domain.story import Brief
from miri.events.film_events import SongAdded
from tests.unit.tools.stage import Stage, the_song


async def test_a_question_is_shown_with_its_answers_and_changes_nothing(empty: Stage):
    before = (await empty.project()).film
    answer = await empty.call("ask_user", question="Day or night?", options=["Day", "Night"])
    assert answer.text == "Day or night?" and answer.result["waiting"] is True
    (choices,) = answer.blocks
    assert choices.data["options"] == [
        {"label": "Day", "send": "Day"},
        {"label": "Night", "send": "Night"},
    ]
    assert (await empty.project()).film == before


async def test_the_brief_keeps_what_is_said_and_what_was_said_before(empty: Stage):
    before = (await empty.project()).seq
    answer = await empty.call("save_brief", theme="  the sea  ", mood="longing")
    assert answer.result["missing"] == ["characters", "look", "ending"]
    await empty.call("save_brief", ending="sunrise")
    assert (await empty.film()).brief == Brief(theme="the sea", mood="longing", ending="sunrise")
    assert await empty.types(before) == ["BriefSaved", "BriefSaved"]


@pytest.mark.parametrize("arguments", [{}, {"theme": "   "}, {"theme": None}])
async def test_nothing_said_is_nothing_kept(empty: Stage, arguments):
    assert "Tell me something" in (await empty.refusal("save_brief", **arguments)).message


@pytest.mark.parametrize(
    ("mood", "tempo", "energy", "asked"),
    [
        ("calm and tender", 140_000, 800, "fast and loud (140 BPM)"),
        ("רגוע ועדין", 140_000, 800, "fast and loud"),
        ("wild party", 70_000, 300, "slow and soft (70 BPM)"),
        ("calm", 100_000, 800, ""),
        ("calm but wild", 140_000, 800, ""),
    ],
)
async def test_a_mood_against_the_song_is_asked_about(empty: Stage, mood, tempo, energy, asked):
    song = the_song("media_" + "1" * 64).model_copy(
        update={"tempo_millibpm": tempo, "energy": (energy,) * 48}
    )
    await empty.commit(SongAdded(song=song))
    answer = await empty.call("save_brief", mood=mood)
    assert asked in answer.text and bool(answer.result["contradiction"]) is bool(asked)
    assert (await empty.film()).brief.mood == mood


async def test_a_treatment_is_written_from_the_brief_and_counted(sung: Stage):
    await sung.call("save_brief", theme="a woman drives to the sea")
    answer = await sung.call("write_treatment")
    treatment = (await sung.film()).treatment
    assert treatment.number == 1 and treatment.logline and treatment.synopsis
    assert answer.result["logline"] == treatment.logline
    assert treatment.synopsis in answer.blocks[0].data["text"]


async def test_what_the_director_writes_stands_and_the_rest_is_written(sung: Stage):
    await sung.call("write_treatment", logline="She drives.", synopsis="All night.", arc=["a", "b"])
    treatment = (await sung.film()).treatment
    assert (treatment.logline, treatment.synopsis, treatment.arc) == (
        "She drives.",
        "All night.",
        ("a", "b"),
    )
    await sung.call("write_treatment", logline="Only this.")
    treatment = (await sung.film()).treatment
    assert treatment.logline == "Only this." and treatment.number == 2
    assert treatment.synopsis not in ("", "All night.")


async def test_a_treatment_needs_a_song(empty: Stage):
    assert "no song yet" in (await empty.refusal("write_treatment")).message


@pytest.mark.parametrize("note", ["make it darker", "יותר אפל"])
async def test_a_note_rewrites_the_treatment_and_counts_on(stage: Stage, note):
    before = (await stage.film()).treatment
    answer = await stage.call("revise_treatment", note=note)
    after = (await stage.film()).treatment
    assert after.number == before.number + 1
    assert after.synopsis != before.synopsis
    assert answer.text.startswith("It is written down (version 2)"), "no sentence changed"


async def test_a_note_that_changes_the_story_says_that_it_is_rewritten(stage: Stage):
    answer = await stage.call("revise_treatment", note="everything in the desert")
    assert answer.text == "I rewrote it; this is version 2."
    assert "desert" in " ".join((await stage.film()).treatment.arc)


async def test_new_words_of_the_director_come_into_the_treatment_there_is(stage: Stage):
    before = (await stage.film()).treatment
    await stage.call("revise_treatment", note="another ending", logline="She turns back.")
    after = (await stage.film()).treatment
    assert after == before.model_copy(update={"logline": "She turns back.", "number": 2})


async def test_nothing_can_be_revised_before_it_is_written(sung: Stage):
    assert "no treatment yet" in (await sung.refusal("revise_treatment", note="darker")).message


async def test_a_look_is_chosen_from_words(sung: Stage):
    answer = await sung.call("set_look", words="deep blue night, warm lamps")
    look = (await sung.film()).look
    assert look.words and len(look.palette) >= 3
    assert answer.text == "The look is set."


async def test_what_is_given_to_the_look_is_taken_and_the_rest_stays(stage: Stage):
    before = (await stage.film()).look
    await stage.call("set_look", grain=0, lens_mm=50)
    assert (await stage.film()).look == before.model_copy(update={"grain": 0, "lens_mm": 50})
    await stage.call("set_look", palette=["#abcdef"])
    after = (await stage.film()).look
    assert after.palette == ("#ABCDEF",) and after.words == before.words


@pytest.mark.parametrize(
    "arguments", [{"palette": ["blue"]}, {"lens_mm": 3}, {"grain": 2000}, {"palette": ["#12345"]}]
)
async def test_an_impossible_look_is_refused(stage: Stage, arguments):
    assert "set_look can't take that" in (await stage.refusal("set_look", **arguments)).message

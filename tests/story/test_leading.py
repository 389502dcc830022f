"""Where the conversation leads: never round in a circle, never past what the person said.

Why here: a newcomer follows what Miri offers, and every offer must lead on.
Next: agent/offline/leading.py, agent/offline/script.py.
"""

from pathlib import Path

from miri.domain.shot import ShotStatus
from miri.domain.version import VersionStatus
from server.studio import Studio
from tests.studio_fixtures import new_session


async def test_a_locked_shot_stays_a_picture_and_the_way_leads_on_to_the_film(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("draw the storyboard")
    await session.say("lock shot 2")
    said = await session.say("I love them all")
    shots = (await session.project()).film.ordered_shots
    assert [s.number for s in shots if s.status is not ShotStatus.COMPLETED] == [2]
    assert "One shot is locked" in said and "cut the final film" in said
    await session.say("yes")
    assert any(c.kind == "final" for c in (await session.project()).cuts.values())
    said = await session.say("unlock shot 2")
    assert "bring it to life" in said
    assert "Shall I cut it again?" in await session.say("yes")


async def test_handing_the_song_over_says_nothing_about_the_film(
    studio: Studio, song_file: Path
) -> None:
    session = await new_session(studio)
    for words in ("הנה השיר שלי.", "this is my song"):
        await session.say(words, (await session.upload(song_file),))
        assert (await session.project()).film.brief.theme == ""


async def test_the_sample_song_can_be_asked_for_in_words(studio: Studio) -> None:
    session = await new_session(studio)
    await session.say("let's use the sample song")
    film = (await session.project()).film
    assert film.song is not None and film.song.lyrics and film.brief.theme == ""


async def test_what_was_unclear_is_asked_for_by_name(studio: Studio, song_file: Path) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    assert "Which shot do you mean?" in await session.say("make it a bit more red")
    assert "לאיזה שוט הכוונה" in await session.say("תעשי את זה קצת יותר אדום")
    assert "merge shots" in await session.say("delete shot 3")


async def test_a_picture_that_is_not_liked_is_drawn_again_with_what_was_learned(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("draw the storyboard")
    said = await session.say("reject shot 3, too bright")
    project = await session.project()
    shot = project.film.ordered_shots[2]
    rejected, drawn = project.versions_of(shot.id)
    assert rejected.status is VersionStatus.REJECTED and drawn.id == shot.selected.still
    assert drawn.rule_ids and "Do you like them all" in said


async def test_a_bare_number_answers_which_shot_was_meant(studio: Studio, song_file: Path) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("make it a bit more red")
    await session.say("2")
    shot = (await session.project()).film.ordered_shots[1]
    assert shot.description.endswith("(make it a bit more red)")

"""What a musician says in passing, and what the offline director makes of it, in whole conversations.

Why here: undo or no, a film asked for too early, a file that is not what it says: these hang on
what was said before.
Next: agent/offline/script.py, asking.py, handed.py; tests/unit/grammar, single sentences.
"""

from pathlib import Path

import pytest

from server.studio import Studio
from tests.studio_fixtures import new_session


@pytest.mark.parametrize(
    "words", ["cancel that", "never mind", "תבטלי", "בטלי את זה", "cancle that"]
)
async def test_cancel_right_after_a_change_undoes_it(
    studio: Studio, song_file: Path, words: str
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    before = (await session.project()).film.ordered_shots[2].description
    await session.say("shot 3 darker")
    assert (await session.project()).film.ordered_shots[2].description != before
    await session.say(words)
    assert (await session.project()).film.ordered_shots[2].description == before


@pytest.mark.parametrize("words", ["cancel that", "never mind", "תבטלי"])
async def test_cancel_after_a_question_is_only_a_no(
    studio: Studio, song_file: Path, words: str
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("shot 3 darker")
    changed = (await session.project()).film
    await session.say("where are we?")
    await session.say(words)
    assert (await session.project()).film.shots == changed.shots


async def test_the_film_asked_for_too_early_leads_on(studio: Studio, song_file: Path) -> None:
    session = await new_session(studio)
    assert "Send me the song" in await session.say("make the film")
    assert (await session.project()).film.brief.theme == ""
    await session.with_shots(song_file)
    said = await session.say("make the film")
    assert "every shot needs a picture" in said and "Shall I draw the storyboard" in said
    said = await session.say("תעשי את הסרט")
    assert "תמונה" in said


async def test_another_look_offers_to_draw_the_pictures_again(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("draw the storyboard")
    before = await session.project()
    assert "Shall I draw them again" in await session.say("the whole thing darker")
    assert (await session.project()).versions.keys() == before.versions.keys()
    await session.say("yes, draw them")
    after = await session.project()
    for shot in after.film.ordered_shots:
        assert shot.selected.still not in before.versions


async def test_text_named_as_audio_is_told_and_the_lyrics_stay(
    studio: Studio, song_file: Path, tmp_path: Path
) -> None:
    session = await (await new_session(studio)).with_song(song_file)
    await session.say("the lyrics are:\nhold on\nhold on to me")
    lyrics = (await session.project()).film.song
    fake = tmp_path / "track.mp3"
    fake.write_text("this is no song at all\nreally not\n")
    said = await session.say("here is my song", (await session.upload(fake, "text/plain"),))
    assert "no audio" in said and "track.mp3" in said
    assert (await session.project()).film.song == lyrics
    real = tmp_path / "words.txt"
    real.write_text("a new line\nanother line\n")
    await session.say("", (await session.upload(real, "text/plain"),))
    song = (await session.project()).film.song
    assert song and [line.text for line in song.lyrics] == ["a new line", "another line"]


async def test_what_is_to_be_left_out_is_asked_from_which_shot(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    assert "מאיזה שוט" in await session.say("בלי כלב")
    await session.say("בכל מקום")
    assert any("כלב" in rule.text for rule in (await session.project()).film.rules.values())
    assert "From which shot" in await session.say("no dog")
    await session.say("2")
    assert "no dog" in (await session.project()).film.ordered_shots[1].description
    await session.say("without the hat")
    assert "without the hat" in (await session.project()).film.ordered_shots[1].description


async def test_a_complaint_about_the_questions_is_no_answer(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_song(song_file)
    await session.say("hello")
    for words in ("I don't like this question", "this is too long", "יותר מדי שאלות"):
        said = await session.say(words)
        assert "you decide" in said or "תחליטי את" in said
    assert (await session.project()).film.brief.missing


async def test_another_idea_is_another_story(studio: Studio, song_file: Path) -> None:
    session = await (await new_session(studio)).with_song(song_file)
    await session.call("save_brief", theme="a goodbye", mood="sad")
    await session.call("write_treatment")
    first = (await session.project()).film.treatment
    await session.say("another idea")
    second = (await session.project()).film.treatment
    assert (
        first
        and second
        and second.number == 2
        and second.logline + second.synopsis != (first.logline + first.synopsis)
    )


async def test_too_sad_asks_for_less_of_it(studio: Studio, song_file: Path) -> None:
    session = await (await new_session(studio)).with_song(song_file)
    await session.call("save_brief", theme="a goodbye", mood="sad")
    await session.call("write_treatment")
    await session.say("too sad")
    treatment = (await session.project()).film.treatment
    assert treatment and "too sad" in treatment.synopsis


async def test_locked_shots_stay_when_the_chorus_is_cut_faster(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("lock shot 1")
    locked = (await session.project()).film.ordered_shots[0]
    said = await session.say("faster cuts")
    film = (await session.project()).film
    assert film.shots[locked.id].end_frame == locked.end_frame
    assert "Locked, and left as before: 1." in said

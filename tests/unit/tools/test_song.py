"""The song: taken once, listened to once, corrected by ear; its words and moments."""

from pathlib import Path

import numpy as np
import pytest

from miri.codec.song_encoding import encode_song
from miri.domain.job import JobKind
from miri.domain.song import SectionLabel
from miri.errors import BadMedia, NotFound, Refused
from miri.events.film_events import SongAnalysed
from tests.studio_fixtures import write_song
from tests.unit.tools.stage import Stage, the_song


async def uploaded(stage: Stage, path: Path, content_type: str = "audio/wav") -> str:
    media = await stage.registry.desk.media.keep_file(path, content_type, path.name)
    await stage.call("keep_media", media=media.id, content_type=content_type, name=path.name)
    return media.id


async def test_an_uploaded_file_becomes_the_song_and_fixes_the_films_length(
    empty: Stage, tmp_path: Path
):
    media_id = await uploaded(empty, write_song(tmp_path / "my song.wav", seconds=6))
    before = (await empty.project()).seq
    answer = await empty.call("add_song", media=media_id)
    assert await empty.types(before) == ["MediaAdded", "SongAdded"]
    song = (await empty.film()).song
    assert (song.name, song.frames, song.media_id) == ("my song", 144, media_id)
    assert not song.analysed
    assert answer.text == "I have the song: “my song”, 0:06.0 long."


async def test_a_song_nobody_named_is_called_what_its_own_tags_say(empty: Stage, tmp_path: Path):
    sound, path = np.random.default_rng(1).normal(0, 0.1, (2, 6 * 44_100)), tmp_path / "03_mix.mp3"
    encode_song(sound.astype(np.float32), 44_100, path, 96_000, {"title": "לילה על הים"})
    media_id = await uploaded(empty, path, "audio/mpeg")
    await empty.call("rename_project", name="New film")
    await empty.call("add_song", media=media_id)
    film = await empty.film()
    assert film.song.name == film.settings.name == "לילה על הים"
    await empty.call("add_song", media=media_id, name="My own words")
    assert (await empty.film()).song.name == "My own words"


async def test_the_sample_song_brings_its_words_in_the_films_language(empty: Stage):
    answer = await empty.call("add_song", sample=True)
    song = (await empty.film()).song
    assert answer.result["has_lyrics"] and song.lyrics_text
    assert 45 * 24 <= song.frames <= 60 * 24


@pytest.mark.parametrize(
    ("named", "then"), [("New film", "Swing the Light"), ("Harbour", "Harbour")]
)
async def test_a_film_nobody_named_is_called_after_its_song(empty: Stage, named: str, then: str):
    await empty.call("rename_project", name=named)
    await empty.call("add_song", sample=True)
    assert (await empty.film()).settings.name == then
    await empty.call("undo")
    assert (await empty.film()).settings.name == named


async def test_a_song_may_be_called_by_a_number(empty: Stage):
    await empty.call("add_song", sample=True, name=1984)
    assert (await empty.film()).song.name == "1984"


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({}, Refused, "Send a song first"),
        ({"media": "media_" + "0" * 64}, NotFound, "upload it again"),
    ],
)
async def test_no_song_is_taken_from_nothing(empty: Stage, arguments, error, said):
    refusal = await empty.refusal("add_song", **arguments)
    assert isinstance(refusal, error) and said in refusal.message


async def test_what_is_no_song_is_refused_in_words(empty: Stage, tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("la la la")
    refusal = await empty.refusal("add_song", media=await uploaded(empty, path, "text/plain"))
    assert isinstance(refusal, BadMedia)
    assert (await empty.film()).song is None


async def test_another_song_clears_the_timeline_and_undo_brings_all_of_it_back(stage: Stage):
    before = await stage.film()
    await stage.call("add_song", sample=True)
    after = await stage.film()
    assert after.song.media_id != before.song.media_id
    assert not after.shots and not after.scenes
    await stage.call("undo")
    assert await stage.film() == before


async def test_the_same_song_again_loses_nothing(stage: Stage):
    before = await stage.film()
    await stage.call("add_song", media=before.song.media_id)
    assert await stage.film() == before
    await stage.call("add_song", media=before.song.media_id, name="Sea drive")
    after = await stage.film()
    assert after.song == before.song.model_copy(update={"name": "Sea drive"})
    assert after.shots == before.shots


async def test_a_locked_shot_keeps_its_song(stage: Stage):
    await stage.call("lock_shot", shot=4)
    assert "Shot 4 is locked" in (await stage.refusal("add_song", sample=True)).message


async def test_listening_is_a_job_and_is_asked_for_once(empty: Stage):
    await empty.call("add_song", sample=True)
    first = await empty.call("analyse_song")
    again = await empty.call("analyse_song")
    assert again.result["job_id"] == first.result["job_id"]
    (job,) = await empty.jobs(JobKind.ANALYSIS)
    assert job.order == {"media_id": (await empty.film()).song.media_id}
    assert [b.kind for b in first.blocks] == ["progress"]


async def test_a_song_that_was_listened_to_is_not_listened_to_again_unasked(sung: Stage):
    answer = await sung.call("analyse_song")
    assert answer.text == "I have listened to it already: 120 BPM, 3 sections."
    assert await sung.jobs() == []
    await sung.call("analyse_song", again=True)
    assert len(await sung.jobs(JobKind.ANALYSIS)) == 1


async def test_there_is_nothing_to_hear_without_a_song(empty: Stage):
    assert "no song yet" in (await empty.refusal("analyse_song")).message


async def test_plain_words_are_placed_as_a_guess(sung: Stage):
    before = (await sung.project()).seq
    answer = await sung.call("set_lyrics", text="[Verse]\nI leave a light\nfor you to find")
    assert answer.result["lines"] == 2 and answer.result["timed"] is False
    assert "my guess" in answer.text
    assert await sung.types(before) == ["LyricsSet"]
    song = (await sung.film()).song
    assert [line.text for line in song.lyrics] == ["I leave a light", "for you to find"]


async def test_words_with_times_keep_them(sung: Stage):
    answer = await sung.call("set_lyrics", text="[00:02.00]hello sea\n[00:05.00]goodbye road")
    assert answer.result["timed"] is True
    assert [line.start_frame for line in (await sung.film()).song.lyrics] == [48, 120]


async def test_words_may_come_as_a_file(sung: Stage, tmp_path: Path):
    path = tmp_path / "words.txt"
    path.write_text("שורה ראשונה\nשורה שנייה", encoding="windows-1255")
    await sung.call("set_lyrics", media=await uploaded(sung, path, "text/plain"))
    assert [line.text for line in (await sung.film()).song.lyrics] == ["שורה ראשונה", "שורה שנייה"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "Paste the words"),
        ({"text": "[Chorus]\n[x2]"}, "no sung lines"),
        ({"media": "media_" + "a" * 64}, "upload it again"),
    ],
)
async def test_no_words_are_no_words(sung: Stage, arguments, said):
    assert said in (await sung.refusal("set_lyrics", **arguments)).message


async def test_words_need_a_song(empty: Stage):
    assert "no song yet" in (await empty.refusal("set_lyrics", text="la")).message


async def test_a_section_is_renamed_and_its_edge_moved_and_the_neighbour_gives_way(sung: Stage):
    await sung.call("adjust_section", section=3, label="chorus")
    assert (await sung.film()).song.sections[2].label is SectionLabel.CHORUS
    answer = await sung.call("adjust_section", section="verse", end_seconds="0:09")
    spans = [(s.start_frame, s.end_frame) for s in (await sung.film()).song.sections]
    assert spans == [(0, 216), (216, 384), (384, 576)]
    assert answer.text == "Now it reads: 1. verse 0:00.0-0:09.0."


async def test_a_section_may_be_counted_among_those_of_its_label(sung: Stage):
    await sung.call("adjust_section", section=2, label="verse")
    await sung.call("adjust_section", section="verse 2", label="bridge")
    assert (await sung.film()).song.sections[1].label is SectionLabel.BRIDGE
    assert (
        "There is no section verse 7"
        in (await sung.refusal("adjust_section", section="verse 7", label="bridge")).message
    )


@pytest.mark.parametrize("seconds", [9, 9.0, "9", "9.0", "0:09", "216f"])
async def test_a_time_may_be_written_as_people_write_it(sung: Stage, seconds):
    await sung.call("adjust_section", section=1, end_seconds=seconds)
    assert (await sung.film()).song.sections[1].start_frame == 216


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"section": 9, "label": "verse"}, "There is no section 9; the song has 3."),
        ({"section": 1}, "What should change in section 1. verse"),
        ({"section": 1, "start_seconds": 2}, "begins with the song"),
        ({"section": 3, "end_seconds": 20}, "begins with the song"),
        ({"section": 2, "start_seconds": 20}, "would vanish"),
        ({"section": 2, "start_seconds": "soon"}, "no time I can read"),
    ],
)
async def test_a_section_that_can_not_be_so_is_refused(sung: Stage, arguments, said):
    assert said in (await sung.refusal("adjust_section", **arguments)).message


async def test_sections_are_known_only_after_listening(empty: Stage):
    await empty.call("add_song", sample=True)
    refusal = await empty.refusal("adjust_section", section=1, label="verse")
    assert "haven't listened" in refusal.message


async def test_words_become_a_moment_where_they_are_sung(sung: Stage):
    await sung.call("mark_moment", words="calling my name", mood="longing")
    await sung.call("mark_moment", words="A light")
    moments = (await sung.film()).song.moments
    assert [m.words for m in moments] == ["A light", "calling my name"]
    assert 52 <= moments[0].start_frame < moments[0].end_frame <= 90
    assert moments[1].mood == "longing" and 210 <= moments[1].start_frame < 236
    await sung.call("mark_moment", words="a LIGHT", mood="hope")
    assert [m.mood for m in (await sung.film()).song.moments] == ["hope", "longing"]


async def test_a_moment_needs_its_words_in_the_lyrics(sung: Stage, empty: Stage):
    assert isinstance(await sung.refusal("mark_moment", words="purple rain"), NotFound)
    assert "no lyrics yet" in (await empty.refusal("mark_moment", words="a light")).message


async def test_undo_of_a_song_is_not_stopped_by_its_having_been_heard(empty: Stage):
    await empty.call("add_song", sample=True)
    song = (await empty.film()).song
    heard = song.model_copy(update={"analysed": True, "beats": the_song(song.media_id).beats})
    await empty.commit(SongAnalysed(song=heard))
    assert "a song was added" in await empty.told("undo")
    assert (await empty.film()).song is None
    await empty.call("undo", redo=True)
    assert (await empty.film()).song.analysed

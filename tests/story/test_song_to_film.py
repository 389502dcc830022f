"""The main job, by talking: a song becomes a film, once in English and once in Hebrew.

Why here: the whole product, with its offline providers, on the event stream.
Next: tests/unit for the parts.
"""

import re
from itertools import pairwise
from pathlib import Path

import av

from miri.domain.shot import ShotStatus
from miri.domain.song import Beat
from miri.domain.time import frames_from_micros
from miri.events.talk_events import MiriSpoke
from server.studio import Studio
from tests.studio_fixtures import Session, new_session

HEBREW = re.compile(r"[\u05d0-\u05ea]")


async def film_of(session: Session) -> Path:
    project = await session.project()
    final = [c for c in project.cuts.values() if c.kind == "final" and c.media_id]
    assert final, await session.last_words()
    return await session.studio.media.local_path(final[-1].media_id or "")


def frames_in(path: Path) -> tuple[int, float, float]:
    """Frames decoded, and the lengths of picture and sound in seconds."""
    with av.open(str(path)) as film:
        frames = sum(1 for _ in film.decode(video=0))
        video, audio = film.streams.video[0], film.streams.audio[0]
        return (
            frames,
            float(video.duration * video.time_base),
            float(audio.duration * audio.time_base),
        )


async def assert_cut_to_the_music(session: Session) -> None:
    """Shots tile the song; cuts lie on beats, or where a beat is not near."""
    project = await session.project()
    film, song = project.film, project.film.song
    assert song is not None
    shots = film.ordered_shots
    assert shots[0].start_frame == 0 and shots[-1].end_frame == song.frames
    assert all(a.end_frame == b.start_frame for a, b in pairwise(shots))
    on_beat = [s for s in shots[1:] if _near(song.beats, s.start_frame) <= 1]
    assert len(on_beat) >= 0.8 * (len(shots) - 1)
    frames, picture, sound = frames_in(await film_of(session))
    assert frames == song.frames == frames_from_micros(song.duration_micros, film.settings.fps)
    assert abs(picture - sound) <= 1 / 24 + 1024 / 44_100


def _near(beats: tuple[Beat, ...], frame: int) -> int:
    return min(abs(b.frame - frame) for b in beats)


async def test_a_conversation_in_english_ends_in_a_film_cut_to_the_music(
    studio: Studio, song_file: Path
) -> None:
    session = await new_session(studio)
    assert "song" in (await session.say("hello")).lower()
    await session.say("here is my song", (await session.upload(song_file),))
    assert (await session.project()).film.song.analysed
    await session.say("It is about a woman who drives through the night to see the sea")
    await session.say("A woman in a red coat, and her old dog")
    await session.say("longing, hopeful")
    await session.say("deep blue night with warm lamps")
    await session.say("she reaches the water at sunrise")
    brief = (await session.project()).film.brief
    assert brief.missing == ()
    assert "red coat" in brief.characters and "sunrise" in brief.ending
    assert (await session.project()).film.treatment is not None
    await session.say("yes")
    assert (await session.project()).film.shots
    await session.say("make shot 2 closer")
    await session.say("yes, go on")
    project = await session.project()
    assert all(s.selected.still for s in project.film.shots.values())
    await session.say("I love them all")
    project = await session.project()
    assert {s.status for s in project.film.shots.values()} == {ShotStatus.COMPLETED}
    said = await session.say("yes")
    assert "film" in said.lower()
    await assert_cut_to_the_music(session)


async def test_the_same_conversation_in_hebrew_is_answered_in_hebrew_throughout(
    studio: Studio, song_file: Path
) -> None:
    session = await new_session(studio)
    assert HEBREW.search(await session.say("היי"))
    await session.say("הנה השיר שלי", (await session.upload(song_file),))
    for answer in (
        "על אישה שנוסעת כל הלילה אל הים",
        "אישה במעיל אדום וכלב זקן",
        "געגוע ותקווה",
        "לילה כחול עמוק עם אורות חמים",
        "היא מגיעה אל המים בזריחה",
    ):
        await session.say(answer)
    project = await session.project()
    assert project.film.settings.language == "he"
    assert project.film.treatment is not None
    assert HEBREW.search(project.film.treatment.synopsis)
    for yes in ("כן", "יאללה", "אהבתי את כולן", "כן"):
        await session.say(yes)
    project = await session.project()
    assert all(HEBREW.search(s.description) for s in project.film.shots.values())
    said = [r.event.message.text for r in await session.events() if isinstance(r.event, MiriSpoke)]
    assert all(HEBREW.search(text) for text in said if text)
    await assert_cut_to_the_music(session)


async def test_one_changed_shot_is_drawn_anew_and_nothing_else_is_touched(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    await session.say("draw the storyboard")
    before = (await session.project()).film
    await session.say("make shot 2 darker")
    after = (await session.project()).film
    changed = {k for k in before.shots if before.shots[k] != after.shots[k]}
    assert changed == {before.ordered_shots[1].id}
    versions = (await session.project()).versions_of(before.ordered_shots[1].id)
    assert [v.number for v in versions] == [1, 2]


async def test_yesterday_can_be_looked_at_and_brought_back(studio: Studio, song_file: Path) -> None:
    session = await (await new_session(studio)).with_shots(song_file)
    project = await session.project()
    then = project.seq
    await session.say("merge shots 1 and 2")
    assert len((await session.project()).film.shots) == len(project.film.shots) - 1
    await session.say("undo")
    assert (await session.project()).film.shots.keys() == project.film.shots.keys()
    await session.call("define_asset", kind="prop", name="Lamp")
    await session.say(f"go back to revision {then}")
    assert (await session.project()).film.assets.keys() == project.film.assets.keys()
    assert (await studio.document(session.project_id, session.actor, then))["seq"] == then

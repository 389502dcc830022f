"""Scenes cover the song, return to their places, move through the day; looks fit mood and words."""

import pytest

from miri.domain.asset import Asset, AssetKind
from miri.domain.timing_contract import tiling_breaches
from miri.providers.offline.writer.writer import RuleStoryWriter
from tests.unit.domain.songs import POP, RATE, make_song
from tests.unit.writer.films import FILMS, film, whole, with_scenes

WRITER = RuleStoryWriter()


@pytest.mark.parametrize("name", FILMS)
async def test_scenes_cover_every_section_once_in_order(name: str) -> None:
    plan = await WRITER.scenes(FILMS[name])
    song = FILMS[name].song
    assert song is not None
    covered = [i for s in plan.scenes for i in range(s.first_section, s.last_section + 1)]
    assert covered == list(range(len(song.sections)))
    assert 3 <= len(plan.scenes) <= 7
    assert len({s.title for s in plan.scenes}) == len(plan.scenes)


@pytest.mark.parametrize("name", FILMS)
async def test_scenes_tile_the_song_and_every_asset_they_name_is_described(name: str) -> None:
    plan = await WRITER.scenes(FILMS[name])
    planned = with_scenes(FILMS[name], plan)
    assert planned.song is not None
    assert tiling_breaches(planned.ordered_scenes, planned.song.frames, RATE) == ()
    assert {n for s in plan.scenes for n in s.assets} == {a.name for a in plan.assets}
    assert all(a.description for a in plan.assets)


async def test_choruses_come_back_to_the_same_place() -> None:
    plan = await WRITER.scenes(FILMS["פרידה"])
    song = FILMS["פרידה"].song
    assert song is not None
    chorus = [s for s in plan.scenes if song.sections[s.first_section].label == "chorus"]
    assert len(chorus) >= 2
    assert all("הרחוב" in scene.assets for scene in chorus)


async def test_the_last_scene_plays_where_and_when_the_brief_ends() -> None:
    plan = await WRITER.scenes(FILMS["night drive"])
    assert "The beach" in plan.scenes[-1].assets
    assert plan.scenes[-1].time_of_day == "at dawn"


async def test_who_the_ending_speaks_of_is_in_the_last_scene() -> None:
    home = film(
        "he",
        make_song(POP),
        theme="חייל שחוזר הביתה",
        characters="חייל בן 21 ואמא שלו",
        ending="אמא שלו פותחת את הדלת והם מתחבקים",
    )
    plan = await WRITER.scenes(home)
    assert {"החייל", "האמא"} <= set(plan.scenes[-1].assets)


async def test_no_people_means_no_characters() -> None:
    plan = await WRITER.scenes(FILMS["נופים"])
    assert {a.kind for a in plan.assets} == {"location", "prop"}


async def test_what_the_film_already_has_is_used_and_not_described_again() -> None:
    rina = Asset(
        id="asset_rina", kind=AssetKind.CHARACTER, name="Rina", description="a woman of sixty"
    )
    kitchen = Asset(id="asset_k", kind=AssetKind.LOCATION, name="The room", description="my room")
    told = FILMS["night drive"].with_all("assets", (rina, kitchen))
    plan = await WRITER.scenes(told)
    assert "Rina" in plan.scenes[0].assets
    assert not {"Rina", "The room"} & {a.name for a in plan.assets}


async def test_a_note_on_scenes_is_obeyed() -> None:
    plan = await WRITER.scenes(FILMS["night drive"], "one location, in daylight")
    assert len({a.name for a in plan.assets if a.kind == "location"}) == 1
    assert {s.time_of_day for s in plan.scenes} == {"at noon"}


async def test_looks_follow_style_words_colours_and_lens() -> None:
    school = await WRITER.look(FILMS["school"])
    assert school.palette[5] == "#B3272F"
    assert school.palette[0] == "#0B0B0B"
    drive = await WRITER.look(FILMS["night drive"])
    assert drive.lens_mm == 35
    assert "neon" in drive.lighting


async def test_words_for_a_look_come_before_the_brief() -> None:
    look = await WRITER.look(FILMS["school"], "warm golden hour, 50mm, no grain")
    assert (look.lens_mm, look.grain) == (50, 40)
    assert look.words.startswith("Warm golden hour")
    given = await WRITER.look(FILMS["school"], "#102030 #405060 #708090")
    assert given.palette == ("#102030", "#405060", "#708090")


async def test_a_hebrew_look_is_said_in_hebrew_and_lit_in_english() -> None:
    look = await WRITER.look(FILMS["סבא"])
    assert look.words.startswith("סופר 8, שדות בשעת זהב")
    assert look.lighting.isascii()
    assert look.grain >= 600


async def test_a_whole_film_takes_moments_to_write() -> None:
    planned, slots, shots = await whole("פרידה")
    assert len(planned.scenes) >= 3
    assert len(slots) == len(shots)


async def test_a_dog_that_goes_along_has_the_colour_it_was_given() -> None:
    told = film(
        "he",
        make_song(POP, bpm=100, name="dog"),
        theme="חברות",
        characters="ילד בן עשר עם כובע צהוב, וכלב לבן",
    )
    plan = await WRITER.scenes(told)
    (dog,) = [asset for asset in plan.assets if asset.name == "הכלב"]
    assert dog.description == "a white dog hex #EDEAE2"


@pytest.mark.parametrize(
    ("language", "note", "name"),
    [
        ("en", "everything at the harbour", "The harbour"),
        ("he", "הכל בנמל", "הנמל"),
        ("he", "רק במטבח", "המטבח"),
        ("en", "the whole film in the kitchen", "The kitchen"),
    ],
)
async def test_a_note_that_says_everything_moves_every_scene_there(
    language: str, note: str, name: str
) -> None:
    song = make_song(POP, bpm=100, name="moved")
    told = film(language, song, theme="leaving home", ending="she walks into the sea")
    revised = told.model_copy(update={"treatment": await WRITER.treatment(told, note)})
    plan = await WRITER.scenes(revised)
    assert [a.name for a in plan.assets if a.kind == "location"] == [name]
    assert all(name in scene.assets for scene in plan.scenes)

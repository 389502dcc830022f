"""A treatment tells the brief's film in its language, obeys notes, and is always the same."""

import asyncio
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miri.domain.film import Film
from miri.domain.story import Brief, Treatment
from miri.ports.story_writer import ShotSlot, StoryWriter
from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.writer import RuleStoryWriter
from tests.unit.domain.songs import POP, SHORT, make_song
from tests.unit.writer.films import FILMS, film

WRITER: StoryWriter = RuleStoryWriter()


def text_of(treatment: Treatment) -> str:
    return "\n".join((treatment.logline, treatment.synopsis, *treatment.arc))


@pytest.mark.parametrize("name", FILMS)
async def test_a_treatment_has_a_sentence_per_section_and_no_mark_left_in_it(name: str) -> None:
    treatment = await WRITER.treatment(FILMS[name])
    song = FILMS[name].song
    assert song is not None
    assert len(treatment.arc) == len(song.sections)
    assert len(set(treatment.arc)) == len(treatment.arc)
    assert not re.search(r"[{}\[\]<>|~]", text_of(treatment))


@pytest.mark.parametrize("name", [n for n, f in FILMS.items() if f.settings.language == "he"])
async def test_a_hebrew_film_is_told_in_hebrew_alone(name: str) -> None:
    treatment = await WRITER.treatment(FILMS[name])
    assert not re.search("[A-Za-z]", text_of(treatment))


async def test_the_persons_own_theme_and_ending_are_in_it() -> None:
    treatment = await WRITER.treatment(FILMS["night drive"])
    assert treatment.logline.startswith("A film about driving through the night to reach the sea.")
    assert "Maya" in treatment.logline
    assert "she walks into the sea at sunrise" in treatment.synopsis
    assert "she walks into the sea at sunrise" in treatment.arc[-1]


async def test_a_theme_that_is_a_sentence_is_not_bent_after_about() -> None:
    waits = film("en", make_song(SHORT), theme="The keeper waits for someone who never comes")
    treatment = await WRITER.treatment(waits)
    assert treatment.logline.startswith("A film about this: the keeper waits")


async def test_a_noun_with_a_sentence_after_it_follows_about_as_it_is() -> None:
    treatment = await WRITER.treatment(FILMS["פרידה"])
    assert treatment.logline.startswith("סרט על פרידה, והוא לא מצליח")


async def test_a_theme_in_the_other_language_is_quoted() -> None:
    treatment = await WRITER.treatment(film("he", make_song(SHORT), theme="losing my best friend"))
    assert "״losing my best friend״" in treatment.logline


async def test_lyrics_give_the_sections_their_pictures() -> None:
    treatment = await WRITER.treatment(FILMS["night drive"])
    assert any("“I put your letter in my coat”: a folded letter" in line for line in treatment.arc)


async def test_hebrew_verbs_agree_with_the_lead() -> None:
    his = await WRITER.treatment(FILMS["פרידה"])
    hers = await WRITER.treatment(FILMS["סבא"])
    assert "יואב נפרד " in his.logline
    assert "נועה עוברת " in hers.logline


@pytest.mark.parametrize(
    ("theme", "shape"),
    [
        ("a breakup that took a whole winter", "parting"),
        ("פרידה", "parting"),
        ("missing my grandfather", "memory"),
        ("חייל שחוזר הביתה אחרי מלחמה", "journey"),
        ("two people who keep missing each other", "reunion"),
        ("מסיבה עם כל החברים", "celebration"),
        ("a prayer for rain", "prayer"),
        ("growing up in a small town", "growing_up"),
        ("נדודי שינה בעיר", "city_night"),
        ("no more silence, we rise", "defiance"),
        ("a dream under the water", "dream"),
        ("only landscapes, no people", "places"),
    ],
)
def test_the_theme_chooses_the_kind_of_story(theme: str, shape: str) -> None:
    told = film("en", make_song(SHORT, name="plain"), theme=theme)
    assert Reading(told, "").shape.key == shape


async def test_a_second_treatment_is_numbered_on_and_the_first_kept_its_words() -> None:
    first = await WRITER.treatment(FILMS["פרידה"])
    again = FILMS["פרידה"].model_copy(update={"treatment": first})
    second = await WRITER.treatment(again, "יותר אפל")
    assert (first.number, second.number) == (1, 2)
    assert "לפי הבקשה: ״יותר אפל״." in second.synopsis
    assert second.logline == first.logline


async def test_notes_add_up_over_revisions() -> None:
    told = FILMS["night drive"]
    for note in ("darker", 'make it snow, "please"'):
        told = told.model_copy(update={"treatment": await WRITER.treatment(told, note)})
    assert told.treatment is not None
    assert "As asked: “darker”." in told.treatment.synopsis
    assert "It happens in the snow." in told.treatment.synopsis
    assert Reading(told, "").wishes.weather == "snow"
    assert Reading(told, "").moods[0].key == "dark"


async def test_no_people_is_obeyed_from_the_first_sentence() -> None:
    treatment = await WRITER.treatment(FILMS["פרידה"], "בלי אנשים")
    assert "אין אנשים בסרט הזה" in treatment.logline
    assert "יואב" not in text_of(treatment)


async def test_something_asked_for_goes_along_through_the_film() -> None:
    treatment = await WRITER.treatment(FILMS["night drive"], "add an old dog that follows her")
    assert "The dog is there from the first shot to the last." in treatment.synopsis


async def test_a_treatment_that_somebody_else_wrote_is_read_for_its_places() -> None:
    theirs = Treatment(logline="Rina bakes at night.", synopsis="All of it in a bakery kitchen.")
    told = film("en", make_song(SHORT), theme="work").model_copy(update={"treatment": theirs})
    plan = await WRITER.scenes(told)
    assert "The kitchen" in {a.name for a in plan.assets}


async def test_the_same_film_is_told_the_same_and_another_song_differently() -> None:
    one = film("en", make_song(SHORT, bpm=100))
    assert await WRITER.treatment(one) == await WRITER.treatment(one)
    loglines = {
        (await WRITER.treatment(film("en", make_song(SHORT, bpm=bpm)))).logline
        for bpm in range(80, 150, 5)
    }
    assert len(loglines) > 3


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            "Maya and the woman in a red coat her father נועה וסבא שלה בלי אנשים הים at night two "
            "sisters one אחת לא , . ; { } [ | ~ < “ ״ %s 25 בן 30 #FF0000 darker יותר אפל the".split()
        ),
        st.text(max_size=6),
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(
    theme=WORDS,
    characters=WORDS,
    mood=WORDS,
    ending=WORDS,
    note=WORDS,
    lyric=WORDS,
    language=st.sampled_from(["en", "he"]),
)
def test_any_brief_whatever_gives_a_whole_film(
    theme: str, characters: str, mood: str, ending: str, note: str, lyric: str, language: str
) -> None:
    brief = Brief(theme=theme, characters=characters, mood=mood, ending=ending)
    song = make_song(SHORT, lyrics=[lyric])
    told = film(language, song).model_copy(update={"brief": brief})
    slots = tuple(
        ShotSlot(
            index=i,
            scene_id="scene_1",
            start_frame=i * 40,
            end_frame=(i + 1) * 40,
            section="verse",
            energy=i * 100,
            lyric=lyric,
        )
        for i in range(6)
    )

    async def all_of_it() -> None:
        treatment = await WRITER.treatment(told, note)
        again = told.model_copy(update={"treatment": treatment})
        plan = await WRITER.scenes(again, note)
        assert plan.scenes[0].first_section == 0
        assert plan.scenes[-1].last_section == len(song.sections) - 1
        assert {n for s in plan.scenes for n in s.assets} == {a.name for a in plan.assets}
        assert len(await WRITER.shots(again, slots, note)) == 6
        assert (await WRITER.look(again, note)).palette

    asyncio.run(all_of_it())


async def test_a_film_without_a_song_or_a_brief_is_still_told() -> None:
    for language in ("en", "he"):
        empty = film(language, None)
        treatment = await WRITER.treatment(empty)
        assert len(treatment.arc) == 1
        assert len((await WRITER.scenes(empty)).scenes) == 1


async def test_long_songs_never_tell_two_sections_with_the_same_words() -> None:
    form = [*POP, *POP, *POP]
    treatment = await WRITER.treatment(film("en", make_song(form), theme="a road trip"))
    assert len(treatment.arc) == 24
    assert len({line.partition(": ")[2] for line in treatment.arc}) >= 14


def test_film_is_never_changed() -> None:
    before = FILMS["פרידה"].model_dump_json()
    Reading(FILMS["פרידה"], "יותר אפל").shape  # noqa: B018
    assert FILMS["פרידה"].model_dump_json() == before
    assert isinstance(FILMS["פרידה"], Film)

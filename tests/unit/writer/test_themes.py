"""What a one-sentence theme names is what the film shows: its people, its place, its things."""

import pytest

from miri.domain.film import Film, FilmSettings
from miri.domain.story import Brief
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.people import read_people
from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.story import Story
from miri.providers.offline.writer.treatment import write_treatment


def told(theme: str, language: str = "en") -> Story:
    film = Film(settings=FilmSettings(language=language))
    return Story(Reading(film.model_copy(update={"brief": Brief(theme=theme)}), ""))


@pytest.mark.parametrize(
    ("theme", "place", "who"),
    [
        ("A diver who finds a piano on the seabed", "underwater", "diver"),
        ("a boxer training alone in an old gym", "warehouse", "boxer"),
        ("two astronauts on an empty moon base, lost in space", "space", "astronaut"),
        ("צוללנית מוצאת פסנתר בקרקעית הים", "underwater", "diver"),
        ("טבח שמבשל במסעדה ריקה", "bar", "cook"),
    ],
)
def test_a_theme_with_one_place_begins_stays_and_ends_there(theme: str, place: str, who: str):
    story = told(theme, "he" if "\u05d0" <= theme[0] <= "\u05ea" else "en")
    places = {role: kept.key for role, kept in story.places.items()}
    assert (places["home"], places["heart"], places["end"]) == (place, place, place)
    assert places["far"] != place, "somewhere to come from, or to long for"
    assert story.reading.people[0].noun == who


def test_a_theme_with_two_places_keeps_both():
    keys = {
        place.key for place in told("a girl between the harbour and the desert").places.values()
    }
    assert {"harbour", "desert"} <= keys


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("an old fisherman teaches his granddaughter to sail", ["old", "child"]),
        ("a boxer training alone in an old gym", ["young"]),
        ("a young widow in a small house", ["twenties"]),
        ("דייג זקן ונכדה שלו", ["old", "child"]),
    ],
)
def test_an_adjective_ages_whom_it_stands_beside(text: str, ages: list[str]):
    assert [person.age for person in read_people(text)] == ages


@pytest.mark.parametrize("text", ["two dancers on a roof", "שתי רקדניות על גג"])
def test_two_of_a_kind_are_two_people(text: str):
    first, second = read_people(text)
    assert first.noun == second.noun == "dancer"
    assert first != second


def test_names_no_table_knows_and_accents_are_names():
    noga, yosef = read_people("נוגלית, בת שלושים עם שמלה ירוקה, ואבא שלה יוסף, זקן לבן")
    assert (noga.name[1], noga.sex, noga.years) == ("נוגלית", "f", 30)
    assert (yosef.name[1], yosef.noun, yosef.face) == ("יוסף", "father", ("beard",))
    text = "Inês, a woman of 30 with a blue apron, and Tomás, a thin young man with glasses"
    ines, tomas = read_people(text)
    assert (ines.name[0], ines.sex, ines.garments) == ("Inês", "f", (("apron", "blue"),))
    assert (tomas.name[0], tomas.sex, tomas.face) == ("Tomás", "m", ("glasses",))


@pytest.mark.parametrize(
    ("theme", "place"),
    [
        ("white lines of salt on dark wood at the quay", "harbour"),
        ("אבא ובת מתקנים סירה על רציף מעץ", "harbour"),
        ("Inês and Tomás paint a ferry in Porto", "harbour"),
    ],
)
def test_wood_is_no_forest_and_a_quay_is_a_harbour(theme: str, place: str):
    story = told(theme, "he" if "\u05d0" <= theme[0] <= "\u05ea" else "en")
    assert story.places["home"].key == place
    assert "forest" not in {kept.key for kept in story.reading.told_places}


def test_after_a_storm_it_does_not_rain():
    weather = told("a woman on a pier after a storm").reading.weather
    assert weather and "no rain" in weather.scene


@pytest.mark.parametrize(
    ("theme", "note", "gone", "instead"),
    [
        ("two friends in a bar", "no bar please, only the harbour", "bar", "harbour"),
        ("a man in a room", "Not the room but the desert", "room", "desert"),
        ("שני חברים בבר", "בלי בר, הכל בנמל", "bar", "harbour"),
    ],
)
def test_a_place_that_is_not_wanted_leaves_and_what_is_named_comes(
    theme: str, note: str, gone: str, instead: str
):
    before = told(theme, "he" if "\u05d0" <= theme[0] <= "\u05ea" else "en")
    film = before.reading.film.model_copy(update={"treatment": write_treatment(before)})
    places = {place.key for place in Story(Reading(film, note)).places.values()}
    assert gone not in places
    assert instead in places


def test_a_place_is_not_brought_in_by_saying_that_it_is_not_there():
    before = told("Inês and Tomás paint a ferry")
    film = before.reading.film.model_copy(update={"treatment": write_treatment(before)})
    after = Story(Reading(film, "There is no stranger and no bar. It's the two of them"))
    assert dict(after.places) == dict(before.places)
    assert after.reading.shape.key == before.reading.shape.key


def test_whoever_is_named_again_is_the_same_person_of_whom_more_is_said():
    text = (
        "Inês and her brother Tomás paint an old ferry. Inês, a woman of 30 with short black hair "
        "and a blue apron, and Tomás, a thin young man of 20 with a grey cap"
    )
    ines, tomas = read_people(text)
    assert (ines.name[0], ines.hair, ines.garments) == ("Inês", "short", (("apron", "blue"),))
    assert (tomas.name[0], tomas.years, tomas.garments) == ("Tomás", 20, (("cap", "grey"),))


def test_nothing_at_the_harbour_is_likened_to_another_place():
    harbour = tables.places()["harbour"]
    assert not set(tables.lexicon("places").keys(str(harbour.details))) - {"harbour", "sea"}

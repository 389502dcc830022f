"""Characters are read as people describe them, and cast with one lasting description."""

import re

import pytest

from miri.providers.offline.writer.casting import cast
from miri.providers.offline.writer.luck import Luck
from miri.providers.offline.writer.people import Person, read_people


def test_a_name_a_noun_and_clothes_are_one_person() -> None:
    maya, father = read_people("Maya, a girl of 25 in a red coat, and her father")
    assert (maya.name[0], maya.noun, maya.age) == ("Maya", "girl", "twenties")
    assert maya.garments == (("coat", "red"),)
    assert (father.noun, father.sex, father.age) == ("father", "m", "middle")


def test_hebrew_people_are_read_with_age_hair_and_dress() -> None:
    noa, grandfather = read_people("בחורה צעירה בשם נועה עם שיער ארוך ושמלה אדומה, וסבא שלה")
    assert noa.name == ("Noa", "נועה")
    assert (noa.hair, noa.garments) == ("long", (("dress", "red"),))
    assert grandfather.noun == "grandfather"


def test_a_beard_does_not_make_an_old_man() -> None:
    (yoav,) = read_people("יואב, בן 30, מעיל שחור, זקן מלא")
    assert (yoav.age, yoav.face) == ("young", ("beard",))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("two sisters, one in yellow, one in blue", 2),
        ("שתי אחיות, אחת בצהוב ואחת בכחול", 2),
        ("זוג צעיר", 2),
        ("Noa and Daniel", 2),
        ("just me", 1),
        ("the band", 1),
        ("", 0),
    ],
)
def test_people_are_counted_as_they_are_named(text: str, count: int) -> None:
    assert len(read_people(text)) == count


def test_each_of_two_sisters_wears_her_own_colour() -> None:
    first, second = read_people("שתי אחיות, אחת בצהוב ואחת בכחול")
    assert first.garments == (("dress", "yellow"),)
    assert second.garments == (("dress", "blue"),)


def test_words_no_table_knows_stay_in_the_description() -> None:
    people = read_people("a lonely astronaut with a broken visor")
    (astronaut,) = cast(people, Luck("x"), "f")
    assert "a broken visor" in astronaut.description
    assert "spacesuit" in astronaut.description


def test_a_description_is_complete_and_always_the_same() -> None:
    people = read_people("Maya in a red coat")
    (maya,) = cast(people, Luck("a film"), "f")
    (again,) = cast(people, Luck("a film"), "f")
    assert maya == again
    assert "red knee-length coat (hex #B3272F)" in maya.description
    assert {"hair", "eyes", "skin"} <= set(re.findall(r"[a-z]+", maya.description))
    assert set(maya.asset("en").colours) == set(re.findall("#[0-9A-F]{6}", maya.description))


def test_who_has_no_name_is_told_apart_by_clothes() -> None:
    woman, man = cast((Person("woman", "f"), Person("man", "m")), Luck("another film"), "f")
    assert re.fullmatch(r"the woman in the [a-z ]+", woman.title[0])
    assert woman.title[1].startswith("האישה ב")
    assert woman.asset("en").name.startswith("The woman")
    assert man.title != woman.title


def test_a_garment_in_construct_state_takes_its_article_inside() -> None:
    (man,) = cast((Person("man", "m", garments=(("leather", "brown"),)),), Luck("f"), "m")
    assert man.title[1] == "הגבר במעיל העור החום"


@pytest.mark.parametrize(
    "text",
    [
        "ילד בן עשר עם כובע צהוב, וכלב לבן",
        "ילד בן 10 בכובע צהוב וכלב לבן",
        "a ten-year-old boy with a yellow hat and a white dog",
        "a boy of ten in a yellow hat, with a white dog",
    ],
)
def test_a_boy_with_a_dog_is_one_boy_in_his_own_hat(text: str) -> None:
    (boy,) = cast(read_people(text), Luck("x"), "f")
    assert boy.description.startswith("a boy of 10,")
    assert "a yellow brimmed hat (hex #E3B53A)" in boy.description


def test_a_girl_and_a_cat_in_hebrew_keep_their_own_colours() -> None:
    (girl,) = cast(read_people("ילדה בת שש עם שמלה אדומה וחתול שחור"), Luck("x"), "m")
    assert girl.description.startswith("a girl of 6,") and girl.sex == "f"
    assert "a red knee-length dress" in girl.description and "black knee" not in girl.description


@pytest.mark.parametrize("text", ["two brothers", "שני אחים"])
def test_two_brothers_are_two_who_look_different(text: str) -> None:
    first, second = cast(read_people(text), Luck("x"), "f")
    assert first.description != second.description and first.title != second.title


def test_a_green_dress_is_hers_and_not_her_grandfathers() -> None:
    girl, grandfather = cast(
        read_people("a girl in a green dress and her grandfather"), Luck("x"), "f"
    )
    assert "a green knee-length dress" in girl.description
    assert "dress" not in grandfather.description and "old man" in grandfather.description

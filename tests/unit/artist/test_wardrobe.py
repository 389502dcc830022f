"""Characters: a description, in either language, is always the same person in the same clothes."""

import pytest

from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.figure.wardrobe import person


def test_the_same_words_are_the_same_person():
    words = "a dancer with a scar"
    assert person(words) == person(words) == person("A dancer, with a scar!")


def test_other_words_are_other_people():
    crowd = {person(f"passer-by number {i}") for i in range(12)}
    assert len(crowd) > 9


@pytest.mark.parametrize(
    ("words", "top", "coat", "top_colour", "coat_colour"),
    [
        ("a woman in a red dress hex #B0202A", "dress", "", "#B0202A", None),
        ("a man in a navy suit, hex #1D2A4A", "suit", "", "#1D2A4A", None),
        ("a girl in a long coat hex #D9A441 over a white shirt hex #F0F0F0", "shirt", "long", "#F0F0F0", "#D9A441"),
        ("אישה בשמלה אדומה hex #B0202A", "dress", "", "#B0202A", None),
        ("גבר במעיל ארוך hex #33445A וחולצה hex #E0E0E0", "shirt", "long", "#E0E0E0", "#33445A"),
        ("someone, hex #55AA33", None, "", "#55AA33", None),
    ],
)  # fmt: skip
def test_hex_colours_go_to_the_garment_they_follow(words, top, coat, top_colour, coat_colour):
    outfit = person(words).outfit
    assert top is None or outfit.top == top
    assert outfit.coat == coat
    assert outfit.top_colour == from_hex(top_colour)
    assert coat_colour is None or outfit.coat_colour == from_hex(coat_colour)


@pytest.mark.parametrize(
    ("words", "feminine", "age", "hair"),
    [
        ("a young woman with long red hair", True, "young", "long"),
        ("an old bearded man, bald", False, "old", "bald"),
        ("a little girl with braids", True, "child", "braids"),
        ("אישה צעירה עם שיער שחור ארוך", True, "young", "long"),
        ("ילד מתולתל", False, "child", "curly"),
        ("גבר זקן וקירח", False, "old", "bald"),
    ],
)
def test_words_decide_sex_age_and_hair(words: str, feminine: bool, age: str, hair: str):
    found = person(words)
    assert (found.feminine, found.age, found.hair) == (feminine, age, hair)


def test_hair_keeps_its_own_colour():
    found = person("a woman in a white dress hex #F4E3C1, long brown hair, green eyes")
    assert found.hair_colour == from_hex("#4A2E1D")
    assert found.eyes == from_hex("#4C7A4E")
    assert found.outfit.top_colour == from_hex("#F4E3C1")
    assert person("a girl with pink hair hex #D04080").hair_colour == from_hex("#D04080")


def test_hats_glasses_and_scarves_are_worn():
    outfit = person("a man with a cowboy hat, sunglasses and a scarf").outfit
    assert (outfit.hat, outfit.glasses, outfit.scarf) == ("cowboy", "sunglasses", True)

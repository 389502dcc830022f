"""The tables hold what they promise: both languages, stills at rest, marks that can be filled."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from miri.domain.static_state import motion_words
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.wording import Word, Wording

LISTS = ("places_home", "places_city", "places_nature", "things", "actions", "moods", "styles")


def stills() -> Iterator[tuple[str, str]]:
    """Every text that tells a picture at rest, with where it stands."""
    for place in tables.places().values():
        yield place.key, place.looks
        yield from ((place.key, text) for s in (*place.spots, *place.details) for text in s.said)
    for thing in tables.things().values():
        yield thing.key, thing.looks
        yield from ((thing.key, text) for text in thing.sight.said)
    for action in tables.actions().values():
        far = action.far.said if action.far else ()
        yield from ((action.key, text) for text in (*action.still.said, *far))
    for kind in tables.table("shots")["poses"]:
        yield from ((kind, text) for s in tables.poses(kind) for text in s.said)


def test_no_still_of_the_tables_holds_a_motion_word() -> None:
    moving = {(key, text): motion_words(text) for key, text in stills() if motion_words(text)}
    assert moving == {}


def test_every_still_stands_in_both_languages() -> None:
    for key, place in tables.places().items():
        for still in (*place.spots, *place.details):
            assert re.search("[a-z]", still.said[0]), key
            assert re.search("[\u05d0-\u05ea]", still.said[1]), key
            assert not re.search("[a-zA-Z]", still.said[1]), key


def test_every_entry_has_words_in_both_languages() -> None:
    for name in LISTS:
        for key, row in tables.table(name).items():
            assert row["en"], (name, key)
            assert any(re.search("[\u05d0-\u05ea]", word) for word in row["he"]), (name, key)


def test_every_place_has_spots_and_details_and_colours() -> None:
    for key, place in tables.places().items():
        assert len(place.spots) >= 3, key
        assert len(place.details) >= 2, key
        assert all(detail.motion for detail in place.details), key


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("sex", ["f", "m", "p"])
def test_every_sentence_of_every_story_can_be_put_into_words(language: str, sex: str) -> None:
    words = {
        name: Word(name, many=False, definite=False)
        for name in ("who", "other", "prop", "home", "heart", "far", "end")
    }
    words |= {f"at_{role}": Word(f"at {role}") for role in ("home", "heart", "far", "end")}
    wording = Wording(language, sex, "m", words)
    for shape in tables.shapes().values():
        beats = [beat for group in shape.beats.values() for beat in group]
        pairs = [shape.logline, shape.movement, *(b.title for b in beats), *(b.text for b in beats)]
        for pair in pairs:
            told = wording.of(pair)
            assert not re.search(r"[{}\[\]<>|~]", told), (shape.key, told)


def test_every_turn_has_as_many_forms_as_its_language_needs() -> None:
    rows = [*tables.shapes().values()]
    texts = [b.text for shape in rows for group in shape.beats.values() for b in group]
    texts += [pair for shape in rows for pair in (shape.logline, shape.movement)]
    texts += [s.said for p in tables.places().values() for s in p.spots]
    for english, hebrew in texts:
        assert all(m.count("|") == 1 for m in _turns(english)), english
        assert all(m.count("|") == 2 for m in _turns(hebrew)), hebrew


def _turns(text: str) -> list[str]:
    return [*re.findall(r"\[([^\]]*)\]", text), *re.findall(r"~([^}]*)\}", text)]


def test_every_story_can_be_told_by_one_person_alone() -> None:
    for shape in tables.shapes().values():
        for function, beats in shape.beats.items():
            assert any(b.cast in ("lead", "none") and "{other" not in b.text[0] for b in beats), (
                shape.key,
                function,
            )


def test_what_tables_point_to_exists() -> None:
    for shape in tables.shapes().values():
        assert set(shape.places) == {"home", "heart", "far", "end"}
        assert set(shape.places.values()) <= set(tables.places())
        assert set(shape.hours) <= set(tables.hours())
        assert tables.things()[shape.prop].looks
    for key, row in tables.table("changes").items():
        assert set(row.get("moods", ())) <= set(tables.manners("moods")), key
        assert row.get("hour", "night") in tables.hours(), key
        assert row.get("weather", "rain") in tables.weathers(), key
        assert row.get("style", "neon") in tables.manners("styles"), key
    for row in tables.table("wardrobe")["garments"].values():
        assert row["colour"] in tables.table("colours")


def test_palettes_are_hex_and_long_enough_for_an_accent() -> None:
    for name in ("moods", "styles"):
        for key, manner in tables.manners(name).items():
            assert len(manner.palette) in (0, 6), key
            assert all(tables.HEX.fullmatch(code) for code in manner.palette), key
    assert all(m.palette for m in tables.manners("moods").values())


def test_things_that_belong_somewhere_name_a_place() -> None:
    at: list[Any] = [thing.at for thing in tables.things().values() if thing.at]
    assert set(at) <= set(tables.places())

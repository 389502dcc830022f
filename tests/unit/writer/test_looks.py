"""Looks that people name: colours that are true to the name, in both languages."""

import pytest

from miri.domain.film import Film
from miri.domain.story import Look
from miri.providers.offline.writer.writer import RuleStoryWriter
from tests.unit.domain.songs import SHORT, make_song
from tests.unit.writer.films import film

WRITER = RuleStoryWriter()


def told(language: str = "en", look: Look | None = None) -> Film:
    song = make_song(SHORT, bpm=100, name="looks")
    plain = film(language, song, theme="a man at the sea", mood="romantic")
    return plain.model_copy(update={"look": look})


def parts(code: str) -> tuple[int, int, int]:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def lightness(look: Look) -> int:
    return sum(sum(parts(code)) for code in look.palette)


@pytest.mark.parametrize(
    "words", ["black and white", "שחור לבן", "make it black and white", "film noir", "נואר"]
)
async def test_black_and_white_is_grey_and_no_mood_warms_it(words: str) -> None:
    look = await WRITER.look(told(), words)
    assert all(max(parts(code)) - min(parts(code)) <= 4 for code in look.palette)
    assert "black and white" in look.lighting and "warm" not in look.lighting


@pytest.mark.parametrize("words", ["sepia", "ספיה", "like an old photograph"])
async def test_sepia_is_brown_from_dark_to_cream(words: str) -> None:
    look = await WRITER.look(told(), words)
    assert all(red > green > blue for red, green, blue in map(parts, look.palette))


async def test_looks_that_people_name_differ_from_each_other() -> None:
    names = ("noir", "pastel", "neon", "VHS", "Kodak", "sepia", "black and white")
    palettes = {(await WRITER.look(told(), name)).palette for name in names}
    assert len(palettes) == len(names)
    assert (await WRITER.look(told(), "like Wes Anderson")).palette == (
        await WRITER.look(told(), "pastel")
    ).palette


@pytest.mark.parametrize(
    ("words", "up"),
    [("everything darker", -1), ("הכל כהה יותר", -1), ("too dark", 1), ("בהיר יותר", 1)],
)
async def test_a_wish_for_light_alone_changes_the_look_there_is(words: str, up: int) -> None:
    before = await WRITER.look(told(), "pastel")
    after = await WRITER.look(told(look=before), words)
    assert (lightness(after) - lightness(before)) * up > 0
    assert ("much darker light" if up < 0 else "much brighter light") in after.lighting
    assert before.lighting.split(", ")[0] in after.lighting

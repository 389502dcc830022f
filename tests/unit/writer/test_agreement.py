"""Hebrew sentences agree with whom they speak of, also where somebody is only in the background."""

import pytest

from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.shot_world import world_of
from miri.providers.offline.writer.story import Story
from tests.unit.domain.songs import POP, make_song
from tests.unit.writer.films import film


@pytest.mark.parametrize(
    ("characters", "said"),
    [("ילד בן עשר, וכלב לבן", "הילד מטושטש"), ("ילדה בת שש, וכלב לבן", "הילדה מטושטשת")],
)
def test_somebody_soft_behind_a_dog_has_their_own_gender(characters: str, said: str) -> None:
    song = make_song(POP, bpm=100, name="agreement")
    told = film("he", song, theme="חברות", characters=characters)
    world = world_of(Story(Reading(told, "")), None, "scene_1")
    pose = ("x", "{who} [מטושטשת|מטושטש|מטושטשים] מאחור")
    assert world.wording_for(()).of(pose).startswith(said + " ")

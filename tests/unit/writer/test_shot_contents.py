"""What a note names comes into one shot's picture, leaves it, or moves it: in both languages."""

import pytest

from miri.domain.film import Film, FilmSettings
from miri.domain.prompt import Camera, Framing, ImagePrompt, Subject, SubjectKind
from miri.domain.shot import Shot
from miri.domain.story import Look
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import is_hebrew
from miri.providers.offline.writer.shot_notes import write_note

WOMAN = (
    "a young woman in her early twenties; wearing a red knee-length coat (hex #B3272F), blue jeans"
)
MAN = "an old man in his seventies, deep wrinkles; wearing a brown jacket (hex #6B4A2F)"
SEA = tables.places()["sea"]


def noted(note: str) -> ShotIdea:
    language = "he" if is_hebrew(note) else "en"
    camera = Camera(framing=Framing.FULL)
    image = ImagePrompt(
        scene=f"{SEA.looks}, at noon, in the rain, wet reflections on every surface",
        subjects=(
            Subject(description=WOMAN, pose=SEA.spots[1].said[0], position="left"),
            Subject(description=MAN, pose="standing", position="right"),
        ),
        lighting="clear midday light, short shadows",
        camera=camera,
    )
    shot = Shot(
        id="shot_a",
        number=1,
        scene_id="scene_a",
        start_frame=0,
        end_frame=48,
        description="x.",
        image=image,
        motion="she turns; rain falls steadily",
        camera=camera,
    )
    look = Look(words="blue", palette=("#102040", "#E0A040"))
    return write_note(Film(settings=FilmSettings(language=language), look=look), shot, note)


def told(idea: ShotIdea) -> str:
    return " | ".join(s.description for s in idea.subjects)


@pytest.mark.parametrize(
    ("note", "framing"),
    [("wide", Framing.WIDE), ("רחב", Framing.WIDE), ("מקרוב", Framing.CLOSE_UP)],
)
def test_a_bare_framing_word_is_obeyed_and_not_quoted(note: str, framing: Framing):
    idea = noted(note)
    assert (idea.camera.framing, idea.unread) == (framing, "")
    assert "as asked" not in idea.scene


@pytest.mark.parametrize("note", ["close up on her hands", "מקרוב על הידיים שלה"])
def test_a_part_of_somebody_fills_the_frame(note: str):
    idea = noted(note)
    assert idea.camera.framing is Framing.EXTREME_CLOSE_UP
    assert [(s.description, s.pose[:14]) for s in idea.subjects] == [(WOMAN, "only the hands")]


@pytest.mark.parametrize("note", ["without the man", "remove the old man", "בלי האיש", "בלי הזקן"])
def test_one_person_leaves_and_the_other_stays(note: str):
    assert [s.description for s in noted(note).subjects] == [WOMAN]


@pytest.mark.parametrize(
    ("note", "kind", "words"),
    [
        ("add a red umbrella", SubjectKind.OBJECT, "a red umbrella hex #B3272F"),
        ("שים אופניים", SubjectKind.OBJECT, "bicycle"),
        ("שיהיה כלב שחור ברקע", SubjectKind.ANIMAL, "a black dog hex #1B1A1E"),
        ("add an elephant", SubjectKind.ANIMAL, "an elephant"),
    ],
)
def test_a_new_thing_is_a_subject_of_its_own(note: str, kind: SubjectKind, words: str):
    idea = noted(note)
    new = idea.subjects[-1]
    assert (new.type, idea.unread) == (kind, "") and words in new.description


@pytest.mark.parametrize(
    ("note", "who", "garment"),
    [
        (
            "add a little girl in a yellow dress",
            "a girl of about eight",
            "yellow knee-length dress",
        ),
        ("תוסיפי ילד עם כובע אדום", "a boy of about eight", "red brimmed hat"),
    ],
)
def test_somebody_new_comes_dressed_as_told(note: str, who: str, garment: str):
    idea = noted(note)
    assert len(idea.subjects) == 3 and idea.unread == ""
    assert idea.subjects[2].description.startswith(who)
    assert garment in idea.subjects[2].description


@pytest.mark.parametrize(
    ("note", "new"), [("give her a blue dress", "blue"), ("לה שמלה ירוקה", "green")]
)
def test_other_clothes_take_the_place_of_what_was_worn(note: str, new: str):
    woman, man = noted(note).subjects
    assert f"a {new} knee-length dress" in woman.description and "jeans" not in woman.description
    assert man.description == MAN


@pytest.mark.parametrize("note", ["move it to the harbour", "at the harbour", "בנמל"])
def test_another_place_changes_the_scene_and_the_poses(note: str):
    idea, harbour = noted(note), tables.places()["harbour"]
    assert idea.scene.startswith(harbour.looks) and SEA.looks not in idea.scene
    assert idea.subjects[0].pose in {spot.said[0] for spot in harbour.spots}
    assert "at noon" in idea.scene and idea.unread == ""


def test_a_room_brings_the_light_of_a_room():
    assert "through the window" in noted("in the kitchen").lighting


@pytest.mark.parametrize("note", ["no rain", "without the rain", "בלי גשם"])
def test_weather_can_go(note: str):
    idea = noted(note)
    assert "rain" not in idea.scene and "rain" not in idea.motion


@pytest.mark.parametrize("note", ["make it snow", "שיירד שלג"])
def test_new_weather_takes_the_place_of_the_old(note: str):
    idea = noted(note)
    assert "under fresh snow" in idea.scene and "rain" not in idea.scene


@pytest.mark.parametrize(
    ("note", "unread"), [("add a flying teapot", "flying teapot"), ("תוסיף לה כנפיים", "כנפיים")]
)
def test_what_could_only_be_quoted_is_named_as_such(note: str, unread: str):
    idea = noted(note)
    assert idea.unread == unread and note in idea.scene

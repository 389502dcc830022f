"""A note on one shot changes that shot by just what it says, in both languages."""

import pytest

from miri.domain.film import Film, FilmSettings
from miri.domain.prompt import (
    Camera,
    CameraAngle,
    CameraMove,
    Framing,
    ImagePrompt,
    Subject,
    SubjectKind,
)
from miri.domain.shot import Shot
from miri.domain.story import Look
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer.shot_notes import write_note

NIGHT = "night at the window, one warm lamp"
PALETTE = ("#102040", "#E0A040")


def film(language: str = "en") -> Film:
    return Film(settings=FilmSettings(language=language), look=Look(words="blue", palette=PALETTE))


def shot(language: str = "en") -> Shot:
    said = {
        "en": "Full figure: The woman, at the door, at night.",
        "he": "גוף מלא: האישה ליד הדלת.",
    }
    camera = Camera(framing=Framing.FULL)
    return Shot(
        id="shot_a",
        number=1,
        scene_id="scene_a",
        start_frame=0,
        end_frame=48,
        description=said[language],
        image=ImagePrompt(
            scene="a bedroom, at night",
            subjects=(Subject(description="a woman in a navy jacket"),),
            lighting=NIGHT,
            camera=camera,
        ),
        motion="she turns",
        camera=camera,
    )


def noted(note: str, language: str = "en") -> ShotIdea:
    return write_note(film(language), shot(language), note)


def brightness(palette: tuple[str, ...]) -> int:
    return sum(int(colour[i : i + 2], 16) for colour in palette for i in (1, 3, 5))


@pytest.mark.parametrize("note", ["closer", "come closer please", "too far", "תקרבי", "יותר קרוב"])
def test_nearer_is_one_size_nearer_and_nothing_else(note: str):
    idea = noted(note)
    assert idea.camera.framing is Framing.MEDIUM
    assert idea.display.startswith("Medium: The woman")
    before = shot()
    assert (idea.scene, idea.subjects, idea.motion) == (
        before.image.scene,
        before.image.subjects,
        before.motion,
    )


@pytest.mark.parametrize(
    ("note", "field", "wanted"),
    [
        ("wider", "framing", Framing.WIDE),
        ("רחב יותר", "framing", Framing.WIDE),
        ("make it a close-up", "framing", Framing.CLOSE_UP),
        ("קלוז אפ", "framing", Framing.CLOSE_UP),
        ("slow pan left", "move", CameraMove.PAN_LEFT),
        ("פאן ימינה", "move", CameraMove.PAN_RIGHT),
        ("from above", "angle", CameraAngle.HIGH),
        ("זווית נמוכה", "angle", CameraAngle.LOW),
    ],
)
def test_the_camera_obeys(note: str, field: str, wanted: object):
    assert getattr(noted(note).camera, field) is wanted


@pytest.mark.parametrize("note", ["darker", "too bright", "כהה יותר", "יותר כהה", "תחשיכי"])
def test_darker_darkens_the_palette_and_says_so_to_models(note: str):
    idea = noted(note)
    assert brightness(idea.palette) < 0.7 * brightness(PALETTE)
    assert idea.lighting == f"much darker light; {NIGHT}"
    twice = write_note(film(), shot().model_copy(update={"image": image_of(idea)}), note)
    assert brightness(twice.palette) < brightness(idea.palette)
    assert twice.lighting == idea.lighting


def image_of(idea: ShotIdea) -> ImagePrompt:
    return ImagePrompt(scene=idea.scene, lighting=idea.lighting, palette=idea.palette)


@pytest.mark.parametrize("note", ["redder", "more red", "יותר אדום"])
def test_a_colour_alone_is_for_the_whole_picture(note: str):
    for colour, before in zip(noted(note).palette, PALETTE, strict=True):
        assert redness(colour) > redness(before)


def redness(colour: str) -> int:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 2 * red - green - blue


@pytest.mark.parametrize("note", ["with a red umbrella", "עם מטרייה אדומה"])
def test_a_thing_comes_into_the_picture_in_its_own_colour(note: str):
    idea = noted(note)
    assert [s.type for s in idea.subjects] == [SubjectKind.PERSON, SubjectKind.OBJECT]
    assert "red umbrella" in idea.subjects[1].description
    assert idea.palette == ()


def test_a_thing_that_is_not_wanted_does_not_come():
    assert len(noted("without an umbrella").subjects) == 1


@pytest.mark.parametrize("note", ["at sunrise", "בזריחה"])
def test_another_hour_takes_the_place_of_the_old_one(note: str):
    idea = noted(note)
    assert idea.scene == "a bedroom, at dawn"
    assert "night" not in idea.lighting and "dawn" in idea.lighting


@pytest.mark.parametrize("note", ["no people", "בלי אנשים"])
def test_people_leave(note: str):
    assert noted(note).subjects == ()


@pytest.mark.parametrize("note", ["she smiles like a secret", "שתחייך"])
def test_what_no_table_knows_goes_along_in_words(note: str):
    idea = noted(note)
    assert idea.scene == f"a bedroom, at night; as asked: {note}"


def test_the_person_reads_what_they_asked_for_the_last_three_wishes():
    before = shot("he")
    for note in ("כהה יותר", "תקרבי", "בגשם", "בזריחה"):
        idea = write_note(film("he"), before, note)
        before = before.model_copy(
            update={"description": idea.display, "camera": idea.camera, "image": image_of(idea)}
        )
    assert before.description == "מדיום: האישה ליד הדלת. (תקרבי; בגשם; בזריחה)"


@pytest.mark.parametrize(
    ("note", "language", "wish"),
    [("shot 3: darker", "en", "darker"), ("שוט 3 כהה יותר", "he", "כהה יותר")],
)
def test_which_shot_is_meant_is_no_part_of_the_wish(note: str, language: str, wish: str):
    idea = write_note(film(language), shot(language), note)
    assert idea.display.endswith(f"({wish})") and "as asked" not in idea.scene

"""Placing: people and things stand where that makes sense, and whoever is named is seen."""

from functools import lru_cache

import numpy as np
import pytest

from miri.domain.prompt import Camera, CameraAngle, Framing, Subject, SubjectKind
from miri.providers.offline.artist.composition import Composition, compose
from miri.providers.offline.artist.ground import deck, shore, slope
from miri.providers.offline.artist.props import Prop, props
from miri.providers.offline.artist.reading import names_somebody, read
from miri.providers.offline.artist.still import picture
from tests.unit.artist.pictures import RED_COAT, prompt

WHOLE = (Framing.EXTREME_WIDE, Framing.WIDE, Framing.FULL)
LEVELS = (CameraAngle.EYE_LEVEL, CameraAngle.LOW, CameraAngle.HIGH)
ROOM = "a lived-in bedroom with one tall window"


def thing(words: str, pose: str = "") -> Subject:
    return Subject(type=SubjectKind.OBJECT, description=words, pose=pose)


def composed(
    scene: str, *subjects: Subject, framing: Framing = Framing.WIDE, **rest
) -> Composition:
    return compose(prompt(scene, *subjects, framing=framing, **rest), 3, 640, 360)


def placed(
    scene: str, subject: Subject, framing: Framing = Framing.WIDE
) -> tuple[Prop, Composition]:
    image = prompt(scene, subject, framing=framing)
    composition = compose(image, 3, 640, 360)
    return props(read(image), composition.scenery, False)[0], composition


@pytest.mark.parametrize("scene", ["a wide empty beach", "a lake at dawn", "a lighthouse by day"])
@pytest.mark.parametrize("framing", WHOLE)
@pytest.mark.parametrize("angle", LEVELS)
@pytest.mark.parametrize("position", ["centre", "left", "background"])
def test_nobody_stands_on_water(scene: str, framing: Framing, angle: CameraAngle, position: str):
    subject = Subject(description=RED_COAT, pose="standing", position=position)
    for seed in range(2):
        camera = Camera(framing=framing, angle=angle)
        found = compose(prompt(scene, subject, camera=camera), seed, 640, 360)
        land = shore(found.view) + slope(found.view)
        assert found.view.horizon < shore(found.view)
        assert all(land < actor.y < found.view.height for actor in found.actors)


@pytest.mark.parametrize("framing", WHOLE)
def test_nobody_stands_beside_a_pier(framing: Framing):
    subject = Subject(description=RED_COAT, pose="standing", position="left")
    found = composed("a long wooden pier", subject, framing=framing)
    actor = found.actors[0]
    assert abs(actor.x - 320) < deck(found.view, actor.y)


def test_a_lamp_at_the_sea_stands_on_the_sand_and_one_in_a_room_on_a_table():
    outside, beach = placed("a wide empty beach", thing("a small brass table lamp"))
    inside, room = placed(ROOM, thing("a small brass table lamp"))
    floor, _ = placed(ROOM, thing("a small brass table lamp", "on the floor"))
    assert outside.name == inside.name == "lamp"
    assert outside.y > shore(beach.view) + slope(beach.view) and not outside.under
    assert inside.under == "table" and inside.y < room.view.feet < floor.y + 10
    assert not floor.under


def test_a_boat_lies_on_the_water():
    boat, lake = placed("a still lake at dawn", thing("an old rowboat"))
    assert lake.view.horizon < boat.y < shore(lake.view) + 0.12 * boat.size


@pytest.mark.parametrize("words", ["a coat alone on a hook, still holding a shape", "מעיל על וו"])
def test_a_coat_on_a_hook_is_a_coat_and_nobody(words: str):
    found = composed(ROOM, thing(words), framing=Framing.CLOSE_UP)
    assert found.actors == ()
    assert placed(ROOM, thing(words))[0].name == "garment"


def test_clothes_on_a_reference_plate_are_worn_by_a_dummy():
    assert len(composed("neutral backdrop", thing("a long red coat")).actors) == 1


@lru_cache(maxsize=8)
def empty_room(framing: Framing) -> np.ndarray:
    return picture(compose(prompt(ROOM, framing=framing), 3, 320, 180)).astype(int)


@pytest.mark.parametrize("framing", list(Framing))
@pytest.mark.parametrize(
    "pose",
    [
        "forehead resting on the window", "forehead resting on the back of the hand",
        "מצח נשען על החלון", "lying on the bed", "asleep", "sitting, back to us",
        "kneeling", "small in the frame, hands in the pockets",
    ],
)  # fmt: skip
def test_whoever_is_named_is_seen(pose: str, framing: Framing):
    subject = Subject(description=RED_COAT, pose=pose)
    image = prompt(ROOM, subject, framing=framing)
    with_her = picture(compose(image, 3, 320, 180)).astype(int)
    without = empty_room(framing)
    seen = (np.abs(with_her - without).max(axis=2) > 25).mean()
    assert seen > (0.08 if framing in (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP) else 0.008)


@pytest.mark.parametrize(
    ("scene", "somebody"),
    [
        ("a man walks away down an empty road", True),
        ("she looks back from the door", True),
        ("אישה יוצאת מהבית", True),
        ("her coat on a chair", False),
        ("an empty street, no people", False),
        ("nobody in the room", False),
        ("a photograph of a woman on a table", False),
        ("the man's hat on the sand", False),
        ("רחוב בלי אנשים", False),
    ],
)
def test_a_scene_that_names_somebody_shows_them(scene: str, somebody: bool):
    assert names_somebody(scene) is somebody


def test_a_scene_names_its_person_beside_a_thing_of_the_cast():
    found = composed("a man walks down a road at dusk", thing("an old suitcase"))
    assert len(found.actors) == 1


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (640, 640)])
@pytest.mark.parametrize("angle", LEVELS)
def test_figures_read_even_in_the_widest_frames(size: tuple[int, int], angle: CameraAngle):
    camera = Camera(framing=Framing.EXTREME_WIDE, angle=angle)
    subject = Subject(description=RED_COAT, pose="standing", position="background")
    found = compose(prompt("a field", subject, camera=camera), 3, *size)
    actor = found.actors[0]
    assert -actor.figure.joints().head.y * actor.head > 0.17 * min(size)
    assert found.scenery.lamp(actor.x).rim > 0.9


def test_people_sit_on_the_ground_outdoors_and_on_a_bench_if_there_is_one():
    ground = composed("a wide field", Subject(description=RED_COAT, pose="sitting"))
    bench = composed("a wide field", Subject(description=RED_COAT, pose="sitting on a bench"))
    behind = composed("a beach", Subject(description=RED_COAT, pose="sitting, back to us"))
    assert ground.actors[0].posture.name == "sit_ground"
    assert bench.actors[0].posture.name == "sit"
    assert behind.actors[0].grounded


def test_a_bag_at_the_feet_stands_on_the_ground():
    bag = Subject(description=RED_COAT, pose="waiting, suitcase at the feet")
    hand = Subject(description=RED_COAT, pose="walking with a suitcase")
    down, held = (composed("a road", who).actors[0] for who in (bag, hand))
    assert down.beside is not None and down.figure.held is None
    assert held.beside is None and held.figure.held is not None


def test_short_hair_is_short_beside_a_long_coat():
    words = "a man, short sandy hair, hazel eyes, in a long grey coat"
    traits = composed("a road", Subject(description=words)).actors[0].figure.traits
    assert traits.hair == "short"


@pytest.mark.parametrize("words", ["a white horse", "an elephant", "a red bicycle", "a brown dog"])
@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.FULL])
def test_what_stands_beside_somebody_leaves_them_room(words: str, framing: Framing):
    who = Subject(description=RED_COAT, pose="standing")
    image = prompt("a field by day", who, thing(words), framing=framing)
    composition = compose(image, 3, 640, 360)
    (beside,), (actor,) = props(read(image), composition.scenery, True), composition.actors
    half = beside.size * beside.thing.wide / 2
    assert abs(beside.x - actor.x) > half + 0.5 * actor.head
    assert half <= beside.x <= 640 - half


@pytest.mark.parametrize(
    ("pose", "seat"),
    [("sitting on the guard rail", "rail"), ("sitting on a crate", "block"), ("sitting", "bench")],
)
def test_people_sit_on_what_the_words_name(pose: str, seat: str):
    found = composed("an empty road at night", Subject(description=RED_COAT, pose=pose))
    assert found.actors[0].seat == seat

"""Stills: the same order draws the same picture, in the wanted colours, at any size."""

import itertools

import numpy as np
import pytest

from miri.domain.prompt import Camera, CameraAngle, Framing, ImagePrompt, Subject, SubjectKind
from miri.ports.image_model import Slate, StillOrder
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.artist.composition import compose
from miri.providers.offline.artist.places.atlas import atlas
from miri.providers.offline.artist.still import picture
from miri.providers.offline.artist.words.lexicon import table
from tests.unit.artist.pictures import RED_COAT, decoded, farness, prompt, share_near

NIGHT = ("#070B1D", "#14213F", "#2A4A72", "#6F97B8", "#F3D8A0")
EARTH = ("#2B0F1A", "#6A1B31", "#C8553D", "#F28F3B", "#FFD5A1")
GREEN = ("#0B3D2E", "#2D6A4F", "#74C69D", "#F4D35E", "#EE964B")


def still_order(
    image: ImagePrompt, seed: int = 7, width: int = 640, height: int = 360, **rest
) -> StillOrder:
    return StillOrder(
        prefix="[S1]_[v1]_[animatic]", prompt=image, seed=seed, width=width, height=height, **rest
    )


def drawn(image: ImagePrompt, seed: int = 7, width: int = 640, height: int = 360) -> np.ndarray:
    return picture(compose(image, seed, width, height))[:, :, :3]


async def test_the_same_order_draws_the_same_bytes():
    image = prompt("a rainy street at night", Subject(description=RED_COAT, pose="walking"))
    order = still_order(image, slate=Slate(number="3", time="0:12"))
    first, second = await AnimaticArtist().draw(order), await AnimaticArtist().draw(order)
    assert first.data == second.data
    assert first.content_type == "image/jpeg"


async def test_another_seed_draws_another_picture_of_the_same_place():
    image = prompt("a forest at dawn", Subject(description=RED_COAT, pose="standing"))
    one = await AnimaticArtist().draw(still_order(image, seed=1))
    other = await AnimaticArtist().draw(still_order(image, seed=2))
    assert one.data != other.data


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (512, 512), (333, 501), (64, 64)])
async def test_every_size_is_drawn_to_its_edges(size: tuple[int, int]):
    image = prompt("the sea at sunset", Subject(description=RED_COAT, pose="back turned"))
    found = await AnimaticArtist().draw(still_order(image, width=size[0], height=size[1]))
    pixels = decoded(found.data)
    assert (found.width, found.height) == size == (pixels.shape[1], pixels.shape[0])
    assert pixels[:, -2:].std() + pixels[-2:].std() > 1


@pytest.mark.parametrize("palette", [NIGHT, EARTH, GREEN])
@pytest.mark.parametrize(
    "scene", ["a desert at night", "a bar in the evening", "the city skyline at dusk"]
)
def test_the_main_colours_lie_near_the_palette(palette: tuple[str, ...], scene: str):
    image = drawn(prompt(scene, palette=palette), width=320, height=180)
    assert farness(image, palette) < 12


def test_two_palettes_give_two_pictures_of_one_place():
    blue, green = (drawn(prompt("mountains at dawn", palette=p)) for p in (NIGHT, GREEN))
    assert np.abs(blue.astype(int) - green).mean() > 12


@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.FULL, Framing.MEDIUM, Framing.CLOSE_UP])
def test_a_character_keeps_its_coat_from_shot_to_shot(framing: Framing):
    coat = Subject(description=RED_COAT, pose="standing")
    bare = drawn(prompt("a snowy plain by day", framing=framing, palette=NIGHT), 3, 320, 180)
    shot = drawn(prompt("a snowy plain by day", coat, framing=framing, palette=NIGHT), 3, 320, 180)
    more = share_near(shot, "#B3322B") - share_near(bare, "#B3322B")
    least = {Framing.WIDE: 0.003, Framing.FULL: 0.015, Framing.MEDIUM: 0.04, Framing.CLOSE_UP: 0.04}
    assert more > least[framing]


def test_framing_decides_how_much_of_the_frame_the_subject_fills():
    coat = Subject(description="a man in a green suit hex #2FA84F", pose="standing")
    shares = [
        share_near(
            drawn(prompt("neutral backdrop", coat, framing=framing), 7, 320, 180), "#2FA84F", 0.07
        )
        for framing in (Framing.EXTREME_WIDE, Framing.WIDE, Framing.FULL, Framing.MEDIUM)
    ]
    assert all(small < large for small, large in itertools.pairwise(shares))


def test_the_angle_moves_the_horizon():
    heights = [
        compose(prompt("the sea by day", camera=Camera(angle=angle)), 1, 640, 360).view.horizon
        for angle in (
            CameraAngle.OVERHEAD,
            CameraAngle.HIGH,
            CameraAngle.EYE_LEVEL,
            CameraAngle.LOW,
        )
    ]
    assert heights == sorted(heights)


@pytest.mark.parametrize("place", sorted(atlas()))
def test_every_place_is_painted_by_day_and_by_night(place: str):
    word = table("places")["words"][place][0]
    day, night = (
        drawn(prompt(f"{word}, {hour}"), width=192, height=108) for hour in ("daylight", "night")
    )
    assert day.std() > 6 and night.std() > 3


@pytest.mark.parametrize("place", sorted(atlas()))
def test_a_composition_can_be_painted_again_and_is_the_same(place: str):
    word = table("places")["words"][place][0]
    subject = Subject(description="the band", pose="standing")
    composition = compose(prompt(f"{word}, night, rain, falling leaves", subject), 3, 192, 108)
    first = picture(composition)
    composition.scenery.bulbs.clear()
    assert np.array_equal(first, picture(composition))


@pytest.mark.parametrize("framing", list(Framing))
@pytest.mark.parametrize("kind", list(SubjectKind))
def test_every_kind_of_subject_can_be_framed(framing: Framing, kind: SubjectKind):
    subject = Subject(type=kind, description="an old dog with a lamp", pose="sitting")
    image = drawn(prompt("a room", subject, framing=framing), width=256, height=144)
    assert image.std() > 5


def test_words_nobody_knows_still_give_a_picture():
    image = prompt(
        "qwzx blorf",
        Subject(description="ztt", pose="vrrm"),
        Subject(type=SubjectKind.OBJECT, description="a hyperwidget"),
    )
    assert drawn(image).std() > 10


def test_hostile_text_is_only_text():
    text = "'; DROP TABLE shots; -- ${HOME} {{x}} \u202e\x00 \U0001f3b8" * 40
    image = prompt(
        text, Subject(description=text, pose=text, position=text), style=text, lighting=text
    )
    assert drawn(image, width=128, height=72).shape == (72, 128, 3)


def test_a_television_shows_rows_and_neon_shines_in_other_hues():
    street = "a city street at night, neon signs"
    plain, rows, tubes = (
        drawn(prompt(street, style=style), 7, 960, 480).astype(float)
        for style in ("", "VHS tape, 1980s", "neon, synthwave")
    )
    even, odd = rows[0::4] + rows[1::4], rows[2::4] + rows[3::4]
    assert odd.mean() < 0.9 * even.mean()
    assert np.abs(tubes - plain).mean() > 3

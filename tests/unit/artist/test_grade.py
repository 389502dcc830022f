"""Grading: films without colour keep none, and the words for light change how light it is."""

import itertools
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from miri.domain.prompt import (
    Camera,
    CameraMove,
    ClipPrompt,
    Framing,
    ImagePrompt,
    Subject,
    SubjectKind,
)
from miri.ports.image_model import Slate, StillOrder
from miri.ports.video_model import ClipOrder
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.artist.composition import compose
from miri.providers.offline.artist.grade import grade
from miri.providers.offline.artist.still import picture
from tests.unit.artist.pictures import RED_COAT, decoded, oklab, prompt

GREYS = ("#0A0A0C", "#2A2B2F", "#616368", "#A5A7AA", "#EDECE8", "#C9C9C6")
BROWNS = ("#1E140C", "#4A3320", "#8A6A45", "#C9A877", "#F0E0BF")
WORLD = ("#0C0A20", "#2B1B4D", "#5A3178", "#B5618E", "#F6C28B")
LAMP = Subject(type=SubjectKind.OBJECT, description="a lamp with a green shade hex #2FA84F")
COAT = Subject(description=f"{RED_COAT}, blue scarf hex #2F5A9E", pose="walking")
SCENES = ("a rainy street at night, neon", "a beach at sunset", "a kitchen in the morning")


def drawn(image: ImagePrompt, seed: int = 3) -> np.ndarray:
    return picture(compose(image, seed, 240, 135))[:, :, :3]


def chroma(image: np.ndarray) -> np.ndarray:
    return np.hypot(*oklab(image)[:, 1:].T)


@pytest.mark.parametrize(
    ("scene", "look"),
    [
        (SCENES[0], {"palette": GREYS}),
        (SCENES[1], {"palette": GREYS}),
        (SCENES[2], {"style": "black and white, high contrast"}),
        (SCENES[0], {"style": "film noir"}),
        (SCENES[1], {"style": "שחור־לבן, קונטרסט גבוה"}),
        (SCENES[2], {"lighting": "monochrome, hard key"}),
        (SCENES[0], {"style": "black and white", "palette": WORLD}),
    ],
    ids=str,
)
def test_nothing_in_a_grey_picture_keeps_colour(scene: str, look: dict):
    assert chroma(drawn(prompt(scene, COAT, LAMP, **look))).max() < 0.012


def test_a_grey_film_with_one_red_accent_keeps_red_and_nothing_else():
    palette = (*GREYS[:5], "#B3272F")
    image = drawn(prompt(SCENES[1], COAT, LAMP, palette=palette, style="black and white, red"))
    values = oklab(image)
    vivid = values[np.hypot(values[:, 1], values[:, 2]) > 0.06]
    hues = np.arctan2(vivid[:, 2], vivid[:, 1]) / (2 * np.pi)
    assert len(vivid) > 12
    assert hues.min() > 0.0 and hues.max() < 0.16


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("look", [{"palette": BROWNS}, {"style": "sepia, an old photograph"}])
def test_a_sepia_picture_is_all_brown(scene: str, look: dict):
    values = oklab(drawn(prompt(scene, COAT, LAMP, **look)))
    strength = np.hypot(values[:, 1], values[:, 2])
    hues = np.arctan2(values[:, 2], values[:, 1])[strength > 0.02] / (2 * np.pi)
    assert strength.mean() > 0.02
    assert hues.min() > 0.1 and hues.max() < 0.28


def test_a_coloured_palette_is_left_alone():
    assert chroma(drawn(prompt(SCENES[1], COAT, palette=WORLD, style="noir"))).max() > 0.1


async def test_the_clip_of_a_grey_still_is_grey_too(tmp_path: Path):
    image = prompt(SCENES[0], COAT, palette=GREYS, camera=Camera(framing=Framing.WIDE))
    still = await AnimaticArtist().draw(
        StillOrder(prefix="p", prompt=image, seed=5, width=320, height=180, slate=Slate())
    )
    assert chroma(decoded(still.data)).max() < 0.03
    order = ClipOrder(
        prefix="p", prompt=ClipPrompt(rest="", motion="", camera=Camera(move=CameraMove.PUSH)),
        still_prompt=image, still=still.data, seed=5, width=320, height=180, frames=8,
        rate=Fraction(24),
    )  # fmt: skip
    await AnimaticArtist().animate(order, tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as film:
        for frame in film.decode(video=0):
            planes = frame.to_ndarray()[180:].astype(int)
            assert np.abs(planes - 128).max() <= 3


LIGHTS = (
    ("much darker", "darker", "", "brighter", "much brighter"),
    ("חשוך מאוד", "חשוך יותר", "", "בהיר יותר", "הרבה יותר בהיר"),
    ("underexposed", "low-key, dim", "", "high-key", "overexposed"),
)


@pytest.mark.parametrize("scene", [*SCENES, "a concert stage", "the sea by day"])
@pytest.mark.parametrize("words", LIGHTS[:1])
def test_words_for_light_change_how_light_the_picture_is(scene: str, words: tuple[str, ...]):
    means = [float(drawn(prompt(scene, COAT, lighting=said)).mean()) for said in words]
    steps = [after / before for before, after in itertools.pairwise(means)]
    room = 255 - means[2]
    assert min(steps) > 1.03
    assert means[1] < 0.85 * means[2]
    assert means[3] > means[2] + min(0.12 * means[2], 0.2 * room)


@pytest.mark.parametrize("words", LIGHTS)
def test_every_tongue_has_as_many_steps_of_light(words: tuple[str, ...]):
    steps = [grade(prompt(SCENES[0], COAT, lighting=said)).light for said in words]
    usual = [grade(prompt(SCENES[0], COAT, lighting=said)).light for said in LIGHTS[0]]
    assert steps == sorted(set(steps)) and steps[2] == 0
    assert all(abs(one - other) < 0.7 for one, other in zip(steps, usual, strict=True))

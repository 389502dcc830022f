"""Takes: another seed shows the same place in another light, from a step aside."""

import cv2
import numpy as np
import pytest

from miri.domain.prompt import Framing
from miri.providers.offline.artist.composition import compose
from miri.providers.offline.artist.places.atlas import atlas
from miri.providers.offline.artist.still import picture
from miri.providers.offline.artist.words.lexicon import table
from tests.unit.artist.pictures import prompt


def changed(one: np.ndarray, other: np.ndarray) -> float:
    """What share of two pictures is seen to differ, from afar."""
    small = [
        cv2.resize(p, (160, 90), interpolation=cv2.INTER_AREA).astype(int) for p in (one, other)
    ]
    return float((np.abs(small[0] - small[1]).max(axis=2) > 12).mean())


@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.MEDIUM])
@pytest.mark.parametrize("place", sorted(set(atlas()) - {"studio"}))
def test_the_next_take_of_an_empty_shot_looks_different(place: str, framing: Framing):
    word = table("places")["words"][place][0]
    image = prompt(f"{word}, daylight", framing=framing)
    takes = [picture(compose(image, 40 + n, 240, 135))[:, :, :3] for n in range(2)]
    assert changed(*takes) > 0.04


def test_takes_of_a_plain_backdrop_differ_by_their_light():
    image = prompt("neutral backdrop")
    one, other = (picture(compose(image, seed, 480, 270)) for seed in (1, 2))
    assert not np.array_equal(one, other)

"""The slate: Hebrew has its letters, runs right to left, and nothing is drawn for nothing."""

import numpy as np

from miri.ports.image_model import Slate
from miri.providers.offline.artist.plate import blank, ink_on
from miri.providers.offline.artist.slate import draw_slate, paragraph


def drawn(text: str, width: int = 160) -> np.ndarray:
    """A line of text as an alpha mask, 48 pixels high."""
    pixels = blank(width, 48)
    ink = ink_on(pixels)
    paragraph(text, 32.0, width).paint(ink.canvas, 2, 2)
    return pixels[:, :, 3].copy()


def test_hebrew_letters_are_letters_and_not_boxes():
    missing = drawn("\ue123")
    letters = [drawn(letter) for letter in "אבגדהחטילמנעפצקרשת"]
    assert all(letter.any() for letter in letters)
    assert not any(np.array_equal(letter, missing) for letter in letters)
    assert len({letter.tobytes() for letter in letters}) == len(letters)


def test_latin_letters_and_digits_are_in_the_same_font():
    signs = [drawn(sign) for sign in "Aa0123456789:."]
    assert len({sign.tobytes() for sign in signs}) == len(signs)


def test_hebrew_runs_from_right_to_left():
    word = drawn("אל")
    columns = np.flatnonzero(word.any(axis=0))
    right = word[:, columns[len(columns) // 2] :]
    alef, lamed = drawn("א"), drawn("ל")
    tall = np.flatnonzero(lamed.any(axis=1))[0]
    assert tall < np.flatnonzero(alef.any(axis=1))[0]
    assert np.flatnonzero(right.any(axis=1))[0] > tall


def test_a_hebrew_title_with_latin_and_digits_keeps_its_own_direction():
    pixels = blank(640, 360)
    draw_slate(ink_on(pixels), Slate(number="12", time="0:34", title="שלום Miri 2026"), 640, 360)
    assert pixels[300:, :320, 3].any()
    assert not pixels[:250, :, 3].any()


def test_an_empty_slate_draws_nothing():
    pixels = blank(320, 180)
    draw_slate(ink_on(pixels), Slate(), 320, 180)
    assert not pixels.any()


def test_a_long_title_stays_inside_the_picture():
    pixels = blank(320, 180)
    draw_slate(ink_on(pixels), Slate(number="7", title="very long title " * 12), 320, 180)
    assert not pixels[:, 300:, 3].any()

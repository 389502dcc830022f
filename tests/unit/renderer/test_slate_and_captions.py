"""Slates and captions: words on and beside the picture, in both directions."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pysubs2
import pytest
from PIL import Image

from miri.domain.cut import TimelineClip
from miri.domain.song import LyricLine
from renderer.captions import CaptionFormat, captions
from renderer.slate import draw_slate


def card(folder: Path, label: str, number: int = 3) -> np.ndarray:
    clip = TimelineClip(shot_id="shot_3", number=number, start_frame=48, end_frame=96, label=label)
    path = folder / f"{number}-{label}.png"
    draw_slate(clip, Fraction(24), 320, 180, path)
    return np.asarray(Image.open(path))


def line(text: str, start: int, end: int) -> LyricLine:
    return LyricLine(
        text=text,
        start_micros=start * 1000,
        end_micros=end * 1000,
        start_frame=0,
        end_frame=0,
        timed=True,
    )


def test_a_slate_is_readable_and_never_black(tmp_path: Path):
    picture = card(tmp_path, "")
    assert picture.shape == (180, 320, 3)
    assert picture.min() >= 50
    assert (picture > 200).any()


def test_slates_tell_their_shot_and_their_label_apart(tmp_path: Path):
    plain, other, hebrew = card(tmp_path, ""), card(tmp_path, "", 4), card(tmp_path, "חוף בלילה")
    assert (plain != other).any()
    assert (plain != hebrew).any()


def test_hebrew_on_a_slate_runs_from_right_to_left(tmp_path: Path):
    """A full stop ends a Hebrew line at its left."""
    ended, plain = card(tmp_path, "שלום."), card(tmp_path, "שלום")
    columns = np.flatnonzero((ended[126:150] > 90).any(axis=(0, 2)))
    columns = columns[(columns > 40) & (columns < 280)]
    bare = np.flatnonzero((plain[126:150] > 90).any(axis=(0, 2)))
    bare = bare[(bare > 40) & (bare < 280)]
    assert columns[-1] - columns[0] > bare[-1] - bare[0]
    ink = (ended[126:150, columns[0] : columns[0] + 3] > 90).any(axis=2)
    assert ink.any(axis=1).sum() < 6, "a dot is low, a letter is tall"


@pytest.mark.parametrize("kind", list(CaptionFormat))
def test_captions_read_back_in_order_with_their_times_and_words(kind: CaptionFormat):
    lines = [line("Second & <last>", 2500, 4000), line("שורה ראשונה", 1000, 3000)]
    text = captions([*lines, line("  ", 5000, 6000)], kind)
    back = pysubs2.SSAFile.from_string(text, kind.value)
    assert [(event.start, event.end) for event in back] == [(1000, 2500), (2500, 4000)]
    assert back[0].plaintext == "שורה ראשונה"
    assert "Second" in back[1].plaintext


@pytest.mark.parametrize("kind", list(CaptionFormat))
def test_lyrics_that_look_like_markup_stay_words(kind: CaptionFormat):
    text = captions([line("{\\an8}hey\\N 00:01 --> you\n\n2", 0, 1000)], kind)
    assert "hey" in text
    assert "an8" in text
    assert text.count("-->") == 1
    assert len(pysubs2.SSAFile.from_string(text, kind.value)) == 1


def test_vtt_escapes_what_browsers_read_as_tags():
    text = captions([line("<b>R&B</b>", 0, 1000)], CaptionFormat.VTT)
    assert "&lt;b&gt;R&amp;B&lt;/b&gt;" in text

"""Lyrics laid on a song: its lines with their times, and its moments.

Why here: set_lyrics and the analysis worker (which lays them anew) must do it alike.
Next: miri/domain/lyric_placing.py, miri/domain/moments.py.
"""

from fractions import Fraction

from miri.domain.lyric_placing import lay_lyrics
from miri.domain.moments import pick_moments
from miri.domain.song import LyricLine, Moment, Song


def place_lyrics(
    song: Song, text: str, rate: Fraction
) -> tuple[tuple[LyricLine, ...], tuple[Moment, ...]]:
    """Lines and moments of a lyrics text on this song, analysed or not."""
    lines = lay_lyrics(text, song, rate)
    return lines, pick_moments(song.model_copy(update={"lyrics": lines}), rate)

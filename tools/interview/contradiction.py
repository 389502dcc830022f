"""Where a wished mood contradicts the song: noticed by measure, asked about, never decided.

Why here: a calm film over a storm of a song may be intended; Miri asks.
Next: save_brief.py.
"""

import re

from miri.domain.story import Brief
from tools.context import ToolContext

CALM = re.compile(
    r"\b(calm|quiet|gentle|slow|peaceful|tender|soft|sad|melanchol\w*|still|intimate|lonely)\b"
    r"|רגוע|שקט|עדין|איטי|שלוו|עצוב|מלנכול|אינטימי|בודד|רך"
)
WILD = re.compile(
    r"\b(wild|energetic|party|ecstatic|angry|furious|euphoric|frantic|explosive|crazy|fast)\b"
    r"|פרוע|אנרג|מסיבה|אקסטטי|כועס|זועם|אופורי|מתפוצץ|מטורף|מהיר|קצבי"
)
FAST_MILLIBPM = 125_000
SLOW_MILLIBPM = 88_000
LOUD_PERMILLE = 620
SOFT_PERMILLE = 420


def contradiction(ctx: ToolContext, brief: Brief) -> str:
    """A sentence that names the contradiction, or an empty one. Needs an analysed song."""
    song = ctx.film.song
    if song is None or not song.analysed:
        return ""
    energy = song.energy_between(0, song.frames, ctx.film.settings.fps)
    tempo = song.tempo_millibpm
    mood = brief.mood.casefold()
    calm, wild = bool(CALM.search(mood)), bool(WILD.search(mood))
    bpm = round(tempo / 1000)
    if calm and not wild and tempo > FAST_MILLIBPM and energy > LOUD_PERMILLE:
        return ctx.say("contradiction.too_calm", bpm=bpm)
    if wild and not calm and 0 < tempo < SLOW_MILLIBPM and energy < SOFT_PERMILLE:
        return ctx.say("contradiction.too_wild", bpm=bpm)
    return ""

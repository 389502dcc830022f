"""mark_moment: marks two or three words of the lyrics as a moment the film must meet.

Why here: a moment is where a person says "here".
Next: breakdown tools give moments a close-up.
"""

from pydantic import Field

from miri.domain.identity import new_id
from miri.domain.song import LyricLine, Moment, Song
from miri.domain.time import timecode
from miri.errors import NotFound, Refused
from miri.events.film_events import MomentsMarked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class MarkMoment(Params):
    """Arguments of mark_moment."""

    words: str = Field(min_length=2, max_length=80, description="Two or three words as sung")
    mood: str = Field(default="", max_length=80, description="What it feels like there")
    rhythm: str = Field(default="", max_length=80, description="How it is sung: held, staccato")


class MomentMarked(Result):
    """What the model reads."""

    moment_id: str
    start_frame: int


async def run(ctx: ToolContext, params: MarkMoment) -> Outcome:
    """Mark. Raises NotFound when no line holds the words, Refused without lyrics."""
    song = ctx.film.song
    if song is None or not song.lyrics:
        raise Refused(ctx.say("mark_moment.no_lyrics"))
    line = _line(ctx, song, params.words)
    moment = _moment(line, params)
    kept = tuple(m for m in song.moments if m.words.casefold() != params.words.casefold())
    moments = tuple(sorted((*kept, moment), key=lambda m: m.start_frame))
    when = timecode(moment.start_frame, ctx.film.settings.fps)
    return Outcome(
        result=MomentMarked(
            says=ctx.say("mark_moment.done", words=params.words, time=when),
            moment_id=moment.id,
            start_frame=moment.start_frame,
        ),
        events=(MomentsMarked(moments=moments),),
        reads=("song",),
    )


def _line(ctx: ToolContext, song: Song, words: str) -> LyricLine:
    for line in song.lyrics:
        if words.casefold() in line.text.casefold():
            return line
    raise NotFound(ctx.say("mark_moment.unknown", words=words))


def _moment(line: LyricLine, params: MarkMoment) -> Moment:
    """Where the words lie in the line, by their share of its letters."""
    length, span = max(1, len(line.text)), max(2, line.end_frame - line.start_frame)
    at = line.text.casefold().index(params.words.casefold())
    start = line.start_frame + span * at // length
    end = max(start + 1, line.start_frame + span * (at + len(params.words)) // length)
    return Moment(
        id=new_id("moment"),
        words=params.words,
        start_frame=start,
        end_frame=end,
        rhythm=params.rhythm,
        mood=params.mood,
    )


TOOL = declare(__name__, Permission.DRAFT, MarkMoment, run)

"""set_lyrics: takes the words, plain or LRC, as text or as an uploaded file.

Why here: sung lines are what cuts must not split, and moments come from them.
Next: placing.py.
"""

from pydantic import Field

from miri.codec.lyric_file import decode_lyrics
from miri.errors import NotFound, Refused
from miri.events.film_events import LyricsSet
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.song.placing import place_lyrics
from tools.tool import Params, Permission, declare

MAX_TEXT = 20_000


class SetLyrics(Params):
    """Arguments of set_lyrics: the words, or a text file's media id."""

    text: str = Field(default="", max_length=MAX_TEXT, description="Plain text or LRC")
    media: str = Field(default="", description="Id of an uploaded text or LRC file")


class LyricsTaken(Result):
    """What the model reads."""

    lines: int
    timed: bool
    moments: tuple[str, ...]


async def run(ctx: ToolContext, params: SetLyrics) -> Outcome:
    """Place the words on the song. Raises Refused without a song, words or readable text."""
    song = ctx.film.song
    if song is None:
        raise Refused(ctx.say("set_lyrics.no_song"))
    words = await _words(ctx, params)
    lines, moments = place_lyrics(song, words, ctx.film.settings.fps)
    if not lines:
        raise Refused(ctx.say("set_lyrics.empty"))
    timed = all(line.timed for line in lines)
    key = "set_lyrics.timed" if timed else "set_lyrics.guessed"
    return Outcome(
        result=LyricsTaken(
            says=ctx.say(key, count=len(lines)),
            lines=len(lines),
            timed=timed,
            moments=tuple(m.words for m in moments),
        ),
        events=(LyricsSet(text=words, lines=lines, moments=moments),),
        reads=("song",),
        blocks=(block("text", text="\n".join(f"> {line.text}  " for line in lines[:6])),),
    )


async def _words(ctx: ToolContext, params: SetLyrics) -> str:
    if params.text.strip():
        return params.text
    if not params.media:
        raise Refused(ctx.say("set_lyrics.nothing"))
    if params.media not in ctx.project.media:
        raise NotFound(ctx.say("add_song.unknown"))
    return decode_lyrics(await ctx.desk.media.read(params.media))


TOOL = declare(__name__, Permission.DRAFT, SetLyrics, run)

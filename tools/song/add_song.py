"""add_song: takes an uploaded file, or the sample song, as the project's song.

Why here: the film's exact length in frames is fixed here.
Next: analyse_song.py.
"""

from pathlib import Path

from pydantic import Field

from miri.domain.media import Media
from miri.domain.song import Song
from miri.domain.time import frames_from_micros, timecode
from miri.errors import NotFound, Refused
from miri.events.event import Event
from miri.events.film_events import ScenesPlanned, SongAdded
from miri.events.project_events import MediaAdded
from tools.context import ToolContext
from tools.tool import Outcome, Params, Permission, Result, declare


class AddSong(Params):
    """Arguments of add_song: a media id, or the sample."""

    media: str = Field(default="", description="Id of an uploaded audio file")
    sample: bool = Field(default=False, description="Use the song that comes with Miri")
    name: str = Field(default="", max_length=200, description="What the song is called")


class SongTaken(Result):
    """What the model reads."""

    name: str
    frames: int
    length: str
    has_lyrics: bool


async def run(ctx: ToolContext, params: AddSong) -> Outcome:
    """Take the song. Scenes and shots cut to another song leave the timeline.

    Raises Refused without a file, NotFound for an unknown one, BadMedia or TooLarge for a file
    that is no song.
    """
    if params.sample:
        media, name, lyrics = await _sample(ctx)
    elif params.media:
        media, name, lyrics = _uploaded(ctx, params)
    else:
        raise Refused(ctx.say("add_song.nothing"))
    path = await ctx.desk.media.local_path(media.id)
    song = await _song(ctx, path, media.id, params.name or name, lyrics)
    return _outcome(ctx, song, media)


async def _sample(ctx: ToolContext) -> tuple[Media, str, str]:
    sample = await ctx.desk.sample_song(ctx.language)
    path = Path(sample["path"])
    media = await ctx.desk.media.keep_file(path, "audio/mpeg", path.name)
    return media, str(sample["name"]), str(sample["lyrics"])


def _uploaded(ctx: ToolContext, params: AddSong) -> tuple[Media, str, str]:
    media = ctx.project.media.get(params.media)
    if media is None:
        raise NotFound(ctx.say("add_song.unknown"))
    known = ctx.film.song
    lyrics = known.lyrics_text if known and known.media_id == media.id else ""
    return media, Path(media.name).stem or ctx.say("add_song.untitled"), lyrics


async def _song(ctx: ToolContext, path: Path, media_id: str, name: str, lyrics: str) -> Song:
    duration = await ctx.desk.probe.duration_micros(path)
    frames = frames_from_micros(duration, ctx.film.settings.fps)
    return Song(
        media_id=media_id,
        name=name,
        frames=frames,
        duration_micros=duration,
        lyrics_text=lyrics,
    )


def _outcome(ctx: ToolContext, song: Song, media: Media) -> Outcome:
    events: tuple[Event, ...] = (MediaAdded(media=media), SongAdded(song=song))
    if ctx.film.scenes:
        events = (*events, ScenesPlanned(scenes=()))
    length = timecode(song.frames, ctx.film.settings.fps)
    return Outcome(
        result=SongTaken(
            says=ctx.say("add_song.done", name=song.name, length=length),
            name=song.name,
            frames=song.frames,
            length=length,
            has_lyrics=bool(song.lyrics_text),
        ),
        events=events,
        reads=("song", "timeline"),
    )


TOOL = declare(__name__, Permission.DRAFT, AddSong, run)

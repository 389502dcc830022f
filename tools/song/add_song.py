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
from miri.events.project_events import MediaAdded, SettingsChanged
from prompts.library import phrase_table
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


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
    """Take the song. Scenes and shots cut to another song leave the timeline; the same song again
    changes at most its name.

    Raises Refused without a file or where shots are locked, NotFound for an unknown file, BadMedia
    or TooLarge for one that is no song.
    """
    if params.sample:
        media, name, lyrics = await _sample(ctx)
    elif params.media:
        media, name, lyrics = _uploaded(ctx, params.media), "", ""
    else:
        raise Refused(ctx.say("add_song.nothing"))
    known = ctx.film.song
    if known is not None and known.media_id == media.id:
        renamed = known.model_copy(update={"name": params.name or known.name})
        return _outcome(ctx, renamed, () if renamed == known else (SongAdded(song=renamed),))
    unlocked(ctx, *ctx.film.ordered_shots)
    song = await _song(ctx, media, params.name or name, lyrics)
    clears = (ScenesPlanned(scenes=()),) if ctx.film.scenes else ()
    events = (MediaAdded(media=media), SongAdded(song=song), *_titled(ctx, song), *clears)
    return _outcome(ctx, song, events)


async def _sample(ctx: ToolContext) -> tuple[Media, str, str]:
    sample = await ctx.desk.sample_song(ctx.language)
    path = Path(sample["path"])
    media = await ctx.desk.media.keep_file(path, "audio/mpeg", path.name)
    return media, str(sample["name"]), str(sample["lyrics"])


def _uploaded(ctx: ToolContext, media_id: str) -> Media:
    media = ctx.project.media.get(media_id)
    if media is None:
        raise NotFound(ctx.say("add_song.unknown"))
    return media


async def _song(ctx: ToolContext, media: Media, name: str, lyrics: str) -> Song:
    """The song; one nobody named is called what its file's tags say, or what the file is called."""
    path = await ctx.desk.media.local_path(media.id)
    duration = await ctx.desk.probe.duration_micros(path)
    name = name or await ctx.desk.probe.title(path) or Path(media.name).stem
    return Song(
        media_id=media.id,
        name=name or ctx.say("add_song.untitled"),
        frames=frames_from_micros(duration, ctx.film.settings.fps),
        duration_micros=duration,
        lyrics_text=lyrics,
    )


def _titled(ctx: ToolContext, song: Song) -> tuple[Event, ...]:
    """A film nobody gave a name is called after its song."""
    settings = ctx.film.settings
    if settings.name not in phrase_table()["create_project.name"].values():
        return ()
    return (SettingsChanged(settings=settings.model_copy(update={"name": song.name})),)


def _outcome(ctx: ToolContext, song: Song, events: tuple[Event, ...]) -> Outcome:
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
        reads=("song", "timeline", "scenes", "settings", *ctx.film.shots),
    )


TOOL = declare(__name__, Permission.DRAFT, AddSong, run)

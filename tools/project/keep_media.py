"""keep_media: an uploaded file becomes the project's.

Why here: the upload stored its bytes; this makes them reachable, and it is a write like any other.
Next: server/http/media.py.
"""

from pydantic import Field

from miri.domain.media import Media
from miri.events.project_events import MediaAdded
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class KeepMedia(Params):
    """Arguments of keep_media."""

    media: str = Field(pattern=r"^media_[0-9a-f]{64}$", description="Id of the stored bytes")
    content_type: str = Field(
        pattern=r"^[\w.+-]+/[\w.+-]+(;.*)?$", max_length=100, description="audio/mpeg, image/png"
    )
    size: int = Field(default=0, ge=0, description="Bytes; the stored file is what counts")
    name: str = Field(default="", max_length=200, description="The file's name, for display")


class MediaKept(Result):
    """What the model reads."""

    media_id: str


async def run(ctx: ToolContext, params: KeepMedia) -> Outcome:
    """Keep. Raises NotFound when no such bytes were uploaded."""
    size = await ctx.desk.media.size(params.media)
    media = Media(id=params.media, content_type=params.content_type, size=size, name=params.name)
    events = () if media.id in ctx.project.media else (MediaAdded(media=media),)
    says = ctx.say("keep_media.done", name=params.name or ctx.say("add_song.untitled"))
    return Outcome(MediaKept(says=says, media_id=media.id), events)


TOOL = declare(__name__, Permission.DRAFT, KeepMedia, run, for_model=False)

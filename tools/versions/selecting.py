"""Taking a take of a shot into use, and what that means for what was in use beside it.

Why here: choosing and approving put a take into use alike.
Next: select_version.py; tools/review/approve_version.py.
"""

from miri.domain.shot import Shot
from miri.domain.version import Version, VersionKind
from miri.errors import Refused
from miri.events.event import Event
from miri.events.film_events import ShotsChanged, VersionSelected
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext


def into_use(ctx: ToolContext, shot: Shot, version: Version) -> tuple[Event, ...]:
    """The events that do it. A clip that began on another still goes out of use.

    Raises Refused for a locked shot, a take that never came out, a clip too short for the slot.
    """
    unlocked(ctx, shot)
    if version.media_id is None:
        raise Refused(ctx.say("select_version.empty", version=version.number))
    if version.kind is VersionKind.CLIP:
        _long_enough(ctx, shot, version)
    selected = VersionSelected(target_id=shot.id, kind=version.kind.value, version_id=version.id)
    if version.kind is not VersionKind.STILL or not _outdates(ctx, shot, version):
        return (selected,)
    bare = shot.selected.model_copy(update={"clip": None})
    changed = shot.model_copy(update={"selected": bare})
    return (ShotsChanged(how="edited", shots=(changed,)), selected)


def _outdates(ctx: ToolContext, shot: Shot, still: Version) -> bool:
    """Whether the clip in use was made from another still than this."""
    clip = ctx.project.versions.get(shot.selected.clip or "")
    return clip is not None and clip.recipe.inputs.get("still_media_id") != still.media_id


def _long_enough(ctx: ToolContext, shot: Shot, clip: Version) -> None:
    frames = int(clip.recipe.inputs.get("frames", shot.frames))
    if frames < shot.frames:
        raise Refused(
            ctx.say("select_version.short", version=clip.number, shot=shot.number),
            frames=frames,
            wanted=shot.frames,
        )

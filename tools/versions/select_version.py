"""select_version: takes another take into use.

Why here: a good take that was replaced comes back in one word.
Next: list_versions.py.
"""

from pydantic import Field

from miri.domain.shot import Shot
from miri.domain.version import VersionKind
from miri.errors import Refused
from miri.events.event import Event
from miri.events.film_events import ShotsChanged, VersionSelected
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext
from tools.targets import AssetRef, Ref, VersionRef, find_version
from tools.tool import Outcome, Params, Permission, Result, declare
from tools.versions.list_versions import target_of


class SelectVersion(Params):
    """Arguments of select_version."""

    version: VersionRef
    shot: Ref = Field(default="", description="Shot number or id")
    asset: AssetRef = Field(default="", description="Asset name or id")
    kind: VersionKind | None = Field(default=None, description="still or clip, where both exist")


class Chosen(Result):
    """What the model reads."""

    version_id: str


async def run(ctx: ToolContext, params: SelectVersion) -> Outcome:
    """Select. A clip made from another still is no longer in use then. Raises Refused for a take
    that never came out."""
    target = target_of(ctx, params.shot, params.asset)
    version = find_version(ctx.project, target, params.version, params.kind)
    if version.media_id is None:
        raise Refused(ctx.say("select_version.empty", version=version.number))
    events: list[Event] = []
    if isinstance(target, Shot):
        unlocked(ctx, target)
        if version.kind is VersionKind.STILL and target.selected.clip:
            bare = target.selected.model_copy(update={"clip": None})
            changed = target.model_copy(update={"selected": bare})
            events.append(ShotsChanged(how="edited", shots=(changed,)))
    events.append(
        VersionSelected(target_id=target.id, kind=version.kind.value, version_id=version.id)
    )
    says = ctx.say("select_version.done", kind=version.kind.value, version=version.number)
    return Outcome(Chosen(says=says, version_id=version.id), tuple(events), reads=(target.id,))


TOOL = declare(__name__, Permission.DRAFT, SelectVersion, run)

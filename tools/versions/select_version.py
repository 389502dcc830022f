"""select_version: takes another take into use.

Why here: a good take that was replaced comes back in one word.
Next: list_versions.py.
"""

from pydantic import Field

from miri.domain.asset import Asset
from miri.domain.shot import Shot
from miri.domain.version import Version, VersionKind
from miri.errors import Refused
from miri.events.film_events import VersionSelected
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import AssetRef, Ref, VersionRef, find_version
from tools.tool import Params, Permission, declare
from tools.versions.list_versions import target_of
from tools.versions.selecting import into_use


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
    """Select. Raises NotFound; Refused for a locked shot, a take that never came out, or a clip
    shorter than its slot."""
    target = target_of(ctx, params.shot, params.asset)
    version = find_version(ctx.project, target, params.version, params.kind)
    if isinstance(target, Shot):
        events = into_use(ctx, target, version)
    elif version.media_id is None:
        raise Refused(ctx.say("select_version.empty", version=version.number))
    else:
        events = (_selected(target, version),)
    kind = ctx.say(f"version_kind.{version.kind.value}")
    says = ctx.say("select_version.done", kind=kind, version=version.number)
    reads = ("timeline", target.id, version.id)
    return Outcome(Chosen(says=says, version_id=version.id), events, reads=reads)


def _selected(asset: Asset, version: Version) -> VersionSelected:
    return VersionSelected(target_id=asset.id, kind=version.kind.value, version_id=version.id)


TOOL = declare(__name__, Permission.DRAFT, SelectVersion, run)

"""list_versions: shows all takes of a shot or an asset.

Why here: nothing is overwritten, so there is something to choose from.
Next: select_version.py.
"""

from pydantic import Field

from miri.domain.asset import Asset
from miri.domain.shot import Shot
from miri.domain.version import Version
from miri.errors import Refused
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.targets import AssetRef, Ref, find_asset, find_shot
from tools.tool import Params, Permission, declare


class ListVersions(Params):
    """Arguments of list_versions: a shot or an asset."""

    shot: Ref = Field(default="", description="Shot number or id")
    asset: AssetRef = Field(default="", description="Asset name or id")


class VersionsRead(Result):
    """What the model reads."""

    versions: tuple[str, ...]


async def run(ctx: ToolContext, params: ListVersions) -> Outcome:
    """List. Raises NotFound, or Refused when neither is named."""
    target = target_of(ctx, params.shot, params.asset)
    versions = ctx.project.versions_of(target.id)
    chosen = _chosen(target)
    told = tuple(_line(ctx, v, in_use=v.id in chosen) for v in versions)
    items = [
        {
            "media_id": v.media_id,
            "content_type": ctx.project.media[v.media_id].content_type,
            "title": f"{ctx.say(f'version_kind.{v.kind.value}')} {v.number}",
            "version_id": v.id,
        }
        for v in versions
        if v.media_id
    ]
    key = "list_versions.some" if told else "list_versions.none"
    lines = (block("text", text="\n".join(f"- {line}" for line in told)),) if told else ()
    return Outcome(
        VersionsRead(says=ctx.say(key, count=len(told)), versions=told),
        blocks=(*lines, block("gallery", items=items)) if items else lines,
    )


def target_of(ctx: ToolContext, shot: str, asset: str) -> Shot | Asset:
    """The shot or asset named."""
    if shot:
        return find_shot(ctx.project, shot)
    if asset:
        return find_asset(ctx.project, asset)
    raise Refused(ctx.say("list_versions.which"))


def _chosen(target: Shot | Asset) -> set[str | None]:
    if isinstance(target, Shot):
        return {target.selected.still, target.selected.end_still, target.selected.clip}
    return {target.selected_version_id}


def _line(ctx: ToolContext, version: Version, *, in_use: bool) -> str:
    kind = ctx.say(f"version_kind.{version.kind.value}")
    status = ctx.say(f"version_status.{version.status.value}")
    mark = " *" if in_use else ""
    why = f" ({version.reason})" if version.reason else ""
    return f"{kind} {version.number}: {status}{mark}{why}"


TOOL = declare(__name__, Permission.READ, ListVersions, run)

"""generate_asset: has reference pictures of assets made, one or all that have none.

Why here: assets come first and go along as references.
Next: tools/generate/takes.py, how an order becomes a version and a job.
"""

from pydantic import Field

from miri.domain.asset import Asset, AssetKind
from miri.domain.prompt import Camera, Framing, ImagePrompt, Subject, SubjectKind
from miri.domain.version import VersionKind, VersionStatus
from miri.errors import Refused
from tools.context import ToolContext, block
from tools.generate.takes import StillPlan, Taken, ordered_still, outcome_of
from tools.outcome import Outcome
from tools.targets import AssetRef, find_asset
from tools.tool import Params, Permission, declare

FRAMING = {
    AssetKind.CHARACTER: Framing.FULL,
    AssetKind.LOCATION: Framing.WIDE,
    AssetKind.OUTFIT: Framing.FULL,
    AssetKind.PROP: Framing.CLOSE_UP,
}


class GenerateAsset(Params):
    """Arguments of generate_asset."""

    asset: AssetRef = Field(default="", description="Name or id; empty: all without a picture")


async def run(ctx: ToolContext, params: GenerateAsset) -> Outcome:
    """Order the pictures. Raises Refused when there are no assets."""
    if not ctx.film.assets:
        raise Refused(ctx.say("generate_asset.none"))
    if params.asset:
        wanted = [find_asset(ctx.project, params.asset)]
    else:
        wanted = [a for a in ctx.film.assets.values() if a.selected_version_id is None]
    taken = [ordered_still(ctx, _plan(ctx, asset)) for asset in wanted if not _busy(ctx, asset)]
    if not taken:
        key = "generate_asset.busy" if wanted else "generate_asset.all_there"
        return Outcome(result=Taken(says=ctx.say(key), count=0))
    says = ctx.say("generate_asset.started", count=len(taken))
    shown = block("progress", job_id=taken[0].job.id, label=says, jobs=[t.job.id for t in taken])
    return outcome_of(says, taken, (shown,), "assets", "look", "rules", "settings")


def _busy(ctx: ToolContext, asset: Asset) -> bool:
    return any(v.status is VersionStatus.MAKING for v in ctx.project.versions_of(asset.id))


def _plan(ctx: ToolContext, asset: Asset) -> StillPlan:
    number = len(ctx.project.versions_of(asset.id, VersionKind.STILL)) + 1
    seed = int.from_bytes(asset.id.encode()[-4:], "big") + number - 1
    return StillPlan(
        target_id=asset.id,
        name=asset.name,
        label=ctx.say("generate_asset.label", name=asset.name),
        image=_image(ctx, asset),
        seed=seed % 2**32,
        number=number,
    )


def _image(ctx: ToolContext, asset: Asset) -> ImagePrompt:
    look = ctx.film.look
    place = asset.kind is AssetKind.LOCATION
    kind = SubjectKind.PERSON if asset.kind is AssetKind.CHARACTER else SubjectKind.OBJECT
    colours = " ".join(f"hex {c}" for c in asset.colours)
    described = f"{asset.description} {colours}".strip()
    return ImagePrompt(
        scene=described if place else "neutral backdrop",
        subjects=() if place else (Subject(type=kind, description=described, pose="standing"),),
        style=look.words if look else "",
        lighting="soft even light" if not place else (look.lighting if look else ""),
        camera=Camera(framing=FRAMING[asset.kind]),
        palette=look.palette if look else (),
    )


TOOL = declare(__name__, Permission.SPEND, GenerateAsset, run)

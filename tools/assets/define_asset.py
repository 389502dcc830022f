"""define_asset: describes a character, location, outfit or prop, or describes it anew.

Why here: the same words go into every prompt, so that it looks the same everywhere.
Next: generate_asset.py draws its reference.
"""

from pydantic import Field

from miri.domain.asset import Asset, AssetKind
from miri.domain.identity import new_id
from miri.domain.prompt import HexColour
from miri.events.film_events import AssetDefined
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class DefineAsset(Params):
    """Arguments of define_asset."""

    kind: AssetKind = Field(description="What it is")
    name: str = Field(min_length=1, max_length=80, description="What it is called here")
    description: str = Field(default="", max_length=2000, description="What a picture must show")
    colours: tuple[HexColour, ...] = Field(default=(), max_length=8, description="#RRGGBB")


class AssetKept(Result):
    """What the model reads."""

    asset_id: str
    name: str


async def run(ctx: ToolContext, params: DefineAsset) -> Outcome:
    """Define; an asset of that name is described anew."""
    known = [a for a in ctx.film.assets.values() if a.name.casefold() == params.name.casefold()]
    base = known[0] if known else Asset(id=new_id("asset"), kind=params.kind, name=params.name)
    asset = base.model_copy(
        update={
            "kind": params.kind,
            "description": params.description or base.description or params.name,
            "colours": params.colours or base.colours,
        }
    )
    return Outcome(
        result=AssetKept(
            says=ctx.say("define_asset.done", name=asset.name), asset_id=asset.id, name=asset.name
        ),
        events=(AssetDefined(asset=asset),),
        reads=("assets", asset.id),
    )


TOOL = declare(__name__, Permission.DRAFT, DefineAsset, run)

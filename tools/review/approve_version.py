"""approve_version: the person likes a picture; now it may move, and it is not touched unasked.

Why here: taste is the person's; Miri only writes down the yes.
Next: tools/generate/generate_clips.py.
"""

from pydantic import Field

from miri.events.version_events import VersionApproved
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.review.judged import judgeable, one_version, waiting_stills
from tools.targets import Ref
from tools.tool import Params, Permission, declare
from tools.versions.selecting import into_use

ALL = ("all", "everything", "הכל", "הכול", "כולם", "כולן")


class ApproveVersion(Params):
    """Arguments of approve_version."""

    shot: Ref = Field(description="Shot number, id, or `all` for every picture that waits")
    version: Ref = Field(default="", description="Version number; empty: the one in use")


class Approved(Result):
    """What the model reads."""

    count: int


async def run(ctx: ToolContext, params: ApproveVersion) -> Outcome:
    """Approve; a take that was not in use comes into use. Raises NotFound, or Refused when there
    is nothing to approve."""
    if params.shot.casefold() in ALL:
        return _all(ctx)
    shot, version = one_version(ctx, params.shot, params.version)
    judgeable(ctx, shot, version)
    approved = VersionApproved(version_id=version.id, target_id=shot.id)
    in_use = version.id in (shot.selected.still, shot.selected.end_still, shot.selected.clip)
    chosen = () if in_use else into_use(ctx, shot, version)
    says = ctx.say("approve_version.done", shot=shot.number, version=version.number)
    reads = ("timeline", shot.id, version.id)
    return Outcome(Approved(says=says, count=1), (*chosen, approved), reads=reads)


def _all(ctx: ToolContext) -> Outcome:
    waiting = waiting_stills(ctx)
    approved = tuple(VersionApproved(version_id=v.id, target_id=v.target_id) for v in waiting)
    key = "approve_version.all" if waiting else "approve_version.none_wait"
    return Outcome(
        Approved(says=ctx.say(key, count=len(waiting)), count=len(waiting)),
        approved,
        reads=("timeline", *(v.id for v in waiting), *(v.target_id for v in waiting)),
    )


TOOL = declare(__name__, Permission.DRAFT, ApproveVersion, run)

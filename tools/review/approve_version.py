"""approve_version: the person likes a picture; now it may move, and it is not touched unasked.

Why here: taste is the person's; Miri only writes down the yes.
Next: tools/generate/generate_clips.py.
"""

from pydantic import Field

from miri.domain.version import VersionStatus
from miri.errors import Refused
from miri.events.event import Event
from miri.events.film_events import VersionSelected
from miri.events.version_events import VersionApproved
from tools.context import ToolContext
from tools.review.judged import one_version, waiting_stills
from tools.targets import Ref
from tools.tool import Outcome, Params, Permission, Result, declare


class ApproveVersion(Params):
    """Arguments of approve_version."""

    shot: Ref = Field(description="Shot number, id, or `all` for every picture that waits")
    version: Ref = Field(default="", description="Version number; empty: the one in use")


class Approved(Result):
    """What the model reads."""

    count: int


async def run(ctx: ToolContext, params: ApproveVersion) -> Outcome:
    """Approve. Raises Refused when there is nothing to approve."""
    if params.shot.casefold() in ("all", "הכל"):
        return _all(ctx)
    shot, version = one_version(ctx, params.shot, params.version)
    if version.status not in (VersionStatus.READY, VersionStatus.APPROVED, VersionStatus.REJECTED):
        raise Refused(ctx.say("approve_version.unfinished", shot=shot.number))
    events: tuple[Event, ...] = (VersionApproved(version_id=version.id, target_id=shot.id),)
    if version.id not in (shot.selected.still, shot.selected.clip):
        chosen = VersionSelected(target_id=shot.id, kind=version.kind.value, version_id=version.id)
        events = (chosen, *events)
    says = ctx.say("approve_version.done", shot=shot.number, version=version.number)
    return Outcome(Approved(says=says, count=1), events, reads=(shot.id, version.id))


def _all(ctx: ToolContext) -> Outcome:
    waiting = waiting_stills(ctx)
    approved = tuple(VersionApproved(version_id=v.id, target_id=v.target_id) for v in waiting)
    key = "approve_version.all" if waiting else "approve_version.none_wait"
    return Outcome(
        Approved(says=ctx.say(key, count=len(waiting)), count=len(waiting)),
        approved,
        reads=tuple(v.id for v in waiting),
    )


TOOL = declare(__name__, Permission.DRAFT, ApproveVersion, run)

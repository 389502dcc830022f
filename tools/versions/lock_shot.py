"""lock_shot: nothing may change a locked shot until it is unlocked.

Why here: what is settled stays settled.
Next: tools/breakdown/timeline.py, where locks are respected.
"""

from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRef, find_shot
from tools.tool import Params, Permission, declare


class LockShot(Params):
    """Arguments of lock_shot."""

    shot: ShotRef


class Locked(Result):
    """What the model reads."""

    shot_id: str


async def run(ctx: ToolContext, params: LockShot) -> Outcome:
    """Lock. Raises Refused when it is locked already."""
    shot = find_shot(ctx.project, params.shot)
    if shot.locked:
        raise Refused(ctx.say("lock_shot.already", shot=shot.number))
    changed = shot.model_copy(update={"locked": True})
    return Outcome(
        Locked(says=ctx.say("lock_shot.done", shot=shot.number), shot_id=shot.id),
        (ShotsChanged(how="locked", shots=(changed,)),),
        reads=("timeline", shot.id),
    )


TOOL = declare(__name__, Permission.DRAFT, LockShot, run)

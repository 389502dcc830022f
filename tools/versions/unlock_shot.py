"""unlock_shot: a locked shot may change again.

Why here: what is settled stays settled.
Next: tools/breakdown/timeline.py, where locks are respected.
"""

from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRef, find_shot
from tools.tool import Params, Permission, declare


class UnlockShot(Params):
    """Arguments of unlock_shot."""

    shot: ShotRef


class Unlocked(Result):
    """What the model reads."""

    shot_id: str


async def run(ctx: ToolContext, params: UnlockShot) -> Outcome:
    """Unlock. Raises Refused when it is unlocked already."""
    shot = find_shot(ctx.project, params.shot)
    if not shot.locked:
        raise Refused(ctx.say("unlock_shot.already", shot=shot.number))
    changed = shot.model_copy(update={"locked": False})
    return Outcome(
        Unlocked(says=ctx.say("unlock_shot.done", shot=shot.number), shot_id=shot.id),
        (ShotsChanged(how="unlocked", shots=(changed,)),),
        reads=("timeline", shot.id),
    )


TOOL = declare(__name__, Permission.DRAFT, UnlockShot, run)

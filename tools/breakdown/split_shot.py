"""split_shot: makes two or more shots of one, on the beat; each part may be edited on its own.

Why here: fast cuts are made from what is there.
Next: merge_shots.py, the way back.
"""

from pydantic import Field

from miri.domain.identity import new_id
from miri.domain.prompt import Framing
from miri.domain.shot import Selected, Shot
from miri.domain.slots import split_slot
from miri.events.film_events import ShotsChanged
from tools.breakdown.timeline import When, frame_at, judge, laid, refusing, timeline, unlocked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRef, find_shot
from tools.tool import Params, Permission, declare

CLOSER = {
    Framing.EXTREME_WIDE: Framing.WIDE,
    Framing.WIDE: Framing.MEDIUM,
    Framing.FULL: Framing.MEDIUM,
    Framing.MEDIUM: Framing.CLOSE_UP,
    Framing.CLOSE_UP: Framing.EXTREME_CLOSE_UP,
    Framing.EXTREME_CLOSE_UP: Framing.MEDIUM,
}


class SplitShot(Params):
    """Arguments of split_shot."""

    shot: ShotRef
    parts: int = Field(default=2, ge=2, le=8, description="How many shots it becomes")
    at_seconds: When = Field(default="", description="Where to split it: 12.5, 0:12.5")


class ShotsSplit(Result):
    """What the model reads."""

    numbers: tuple[int, ...]


async def run(ctx: ToolContext, params: SplitShot) -> Outcome:
    """Split. Raises Refused where a part would be too short."""
    line = timeline(ctx)
    shot = find_shot(ctx.project, params.shot)
    unlocked(ctx, shot)
    shots = list(ctx.film.ordered_shots)
    at = frame_at(ctx, params.at_seconds) if params.at_seconds else None
    with refusing(ctx):
        slots = split_slot(shots, shot.number, line.song, line.rate, at=at, parts=params.parts)
    first = shot.number - 1
    count = len(slots) - len(shots) + 1
    mine = [_part(shot, n) for n in range(count)]
    parts = [laid(p, s) for p, s in zip(mine, slots[first : first + count], strict=True)]
    judge(ctx, line, [*shots[:first], *parts, *shots[first + 1 :]])
    numbers = tuple(range(shot.number, shot.number + count))
    return Outcome(
        result=ShotsSplit(
            says=ctx.say("split_shot.done", shot=shot.number, count=count), numbers=numbers
        ),
        events=(ShotsChanged(how="split", shots=tuple(parts)),),
        reads=("timeline", "song", shot.id),
    )


def _part(shot: Shot, n: int) -> Shot:
    """The first part stays the shot; the others are new, alternately closer."""
    if n == 0:
        return shot
    framing = CLOSER[shot.camera.framing] if n % 2 else shot.camera.framing
    camera = shot.camera.model_copy(update={"framing": framing})
    return shot.model_copy(
        update={
            "id": new_id("shot"),
            "camera": camera,
            "image": shot.image.model_copy(update={"camera": camera}),
            "selected": Selected(),
            "chained": False,
        }
    )


TOOL = declare(__name__, Permission.DRAFT, SplitShot, run)

"""merge_shots: makes one shot of neighbours; the first one's picture stays.

Why here: a cut that disturbs is taken out.
Next: split_shot.py, the way back.
"""

from pydantic import Field

from miri.domain.slots import merge_slots
from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.breakdown.timeline import judge, laid, refusing, timeline, unlocked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRefs, find_shots
from tools.tool import Params, Permission, declare


class MergeShots(Params):
    """Arguments of merge_shots."""

    shots: ShotRefs = Field(min_length=2, max_length=20, description="Neighbours: [3, 4]")


class ShotsMerged(Result):
    """What the model reads."""

    number: int
    frames: int


async def run(ctx: ToolContext, params: MergeShots) -> Outcome:
    """Merge. Raises Refused for shots that are not neighbours, or a result too long to make."""
    line = timeline(ctx)
    chosen = find_shots(ctx.project, params.shots)
    numbers = [s.number for s in chosen]
    if len(chosen) < 2 or numbers != list(range(numbers[0], numbers[0] + len(chosen))):
        raise Refused(ctx.say("merge_shots.apart"))
    unlocked(ctx, *chosen)
    shots = list(ctx.film.ordered_shots)
    with refusing(ctx):
        slots = merge_slots(shots, numbers[0], numbers[-1])
    merged = laid(chosen[0], slots[numbers[0] - 1])
    merged = merged.model_copy(
        update={"lyric": " / ".join(dict.fromkeys(s.lyric for s in chosen if s.lyric))}
    )
    judge(ctx, line, [*shots[: numbers[0] - 1], merged, *shots[numbers[-1] :]])
    removed = tuple(s.id for s in chosen[1:])
    return Outcome(
        result=ShotsMerged(
            says=ctx.say("merge_shots.done", shot=merged.number),
            number=merged.number,
            frames=merged.frames,
        ),
        events=(ShotsChanged(how="merged", shots=(merged,), removed=removed),),
        reads=("timeline", "song", *(s.id for s in chosen)),
    )


TOOL = declare(__name__, Permission.DRAFT, MergeShots, run)

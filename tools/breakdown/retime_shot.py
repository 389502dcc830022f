"""retime_shot: moves where a shot begins or ends; its neighbour gives way, on the beat.

Why here: the sum never changes: a cut moves, nothing else.
Next: timeline.py judges the result.
"""

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from miri.domain.shot import Shot
from miri.domain.slots import move_boundary
from miri.domain.time import MICROS_PER_SECOND, frames_from_micros, timecode
from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.breakdown.timeline import Timeline, judge, laid, refusing, timeline, unlocked
from tools.context import ToolContext
from tools.targets import ShotRef, find_shot
from tools.tool import Outcome, Params, Permission, Result, declare

Seconds = Annotated[str, Field(pattern=r"^(\d{1,4}(\.\d{1,3})?)?$")]


class RetimeShot(Params):
    """Arguments of retime_shot: a new start or end in seconds, or longer/shorter by beats."""

    shot: ShotRef
    start_seconds: Seconds = Field(default="", description="Where it should begin")
    end_seconds: Seconds = Field(default="", description="Where it should end")
    beats: int = Field(default=0, ge=-16, le=16, description="Longer (2) or shorter (-1) by beats")
    exact: bool = Field(default=False, description="To the frame, not to the nearest beat")


class ShotTimed(Result):
    """What the model reads."""

    number: int
    start_frame: int
    end_frame: int


async def run(ctx: ToolContext, params: RetimeShot) -> Outcome:
    """Retime. Raises Refused with the reason where the contract would break."""
    line = timeline(ctx)
    shot = find_shot(ctx.project, params.shot)
    shots = list(ctx.film.ordered_shots)
    moved = _moved(ctx, line, shots, shot, params)
    changed = [new for new, old in zip(moved, shots, strict=True) if new != old]
    if not changed:
        raise Refused(ctx.say("retime_shot.same", shot=shot.number))
    unlocked(ctx, *(s for s in shots if s.id in {c.id for c in changed}))
    judge(ctx, line, moved, obeyed=frozenset({shot.id}) if params.exact else False)
    now = next(s for s in moved if s.id == shot.id)
    span = f"{timecode(now.start_frame, line.rate)}-{timecode(now.end_frame, line.rate)}"
    return Outcome(
        result=ShotTimed(
            says=ctx.say("retime_shot.done", shot=now.number, span=span),
            number=now.number,
            start_frame=now.start_frame,
            end_frame=now.end_frame,
        ),
        events=(ShotsChanged(how="retimed", shots=tuple(changed)),),
        reads=("timeline", "song", *(c.id for c in changed)),
    )


def _moved(
    ctx: ToolContext, line: Timeline, shots: list[Shot], shot: Shot, params: RetimeShot
) -> list[Shot]:
    number, frame = _boundary(ctx, line, shots, shot, params)
    with refusing(ctx):
        slots = move_boundary(shots, number, frame, line.song, line.rate, exact=params.exact)
    return [laid(s, slot) for s, slot in zip(shots, slots, strict=True)]


def _boundary(
    ctx: ToolContext, line: Timeline, shots: list[Shot], shot: Shot, params: RetimeShot
) -> tuple[int, int]:
    """Which boundary (the end of shot n) goes to which frame."""
    last = shot.number == len(shots)
    if params.start_seconds:
        return shot.number - 1, _frame(params.start_seconds, line.rate)
    if params.end_seconds:
        return shot.number, _frame(params.end_seconds, line.rate)
    if params.beats and last:
        return shot.number - 1, shot.start_frame - params.beats * _beat(line)
    if params.beats:
        return shot.number, shot.end_frame + params.beats * _beat(line)
    raise Refused(ctx.say("retime_shot.nothing", shot=shot.number))


def _beat(line: Timeline) -> int:
    """Frames per beat; half a second where no pulse was heard."""
    tempo = line.song.tempo_millibpm or 120_000
    return max(1, round(Fraction(60_000, tempo) * line.rate))


def _frame(seconds: str, rate: Fraction) -> int:
    return frames_from_micros(int(Fraction(seconds) * MICROS_PER_SECOND), rate)


TOOL = declare(__name__, Permission.DRAFT, RetimeShot, run)

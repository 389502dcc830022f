"""retime_shot: moves where a shot begins or ends; its neighbour gives way, on the beat.

Why here: the sum never changes: a cut moves, nothing else.
Next: timeline.py judges the result.
"""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import Field

from miri.domain.shot import Shot
from miri.domain.slot import Slot, Stretch
from miri.domain.slots import move_boundary
from miri.domain.time import timecode
from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.breakdown.timeline import (
    Timeline,
    When,
    frame_at,
    judge,
    laid,
    refusing,
    timeline,
    unlocked,
)
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRef, find_shot
from tools.tool import Params, Permission, declare


class RetimeShot(Params):
    """Arguments of retime_shot: a new start or end in seconds, or longer/shorter by beats."""

    shot: ShotRef
    start_seconds: When = Field(default="", description="Where it should begin: 12.5, 0:12.5")
    end_seconds: When = Field(default="", description="Where it should end")
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
    slots: Sequence[Stretch] = shots
    with refusing(ctx):
        for number, frame in _boundaries(ctx, line, shots, shot, params):
            slots = move_boundary(slots, number, frame, line.song, line.rate, exact=params.exact)
    return [
        laid(s, Slot(start_frame=slot.start_frame, end_frame=slot.end_frame))
        for s, slot in zip(shots, slots, strict=True)
    ]


def _boundaries(
    ctx: ToolContext, line: Timeline, shots: list[Shot], shot: Shot, params: RetimeShot
) -> list[tuple[int, int]]:
    """Which boundaries (the end of shot n) go to which frames."""
    wanted: list[tuple[int, int]] = []
    if params.start_seconds:
        wanted.append((shot.number - 1, frame_at(ctx, params.start_seconds)))
    if params.end_seconds:
        wanted.append((shot.number, frame_at(ctx, params.end_seconds)))
    if params.beats and not wanted:
        by = params.beats * _beat(line)
        last = shot.number == len(shots)
        wanted.append(
            (shot.number - 1, shot.start_frame - by) if last else (shot.number, shot.end_frame + by)
        )
    if not wanted:
        raise Refused(ctx.say("retime_shot.nothing", shot=shot.number))
    if wanted[0][0] == 0:
        raise Refused(ctx.say("retime_shot.first"))
    return wanted


def _beat(line: Timeline) -> int:
    """Frames per beat; half a second where no pulse was heard."""
    tempo = line.song.tempo_millibpm or 120_000
    return max(1, round(Fraction(60_000, tempo) * line.rate))


TOOL = declare(__name__, Permission.DRAFT, RetimeShot, run)

"""The timeline as breakdown tools see it: its limits, its contract, its refusals.

Why here: every tool that moves a cut is judged by the same lines.
Next: plan_shots.py, retime_shot.py; miri/domain/timing_contract.py.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from miri.domain.breach import TimingBroken
from miri.domain.shot import Shot
from miri.domain.shot_list import read_time
from miri.domain.slot import Slot
from miri.domain.song import Song
from miri.domain.time import frames_from_micros
from miri.domain.timing_contract import check_timeline
from miri.errors import Refused
from tools.context import ToolContext

When = Annotated[str, Field(max_length=24)]
"""A place in the song as people write it: 12.5 (seconds), 0:12.5, 300f; empty: not said."""


@dataclass(frozen=True)
class Timeline:
    """The song, its rate, and the longest clip the chosen video model makes (frames)."""

    song: Song
    rate: Fraction
    longest: int


def timeline(ctx: ToolContext) -> Timeline:
    """The timeline of the film. Raises Refused before the song was listened to."""
    song = ctx.film.song
    if song is None:
        raise Refused(ctx.say("set_lyrics.no_song"))
    if not song.analysed:
        raise Refused(ctx.say("timeline.unheard"))
    rate = ctx.film.settings.fps
    return Timeline(song, rate, frames_from_micros(ctx.desk.clips.longest_micros, rate))


def frame_at(ctx: ToolContext, when: str) -> int:
    """The nearest frame to a place in the song. Raises Refused where it is no time."""
    try:
        return int(read_time(when, ctx.film.settings.fps) + Fraction(1, 2))
    except TimingBroken as error:
        raise Refused(ctx.say("timeline.no_time", text=when)) from error


@contextmanager
def refusing(ctx: ToolContext) -> Generator[None]:
    """Timing that can't be, told as Refused in the person's language."""
    try:
        yield
    except TimingBroken as error:
        said = " ".join(b.said(ctx.language) for b in error.breaches[:3])
        raise Refused(said, rules=[b.rule.value for b in error.breaches]) from error


def judge(
    ctx: ToolContext,
    line: Timeline,
    shots: Sequence[Shot],
    *,
    obeyed: frozenset[str] | bool = False,
) -> None:
    """Raises Refused, with the reason, where shots break the timing contract.

    Cuts that stood before are not judged again when something else changes.
    """
    before = ctx.film.ordered_shots
    tiled = bool(before) and before[-1].end_frame == line.song.frames
    standing = frozenset(s.start_frame for s in before) if tiled else frozenset[int]()
    breaches = check_timeline(
        line.song, shots, line.rate, line.longest, obeyed=obeyed, standing=standing
    )
    if breaches:
        said = " ".join(b.said(ctx.language) for b in breaches[:3])
        raise Refused(
            said,
            rules=[b.rule.value for b in breaches],
            frames=[b.frame for b in breaches],
        )


def laid(shot: Shot, slot: Slot) -> Shot:
    """A shot on another slot. Its clip was made for the old length and is no longer in use."""
    if (shot.start_frame, shot.end_frame) == (slot.start_frame, slot.end_frame):
        return shot
    same = shot.frames == slot.end_frame - slot.start_frame
    chosen = shot.selected if same else shot.selected.model_copy(update={"clip": None})
    return shot.model_copy(
        update={
            "start_frame": slot.start_frame,
            "end_frame": slot.end_frame,
            "selected": chosen,
        }
    )


def unlocked(ctx: ToolContext, *shots: Shot) -> None:
    """Raises Refused if one of the shots is locked."""
    for shot in shots:
        if shot.locked:
            raise Refused(ctx.say("timeline.locked", shot=shot.number), shot=shot.number)

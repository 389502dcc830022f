"""adjust_section: renames a section, or moves its edges.

Why here: the ear of a person beats an analysis.
Next: breakdown tools, which cut at section edges.
"""

from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from miri.domain.song import Section, SectionLabel, Song
from miri.domain.time import MICROS_PER_SECOND, frames_from_micros, timecode
from miri.errors import NotFound, Refused
from miri.events.film_events import SectionsAdjusted
from tools.context import ToolContext, block
from tools.targets import Ref
from tools.tool import Outcome, Params, Permission, Result, declare

SectionRef = Annotated[
    Ref, Field(description="Section number (2), or label (first chorus: chorus)")
]
Seconds = Annotated[str, Field(pattern=r"^(\d{1,3}(\.\d{1,3})?)?$")]


class AdjustSection(Params):
    """Arguments of adjust_section."""

    section: SectionRef
    label: SectionLabel | None = Field(default=None, description="What it really is")
    start_seconds: Seconds = Field(default="", description="Where it really begins, e.g. 12.5")
    end_seconds: Seconds = Field(default="", description="Where it really ends")


class SectionsNow(Result):
    """What the model reads."""

    sections: tuple[str, ...]


async def run(ctx: ToolContext, params: AdjustSection) -> Outcome:
    """Adjust; neighbours give way. Raises Refused where nothing would be left of one."""
    song = ctx.film.song
    if song is None or not song.sections:
        raise Refused(ctx.say("adjust_section.unheard"))
    at = _index(ctx, song, params.section)
    sections = _moved(ctx, song, at, params)
    if params.label is not None:
        sections[at] = sections[at].model_copy(update={"label": params.label})
    rate = ctx.film.settings.fps
    told = tuple(_line(n, s, rate) for n, s in enumerate(sections, start=1))
    return Outcome(
        result=SectionsNow(says=ctx.say("adjust_section.done", section=told[at]), sections=told),
        events=(SectionsAdjusted(sections=tuple(sections)),),
        reads=("song",),
        blocks=(block("text", text="\n".join(f"- {line}" for line in told)),),
    )


def _line(number: int, section: Section, rate: Fraction) -> str:
    start, end = timecode(section.start_frame, rate), timecode(section.end_frame, rate)
    return f"{number}. {section.label.value} {start}-{end}"


def _index(ctx: ToolContext, song: Song, ref: str) -> int:
    for n, section in enumerate(song.sections):
        if ref in (section.id, str(n + 1)) or ref.casefold() == section.label.value:
            return n
    raise NotFound(ctx.say("adjust_section.unknown", section=ref, count=len(song.sections)))


def _moved(ctx: ToolContext, song: Song, at: int, params: AdjustSection) -> list[Section]:
    rate = ctx.film.settings.fps
    edges = [s.start_frame for s in song.sections] + [song.frames]
    if params.start_seconds and at > 0:
        edges[at] = _frame(params.start_seconds, rate)
    if params.end_seconds and at < len(song.sections) - 1:
        edges[at + 1] = _frame(params.end_seconds, rate)
    if any(b <= a for a, b in pairwise(edges)):
        raise Refused(ctx.say("adjust_section.crossed"))
    return [
        s.model_copy(update={"start_frame": a, "end_frame": b})
        for s, a, b in zip(song.sections, edges, edges[1:], strict=False)
    ]


def _frame(seconds: str, rate: Fraction) -> int:
    return frames_from_micros(int(Fraction(seconds) * MICROS_PER_SECOND), rate)


TOOL = declare(__name__, Permission.DRAFT, AdjustSection, run)

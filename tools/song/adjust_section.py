"""adjust_section: renames a section, or moves its edges.

Why here: the ear of a person beats an analysis.
Next: breakdown tools, which cut at section edges.
"""

from itertools import pairwise
from typing import Annotated

from pydantic import Field

from miri.domain.song import Section, SectionLabel, Song
from miri.domain.time import timecode
from miri.errors import NotFound, Refused
from miri.events.film_events import SectionsAdjusted
from tools.breakdown.timeline import When, frame_at
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.targets import Ref
from tools.tool import Params, Permission, declare

SectionRef = Annotated[
    Ref, Field(description="Section number (2), or label (first chorus: chorus)")
]


class AdjustSection(Params):
    """Arguments of adjust_section."""

    section: SectionRef
    label: SectionLabel | None = Field(default=None, description="What it really is")
    start_seconds: When = Field(default="", description="Where it really begins: 12.5, 0:12.5")
    end_seconds: When = Field(default="", description="Where it really ends")


class SectionsNow(Result):
    """What the model reads."""

    sections: tuple[str, ...]


async def run(ctx: ToolContext, params: AdjustSection) -> Outcome:
    """Adjust; neighbours give way. Raises Refused where nothing was said, where nothing would be
    left of a section, or for the song's own beginning and end."""
    song = ctx.film.song
    if song is None or not song.sections:
        raise Refused(ctx.say("adjust_section.unheard"))
    at = _index(ctx, song, params.section)
    if not (params.label or params.start_seconds or params.end_seconds):
        raise Refused(ctx.say("adjust_section.nothing", section=_line(ctx, at, song.sections[at])))
    sections = _moved(ctx, song, at, params)
    if params.label is not None:
        sections[at] = sections[at].model_copy(update={"label": params.label})
    told = tuple(_line(ctx, n, section) for n, section in enumerate(sections))
    return Outcome(
        result=SectionsNow(says=ctx.say("adjust_section.done", section=told[at]), sections=told),
        events=(SectionsAdjusted(sections=tuple(sections)),),
        reads=("song",),
        blocks=(block("text", text="\n".join(f"- {line}" for line in told)),),
    )


def _line(ctx: ToolContext, index: int, section: Section) -> str:
    rate = ctx.film.settings.fps
    start, end = timecode(section.start_frame, rate), timecode(section.end_frame, rate)
    return f"{index + 1}. {ctx.say(f'section.{section.label.value}')} {start}-{end}"


def _index(ctx: ToolContext, song: Song, ref: str) -> int:
    for n, section in enumerate(song.sections):
        names = (section.label.value, ctx.say(f"section.{section.label.value}"))
        nth = sum(one.label is section.label for one in song.sections[: n + 1])
        numbered = {f"{name} {nth}" for name in names}
        if ref in (section.id, str(n + 1)) or ref.casefold() in {*names, *numbered}:
            return n
    raise NotFound(ctx.say("adjust_section.unknown", section=ref, count=len(song.sections)))


def _moved(ctx: ToolContext, song: Song, at: int, params: AdjustSection) -> list[Section]:
    edges = [s.start_frame for s in song.sections] + [song.frames]
    for edge, when in ((at, params.start_seconds), (at + 1, params.end_seconds)):
        if when and edge in (0, len(song.sections)):
            raise Refused(ctx.say("adjust_section.edge"))
        if when:
            edges[edge] = frame_at(ctx, when)
    if any(b <= a for a, b in pairwise(edges)):
        raise Refused(ctx.say("adjust_section.crossed"))
    return [
        s.model_copy(update={"start_frame": a, "end_frame": b})
        for s, (a, b) in zip(song.sections, pairwise(edges), strict=True)
    ]


TOOL = declare(__name__, Permission.DRAFT, AdjustSection, run)

"""show_project: where the film stands, in a few lines.

Why here: "where are we?" is asked in every channel.
Next: tools/document.py for the whole document.
"""

from typing import Any

from miri.domain.time import timecode
from tools.context import ToolContext, block
from tools.document import project_document
from tools.interview.told import told
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class ShowProject(Params):
    """show_project takes no arguments."""


class ProjectRead(Result):
    """What the model reads."""

    name: str
    status: str
    song: str
    shots: int
    shots_by_status: dict[str, int]
    seq: int


async def run(ctx: ToolContext, params: ShowProject) -> Outcome:
    """Show."""
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    document = project_document(ctx.project, jobs)
    counts: dict[str, int] = {}
    for shot in document["shots"]:
        counts[shot["status"]] = counts.get(shot["status"], 0) + 1
    song = ctx.film.song
    length = timecode(song.frames, ctx.film.settings.fps) if song else ""
    says = ctx.say(
        "show_project.says" if song else "show_project.empty",
        name=document["name"],
        song=song.name if song else "",
        scenes=len(ctx.film.scenes),
        shots=len(ctx.film.shots),
        ready=counts.get("COMPLETED", 0),
    )
    known = told(ctx, ctx.film.brief.model_dump())
    if known:
        says = f"{says} {ctx.say('show_project.brief', kept=known)}"
    return Outcome(
        ProjectRead(
            says=says,
            name=document["name"],
            status=document["status"],
            song=f"{song.name} {length}" if song else "",
            shots=len(ctx.film.shots),
            shots_by_status=counts,
            seq=ctx.project.seq,
        ),
        blocks=_table(ctx, counts),
    )


def _table(ctx: ToolContext, counts: dict[str, int]) -> tuple[Any, ...]:
    if not counts:
        return ()
    rows = [[ctx.say(f"shot_status.{status}"), str(count)] for status, count in counts.items()]
    return (block("table", columns=ctx.say("show_project.columns").split("|"), rows=rows),)


TOOL = declare(__name__, Permission.READ, ShowProject, run)

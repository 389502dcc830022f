"""show_history: the project's revisions, newest first: what, who, when.

Why here: to go back one must see the way.
Next: restore_revision.py.
"""

from itertools import groupby

from pydantic import Field

from miri.domain.identity import Actor, ActorKind
from miri.events.event import Recorded
from miri.events.film_events import FilmEvent
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare
from tools.versions.telling import tell


class ShowHistory(Params):
    """Arguments of show_history."""

    limit: int = Field(default=15, ge=1, le=100, description="How many changes")


class HistoryRead(Result):
    """What the model reads; a revision can be given to restore_revision."""

    changes: tuple[str, ...]
    revision: int


async def run(ctx: ToolContext, params: ShowHistory) -> Outcome:
    """Show changes of the film, one row per command."""
    events = await ctx.desk.archive.store.events(ctx.project.id)
    film = [r for r in events if isinstance(r.event, FilmEvent)]
    commands = [list(group) for _, group in groupby(film, key=lambda r: r.command_id or r.seq)]
    rows = [_row(ctx, command) for command in reversed(commands[-params.limit :])]
    key = "show_history.some" if rows else "show_history.none"
    columns = ctx.say("show_history.columns").split("|")
    return Outcome(
        HistoryRead(
            says=ctx.say(key, revision=ctx.project.seq),
            changes=tuple(" | ".join(row) for row in rows),
            revision=ctx.project.seq,
        ),
        blocks=(block("table", columns=columns, rows=rows),) if rows else (),
    )


def _row(ctx: ToolContext, command: list[Recorded]) -> list[str]:
    told = ", ".join(dict.fromkeys(tell(ctx.language, r) for r in command))
    return [str(command[-1].seq), told, _who(ctx, command[-1].actor)]


def _who(ctx: ToolContext, actor: Actor) -> str:
    """The one who asks, or another person by name; what Miri did, she did because one asked."""
    if actor.kind is ActorKind.SYSTEM:
        return ctx.say("actor.system")
    mine = actor.person_id == ctx.actor.person_id
    if actor.kind is ActorKind.PERSON:
        return ctx.say("actor.you") if mine else actor.name or actor.person_id
    name = actor.person_id.removeprefix("person_")
    return ctx.say("actor.miri_for_you") if mine else ctx.say("actor.miri_for", name=name)


TOOL = declare(__name__, Permission.READ, ShowHistory, run)

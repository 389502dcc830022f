"""undo: takes back this person's last change in this thread; never someone else's.

Why here: a wrong word costs nothing.
Next: restore_revision.py for longer ways back; miri/events/film_events.py (ChangeUndone).
"""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from miri.domain.film import Film
from miri.errors import Conflict, Refused
from miri.events.event import Recorded
from miri.events.film_events import ChangeUndone, FilmEvent
from tools.context import ToolContext
from tools.tool import Outcome, Params, Permission, Result, declare
from tools.versions.telling import tell


class Undo(Params):
    """Arguments of undo."""

    redo: bool = Field(default=False, description="Bring back what the last undo took away")


class Undone(Result):
    """What the model reads."""

    what: str
    entities: int


async def run(ctx: ToolContext, params: Undo) -> Outcome:
    """Undo. Raises Refused when there is nothing, Conflict when it was changed again since."""
    command = await _command(ctx, params.redo)
    if command is None:
        raise Refused(ctx.say("undo.nothing_redo" if params.redo else "undo.nothing"))
    first, last = command[0].seq, command[-1].seq
    before = (await ctx.desk.archive.open(ctx.project.id, first - 1)).film
    after = (await ctx.desk.archive.open(ctx.project.id, last)).film
    changed = sorted(
        k for k in before.entity_keys() | after.entity_keys() if before.entity(k) != after.entity(k)
    )
    _unchanged_since(ctx, after, changed)
    what = ", ".join(dict.fromkeys(r.type for r in command))
    event = ChangeUndone(
        undone=command[0].command_id or "",
        seqs=tuple(r.seq for r in command),
        entities={k: _document(before.entity(k)) for k in changed},
    )
    says = ctx.say("undo.redone" if params.redo else "undo.done", what=_in_words(ctx, command))
    reads = tuple(k for k in changed if k in ctx.project.entity_seqs)
    return Outcome(Undone(says=says, what=what, entities=len(changed)), (event,), reads=reads)


async def _command(ctx: ToolContext, redo: bool) -> list[Recorded] | None:
    """The film events of the last command of this person, in this thread, that still stands."""
    events = await ctx.desk.archive.store.events(ctx.project.id, thread_id=ctx.thread_id)
    mine = [
        r
        for r in events
        if isinstance(r.event, FilmEvent)
        and r.actor.person_id == ctx.actor.person_id
        and r.thread_id == ctx.thread_id
    ]
    gone = {r.event.undone for r in mine if isinstance(r.event, ChangeUndone)}
    for recorded in reversed(mine):
        is_undo = isinstance(recorded.event, ChangeUndone)
        if recorded.command_id in gone:
            continue
        if is_undo is not redo:
            if redo:
                return None  # something new was done since: there is nothing to bring back
            continue
        return [r for r in mine if r.command_id == recorded.command_id]
    return None


def _unchanged_since(ctx: ToolContext, after: Film, keys: Sequence[str]) -> None:
    """A later change by anyone is never swept away."""
    for key in keys:
        if not _same(ctx.film.entity(key), after.entity(key)):
            raise Conflict(ctx.say("undo.changed_since"), entity=key)


def _same(now: Any, then: Any) -> bool:
    """Equal but for what follows by itself: a shot's number and status, its chosen versions."""
    if now is None or then is None or not hasattr(now, "selected"):
        return bool(now == then)
    derived = {"status", "number", "selected"}
    return bool(now.model_dump(exclude=derived) == then.model_dump(exclude=derived))


def _document(value: Any) -> dict[str, Any] | None:
    return None if value is None else value.model_dump(mode="json")


def _in_words(ctx: ToolContext, command: Sequence[Recorded]) -> str:
    return tell(ctx.language, command[-1])


TOOL = declare(__name__, Permission.DRAFT, Undo, run)

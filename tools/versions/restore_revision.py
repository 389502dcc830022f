"""restore_revision: makes the film what it was at an earlier revision; nothing is lost by it.

Why here: the way back is a step forward: a new event that points back.
Next: show_history.py; undo.py takes a restore back too.
"""

from pydantic import Field

from miri.domain.shot import Shot
from miri.errors import Refused
from miri.events.film_events import RevisionRestored
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare

LISTS = frozenset({"timeline", "scenes", "assets", "rules"})


class RestoreRevision(Params):
    """Arguments of restore_revision."""

    revision: int = Field(ge=1, description="A revision from show_history")


class Restored(Result):
    """What the model reads."""

    revision: int
    shots: int


async def run(ctx: ToolContext, params: RestoreRevision) -> Outcome:
    """Restore. Versions, money and conversations stay. Raises Refused beyond the log, where
    nothing would change, and where a locked shot would."""
    if params.revision >= ctx.project.seq:
        raise Refused(
            ctx.say("restore_revision.beyond", revision=params.revision, last=ctx.project.seq)
        )
    film = (await ctx.desk.archive.open(ctx.project.id, params.revision)).film
    if film == ctx.film:
        raise Refused(ctx.say("restore_revision.same", revision=params.revision))
    unlocked(ctx, *(s for s in ctx.film.shots.values() if not _same(s, film.shots.get(s.id))))
    says = ctx.say("restore_revision.done", revision=params.revision)
    return Outcome(
        Restored(says=says, revision=params.revision, shots=len(film.shots)),
        (RevisionRestored(to_seq=params.revision, film=film),),
        reads=tuple(LISTS | ctx.film.entity_keys() | film.entity_keys()),
    )


def _same(shot: Shot, then: Shot | None) -> bool:
    """Whether a shot is what it was, but for its lock and what follows from its place."""
    loose = {"locked", "status", "number"}
    return then is not None and shot.model_dump(exclude=loose) == then.model_dump(exclude=loose)


TOOL = declare(__name__, Permission.DRAFT, RestoreRevision, run)

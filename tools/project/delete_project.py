"""delete_project: a person deletes the project; it asks twice, by the film's name.

Why here: the only thing that can't be undone; the purge follows the tombstone.
Next: miri/jobs/purge.py.
"""

from pydantic import Field

from miri.errors import Refused
from miri.events.project_events import ProjectDeleted
from miri.ports.project_store import JobWrite
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class DeleteProject(Params):
    """Arguments of delete_project."""

    confirm: str = Field(default="", description="The film's name, to confirm")


class Deleted(Result):
    """What the model reads."""

    project_id: str


async def run(ctx: ToolContext, params: DeleteProject) -> Outcome:
    """Delete, and stop its work. Raises Refused, asking again, until the name is given."""
    name = ctx.film.settings.name
    if params.confirm != name.strip():
        raise Refused(ctx.say("delete_project.confirm", name=name), confirm=name)
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    return Outcome(
        Deleted(says=ctx.say("delete_project.done", name=name), project_id=ctx.project.id),
        (ProjectDeleted(),),
        rewrites=tuple(
            JobWrite(job=j.touched(cancel_requested=True), expected=j.version)
            for j in jobs
            if not j.is_over
        ),
        reads=("project", "settings"),
    )


TOOL = declare(__name__, Permission.USER, DeleteProject, run)

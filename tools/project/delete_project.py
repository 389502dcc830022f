"""delete_project: a person deletes the project; it asks twice, by the film's name.

Why here: the only thing that can't be undone; the purge follows the tombstone.
Next: miri/jobs/purge.py.
"""

from pydantic import Field

from miri.errors import Refused
from miri.events.project_events import ProjectDeleted
from tools.context import ToolContext
from tools.tool import Outcome, Params, Permission, Result, declare


class DeleteProject(Params):
    """Arguments of delete_project."""

    confirm: str = Field(default="", description="The film's name, to confirm")


class Deleted(Result):
    """What the model reads."""

    project_id: str


async def run(ctx: ToolContext, params: DeleteProject) -> Outcome:
    """Delete. Raises Refused, asking again, until the name is given."""
    name = ctx.film.settings.name
    if params.confirm.strip() != name:
        raise Refused(ctx.say("delete_project.confirm", name=name), confirm=name)
    return Outcome(
        Deleted(says=ctx.say("delete_project.done", name=name), project_id=ctx.project.id),
        (ProjectDeleted(),),
        reads=("project",),
    )


TOOL = declare(__name__, Permission.USER, DeleteProject, run)

"""rename_project: gives the film another name.

Why here: a working title is rarely the last.
Next: set_language.py.
"""

from pydantic import Field

from miri.events.project_events import SettingsChanged
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class RenameProject(Params):
    """Arguments of rename_project."""

    name: str = Field(min_length=1, max_length=120, description="What it is called now")


class ProjectNamed(Result):
    """What the model reads."""

    name: str


async def run(ctx: ToolContext, params: RenameProject) -> Outcome:
    """Rename."""
    settings = ctx.film.settings.model_copy(update={"name": params.name})
    return Outcome(
        ProjectNamed(says=ctx.say("rename_project.done", name=params.name), name=params.name),
        (SettingsChanged(settings=settings),),
        reads=("settings",),
    )


TOOL = declare(__name__, Permission.DRAFT, RenameProject, run)

"""create_project: begins a project: its name, language, rate, size and owner.

Why here: even the first event of a log comes through the registry.
Next: tools/threads/new_thread.py; server/http/projects.py.
"""

from fractions import Fraction
from typing import Literal

from pydantic import Field

from miri.domain.film import Film, FilmSettings
from miri.domain.identity import ActorKind
from miri.domain.time import FrameRate
from miri.errors import Forbidden
from miri.events.project_events import ProjectCreated
from prompts.library import phrase
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare

SIZES = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (1080, 1080)}


class CreateProject(Params):
    """Arguments of create_project."""

    name: str = Field(default="", max_length=120, description="What the film is called")
    language: Literal["en", "he"] = Field(default="en", description="The language Miri speaks")
    fps: FrameRate = Field(default=Fraction(24), description="24, 25, 30 or 24000/1001")
    format: Literal["16:9", "9:16", "1:1"] = Field(default="16:9", description="The film's shape")


class ProjectBegun(Result):
    """What the model reads."""

    project_id: str


async def run(ctx: ToolContext, params: CreateProject) -> Outcome:
    """Create. The person who calls owns it."""
    if ctx.actor.kind is not ActorKind.PERSON:
        raise Forbidden(phrase("create_project.person", params.language))
    width, height = SIZES[params.format]
    name = params.name or phrase("create_project.name", params.language)
    settings = FilmSettings(
        name=name, language=params.language, fps=params.fps, width=width, height=height
    )
    return Outcome(
        result=ProjectBegun(
            says=phrase("create_project.done", params.language, name=name),
            project_id=ctx.project.id,
        ),
        events=(ProjectCreated(owner=ctx.actor.person_id, film=Film(settings=settings)),),
        reads=("project",),
    )


TOOL = declare(__name__, Permission.USER, CreateProject, run)

"""set_format: the film's shape: 16:9, 9:16 or 1:1.

Why here: everything drawn from now on has it; what was drawn before keeps its own.
Next: tools/generate/generate_stills.py.
"""

from typing import Literal

from pydantic import Field

from miri.events.project_events import SettingsChanged
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.project.create_project import SIZES
from tools.tool import Params, Permission, declare


class SetFormat(Params):
    """Arguments of set_format."""

    format: Literal["16:9", "9:16", "1:1"] = Field(description="Wide, upright or square")


class FormatNow(Result):
    """What the model reads."""

    width: int
    height: int


async def run(ctx: ToolContext, params: SetFormat) -> Outcome:
    """Set; says how many pictures have the old shape."""
    width, height = SIZES[params.format]
    settings = ctx.film.settings.model_copy(update={"width": width, "height": height})
    drawn = sum(1 for s in ctx.film.shots.values() if s.selected.still)
    key = "set_format.redraw" if drawn else "set_format.done"
    return Outcome(
        FormatNow(says=ctx.say(key, format=params.format, count=drawn), width=width, height=height),
        (SettingsChanged(settings=settings),),
        reads=("settings",),
    )


TOOL = declare(__name__, Permission.DRAFT, SetFormat, run)

"""set_look: fixes palette, light, lens and grain.

Why here: every prompt takes its colours from here.
Next: tools/generate/generate_stills.py.
"""

from pydantic import Field

from miri.domain.prompt import HexColour
from miri.domain.story import Look
from miri.events.film_events import LookSet
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class SetLook(Params):
    """Arguments of set_look; what is left out is kept, or chosen from the words."""

    words: str = Field(default="", max_length=1000, description="The look in words")
    palette: tuple[HexColour, ...] = Field(default=(), max_length=8, description="#RRGGBB colours")
    lighting: str = Field(default="", max_length=400, description="Where light comes from, English")
    lens_mm: int | None = Field(default=None, ge=8, le=400, description="Full-frame focal length")
    grain: int | None = Field(default=None, ge=0, le=1000, description="Permille")


class LookKept(Result):
    """What the model reads."""

    palette: tuple[str, ...]
    lighting: str


async def run(ctx: ToolContext, params: SetLook) -> Outcome:
    """Set. Without a palette one is chosen from the words, or from the brief."""
    given = {k: v for k, v in params.model_dump().items() if v not in ("", (), None)}
    if (params.palette and ctx.film.look) or (not params.words and ctx.film.look and given):
        base = ctx.film.look
    else:
        base = await ctx.desk.writer.look(ctx.film, params.words)
    look = Look.model_validate({**base.model_dump(), **given})
    return Outcome(
        result=LookKept(
            says=ctx.say("set_look.done"),
            palette=look.palette,
            lighting=look.lighting,
        ),
        events=(LookSet(look=look),),
        reads=("look", "brief"),
        blocks=(block("palette", colours=list(look.palette), words=look.words),),
    )


TOOL = declare(__name__, Permission.DRAFT, SetLook, run)

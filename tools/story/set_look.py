"""set_look: fixes palette, light, lens and grain.

Why here: every prompt takes its colours from here.
Next: tools/generate/generate_stills.py.
"""

from pydantic import Field

from miri.domain.prompt import HexColour
from miri.domain.shot import Shot
from miri.domain.story import Look
from miri.events.film_events import LookSet, ShotsChanged
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
    shots = relit(ctx, look)
    return Outcome(
        result=LookKept(
            says=ctx.say("set_look.done"),
            palette=look.palette,
            lighting=look.lighting,
        ),
        events=(LookSet(look=look), *shots),
        reads=("look", "brief", "timeline"),
        blocks=(block("palette", colours=list(look.palette), words=look.words),),
    )


def relit(ctx: ToolContext, look: Look) -> tuple[ShotsChanged, ...]:
    """The shots that carried the old look's light, in the new one; locked ones stay."""
    old = ctx.film.look.lighting if ctx.film.look else ""
    if not old or old == look.lighting:
        return ()
    told = [s for s in ctx.film.ordered_shots if not s.locked and old in s.image.lighting]
    changed: list[Shot] = []
    for shot in told:
        light = shot.image.lighting.replace(old, look.lighting)
        image = shot.image.model_copy(update={"lighting": light})
        changed.append(shot.model_copy(update={"image": image}))
    return (ShotsChanged(how="edited", shots=tuple(changed)),) if changed else ()


TOOL = declare(__name__, Permission.DRAFT, SetLook, run)

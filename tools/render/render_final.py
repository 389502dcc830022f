"""render_final: cuts the film in full size.

Why here: one tool, one file.
Next: cutting.py, which does it.
"""

from miri.ports.film_renderer import RenderProfile
from tools.context import ToolContext
from tools.outcome import Outcome
from tools.render.cutting import cut_film
from tools.tool import Params, Permission, declare


class RenderFinal(Params):
    """render_final takes no arguments."""


async def run(ctx: ToolContext, params: RenderFinal) -> Outcome:
    """Order the film. Raises Refused before there are shots."""
    return cut_film(ctx, RenderProfile.FINAL)


TOOL = declare(__name__, Permission.DRAFT, RenderFinal, run)

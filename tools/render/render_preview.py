"""render_preview: cuts a quick, small film from what there is.

Why here: one tool, one file.
Next: cutting.py, which does it.
"""

from miri.ports.film_renderer import RenderProfile
from tools.context import ToolContext
from tools.outcome import Outcome
from tools.render.cutting import cut_film
from tools.tool import Params, Permission, declare


class RenderPreview(Params):
    """render_preview takes no arguments."""


async def run(ctx: ToolContext, params: RenderPreview) -> Outcome:
    """Order the film. Raises Refused before there are shots."""
    return cut_film(ctx, RenderProfile.PREVIEW)


TOOL = declare(__name__, Permission.DRAFT, RenderPreview, run)

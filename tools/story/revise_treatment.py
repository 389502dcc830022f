"""revise_treatment: rewrites the treatment as a note asks.

Why here: the first treatment is rarely the last.
Next: write_treatment.py.
"""

from pydantic import Field

from miri.domain.story import Treatment
from miri.errors import Refused
from tools.context import ToolContext
from tools.story.write_treatment import told
from tools.tool import Outcome, Params, Permission, declare


class ReviseTreatment(Params):
    """Arguments of revise_treatment: the note, and the new words where the director wrote them."""

    note: str = Field(min_length=2, max_length=2000, description="What to change")
    logline: str = Field(default="", max_length=400)
    synopsis: str = Field(default="", max_length=6000)
    arc: tuple[str, ...] = Field(default=(), max_length=40)


async def run(ctx: ToolContext, params: ReviseTreatment) -> Outcome:
    """Revise. Raises Refused when there is none yet."""
    if ctx.film.treatment is None:
        raise Refused(ctx.say("revise_treatment.none"))
    if params.logline and params.synopsis:
        written = Treatment(logline=params.logline, synopsis=params.synopsis, arc=params.arc)
    else:
        written = await ctx.desk.writer.treatment(ctx.film, params.note)
    return told(ctx, written, "revise_treatment.done")


TOOL = declare(__name__, Permission.DRAFT, ReviseTreatment, run)

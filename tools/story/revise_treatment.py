"""revise_treatment: rewrites the treatment as a note asks.

Why here: the first treatment is rarely the last.
Next: write_treatment.py.
"""

from pydantic import Field

from miri.domain.story import Treatment
from miri.errors import Refused
from tools.context import ToolContext
from tools.outcome import Outcome
from tools.story.write_treatment import told
from tools.tool import Params, Permission, declare


class ReviseTreatment(Params):
    """Arguments of revise_treatment: the note, and the new words where the director wrote them."""

    note: str = Field(min_length=2, max_length=2000, description="What to change")
    logline: str = Field(default="", max_length=400, description="The film in one sentence")
    synopsis: str = Field(default="", max_length=6000, description="The film in some paragraphs")
    arc: tuple[str, ...] = Field(
        default=(), max_length=40, description="One sentence per section of the song"
    )


async def run(ctx: ToolContext, params: ReviseTreatment) -> Outcome:
    """Revise; new words come into the treatment there is, and without any it is written anew as the
    note asks. Raises Refused when there is no treatment yet."""
    treatment = ctx.film.treatment
    if treatment is None:
        raise Refused(ctx.say("revise_treatment.none"))
    given = params.model_dump(exclude={"note"}, exclude_defaults=True)
    if given:
        written = treatment.model_copy(update=given)
    else:
        written = await ctx.desk.writer.treatment(ctx.film, params.note)
    return told(ctx, written, f"revise_treatment.{_what_became_of_it(treatment, written)}")


def _what_became_of_it(before: Treatment, after: Treatment) -> str:
    """Whether the story changed, or the wish could only be written beside it: nobody should read
    "rewritten" above the same words."""
    same = (before.logline, before.arc) == (after.logline, after.arc)
    return "noted" if same and after.synopsis.startswith(before.synopsis) else "done"


TOOL = declare(__name__, Permission.DRAFT, ReviseTreatment, run)

"""write_treatment: tells the film in words, from brief, song and lyrics.

Why here: what the person agrees to before anything is drawn.
Next: revise_treatment.py; tools/breakdown/plan_scenes.py.
"""

from pydantic import Field

from miri.domain.story import Treatment
from miri.errors import Refused
from miri.events.film_events import TreatmentWritten
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class WriteTreatment(Params):
    """Arguments of write_treatment; what is left out, the story writer writes."""

    logline: str = Field(default="", max_length=400, description="The film in one sentence")
    synopsis: str = Field(default="", max_length=6000, description="The film in a few paragraphs")
    arc: tuple[str, ...] = Field(
        default=(), max_length=40, description="One sentence per section of the song"
    )


class TreatmentRead(Result):
    """What the model reads."""

    number: int
    logline: str
    synopsis: str


async def run(ctx: ToolContext, params: WriteTreatment) -> Outcome:
    """Write. Raises Refused without a song."""
    if ctx.film.song is None:
        raise Refused(ctx.say("set_lyrics.no_song"))
    if params.logline and params.synopsis:
        written = Treatment(logline=params.logline, synopsis=params.synopsis, arc=params.arc)
    else:
        written = await ctx.desk.writer.treatment(ctx.film)
    given = params.model_dump(exclude_defaults=True)
    return told(ctx, written.model_copy(update=given), "write_treatment.done")


def told(ctx: ToolContext, written: Treatment, key: str) -> Outcome:
    """The outcome of a treatment written or revised: its next number, and the words to read."""
    number = ctx.film.treatment.number + 1 if ctx.film.treatment else 1
    treatment = written.model_copy(update={"number": number})
    lines = [f"### {treatment.logline}", treatment.synopsis]
    lines += [f"- {sentence}" for sentence in treatment.arc]
    return Outcome(
        result=TreatmentRead(
            says=ctx.say(key, number=number),
            number=number,
            logline=treatment.logline,
            synopsis=treatment.synopsis,
        ),
        events=(TreatmentWritten(treatment=treatment),),
        reads=("treatment", "brief", "song"),
        blocks=(block("text", text="\n\n".join(lines)),),
    )


TOOL = declare(__name__, Permission.DRAFT, WriteTreatment, run)

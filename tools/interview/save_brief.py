"""save_brief: keeps what the interview settled, and notices what contradicts the song.

Why here: the treatment is written from the brief.
Next: tools/story/write_treatment.py.
"""

from pydantic import Field

from miri.errors import Refused
from miri.events.film_events import BriefSaved
from tools.context import ToolContext
from tools.interview.contradiction import contradiction
from tools.interview.told import told
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class SaveBrief(Params):
    """Arguments of save_brief; what is left empty stays as it was."""

    theme: str = Field(default="", max_length=2000, description="What the film is about")
    characters: str = Field(default="", max_length=2000, description="Who we see")
    mood: str = Field(default="", max_length=1000, description="What it feels like")
    look: str = Field(default="", max_length=1000, description="How it looks")
    ending: str = Field(default="", max_length=1000, description="How it ends")
    notes: str = Field(default="", max_length=4000, description="Anything else")


class BriefKept(Result):
    """What the model reads. `contradiction` is a sentence to ask about, or empty."""

    missing: tuple[str, ...]
    contradiction: str = ""


async def run(ctx: ToolContext, params: SaveBrief) -> Outcome:
    """Save. Raises Refused when nothing was said."""
    said = {k: v.strip() for k, v in params.model_dump().items() if v.strip()}
    if not said:
        raise Refused(ctx.say("save_brief.nothing"))
    brief = ctx.film.brief.model_copy(update=said)
    doubt = contradiction(ctx, brief) if "mood" in said else ""
    says = ctx.say("save_brief.done", kept=told(ctx, {name: getattr(brief, name) for name in said}))
    return Outcome(
        result=BriefKept(
            says=f"{says} {doubt}".strip(), missing=brief.missing, contradiction=doubt
        ),
        events=(BriefSaved(brief=brief),),
        reads=("brief",),
    )


TOOL = declare(__name__, Permission.DRAFT, SaveBrief, run)

"""ask_user: puts a question to the person, with answers they can press.

Why here: a question with buttons is an action of the studio like any other.
Next: save_brief.py keeps the answer.
"""

from pydantic import Field

from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class AskUser(Params):
    """Arguments of ask_user."""

    question: str = Field(min_length=2, max_length=600, description="One question")
    options: tuple[str, ...] = Field(
        default=(),
        max_length=6,
        description="Short answers to offer; the person may write others",
    )


class Asked(Result):
    """What the model reads: end the turn now, the answer is the person's next message."""

    waiting: bool = True


async def run(ctx: ToolContext, params: AskUser) -> Outcome:
    """Ask. Changes nothing."""
    options = [{"label": option, "send": option} for option in params.options]
    blocks = (block("choices", options=options),) if options else ()
    return Outcome(result=Asked(says=params.question), blocks=blocks)


TOOL = declare(__name__, Permission.READ, AskUser, run)

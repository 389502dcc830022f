"""new_thread: opens another conversation about the same film.

Why here: several conversations work on one project without mixing.
Next: list_threads.py.
"""

from pydantic import Field

from miri.events.talk_events import ThreadOpened
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class NewThread(Params):
    """Arguments of new_thread."""

    title: str = Field(default="", max_length=120, description="What it is about")


class ThreadBegun(Result):
    """What the model reads."""

    thread_id: str
    title: str


async def run(ctx: ToolContext, params: NewThread) -> Outcome:
    """Open. Its id follows from the call."""
    thread_id = f"thread_{ctx.token}"
    title = params.title.strip() or ctx.say("new_thread.title", number=len(ctx.project.threads) + 1)
    says = ctx.say("new_thread.done", title=title)
    return Outcome(
        ThreadBegun(says=says, thread_id=thread_id, title=title),
        (ThreadOpened(thread_id=thread_id, title=title),),
    )


TOOL = declare(__name__, Permission.DRAFT, NewThread, run)

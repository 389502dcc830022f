"""rename_thread: gives a conversation another title.

Why here: one tool, one file; its words are prompts/tools/threads/rename_thread.md.
Next: tools/registry.py, which calls `run`.
"""

from pydantic import Field

from miri.errors import NotFound
from miri.events.talk_events import ThreadRenamed
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class RenameThread(Params):
    """Arguments of rename_thread."""

    title: str = Field(min_length=1, max_length=120, description="The new title")
    thread: str = Field(default="", description="Thread id; empty: the one we are in")


class ThreadNamed(Result):
    """What the model reads."""

    thread_id: str
    title: str


async def run(ctx: ToolContext, params: RenameThread) -> Outcome:
    """Rename. Raises NotFound for an unknown thread."""
    thread_id = params.thread or ctx.thread_id or ""
    if thread_id not in ctx.project.threads:
        raise NotFound(ctx.say("rename_thread.unknown", thread=thread_id or "?"))
    says = ctx.say("rename_thread.done", title=params.title)
    return Outcome(
        result=ThreadNamed(says=says, thread_id=thread_id, title=params.title),
        events=(ThreadRenamed(thread_id=thread_id, title=params.title),),
        reads=(thread_id,),
    )


TOOL = declare(__name__, Permission.DRAFT, RenameThread, run)

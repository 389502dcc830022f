"""archive_thread: puts a conversation away; it can be brought back.

Why here: nothing said is ever deleted.
Next: rename_thread.py.
"""

from pydantic import Field

from miri.errors import NotFound
from miri.events.talk_events import ThreadArchived
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class ArchiveThread(Params):
    """Arguments of archive_thread."""

    thread: str = Field(default="", description="Thread id; empty: the one we are in")
    archived: bool = Field(default=True, description="false brings it back")


class ThreadPutAway(Result):
    """What the model reads."""

    thread_id: str


async def run(ctx: ToolContext, params: ArchiveThread) -> Outcome:
    """Archive, or bring back. Raises NotFound for an unknown thread."""
    thread_id = params.thread or ctx.thread_id or ""
    if thread_id not in ctx.project.threads:
        raise NotFound(ctx.say("rename_thread.unknown", thread=thread_id or "?"))
    key = "archive_thread.done" if params.archived else "archive_thread.back"
    title = ctx.project.threads[thread_id].title
    return Outcome(
        ThreadPutAway(says=ctx.say(key, title=title), thread_id=thread_id),
        (ThreadArchived(thread_id=thread_id, archived=params.archived),),
        reads=(thread_id,),
    )


TOOL = declare(__name__, Permission.DRAFT, ArchiveThread, run)

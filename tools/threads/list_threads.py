"""list_threads: shows the conversations of this film.

Why here: to find the one where it was said.
Next: new_thread.py.
"""

from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class ListThreads(Params):
    """list_threads takes no arguments."""


class ThreadsRead(Result):
    """What the model reads."""

    threads: tuple[str, ...]


async def run(ctx: ToolContext, params: ListThreads) -> Outcome:
    """List, the most recent first; archived ones last."""
    ordered = sorted(ctx.project.threads.values(), key=lambda t: (t.archived, -t.last_seq))
    told = tuple(
        f"{t.title}{' *' if t.id == ctx.thread_id else ''}{' (…)' if t.archived else ''}"
        for t in ordered
    )
    lines = block("text", text="\n".join(f"- {title}" for title in told))
    return Outcome(
        ThreadsRead(says=ctx.say("list_threads.says", count=len(told)), threads=told),
        blocks=(lines,) if told else (),
    )


TOOL = declare(__name__, Permission.READ, ListThreads, run)

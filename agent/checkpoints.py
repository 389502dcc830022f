"""Where conversations' working memory is kept between steps: LangGraph's checkpointers.

Why here: only agent knows LangGraph; the server says which store, this opens the saver.
Next: graph.py, which checkpoints every step.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

Saver = BaseCheckpointSaver[Any]


@asynccontextmanager
async def open_saver(file: Path | None) -> AsyncIterator[Saver]:
    """A saver in a SQLite file, made if missing; None keeps it in memory, gone with the process."""
    if file is None:
        yield InMemorySaver()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncSqliteSaver.from_conn_string(str(file)) as saver:
        yield saver

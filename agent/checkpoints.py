"""Where conversations' working memory is kept between steps: LangGraph's checkpointers.

Why here: only agent knows LangGraph; the server says which store, this opens the saver. What is
read back may only be data: of types, those that LangGraph counts as safe, messages among them.
Next: graph.py, which checkpoints every step; firestore_checkpoints/, the one of the cloud.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

Saver = BaseCheckpointSaver[Any]


def safe_serializer() -> JsonPlusSerializer:
    """No pickle, and no types but the safe ones: a store that was tampered with runs nothing."""
    return JsonPlusSerializer(pickle_fallback=False, allowed_msgpack_modules=None)


@asynccontextmanager
async def open_saver(file: Path | None) -> AsyncIterator[Saver]:
    """A saver in a SQLite file, made if missing; None keeps it in memory, gone with the process."""
    if file is None:
        yield InMemorySaver(serde=safe_serializer())
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncSqliteSaver.from_conn_string(str(file)) as saver:
        saver.serde = safe_serializer()
        yield saver


def firestore_saver(client: Any, asked: Any) -> Saver:
    """A saver in Firestore; `client` and `asked` as FirestoreSaver takes them."""
    from agent.firestore_checkpoints.saver import FirestoreSaver

    return FirestoreSaver(client, asked, safe_serializer())

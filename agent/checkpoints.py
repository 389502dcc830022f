"""Where conversations' working memory is kept between steps: LangGraph's checkpointers.

Why here: only agent knows LangGraph; the server says which store, this opens the saver. What is
read back may only be data: of types, those that LangGraph counts as safe, messages among them.
Only the newest checkpoint of a thread is ever gone on from; turn.py has the others pruned.
Next: graph.py, which checkpoints every step; firestore_checkpoints/, the one of the cloud.
"""

from collections.abc import AsyncIterator, Sequence
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


class SqliteSaver(AsyncSqliteSaver):
    """LangGraph's saver, which also forgets: each step keeps the whole conversation once more."""

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Forget all checkpoints of these threads, or all but the newest of each."""
        newest = (
            "SELECT MAX(c.checkpoint_id) FROM checkpoints AS c WHERE c.thread_id = {0}.thread_id "
            "AND c.checkpoint_ns = {0}.checkpoint_ns"
        )
        async with self.lock, self.conn.cursor() as cursor:
            for table in ("writes", "checkpoints"):
                older = f" AND checkpoint_id < ({newest.format(table)})"
                condition = older if strategy == "keep_latest" else ""
                sql = f"DELETE FROM {table} WHERE thread_id = ?{condition}"  # noqa: S608
                await cursor.executemany(sql, [(str(thread_id),) for thread_id in thread_ids])
            await self.conn.commit()


class MemorySaver(InMemorySaver):
    """LangGraph's saver in memory, which also forgets."""

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """Forget all checkpoints of these threads, or all but the newest of each."""
        if strategy != "keep_latest":
            for thread_id in thread_ids:
                self.delete_thread(str(thread_id))
            return
        for thread_id in map(str, thread_ids):
            for kept in self.storage.get(thread_id, {}).values():
                for older in sorted(kept)[:-1]:
                    del kept[older]
            newest = {max(kept) for kept in self.storage.get(thread_id, {}).values() if kept}
            for place in [w for w in self.writes if w[0] == thread_id and w[2] not in newest]:
                del self.writes[place]


@asynccontextmanager
async def open_saver(file: Path | None) -> AsyncIterator[Saver]:
    """A saver in a SQLite file, made if missing; None keeps it in memory, gone with the process."""
    if file is None:
        yield MemorySaver(serde=safe_serializer())
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    async with SqliteSaver.from_conn_string(str(file)) as saver:
        saver.serde = safe_serializer()
        yield saver


def firestore_saver(client: Any, asked: Any) -> Saver:
    """A saver in Firestore; `client` and `asked` as FirestoreSaver takes them."""
    from agent.firestore_checkpoints.saver import FirestoreSaver

    return FirestoreSaver(client, asked, safe_serializer())

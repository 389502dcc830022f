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

from agent.serializer import TalkSerializer
from agent.sqlite_checkpoints import SqliteSaver

Saver = BaseCheckpointSaver[Any]


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
        yield MemorySaver(serde=TalkSerializer())
        return
    async with SqliteSaver.at(file) as saver:
        yield saver


def firestore_saver(client: Any, asked: Any) -> Saver:
    """A saver in Firestore; `client` and `asked` as FirestoreSaver takes them."""
    from agent.firestore_checkpoints.saver import FirestoreSaver

    return FirestoreSaver(client, asked, TalkSerializer())

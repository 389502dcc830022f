"""The writer: one thread; commits queue up and go to disk in groups, each member in a savepoint.

Why here: one fsync serves a whole group, and a member that fails takes no other with it.
Next: write_commit.py, what one member does.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from miri.errors import Unavailable

GROUP = 256
"""At most this many commits share one transaction."""

Work = Callable[[sqlite3.Connection], Any]


class _Raised:
    """Carries what a piece of work raised to the one who waits for it, in another thread: whatever
    it was, the writer must live, or nobody could write again."""

    error: Exception | None = None

    def __enter__(self) -> "_Raised":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None

    def as_told(self) -> Exception | None:
        """The error of our tree."""
        if isinstance(self.error, sqlite3.Error):
            return Unavailable(f"The project database did not take a write: {self.error}.")
        return self.error


class Writer:
    """Runs pieces of work on one connection, grouped; answers each through a future."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work) -> Any:
        """Do `work` in the next group. Raises what it raises, or Unavailable."""
        future: Future[Any] = Future()
        self._queue.put((work, future))
        return await asyncio.wrap_future(future)

    async def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group, last = [first], False
            while len(group) < GROUP and not self._queue.empty():
                item = self._queue.get()
                if item is None:
                    last = True
                    break
                group.append(item)
            self._write(group)
            if last:
                return

    def _write(self, group: list[tuple[Work, Future[Any]]]) -> None:
        answers: list[tuple[Future[Any], Any, Exception | None]] = []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            answers = [(future, *self._member(work)) for work, future in group]
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            lost = Unavailable(f"The project database did not take a write: {error}.")
            answers = [(future, None, lost) for _, future in group]
        for future, answer, failure in answers:
            if future.set_running_or_notify_cancel():
                future.set_exception(failure) if failure else future.set_result(answer)

    def _member(self, work: Work) -> tuple[Any, Exception | None]:
        self._connection.execute("SAVEPOINT member")
        with _Raised() as raised:
            answer = work(self._connection)
            self._connection.execute("RELEASE member")
            return answer, None
        self._connection.execute("ROLLBACK TO member")
        self._connection.execute("RELEASE member")
        return None, raised.as_told()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

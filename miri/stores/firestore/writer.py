"""The writer: commits of a project wait in line and go in groups, one group at a time.

Why here: the project's document takes one write after the other; a group shares it. Projects do
not wait for each other.
Next: group.py, what becomes of one group.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from miri.errors import MiriError, Unavailable
from miri.events.event import Recorded
from miri.stores.firestore.body import REQUEST_BYTES
from miri.stores.firestore.draft import Outcome
from miri.stores.firestore.parcel import WRITES, Parcel

Settle = Callable[[Sequence[Parcel]], Awaitable[list[Outcome]]]
Answer = asyncio.Future[tuple[Recorded, ...]]
Waiting = tuple[Parcel, Answer]


class Writer:
    """One line per project that has commits waiting; `settle` writes a group."""

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._lines: dict[str, deque[Waiting]] = {}
        self._pumps: dict[str, asyncio.Task[None]] = {}

    async def run(self, parcel: Parcel) -> tuple[Recorded, ...]:
        """Write in the next group. Raises what the commit is refused for, or Unavailable."""
        answer: Answer = asyncio.get_running_loop().create_future()
        project_id = parcel.commit.project_id
        self._lines.setdefault(project_id, deque()).append((parcel, answer))
        if project_id not in self._pumps:
            self._pumps[project_id] = asyncio.create_task(self._pump(project_id))
        return await answer

    async def close(self) -> None:
        """Wait until every line is empty."""
        while self._pumps:
            await asyncio.gather(*self._pumps.values(), return_exceptions=True)

    async def _pump(self, project_id: str) -> None:
        line = self._lines[project_id]
        group: list[Waiting] = []
        try:
            while line:
                group = _group(line)
                await self._write(group)
        finally:
            del self._lines[project_id], self._pumps[project_id]
            for _, answer in (*group, *line):  # unanswered only if something broke or was stopped
                _tell(answer, Unavailable("The store stopped meanwhile; it may have been done."))

    async def _write(self, group: list[Waiting]) -> None:
        try:
            outcomes = await self._settle([parcel for parcel, _ in group])
        except Unavailable as lost:
            outcomes: list[Outcome] = [lost] * len(group)
        except MiriError as refused:
            if len(group) > 1:  # somebody's fault: find whose
                for member in group:
                    await self._write([member])
                return
            outcomes = [refused]
        for (_, answer), outcome in zip(group, outcomes, strict=True):
            _tell(answer, outcome)


def _group(line: deque[Waiting]) -> list[Waiting]:
    """Those at the head of the line whom one batch can carry; at least one."""
    group = [line.popleft()]
    writes, size = group[0][0].writes, group[0][0].size
    while line:
        parcel = line[0][0]
        writes, size = writes + parcel.writes, size + parcel.size
        if writes > WRITES or size > REQUEST_BYTES:
            break
        group.append(line.popleft())
    return group


def _tell(answer: Answer, outcome: Outcome) -> None:
    if answer.done():
        return  # who asked has gone
    if isinstance(outcome, MiriError):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)

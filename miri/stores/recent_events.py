"""Events this process wrote a moment ago, as they are in the log: read again without reading.

Why here: each event of a turn is asked for by the fold and by the feed right after it was
committed; an event never changes, so what was just written needs no parsing.
Next: sqlite/sqlite_project_store.py, which asks the file only how far the log goes.
"""

from collections import OrderedDict
from collections.abc import Iterable

from miri.events.event import Recorded

KEPT = 512


class RecentEvents:
    """The last events committed here, by project and seq."""

    def __init__(self) -> None:
        self._events: OrderedDict[tuple[str, int], Recorded] = OrderedDict()

    def add(self, recorded: Iterable[Recorded]) -> None:
        """Keep what was committed."""
        for event in recorded:
            self._events[(event.project_id, event.seq)] = event
        while len(self._events) > KEPT:
            self._events.popitem(last=False)

    def between(self, project_id: str, after: int, until: int) -> tuple[Recorded, ...] | None:
        """All events after one seq up to another; None where one of them is not known here."""
        if until - after > KEPT:
            return None
        found: list[Recorded] = []
        for seq in range(after + 1, until + 1):
            event = self._events.get((project_id, seq))
            if event is None:
                return None
            found.append(event)
        return tuple(found)

    def forget(self, project_id: str) -> None:
        """A project was purged: its seqs may begin anew."""
        for key in [key for key in self._events if key[0] == project_id]:
            del self._events[key]

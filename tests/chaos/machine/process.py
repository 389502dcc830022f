"""A process: a desk of its own and a line to the store that is cut where it dies.

Why here: kill -9 runs no `finally`. Here the code that unwinds still runs, but nothing of it reaches
the store any more.
Next: world.py, which has two of them; miri/jobs/crash_points.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from miri.errors import Unavailable
from miri.jobs.desk import ProviderDesk
from miri.ports.project_store import ProjectStore

NUMBERS = count(1)


class Death(BaseException):
    """The process is gone at this very instruction."""


class Line:
    """Passes every call on to the store, until it is cut."""

    def __init__(self, end: Any, is_cut: Callable[[], bool]) -> None:
        self._end = end
        self._is_cut = is_cut

    def __getattr__(self, name: str) -> Any:
        found: Any = getattr(self._end, name)
        if not callable(found):
            return Line(found, self._is_cut)

        async def through(*given: Any, **named: Any) -> Any:
            if self._is_cut():
                raise Unavailable("Dead processes write nothing.")
            return await found(*given, **named)  # type: ignore[misc]

        return through


@dataclass
class Process:
    """`dies_at` names the crash point at which it dies; its owner lives on another machine, so that
    nothing but a lease tells of its death."""

    store: ProjectStore
    dies_at: str = ""
    is_dead: bool = False
    owner: str = field(default_factory=lambda: f"engine_{next(NUMBERS)}@elsewhere/1/1")
    desk: ProviderDesk = field(init=False)

    @property
    def line(self) -> ProjectStore:
        """The store as this process reaches it."""
        return cast("ProjectStore", Line(self.store, lambda: self.is_dead))

    def passing(self, point: str) -> None:
        """Told by the desk; the dead come past nothing."""
        if self.is_dead or point == self.dies_at:
            self.is_dead = True
            raise Death(point)

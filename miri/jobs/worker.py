"""A worker: does the work of one kind of job and says what it means for the project.

Why here: the engine knows leases and transitions; workers know pictures and films.
Next: still_worker.py, clip_worker.py, analysis_worker.py, render_worker.py; engine.py drives them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from miri.domain.job import Job
from miri.domain.project import Project
from miri.events.event import Event

Progress = Callable[[int, int], None]
"""Called with (done, total); total is fixed within a job. May be called from the event loop only."""


@dataclass(frozen=True)
class Finished:
    """What a job came to: events for the log, a JSON-safe result for its row, what it cost.

    `reads` names entities the events rest on; if one changed meanwhile the worker is asked again.
    """

    events: tuple[Event, ...]
    result: dict[str, Any] = field(default_factory=dict[str, Any])
    cost_micros: int = 0
    reads: tuple[str, ...] = ()


class Worker(Protocol):
    """Works one kind of job. Doing the same job twice must be harmless."""

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        """Do it. Raises a MiriError when it can't be done; then `failed` tells what that means."""
        ...

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        """The events of a job that came to nothing."""
        ...

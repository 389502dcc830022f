"""The fold: (project, recorded event) -> project. Pure; the only place where state changes.

Why here: a project *is* the fold of its events.
Next: miri/log/archive.py, which folds from a snapshot.
"""

from collections.abc import Callable, Iterable
from typing import Any

from miri.domain.project import Project
from miri.events import fold_film, fold_history, fold_talk
from miri.events.event import Event, Recorded

Step = Callable[[Project, Any, Recorded], Project]

STEPS: dict[type[Event], Step] = {**fold_film.STEPS, **fold_history.STEPS, **fold_talk.STEPS}
"""Every event that changes state; events that are only told (ToolCalled, JobMoved) are absent."""


def apply(project: Project, recorded: Recorded) -> Project:
    """The project after one more event. Raises ValueError when a seq is skipped or repeated."""
    if recorded.seq != project.seq + 1:
        raise ValueError(f"event {recorded.seq} can't follow {project.seq}")
    step = STEPS.get(type(recorded.event))
    changed = step(project, recorded.event, recorded) if step else project
    touched = dict.fromkeys(recorded.event.touches(), recorded.seq)
    seqs = {**changed.entity_seqs, **touched} if touched else changed.entity_seqs
    return changed.model_copy(
        update={"seq": recorded.seq, "updated": recorded.ts, "entity_seqs": seqs}
    )


def fold(project: Project, events: Iterable[Recorded]) -> Project:
    """All events in order."""
    for recorded in events:
        project = apply(project, recorded)
    return project

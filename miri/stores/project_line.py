"""A project's line in the list of projects, kept beside the log by every store.

Why here: listing projects must not fold them.
Next: memory/memory_project_store.py, sqlite/sqlite_project_store.py.
"""

from miri.events.event import Event, Recorded
from miri.events.project_events import ProjectCreated, ProjectDeleted, SettingsChanged
from miri.ports.project_store import ProjectLine


def next_line(line: ProjectLine | None, event: Event, at: Recorded) -> ProjectLine:
    """A project's line in the list after one more event."""
    line = line or ProjectLine(id=at.project_id, owner="", name="", seq=0, updated=0)
    changes: dict[str, object] = {"seq": at.seq, "updated": at.ts}
    if isinstance(event, ProjectCreated):
        changes |= {"owner": event.owner, "name": event.film.settings.name}
    elif isinstance(event, SettingsChanged):
        changes["name"] = event.settings.name
    elif isinstance(event, ProjectDeleted):
        changes["deleted"] = True
    return line.model_copy(update=changes)

"""A project to try stores on: its birth, an event, a job row.

Why here: the suites of the stores speak of the same few things.
Next: test_project_store.py, test_firestore_store.py.
"""

from typing import Any

from miri.domain.film import Film, FilmSettings
from miri.domain.identity import LOCAL_PERSON, new_id
from miri.domain.job import Job, JobKind
from miri.domain.story import Brief
from miri.events.event import Context, Event
from miri.events.film_events import BriefSaved
from miri.events.project_events import ProjectCreated
from miri.ports.project_store import Commit, ProjectStore

ME = Context(actor=LOCAL_PERSON)


async def born(store: ProjectStore, name: str = "Sea") -> str:
    """A new project's id."""
    project_id = new_id("project")
    film = Film(settings=FilmSettings(name=name))
    event = ProjectCreated(owner=LOCAL_PERSON.person_id, film=film)
    await store.commit(
        Commit(project_id=project_id, context=ME, events=(event,), basis={"project": 0})
    )
    return project_id


def brief(theme: str) -> Event:
    """An event that touches the brief."""
    return BriefSaved(brief=Brief(theme=theme))


def a_job(project_id: str, **fields: Any) -> Job:
    """A new job row."""
    told: dict[str, Any] = {
        "id": new_id("job"),
        "project_id": project_id,
        "kind": JobKind.STILL,
        "target_id": "version_x",
        "label": "Still of shot 1",
        "order": {},
        "actor": LOCAL_PERSON,
    }
    return Job(**told | fields)

"""Projects over HTTP: begin, list, read now or at a revision, read the log.

Why here: reads may go straight to the archive; the one write goes through the registry.
Next: threads.py, media.py, tools.py.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from server.http.asking import Key, Person, Received, StudioNow
from server.shapes.project import ProjectDocument, ProjectList
from server.sockets.wire import from_recorded

router = APIRouter(prefix="/api/projects", tags=["projects"])
MAX_EVENTS = 1000
MAX_SEQ = 1 << 53


class NewProject(Received):
    """Body of POST /api/projects; everything is optional."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Night drive", "language": "en"}]}
    )

    name: str = Field(default="", max_length=120)
    language: Literal["en", "he"] = "en"
    fps: int | str = 24
    format: Literal["16:9", "9:16", "1:1"] = "16:9"


@router.post("", status_code=201, responses={201: {"model": ProjectDocument}})
async def create(body: NewProject, studio: StudioNow, person: Person, key: Key) -> dict[str, Any]:
    """Begin a project; answers its document."""
    project_id = await studio.create_project(body.model_dump(), person, key)
    return await studio.document(project_id, person)


@router.get("", responses={200: {"model": ProjectList}})
async def listing(studio: StudioNow, person: Person) -> dict[str, Any]:
    """The person's projects, most recently changed first; of the first fifty also how far they are
    and a picture."""
    return {"projects": await studio.listing(person)}


@router.get("/{project_id}", responses={200: {"model": ProjectDocument}})
async def read(
    project_id: str,
    studio: StudioNow,
    person: Person,
    at: Annotated[
        int | None, Query(ge=1, le=MAX_SEQ, description="A revision: the project as it was")
    ] = None,
) -> dict[str, Any]:
    """The project document, now or at a revision."""
    return await studio.document(project_id, person, at)


@router.get("/{project_id}/events")
async def events(
    project_id: str,
    studio: StudioNow,
    person: Person,
    after: Annotated[int, Query(ge=0, le=MAX_SEQ, description="The last seq you have")] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_EVENTS)] = MAX_EVENTS,
) -> dict[str, Any]:
    """The log after a seq, as the same envelopes the socket sends."""
    project = await studio.project(project_id, person)
    found = await studio.archive.store.events(project_id, after=after, limit=limit)
    envelopes = [from_recorded(r, project.media) for r in found]
    return {"events": envelopes, "seq": project.seq}

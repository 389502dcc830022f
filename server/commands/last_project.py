"""The project a terminal command means: the one named, or the person's last.

Why here: chat and tool ask the same.
Next: chat.py, tool.py.
"""

from miri.domain.identity import LOCAL_PERSON
from miri.errors import NotFound
from server.studio import Studio


async def last_project(studio: Studio, named: str) -> str:
    """Its id. Raises NotFound when there is none."""
    if named:
        return (await studio.project(named, LOCAL_PERSON)).id
    for line in await studio.archive.store.projects():
        if line.owner == LOCAL_PERSON.person_id and not line.deleted:
            return line.id
    raise NotFound("There is no project yet; begin one with: python -m server chat --new")

"""What the server sends is what it declares (server/shapes): every document and event of a whole film.

The page's types are written from the same declarations, so what is not sent can't be relied on there.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from miri.config import load_settings
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.rehearsal import RehearsedClips, RehearsedImages
from server.bootstrap import Parts, open_studio
from server.http.session import Session
from server.shapes.events import DATA, EventHead
from server.shapes.project import ProjectDocument, ProjectList
from server.shapes.talk import ThreadDocument, ThreadList, ToolAnswer, ToolList
from tests.guest import Guest
from tests.listener import listening
from tests.live_server import served


def fits(shape: type[BaseModel], sent: Any) -> None:
    """Nothing undeclared is sent, and nothing declared is left out but what may be."""
    read = shape.model_validate(sent, strict=False)
    assert read.model_dump(mode="json", exclude_unset=True) == sent
    never_left_out(read)


def never_left_out(value: Any) -> None:
    """A field that clients may rely on was really there."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            extra = field.json_schema_extra
            may_be_left_out = isinstance(extra, dict) and bool(extra.get("maybe"))
            assert name in value.model_fields_set or may_be_left_out, (type(value), name)
            never_left_out(getattr(value, name))
    elif isinstance(value, list | tuple):
        for part in value:
            never_left_out(part)
    elif isinstance(value, dict):
        never_left_out(list(value.values()))


def fits_event(sent: dict[str, Any]) -> None:
    head = {k: v for k, v in sent.items() if k not in ("type", "data")}
    fits(EventHead, head)
    fits(DATA[sent["type"]], sent["data"])


@dataclass
class House:
    """A served studio whose pictures have a price, and a person in it."""

    url: str
    guest: Guest


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    artist = AnimaticArtist()
    parts = Parts(images=RehearsedImages(artist, 20_000), clips=RehearsedClips(artist, 500_000))
    settings = load_settings(home=tmp_path, store="memory", api_tokens=None)
    async with (
        open_studio(settings, parts) as studio,
        served(studio) as url,
        httpx.AsyncClient(base_url=url, timeout=30) as http,
    ):
        yield House(url, await Guest(http).begin())


async def a_film_made(guest: Guest, song: Path) -> None:
    """Everything that is told about: talk, money, pictures, judgement, a rule, a cut."""
    await guest.say("hello")
    await guest.with_shots(song)
    await guest.did("set_budget", dollars=20)
    await guest.say("draw shot 1")
    asked = (await guest.document())["approvals"][-1]
    await guest.did("decline_spend", approval=asked["id"])
    await guest.did("set_budget", dollars=20, without_asking=20)
    await guest.say("draw shot 3")
    await guest.did("generate_stills", shots=[1, 2])
    await guest.settled()
    await guest.did("approve_version", shot=1)
    await guest.did("reject_version", shot=2, reason="too dark")
    await guest.did("define_asset", kind="prop", name="Lamp")
    await guest.did("add_rule", text="no text in pictures")
    await guest.say("list the versions of shot 1")
    await guest.say("what changed so far?")
    await guest.did("rename_thread", thread=guest.thread_id, title="First talk")
    await guest.did("render_preview")
    await guest.settled()


async def test_every_document_and_event_of_a_film_is_as_declared(
    house: House, song_file: Path
) -> None:
    guest = house.guest
    async with listening(house.url, guest.project_id) as listener:
        await a_film_made(guest, song_file)
        await listener.until_seq((await guest.document())["seq"])
        heard = [*listener.events, *await guest.events()]
    for event in heard:
        fits_event(event)
    told = {event["type"] for event in heard}
    assert set(DATA) - told <= {"RUN_QUEUED"}, set(DATA) - told
    await documents_fit(guest)


async def documents_fit(guest: Guest) -> None:
    project, thread = f"/api/projects/{guest.project_id}", f"/api/threads/{guest.thread_id}"
    shapes: dict[str, type[BaseModel]] = {
        project: ProjectDocument,
        f"{project}?at=9": ProjectDocument,
        "/api/projects": ProjectList,
        f"{project}/threads": ThreadList,
        thread: ThreadDocument,
        "/api/tools": ToolList,
        "/api/session": Session,
    }
    for path, shape in shapes.items():
        fits(shape, (await guest.http.get(path)).json())
    fits(ToolAnswer, await guest.did("show_project"))


def test_what_is_not_declared_would_be_noticed() -> None:
    with pytest.raises(ValueError, match="person"):
        fits(Session, {"asks": True})
    with pytest.raises(ValueError, match="Extra"):
        fits(Session, {"asks": True, "person": None, "colour": "red"})
    line = {"v": 1, "seq": None, "project_id": "p", "thread_id": None, "turn_id": None, "ts": 1}
    fits(EventHead, line)
    with pytest.raises(AssertionError):
        fits(EventHead, {**line, "actor": {"kind": "person", "person_id": "x"}})

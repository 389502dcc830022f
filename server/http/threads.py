"""Conversations over HTTP: open, list, read, speak, stop.

Why here: a message is durable when 202 is answered; what comes of it streams over the socket.
Next: sockets/handlers.py.
"""

from typing import Any

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from server.http.asking import Key, Person, Received, StudioNow
from server.shapes.talk import ThreadDocument, ThreadList

router = APIRouter(prefix="/api", tags=["threads"])


class NewThread(Received):
    """Body of POST …/threads."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "The second verse"}]})

    title: str = Field(default="", max_length=120)


class NewMessage(Received):
    """Body of POST …/messages: words, files sent before, or both."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Make shot 3 darker", "media": []}]}
    )

    text: str = ""
    media: list[str] = Field(default_factory=list, max_length=10)


@router.post("/projects/{project_id}/threads", status_code=201)
async def open_thread(
    project_id: str, body: NewThread, studio: StudioNow, person: Person, key: Key
) -> dict[str, Any]:
    """Open a conversation about a project."""
    thread_id = await studio.open_thread(project_id, person, body.title, key)
    thread = (await studio.project(project_id, person)).threads[thread_id]
    return {"id": thread_id, "project_id": project_id, "title": thread.title}


@router.get("/projects/{project_id}/threads", responses={200: {"model": ThreadList}})
async def listing(project_id: str, studio: StudioNow, person: Person) -> dict[str, Any]:
    """A project's conversations, the most recent first."""
    project = await studio.project(project_id, person)
    ordered = sorted(project.threads.values(), key=lambda t: -t.last_seq)
    return {
        "threads": [
            {
                "id": t.id,
                "title": t.title,
                "archived": t.archived,
                "running": bool(t.open_turns),
                "updated": t.last_seq,
            }
            for t in ordered
        ]
    }


@router.get("/threads/{thread_id}", responses={200: {"model": ThreadDocument}})
async def read(thread_id: str, studio: StudioNow, person: Person) -> dict[str, Any]:
    """A conversation, whole, with what is being said right now."""
    return await studio.thread(thread_id, person)


@router.post("/threads/{thread_id}/messages", status_code=202)
async def speak(
    thread_id: str, body: NewMessage, studio: StudioNow, person: Person, key: Key
) -> dict[str, str]:
    """Say something; Miri's answer streams over the socket and is then part of the thread."""
    await studio.project(await studio.conductor.project_of(thread_id), person)
    posted = await studio.conductor.say(thread_id, person, body.text, tuple(body.media), key)
    return {"turn_id": posted.turn_id, "message_id": posted.message_id}


@router.post("/threads/{thread_id}/stop", status_code=202)
async def stop(thread_id: str, studio: StudioNow, person: Person, key: Key) -> dict[str, bool]:
    """Stop what Miri is doing in this conversation."""
    await studio.project(await studio.conductor.project_of(thread_id), person)
    await studio.conductor.stop(thread_id, person, key)
    return {"ok": True}

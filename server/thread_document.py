"""A thread as clients read it: messages with their tools, what is being said, what waits for a yes.

Why here: messages live in the log; this reads them back in one shape for HTTP and export.
Next: sockets/wire.py, which tells the same as events.
"""

from collections.abc import Mapping
from typing import Any

from miri.domain.media import Media
from miri.domain.project import Project
from miri.domain.thread import Block, Message
from miri.events.event import Recorded
from miri.events.talk_events import MessagePosted, MiriSpoke, ToolCalled, ToolReturned
from tools.document import approval_line


def flat(block: Block) -> dict[str, Any]:
    """A block on the wire: its kind beside its fields."""
    return {"kind": block.kind, **block.data}


def message_document(
    message: Message, turn_id: str | None, media: Mapping[str, Media]
) -> dict[str, Any]:
    """A message on the wire."""
    attached = [media[m] for m in message.media_ids if m in media]
    return {
        "id": message.id,
        "role": message.role,
        "author": message.author,
        "text": message.text,
        "blocks": [flat(b) for b in message.blocks],
        "media": [
            {"media_id": m.id, "content_type": m.content_type, "name": m.name} for m in attached
        ],
        "ts": message.ts,
        "turn_id": turn_id,
        "tools": [],
    }


def thread_document(
    project: Project,
    thread_id: str,
    events: list[Recorded],
    partial: Mapping[str, str] | None,
) -> dict[str, Any]:
    """The whole thread. System notes are left out: what they led to is there."""
    thread = project.threads[thread_id]
    messages: list[dict[str, Any]] = []
    tools: dict[str, dict[str, Any]] = {}
    for recorded in events:
        _add(recorded, project, messages, tools)
    return {
        "id": thread.id,
        "project_id": project.id,
        "title": thread.title,
        "archived": thread.archived,
        "running": bool(thread.open_turns),
        "seq": project.seq,
        "messages": messages,
        "partial": dict(partial) if partial else None,
        "pending": [approval_line(a) for a in project.pending_approvals(thread_id)],
    }


def _add(
    recorded: Recorded,
    project: Project,
    messages: list[dict[str, Any]],
    tools: dict[str, dict[str, Any]],
) -> None:
    event = recorded.event
    if isinstance(event, MessagePosted | MiriSpoke):
        if event.message.role != "system":
            messages.append(message_document(event.message, recorded.turn_id, project.media))
    elif isinstance(event, ToolCalled):
        _home(messages, recorded)["tools"].append(_call(event, tools))
    elif isinstance(event, ToolReturned) and event.call_id in tools:
        tools[event.call_id] |= {
            "state": event.state,
            "text": event.text,
            "blocks": [flat(b) for b in event.blocks],
        }


def _call(event: ToolCalled, tools: dict[str, dict[str, Any]]) -> dict[str, Any]:
    tools[event.call_id] = {
        "call_id": event.call_id,
        "tool": event.tool,
        "args": event.arguments,
        "state": "running",
        "text": "",
        "blocks": [],
    }
    return tools[event.call_id]


def _home(messages: list[dict[str, Any]], recorded: Recorded) -> dict[str, Any]:
    """The message of Miri's that a tool call stands in; a silent one is made where she only acted."""
    last = messages[-1] if messages else None
    if last is None or last["role"] != "miri" or last["turn_id"] != recorded.turn_id:
        silent = Message(id=f"acts_{recorded.seq}", role="miri", author="Miri", ts=recorded.ts)
        messages.append(message_document(silent, recorded.turn_id, {}))
    return messages[-1]

"""Conversations as clients read them: threads, messages, tool calls; and the tools there are.

Why here: what server/thread_document.py and http/tools.py answer, declared.
Next: blocks.py, what a message shows.
"""

from typing import Any, Literal

from server.shapes.blocks import Block
from server.shapes.project import ApprovalLine, Language
from server.shapes.shape import Shape
from tools.tool import Permission

CallState = Literal["running", "done", "failed"]


class ToolCall(Shape):
    """A call inside a message of Miri's."""

    call_id: str
    tool: str
    args: dict[str, Any]
    state: CallState
    text: str
    blocks: list[Block]


class Attached(Shape):
    """A file that came with a message."""

    media_id: str
    content_type: str
    name: str


class Message(Shape):
    """A finished message; `ts` in unix micros."""

    id: str
    role: Literal["person", "miri"]
    author: str
    text: str
    blocks: list[Block]
    media: list[Attached]
    ts: int
    turn_id: str | None
    tools: list[ToolCall]


class Partial(Shape):
    """What Miri is saying right now, so far."""

    turn_id: str
    message_id: str
    text: str


class ThreadDocument(Shape):
    """A conversation, whole."""

    id: str
    project_id: str
    title: str
    archived: bool
    running: bool
    seq: int
    messages: list[Message]
    partial: Partial | None
    pending: list[ApprovalLine]


class ThreadLine(Shape):
    """One of a project's conversations; `updated` is the seq of its last event."""

    id: str
    title: str
    archived: bool
    running: bool
    updated: int


class ThreadList(Shape):
    """The most recent first."""

    threads: list[ThreadLine]


class ToolLine(Shape):
    """A tool; `parameters` is a JSON schema."""

    name: str
    craft: str
    summary: str
    permission: Permission
    parameters: dict[str, Any]
    examples: list[str]


class ToolList(Shape):
    """All of them, told in one language."""

    language: Language
    tools: list[ToolLine]


class ToolAnswer(Shape):
    """What a call by hand answers."""

    text: str
    result: dict[str, Any]
    blocks: list[Block]

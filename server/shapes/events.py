"""Events as clients hear them: the envelope, and what each type carries in `data`.

Why here: names follow AG-UI where it has one, for the rest they are ours; either way a contract.
Next: server/sockets/wire.py, which makes the stored ones; agent/turn.py and miri/jobs, which send
the passing ones.
"""

from typing import Any, Literal

from pydantic import ConfigDict

from miri.domain.identity import Actor
from miri.domain.project import MadeCut
from miri.domain.version import VersionStatus
from server.shapes.blocks import Block
from server.shapes.project import ApprovalLine
from server.shapes.shape import Shape, maybe
from server.shapes.talk import Message


class EventHead(Shape):
    """Every event; `seq` and `ts` null: sent once, never stored. `actor` stands on stored ones."""

    v: Literal[1]
    seq: int | None
    project_id: str
    thread_id: str | None
    turn_id: str | None
    ts: int | None
    actor: Actor = maybe()


class Said(Shape):
    """A message, finished."""

    message: Message


class Noted(Shape):
    """What a job or a decision told Miri; the rest depends on what it was."""

    model_config = ConfigDict(extra="allow")

    note: str


class RunQueued(Shape):
    """A turn waits its turn."""

    turn_id: str
    message_id: str


class RunStarted(Shape):
    """A turn begins."""

    turn_id: str


class RunFinished(Shape):
    """A turn is over; `message` says why it failed."""

    turn_id: str
    status: Literal["DONE", "STOPPED", "FAILED"]
    message: str = maybe()


class TextStarted(Shape):
    """Miri begins to say something."""

    message_id: str


class TextContent(Shape):
    """What she says next, from character `at` on; `whole`: all of it so far, for who came late."""

    message_id: str
    delta: str
    at: int = maybe()
    whole: bool = maybe()


class CallStarted(Shape):
    """Miri calls a tool."""

    call_id: str
    tool: str
    args: dict[str, Any]


class CallProgress(Shape):
    """How far a job of a call is; `phase` is its label."""

    job_id: str
    call_id: str | None
    target_id: str
    cut_id: str | None
    done: int
    total: int
    phase: str


class CallResult(Shape):
    """What a call came to."""

    call_id: str
    tool: str
    state: Literal["done", "failed"]
    text: str
    blocks: list[Block]


class ThreadChange(Shape):
    """What is new of a conversation."""

    id: str
    title: str = maybe()
    archived: bool = maybe()


class ThreadUpdated(Shape):
    """A conversation is new, or changed."""

    thread: ThreadChange


class Changed(Shape):
    """Something of the project changed: which entities, by which event."""

    changed: list[str]
    what: str


class ShotsChanged(Shape):
    """Shots changed: which, by which event."""

    shot_ids: list[str]
    what: str


class VersionChange(Shape):
    """An attempt begins, fails or is judged."""

    version_id: str
    target_id: str
    status: VersionStatus
    reason: str = maybe()


class ReadyVersion(Shape):
    """An attempt with its picture or clip."""

    id: str
    target_id: str
    media_id: str
    content_type: str
    status: Literal["READY"]


class VersionArrived(Shape):
    """An attempt came out well."""

    version: ReadyVersion


class MovedJob(Shape):
    """A job in its new state."""

    id: str
    call_id: str | None
    kind: str
    state: str
    target_id: str
    label: str
    error: str


class JobChanged(Shape):
    """A job moved on."""

    job: MovedJob


class CutMadeData(Shape):
    """A film is being cut."""

    cut: MadeCut


class CutFilm(Shape):
    """The film of a cut."""

    id: str
    media_id: str


class CutReadyData(Shape):
    """A film is there."""

    cut: CutFilm


class ApprovalAsked(Shape):
    """Money waits for a yes."""

    approval: ApprovalLine


class ApprovalDecidedData(Shape):
    """A person said yes or no."""

    approval_id: str
    decision: str


DATA: dict[str, type[Shape]] = {
    "MESSAGE_POSTED": Said,
    "STUDIO_NOTE": Noted,
    "RUN_QUEUED": RunQueued,
    "RUN_STARTED": RunStarted,
    "RUN_FINISHED": RunFinished,
    "TEXT_MESSAGE_START": TextStarted,
    "TEXT_MESSAGE_CONTENT": TextContent,
    "TEXT_MESSAGE_END": Said,
    "TOOL_CALL_START": CallStarted,
    "TOOL_CALL_PROGRESS": CallProgress,
    "TOOL_CALL_RESULT": CallResult,
    "THREAD_UPDATED": ThreadUpdated,
    "PROJECT_UPDATED": Changed,
    "SHOT_UPDATED": ShotsChanged,
    "VERSION_UPDATED": VersionChange,
    "VERSION_READY": VersionArrived,
    "JOB_UPDATED": JobChanged,
    "RENDER_PROGRESS": CallProgress,
    "CUT_MADE": CutMadeData,
    "CUT_READY": CutReadyData,
    "APPROVAL_REQUESTED": ApprovalAsked,
    "APPROVAL_DECIDED": ApprovalDecidedData,
}
"""What each type of event carries."""

"""The wire: recorded events and passing signals as the one `event` envelope clients know.

Why here: names follow AG-UI where it has one; each stored event is exactly one envelope, so that a
client that has seen `seq` has missed nothing before it.
Next: subscription.py sends these; docs/events.md lists the types.
"""

from collections.abc import Callable, Mapping
from typing import Any

from miri.domain.media import Media
from miri.domain.thread import TurnState
from miri.events import film_events as fv
from miri.events import money_events as mv
from miri.events import talk_events as tv
from miri.events import version_events as vv
from miri.events.event import Event, Recorded
from miri.log.feed import Signal
from server.thread_document import flat, message_document
from tools.document import approval_line

VERSION = 1
Shape = Callable[[Any, Recorded, Mapping[str, Media]], tuple[str, dict[str, Any]]]


def from_signal(signal: Signal) -> dict[str, Any]:
    """A passing signal: no seq, never replayed."""
    return {
        "v": VERSION,
        "seq": None,
        "project_id": signal.project_id,
        "thread_id": signal.thread_id,
        "turn_id": signal.turn_id,
        "ts": None,
        "type": signal.type,
        "data": signal.data,
    }


def from_recorded(recorded: Recorded, media: Mapping[str, Media]) -> dict[str, Any]:
    """A stored event. `media` holds the files its message may name."""
    shape = _SHAPES.get(type(recorded.event), _changed)
    kind, data = shape(recorded.event, recorded, media)
    return {
        "v": VERSION,
        "seq": recorded.seq,
        "project_id": recorded.project_id,
        "thread_id": recorded.thread_id,
        "turn_id": recorded.turn_id,
        "ts": recorded.ts,
        "actor": recorded.actor.model_dump(mode="json"),
        "type": kind,
        "data": data,
    }


def _changed(event: Event, _: Recorded, __: Mapping[str, Media]) -> tuple[str, dict[str, Any]]:
    return "PROJECT_UPDATED", {"changed": sorted(event.touches()), "what": type(event).__name__}


def _posted(
    event: tv.MessagePosted, at: Recorded, media: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    if event.message.role == "system":
        return "STUDIO_NOTE", event.message.blocks[0].data if event.message.blocks else {}
    return "MESSAGE_POSTED", {"message": message_document(event.message, at.turn_id, media)}


def _spoke(
    event: tv.MiriSpoke, at: Recorded, media: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    return "TEXT_MESSAGE_END", {"message": message_document(event.message, at.turn_id, media)}


def _turn(event: tv.TurnMoved, _: Recorded, __: Mapping[str, Media]) -> tuple[str, dict[str, Any]]:
    if event.state is TurnState.QUEUED:
        return "RUN_QUEUED", {"turn_id": event.turn, "message_id": event.message_id}
    if event.state is TurnState.RUNNING:
        return "RUN_STARTED", {"turn_id": event.turn}
    status = {"turn_id": event.turn, "status": event.state.value}
    return "RUN_FINISHED", status | ({"message": event.error} if event.error else {})


def _called(
    event: tv.ToolCalled, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    data = {"call_id": event.call_id, "tool": event.tool, "args": event.arguments}
    return "TOOL_CALL_START", data


def _returned(
    event: tv.ToolReturned, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    return "TOOL_CALL_RESULT", {
        "call_id": event.call_id,
        "tool": event.tool,
        "state": event.state,
        "text": event.text,
        "blocks": [flat(b) for b in event.blocks],
    }


def _thread(
    event: tv.ThreadOpened | tv.ThreadRenamed | tv.ThreadArchived,
    _: Recorded,
    __: Mapping[str, Media],
) -> tuple[str, dict[str, Any]]:
    thread = {"id": event.thread_id} | event.model_dump(exclude={"thread_id"})
    return "THREAD_UPDATED", {"thread": thread}


def _shots(event: Event, _: Recorded, __: Mapping[str, Media]) -> tuple[str, dict[str, Any]]:
    ids = sorted(e for e in event.touches() if e.startswith("shot_"))
    return "SHOT_UPDATED", {"shot_ids": ids, "what": type(event).__name__}


def _version_started(
    event: vv.VersionStarted, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    made = event.made
    return "VERSION_UPDATED", {
        "version_id": made.id,
        "target_id": made.target_id,
        "status": "MAKING",
    }


def _version_ready(
    event: vv.VersionReady, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    version = {
        "id": event.version_id,
        "target_id": event.target_id,
        "media_id": event.media.id,
        "content_type": event.media.content_type,
        "status": "READY",
    }
    return "VERSION_READY", {"version": version}


def _version_judged(status: str) -> Shape:
    def shape(event: Any, _: Recorded, __: Mapping[str, Media]) -> tuple[str, dict[str, Any]]:
        return "VERSION_UPDATED", {**event.model_dump(mode="json"), "status": status}

    return shape


def _job(event: vv.JobMoved, at: Recorded, __: Mapping[str, Media]) -> tuple[str, dict[str, Any]]:
    fields = event.model_dump(mode="json", exclude={"job_id"})
    return "JOB_UPDATED", {"job": {"id": event.job_id, "call_id": at.command_id, **fields}}


def _cut_made(
    event: vv.CutMade, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    return "CUT_MADE", {"cut": event.cut.model_dump(mode="json")}


def _cut_ready(
    event: vv.CutRendered, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    return "CUT_READY", {"cut": {"id": event.cut_id, "media_id": event.media.id}}


def _approval(
    event: mv.ApprovalRequested, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    approval = approval_line(event.approval)
    return "APPROVAL_REQUESTED", {"approval": approval}


def _decided(
    event: mv.ApprovalDecided, _: Recorded, __: Mapping[str, Media]
) -> tuple[str, dict[str, Any]]:
    data = {"approval_id": event.approval_id, "decision": event.status.value}
    return "APPROVAL_DECIDED", data


_SHAPES: dict[type[Event], Shape] = {
    tv.MessagePosted: _posted,
    tv.MiriSpoke: _spoke,
    tv.TurnMoved: _turn,
    tv.ToolCalled: _called,
    tv.ToolReturned: _returned,
    tv.ThreadOpened: _thread,
    tv.ThreadRenamed: _thread,
    tv.ThreadArchived: _thread,
    fv.ShotsPlanned: _shots,
    fv.ShotsChanged: _shots,
    fv.VersionSelected: _shots,
    vv.VersionStarted: _version_started,
    vv.VersionReady: _version_ready,
    vv.VersionFailed: _version_judged("FAILED"),
    vv.VersionApproved: _version_judged("APPROVED"),
    vv.VersionRejected: _version_judged("REJECTED"),
    vv.JobMoved: _job,
    vv.CutMade: _cut_made,
    vv.CutRendered: _cut_ready,
    mv.ApprovalRequested: _approval,
    mv.ApprovalDecided: _decided,
}

"""How versions, cuts, media and money change the history half of a project.

Why here: what never rewinds.
Next: fold_talk.py.
"""

from typing import Any

from miri.domain.ledger import Budget
from miri.domain.project import Project
from miri.domain.shot import Shot
from miri.domain.version import VersionKind, VersionStatus
from miri.events import money_events as mv
from miri.events import project_events as pv
from miri.events import version_events as vv
from miri.events.event import Recorded
from miri.events.fold_film import select
from miri.events.shot_status import with_statuses


def _put(project: Project, field: str, key: str, value: Any) -> Project:
    return project.model_copy(update={field: {**getattr(project, field), key: value}})


def media_added(project: Project, event: pv.MediaAdded, _: Recorded) -> Project:
    """A file more."""
    return _put(project, "media", event.media.id, event.media)


def deleted(project: Project, _event: pv.ProjectDeleted, _: Recorded) -> Project:
    """The tombstone."""
    return project.model_copy(update={"deleted": True})


def version_started(project: Project, event: vv.VersionStarted, _: Recorded) -> Project:
    """An attempt was ordered."""
    return with_statuses(_put(project, "versions", event.made.id, event.made), event.made.target_id)


def _judge(project: Project, version_id: str, **changes: Any) -> Project:
    version = project.versions.get(version_id)
    if version is None:
        return project
    judged = version.model_copy(update=changes)
    return with_statuses(_put(project, "versions", version_id, judged), version.target_id)


def version_ready(project: Project, event: vv.VersionReady, at: Recorded) -> Project:
    """It came out, and is selected unless its target is locked. A new still outdates the clip."""
    project = media_added(project, pv.MediaAdded(media=event.media), at)
    project = _judge(
        project,
        event.version_id,
        status=VersionStatus.READY,
        media_id=event.media.id,
        cost_micros=event.cost_micros,
    )
    version = project.versions.get(event.version_id)
    target = project.film.entity(event.target_id)
    if version is None or target is None or getattr(target, "locked", False):
        return project
    project = select(project, event.target_id, version.kind.value, event.version_id)
    return _drop_clip(project, event.target_id) if version.kind is VersionKind.STILL else project


def _drop_clip(project: Project, target_id: str) -> Project:
    shot = project.film.entity(target_id)
    if not isinstance(shot, Shot) or shot.selected.clip is None:
        return project
    bare = shot.model_copy(update={"selected": shot.selected.model_copy(update={"clip": None})})
    film = project.film.with_entity(target_id, bare)
    return with_statuses(project.model_copy(update={"film": film}), target_id)


def version_failed(project: Project, event: vv.VersionFailed, _: Recorded) -> Project:
    """Nothing came out."""
    return _judge(project, event.version_id, status=VersionStatus.FAILED, reason=event.reason)


def version_approved(project: Project, event: vv.VersionApproved, _: Recorded) -> Project:
    """A person's yes."""
    return _judge(project, event.version_id, status=VersionStatus.APPROVED)


def version_rejected(project: Project, event: vv.VersionRejected, _: Recorded) -> Project:
    """A person's no."""
    return _judge(project, event.version_id, status=VersionStatus.REJECTED, reason=event.reason)


def cut_made(project: Project, event: vv.CutMade, at: Recorded) -> Project:
    """A cut was ordered."""
    return _put(project, "cuts", event.cut.id, event.cut.model_copy(update={"seq": at.seq}))


def cut_rendered(project: Project, event: vv.CutRendered, at: Recorded) -> Project:
    """A film is there."""
    project = media_added(project, pv.MediaAdded(media=event.media), at)
    cut = project.cuts[event.cut_id].model_copy(update={"media_id": event.media.id})
    return _put(project, "cuts", event.cut_id, cut)


def _budget(project: Project, **changes: int) -> Project:
    budget: Budget = project.budget.model_copy(update=changes)
    return project.model_copy(update={"budget": budget})


def budget_set(project: Project, event: mv.BudgetSet, _: Recorded) -> Project:
    """New limits."""
    return _budget(project, limit_micros=event.limit_micros, standing_micros=event.standing_micros)


def reserved(project: Project, event: mv.MoneyReserved, _: Recorded) -> Project:
    """Set aside; a standing approval is used up as it goes."""
    b = project.budget
    used = event.micros if event.standing else 0
    return _budget(
        project,
        reserved_micros=b.reserved_micros + event.micros,
        standing_micros=b.standing_micros - used,
    )


def settled(project: Project, event: mv.MoneySettled, _: Recorded) -> Project:
    """Paid."""
    b = project.budget
    return _budget(
        project,
        reserved_micros=b.reserved_micros - event.reserved_micros,
        spent_micros=b.spent_micros + event.actual_micros,
    )


def released(project: Project, event: mv.MoneyReleased, _: Recorded) -> Project:
    """Given back."""
    return _budget(project, reserved_micros=project.budget.reserved_micros - event.reserved_micros)


def written_off(project: Project, event: mv.MoneyWrittenOff, _: Recorded) -> Project:
    """Counted as spent, since it may have been."""
    b = project.budget
    return _budget(
        project,
        reserved_micros=b.reserved_micros - event.reserved_micros,
        spent_micros=b.spent_micros + event.reserved_micros,
        unsure_micros=b.unsure_micros + event.reserved_micros,
    )


def booked_late(project: Project, event: mv.MoneyBookedLate, _: Recorded) -> Project:
    """Paid after all."""
    return _budget(project, spent_micros=project.budget.spent_micros + event.actual_micros)


def approval_requested(project: Project, event: mv.ApprovalRequested, _: Recorded) -> Project:
    """A quote waits."""
    return _put(project, "approvals", event.approval.id, event.approval)


def approval_decided(project: Project, event: mv.ApprovalDecided, _: Recorded) -> Project:
    """A quote was answered."""
    approval = project.approvals[event.approval_id].model_copy(update={"status": event.status})
    return _put(project, "approvals", approval.id, approval)


STEPS = {
    pv.MediaAdded: media_added,
    pv.ProjectDeleted: deleted,
    vv.VersionStarted: version_started,
    vv.VersionReady: version_ready,
    vv.VersionFailed: version_failed,
    vv.VersionApproved: version_approved,
    vv.VersionRejected: version_rejected,
    vv.CutMade: cut_made,
    vv.CutRendered: cut_rendered,
    mv.BudgetSet: budget_set,
    mv.MoneyReserved: reserved,
    mv.MoneySettled: settled,
    mv.MoneyReleased: released,
    mv.MoneyWrittenOff: written_off,
    mv.MoneyBookedLate: booked_late,
    mv.ApprovalRequested: approval_requested,
    mv.ApprovalDecided: approval_decided,
}

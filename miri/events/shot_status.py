"""A shot's status follows from its versions: nobody sets it by hand, so it can't lie.

Why here: the fold re-derives it wherever shots or versions change.
Next: fold_history.py.
"""

from miri.domain.project import Project
from miri.domain.shot import Shot, ShotStatus
from miri.domain.version import Version, VersionKind, VersionStatus


def with_statuses(project: Project, target_id: str | None = None) -> Project:
    """The project with the status of one shot, or of every shot, derived anew."""
    film = project.film
    ids = list(film.shots) if target_id is None else [target_id] if target_id in film.shots else []
    by_target: dict[str, list[Version]] = {key: [] for key in ids}
    for version in project.versions.values():
        if version.target_id in by_target:
            by_target[version.target_id].append(version)
    shots = dict(film.shots)
    for key in ids:
        status = status_of(shots[key], by_target[key])
        if status is not shots[key].status:
            shots[key] = shots[key].model_copy(update={"status": status})
    return project.model_copy(update={"film": film.model_copy(update={"shots": shots})})


def status_of(shot: Shot, versions: list[Version]) -> ShotStatus:
    """Work under way comes first, then what is selected, then what failed."""
    making = {v.kind for v in versions if v.status is VersionStatus.MAKING}
    if VersionKind.CLIP in making:
        return ShotStatus.GENERATING_VIDEO
    if making:
        return ShotStatus.REFINING if shot.selected.still else ShotStatus.GENERATING_IMAGE
    return _settled(shot, {v.id: v for v in versions})


def _settled(shot: Shot, versions: dict[str, Version]) -> ShotStatus:
    if shot.selected.clip:
        return ShotStatus.COMPLETED
    if shot.selected.still:
        still = versions.get(shot.selected.still)
        if still is not None and still.status is VersionStatus.REJECTED:
            return ShotStatus.REFINING
        return ShotStatus.AWAITING_APPROVAL
    failed = any(v.status is VersionStatus.FAILED for v in versions.values())
    return ShotStatus.FAILED if failed else ShotStatus.DRAFT

"""The project document: what clients read of a project. Its field names are a public contract.

Why here: HTTP, sockets and `show_project` answer the same document.
Next: server/http/projects.py; DESIGN's contract is docs/http.md.
"""

from collections.abc import Sequence
from typing import Any

from miri.domain.approval import Approval, ApprovalStatus
from miri.domain.film import Film
from miri.domain.job import Job
from miri.domain.project import Project
from miri.domain.shot import Shot
from miri.domain.time import show_rate
from miri.domain.version import Version
from miri.log.clock import wall_clock


def project_document(project: Project, jobs: Sequence[Job] = ()) -> dict[str, Any]:
    """The whole document, JSON-safe. Times in frames, money in micro-dollars."""
    film = project.film
    settings = film.settings
    return {
        "id": project.id,
        "name": settings.name,
        "seq": project.seq,
        "owner": project.owner,
        "language": settings.language,
        "fps": show_rate(settings.fps),
        "width": settings.width,
        "height": settings.height,
        "status": status(project, jobs),
        "song": _song(film),
        "brief": film.brief.model_dump(),
        "treatment": film.treatment.model_dump(mode="json") if film.treatment else None,
        "look": film.look.model_dump(mode="json") if film.look else None,
        "scenes": _scenes(film),
        "assets": [a.model_dump(mode="json") for a in film.assets.values()],
        "shots": _shots(project),
        "versions": [_version(v) for v in project.versions.values()],
        "rules": [r.model_dump(mode="json") for r in film.rules.values()],
        "budget": project.budget.model_dump(),
        "approvals": [approval_line(a) for a in project.approvals.values()],
        "jobs": [job_line(j) for j in jobs],
        "cuts": [c.model_dump(mode="json") for c in project.cuts.values()],
        "threads": [t.model_dump(mode="json") for t in project.threads.values()],
        "media": {
            m.id: {"content_type": m.content_type, "size": m.size, "name": m.name}
            for m in project.media.values()
        },
    }


def status(project: Project, jobs: Sequence[Job]) -> str:
    """One word for the list of projects: empty, working, draft, film."""
    if any(not j.is_over for j in jobs):
        return "working"
    if any(c.media_id for c in project.cuts.values()):
        return "film"
    return "draft" if project.film.song else "empty"


def approval_line(approval: Approval, now: int | None = None) -> dict[str, Any]:
    """An approval as clients see it; `total_micros` and `expires` are the contract's names. One that
    lapsed unanswered reads as expired; `now` is unix micros, the wall clock's where left out."""
    names: dict[str, Any] = {"total_micros": approval.max_micros, "expires": approval.expires_at}
    at = wall_clock() if now is None else now
    if approval.status is ApprovalStatus.PENDING and approval.expires_at < at:
        names["status"] = ApprovalStatus.EXPIRED.value
    return {**approval.model_dump(mode="json"), **names}


def job_line(job: Job) -> dict[str, Any]:
    """A job as clients see it: no orders, no leases."""
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "target_id": job.target_id,
        "label": job.label,
        "thread_id": job.thread_id,
        "call_id": job.call_id,
        "price_micros": job.price_micros,
        "error": job.error,
    }


def _song(film: Film) -> dict[str, Any] | None:
    if film.song is None:
        return None
    return film.song.model_dump(mode="json")


def _scenes(film: Film) -> list[dict[str, Any]]:
    shots = film.ordered_shots
    return [
        {
            **scene.model_dump(mode="json"),
            "shot_ids": [s.id for s in shots if s.scene_id == scene.id],
        }
        for scene in film.ordered_scenes
    ]


def _shots(project: Project) -> list[dict[str, Any]]:
    """The shots; `chained` tells what the pictures are, whatever the plan wished for."""
    ordered = project.film.ordered_shots
    return [
        {**shot.model_dump(mode="json"), "chained": _is_chained(project, before, shot)}
        for before, shot in zip((None, *ordered), ordered, strict=False)
    ]


def _is_chained(project: Project, before: Shot | None, shot: Shot) -> bool:
    """Whether the shot begins with the very picture on which the one before it ends."""
    if before is None:
        return False
    end = project.versions.get(before.selected.end_still or "")
    start = project.versions.get(shot.selected.still or "")
    return bool(end and start and end.media_id and end.media_id == start.media_id)


def _version(version: Version) -> dict[str, Any]:
    return version.model_dump(mode="json")

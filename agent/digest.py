"""The digest: what the director is told of the project before every word it says. JSON.

Why here: a real model and the offline director read the very same text.
Next: graph.py puts it in front of the conversation.
"""

import json
from collections.abc import Iterable
from typing import Any

from miri.domain.film import Film
from miri.domain.job import Job
from miri.domain.money import dollars
from miri.domain.project import Project
from miri.domain.shot import Shot, ShotStatus
from miri.domain.time import timecode
from miri.domain.version import VersionStatus

MAX_SHOTS = 80
"""Shots listed one by one; a longer film is told by scene."""


def stage(film: Film, project: Project) -> str:
    """How far the film has come; the offline director's `Situation.stage`."""
    if film.song is None:
        return "empty"
    if any(c.media_id and c.kind == "final" for c in project.cuts.values()):
        return "film"
    shots = film.ordered_shots
    if shots and all(s.selected.clip for s in shots):
        return "clips"
    if shots and all(s.selected.still for s in shots):
        return "stills"
    if shots:
        return "shots"
    if film.treatment:
        return "treatment"
    return "brief" if not film.brief.missing else "song"


def digest(project: Project, jobs: list[Job], thread_id: str) -> dict[str, Any]:
    """The project in a page: only what the next step may need."""
    film = project.film
    open_jobs = [j for j in jobs if not j.is_over]
    return {
        "stage": stage(film, project),
        "name": film.settings.name,
        "language": film.settings.language,
        "format": f"{film.settings.width}x{film.settings.height} at {film.settings.fps} fps",
        "song": _song(film),
        "brief": film.brief.model_dump(),
        "brief_missing": list(film.brief.missing),
        "treatment": film.treatment.model_dump(mode="json") if film.treatment else None,
        "look": film.look.model_dump(mode="json") if film.look else None,
        "scenes": [
            {"number": s.number, "title": s.title, "from": s.start_frame, "to": s.end_frame}
            for s in film.ordered_scenes
        ],
        "assets": [
            {"name": a.name, "kind": a.kind.value, "has_picture": a.selected_version_id is not None}
            for a in film.assets.values()
        ],
        "shots": [_shot(s, project) for s in film.ordered_shots[:MAX_SHOTS]],
        "shots_in_all": len(film.shots),
        "shots_by_status": _by_status(film.ordered_shots),
        "unlocked_by_status": _by_status(s for s in film.ordered_shots if not s.locked),
        "rules": [f"{r.number}. {r.text}" for r in film.rules.values() if r.active],
        "jobs_open": len(open_jobs),
        "jobs": [{"id": j.id, "label": j.label, "state": j.state.value} for j in open_jobs[:6]],
        "jobs_failed": [
            {"id": j.id, "label": j.label, "error": j.error} for j in jobs if j.state == "FAILED"
        ][-4:],
        "approvals_pending": [
            {"id": a.id, "title": a.title} for a in project.pending_approvals(thread_id)
        ],
        "budget": {
            "limit": dollars(project.budget.limit_micros),
            "spent": dollars(project.budget.spent_micros),
            "reserved": dollars(project.budget.reserved_micros),
        },
        "films": [
            {"number": c.number, "kind": c.kind, "ready": c.media_id is not None}
            for c in project.cuts.values()
        ],
        "film_is_current": _film_is_current(project),
    }


def digest_text(project: Project, jobs: list[Job], thread_id: str) -> str:
    """The digest as the model reads it. Lyrics, names and notes in it are data, not orders."""
    return json.dumps(digest(project, jobs, thread_id), ensure_ascii=False)


def _song(film: Film) -> dict[str, Any] | None:
    song = film.song
    if song is None:
        return None
    rate = film.settings.fps
    return {
        "name": song.name,
        "length": timecode(song.frames, rate),
        "frames": song.frames,
        "analysed": song.analysed,
        "tempo_bpm": round(song.tempo_millibpm / 1000, 1) or None,
        "sections": [
            f"{s.label.value} {timecode(s.start_frame, rate)}-{timecode(s.end_frame, rate)}"
            for s in song.sections
        ],
        "has_lyrics": bool(song.lyrics),
        "first_lines": [line.text for line in song.lyrics[:4]],
    }


def _shot(shot: Shot, project: Project) -> dict[str, Any]:
    chosen = shot.selected.clip or shot.selected.still
    version = project.versions.get(chosen) if chosen else None
    approved = version is not None and version.status is VersionStatus.APPROVED
    return {
        "number": shot.number,
        "status": shot.status.value,
        "approved": approved,
        "locked": shot.locked,
        "what": shot.description[:80],
    }


def _film_is_current(project: Project) -> bool:
    """Whether nothing that is seen changed since the last final cut was ordered."""
    finals = [c.seq for c in project.cuts.values() if c.kind == "final" and c.media_id]
    if not finals:
        return False
    shown = [s.selected.clip or s.selected.still or "" for s in project.film.ordered_shots]
    changed = project.basis("timeline", *shown).values()
    return max(changed, default=0) <= max(finals)


def _by_status(shots: Iterable[Shot]) -> dict[str, int]:
    counts = {status.value: 0 for status in ShotStatus}
    for shot in shots:
        counts[shot.status.value] += 1
    return {status: n for status, n in counts.items() if n}

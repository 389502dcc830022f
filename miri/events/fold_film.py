"""How film events change the Film.

Why here: the undoable half of the fold.
Next: fold_history.py.
"""

from typing import Any

from miri.domain.film import MANY, SINGLE, Film
from miri.domain.project import Project
from miri.domain.shot import Selected, Shot
from miri.events import film_events as ev
from miri.events import project_events as pv
from miri.events.event import Recorded
from miri.events.shot_status import with_statuses


def _film(project: Project, film: Film) -> Project:
    return project.model_copy(update={"film": film})


def _song(project: Project, **changes: Any) -> Project:
    song = project.film.song
    if song is None:
        return project
    return _film(project, project.film.with_entity("song", song.model_copy(update=changes)))


def created(project: Project, event: pv.ProjectCreated, at: Recorded) -> Project:
    """The first event."""
    return project.model_copy(update={"owner": event.owner, "created": at.ts, "film": event.film})


def settings_changed(project: Project, event: pv.SettingsChanged, _: Recorded) -> Project:
    """Name, language, rate, size."""
    return _film(project, project.film.with_entity("settings", event.settings))


def song_set(project: Project, event: ev.SongAdded | ev.SongAnalysed, _: Recorded) -> Project:
    """A song was added or heard."""
    return _film(project, project.film.with_entity("song", event.song))


def lyrics_set(project: Project, event: ev.LyricsSet, _: Recorded) -> Project:
    """Lyrics with their places."""
    return _song(project, lyrics_text=event.text, lyrics=event.lines, moments=event.moments)


def sections_adjusted(project: Project, event: ev.SectionsAdjusted, _: Recorded) -> Project:
    """Sections as a person wants them."""
    return _song(project, sections=event.sections)


def moments_marked(project: Project, event: ev.MomentsMarked, _: Recorded) -> Project:
    """All moments anew."""
    return _song(project, moments=event.moments)


def brief_saved(project: Project, event: ev.BriefSaved, _: Recorded) -> Project:
    """What the interview settled."""
    return _film(project, project.film.with_entity("brief", event.brief))


def treatment_written(project: Project, event: ev.TreatmentWritten, _: Recorded) -> Project:
    """The film in words."""
    return _film(project, project.film.with_entity("treatment", event.treatment))


def look_set(project: Project, event: ev.LookSet, _: Recorded) -> Project:
    """The film's look."""
    return _film(project, project.film.with_entity("look", event.look))


def scenes_planned(project: Project, event: ev.ScenesPlanned, _: Recorded) -> Project:
    """New scenes; shots of scenes that are gone leave the timeline."""
    film = project.film.with_all("scenes", event.scenes)
    kept = tuple(s for s in film.shots.values() if s.scene_id in film.scenes)
    return _film(project, film.with_all("shots", kept))


def scene_edited(project: Project, event: ev.SceneEdited, _: Recorded) -> Project:
    """One scene."""
    return _film(project, project.film.with_entity(event.scene.id, event.scene))


def shots_planned(project: Project, event: ev.ShotsPlanned, _: Recorded) -> Project:
    """New shots for the scenes named."""
    kept = [s for s in project.film.shots.values() if s.scene_id not in event.scene_ids]
    film = project.film.with_all("shots", _numbered([*kept, *event.shots]))
    return with_statuses(_film(project, film))


def shots_changed(project: Project, event: ev.ShotsChanged, _: Recorded) -> Project:
    """Some shots changed, some are gone; numbers follow the timeline."""
    changed = {s.id: s for s in event.shots}
    kept = {k: v for k, v in project.film.shots.items() if k not in event.removed}
    film = project.film.with_all("shots", _numbered([*{**kept, **changed}.values()]))
    return with_statuses(_film(project, film))


def _numbered(shots: list[Shot]) -> tuple[Shot, ...]:
    ordered = sorted(shots, key=lambda s: s.start_frame)
    return tuple(
        shot if shot.number == n else shot.model_copy(update={"number": n})
        for n, shot in enumerate(ordered, start=1)
    )


def asset_defined(project: Project, event: ev.AssetDefined, _: Recorded) -> Project:
    """One asset."""
    return _film(project, project.film.with_entity(event.asset.id, event.asset))


def rule_added(project: Project, event: ev.RuleAdded, _: Recorded) -> Project:
    """One rule more."""
    return _film(project, project.film.with_entity(event.rule.id, event.rule))


def rule_retired(project: Project, event: ev.RuleRetired, _: Recorded) -> Project:
    """One rule less; it stays readable. One that is gone already is let be."""
    rule = project.film.rules.get(event.rule_id)
    if rule is None:
        return project
    retired = rule.model_copy(update={"active": False})
    return _film(project, project.film.with_entity(event.rule_id, retired))


def version_selected(project: Project, event: ev.VersionSelected, _: Recorded) -> Project:
    """Another version in use."""
    return select(project, event.target_id, event.kind, event.version_id)


def select(project: Project, target_id: str, kind: str, version_id: str) -> Project:
    """The project with a version selected for its target (a target that is gone is left alone)."""
    target = project.film.entity(target_id)
    if target is None:
        return project
    if isinstance(target, Shot):
        chosen: Selected = target.selected.model_copy(update={kind: version_id})
        target = target.model_copy(update={"selected": chosen})
    else:
        target = target.model_copy(update={"selected_version_id": version_id})
    return with_statuses(_film(project, project.film.with_entity(target_id, target)), target_id)


def revision_restored(project: Project, event: ev.RevisionRestored, _: Recorded) -> Project:
    """The film of an earlier revision."""
    return with_statuses(_film(project, event.film))


def change_undone(project: Project, event: ev.ChangeUndone, _: Recorded) -> Project:
    """Each entity, and each verdict, as it was."""
    project = _judged_as_before(project, event.verdicts)
    film = project.film
    for key, document in event.entities.items():
        film = film.with_entity(key, None if document is None else read_entity(key, document))
    shots = _numbered([*film.shots.values()])
    return with_statuses(_film(project, film.with_all("shots", shots)))


def _judged_as_before(project: Project, verdicts: dict[str, ev.Verdict]) -> Project:
    versions = dict(project.versions)
    for key, verdict in verdicts.items():
        if key in versions:
            judged = {"status": verdict.status, "reason": verdict.reason}
            versions[key] = versions[key].model_copy(update=judged)
    return project.model_copy(update={"versions": versions})


def read_entity(key: str, document: dict[str, Any]) -> Any:
    """An entity from its JSON; the key tells its type."""
    nested = (
        {key: document} if key in SINGLE else {MANY[key.split("_", maxsplit=1)[0]]: {key: document}}
    )
    return Film.model_validate(nested).entity(key)


STEPS = {
    pv.ProjectCreated: created,
    pv.SettingsChanged: settings_changed,
    ev.SongAdded: song_set,
    ev.SongAnalysed: song_set,
    ev.LyricsSet: lyrics_set,
    ev.SectionsAdjusted: sections_adjusted,
    ev.MomentsMarked: moments_marked,
    ev.BriefSaved: brief_saved,
    ev.TreatmentWritten: treatment_written,
    ev.LookSet: look_set,
    ev.ScenesPlanned: scenes_planned,
    ev.SceneEdited: scene_edited,
    ev.ShotsPlanned: shots_planned,
    ev.ShotsChanged: shots_changed,
    ev.AssetDefined: asset_defined,
    ev.RuleAdded: rule_added,
    ev.RuleRetired: rule_retired,
    ev.VersionSelected: version_selected,
    ev.RevisionRestored: revision_restored,
    ev.ChangeUndone: change_undone,
}

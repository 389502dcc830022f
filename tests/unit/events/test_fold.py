"""The fold: what each event makes of a project, and that history never rewinds."""

import pytest

from miri.domain.film import Film, FilmSettings
from miri.domain.identity import LOCAL_PERSON
from miri.domain.media import Media
from miri.domain.project import Project
from miri.domain.prompt import ImagePrompt
from miri.domain.scene import Scene
from miri.domain.shot import Shot, ShotStatus
from miri.domain.story import Brief
from miri.domain.version import Recipe, Version, VersionKind, VersionStatus
from miri.events.event import Event, Recorded, event_types
from miri.events.film_events import (
    BriefSaved,
    ChangeUndone,
    RevisionRestored,
    ScenesPlanned,
    ShotsChanged,
    ShotsPlanned,
)
from miri.events.fold import apply, fold
from miri.events.money_events import BudgetSet, MoneyReleased, MoneyReserved, MoneySettled
from miri.events.project_events import ProjectCreated
from miri.events.version_events import VersionFailed, VersionReady, VersionRejected, VersionStarted
from miri.log.event_json import dump_event, load_event


def recorded(seq: int, event: Event) -> Recorded:
    return Recorded(seq=seq, project_id="project_a", ts=seq, actor=LOCAL_PERSON, event=event)


def shot(number: int, start: int, end: int) -> Shot:
    return Shot(
        id=f"shot_{number}",
        number=number,
        scene_id="scene_1",
        start_frame=start,
        end_frame=end,
        image=ImagePrompt(scene="a room"),
    )


def version(number: int, kind: VersionKind = VersionKind.STILL) -> Version:
    recipe = Recipe(provider="offline", endpoint="animatic", take=number, seed=1, inputs={})
    return Version(
        id=f"version_{kind}{number}",
        target_id="shot_1",
        kind=kind,
        number=number,
        provider="offline",
        endpoint="animatic",
        recipe=recipe,
    )


def media(letter: str) -> Media:
    return Media(id="media_" + letter * 64, content_type="image/png", size=1)


def project_with_shots() -> Project:
    scene = Scene(id="scene_1", number=1, title="One", seed=1, start_frame=0, end_frame=96)
    events: list[Event] = [
        ProjectCreated(owner="person_a", film=Film(settings=FilmSettings(name="Sea"))),
        ScenesPlanned(scenes=(scene,)),
        ShotsPlanned(shots=(shot(1, 0, 48), shot(2, 48, 96)), scene_ids=("scene_1",)),
    ]
    blank = Project(id="project_a")
    return fold(blank, [recorded(n, e) for n, e in enumerate(events, start=1)])


def then(project: Project, *events: Event) -> Project:
    return fold(project, [recorded(project.seq + n, e) for n, e in enumerate(events, start=1)])


def test_a_skipped_or_repeated_seq_is_refused() -> None:
    project = project_with_shots()
    for seq in (project.seq, project.seq + 2):
        with pytest.raises(ValueError, match="can't follow"):
            apply(project, recorded(seq, BriefSaved(brief=Brief(theme="x"))))


def test_what_an_event_touches_moves_the_basis_of_those_entities_only() -> None:
    before = project_with_shots()
    after = then(before, BriefSaved(brief=Brief(theme="x")))
    assert after.basis("brief") == {"brief": before.seq + 1}
    assert after.basis("shot_1", "timeline") == before.basis("shot_1", "timeline")


def test_a_ready_still_is_selected_and_waits_for_approval() -> None:
    making = then(project_with_shots(), VersionStarted(made=version(1)))
    assert making.film.shots["shot_1"].status is ShotStatus.GENERATING_IMAGE
    ready = then(
        making,
        VersionReady(version_id="version_still1", target_id="shot_1", media=media("a")),
    )
    assert ready.film.shots["shot_1"].status is ShotStatus.AWAITING_APPROVAL
    assert ready.film.shots["shot_1"].selected.still == "version_still1"
    assert media("a").id in ready.media


def test_a_locked_shot_keeps_its_picture_when_another_comes_out() -> None:
    project = then(
        project_with_shots(),
        VersionStarted(made=version(1)),
        VersionReady(version_id="version_still1", target_id="shot_1", media=media("a")),
        VersionStarted(made=version(2)),
    )
    locked = project.film.shots["shot_1"].model_copy(update={"locked": True})
    after = then(
        project,
        ShotsChanged(how="locked", shots=(locked,)),
        VersionReady(version_id="version_still2", target_id="shot_1", media=media("b")),
    )
    assert after.film.shots["shot_1"].selected.still == "version_still1"
    assert after.versions["version_still2"].status is VersionStatus.READY


def test_a_new_still_takes_the_clip_of_the_old_one_out_of_use_but_keeps_it() -> None:
    clip = version(1, VersionKind.CLIP)
    project = then(
        project_with_shots(),
        VersionStarted(made=version(1)),
        VersionReady(version_id="version_still1", target_id="shot_1", media=media("a")),
        VersionStarted(made=clip),
        VersionReady(version_id=clip.id, target_id="shot_1", media=media("c")),
    )
    assert project.film.shots["shot_1"].status is ShotStatus.COMPLETED
    after = then(
        project,
        VersionStarted(made=version(2)),
        VersionReady(version_id="version_still2", target_id="shot_1", media=media("b")),
    )
    assert after.film.shots["shot_1"].selected.clip is None
    assert after.versions[clip.id].media_id == media("c").id


def test_a_failed_first_still_leaves_the_shot_failed_and_a_rejected_one_refining() -> None:
    started = then(project_with_shots(), VersionStarted(made=version(1)))
    failed = then(
        started, VersionFailed(version_id="version_still1", target_id="shot_1", reason="no")
    )
    assert failed.film.shots["shot_1"].status is ShotStatus.FAILED
    rejected = then(
        started,
        VersionReady(version_id="version_still1", target_id="shot_1", media=media("a")),
        VersionRejected(version_id="version_still1", target_id="shot_1", reason="too bright"),
    )
    assert rejected.film.shots["shot_1"].status is ShotStatus.REFINING


def test_shots_are_numbered_by_their_place_after_a_split() -> None:
    project = project_with_shots()
    first = project.film.shots["shot_1"].model_copy(update={"end_frame": 24})
    new = shot(9, 24, 48)
    after = then(project, ShotsChanged(how="split", shots=(first, new)))
    assert [(s.id, s.number) for s in after.film.ordered_shots] == [
        ("shot_1", 1),
        ("shot_9", 2),
        ("shot_2", 3),
    ]


def test_restoring_brings_the_film_back_and_leaves_history_and_money_alone() -> None:
    old = project_with_shots()
    later = then(
        old,
        BudgetSet(limit_micros=100),
        MoneyReserved(job_id="job_a", attempt=1, micros=40),
        VersionStarted(made=version(1)),
        VersionReady(version_id="version_still1", target_id="shot_1", media=media("a")),
        MoneySettled(job_id="job_a", attempt=1, reserved_micros=40, actual_micros=35),
        BriefSaved(brief=Brief(theme="changed")),
    )
    back = then(later, RevisionRestored(to_seq=3, film=old.film))
    assert back.film == old.film
    assert back.versions == later.versions
    assert back.budget.spent_micros == 35 and back.budget.reserved_micros == 0


def test_undoing_an_entity_that_did_not_exist_removes_it() -> None:
    project = project_with_shots()
    undone = ChangeUndone(undone="call_x", seqs=(3,), entities={"shot_2": None, "shot_1": None})
    assert then(project, undone).film.shots == {}


def test_the_ledger_gives_back_what_was_not_paid() -> None:
    project = then(
        project_with_shots(),
        BudgetSet(limit_micros=100, standing_micros=50),
        MoneyReserved(job_id="job_a", attempt=1, micros=40, standing=True),
    )
    assert (project.budget.available_micros, project.budget.standing_micros) == (60, 10)
    released = then(project, MoneyReleased(job_id="job_a", attempt=1, reserved_micros=40))
    assert released.budget.available_micros == 100


def test_every_event_type_survives_its_json() -> None:
    project = project_with_shots()
    samples: list[Event] = [
        ProjectCreated(owner="a", film=project.film),
        ShotsPlanned(shots=project.film.ordered_shots, scene_ids=("scene_1",)),
        VersionStarted(made=version(1)),
        RevisionRestored(to_seq=2, film=project.film),
        ChangeUndone(undone="c", seqs=(1,), entities={"brief": {"theme": "ים"}}),
    ]
    assert all(load_event(dump_event(e)) == e for e in samples)
    assert len(event_types()) > 35

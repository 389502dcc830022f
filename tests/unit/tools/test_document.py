"""The project document says what the pictures are, not what was once wished for."""

from miri.domain.project import Project
from miri.domain.shot import Selected
from miri.domain.version import Version, VersionKind, VersionStatus
from tests.unit.tools.stage import Stage
from tools.document import project_document


def chained(project: Project) -> list[bool]:
    return [shot["chained"] for shot in project_document(project)["shots"][:3]]


def with_end(project: Project, number: int, media_id: str | None) -> Project:
    """The project with an end still of this media selected on a shot."""
    shot = next(s for s in project.film.ordered_shots if s.number == number)
    still = project.versions[shot.selected.still]
    changes = {"id": "version_end", "kind": VersionKind.END_STILL, "media_id": media_id}
    end: Version = still.model_copy(update={**changes, "status": VersionStatus.READY})
    chosen = Selected(still=shot.selected.still, end_still=end.id)
    shots = {**project.film.shots, shot.id: shot.model_copy(update={"selected": chosen})}
    film = project.film.model_copy(update={"shots": shots})
    versions = {**project.versions, end.id: end}
    return project.model_copy(update={"film": film, "versions": versions})


async def test_a_shot_is_chained_where_it_begins_on_the_end_picture_of_the_one_before(
    stage: Stage,
):
    project = await (await stage.with_pictures(1, 2)).project()
    second = next(s for s in project.film.ordered_shots if s.number == 2)
    picture = project.versions[second.selected.still].media_id
    assert chained(project) == [False, False, False]
    assert chained(with_end(project, 1, picture)) == [False, True, False]
    assert chained(with_end(project, 1, "media_other")) == [False, False, False]
    assert chained(with_end(project, 1, None)) == [False, False, False]

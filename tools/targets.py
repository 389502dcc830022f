"""Finding what a person named: shot 3, scene "the sea", version 2, or an id.

Why here: every tool and channel names things the same way.
Next: any tool with a `shot` argument.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from miri.domain.asset import Asset
from miri.domain.project import Project
from miri.domain.rule import Rule
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.version import Version, VersionKind
from miri.errors import NotFound

Ref = Annotated[str, BeforeValidator(lambda value: str(value).strip().lstrip("#@"))]
"""A number as people say it (3), a name, or an id; numbers and text are both taken."""

ShotRef = Annotated[Ref, Field(description="Shot number (3) or id")]
SceneRef = Annotated[Ref, Field(description="Scene number (2), title or id")]
AssetRef = Annotated[Ref, Field(description="Asset name or id")]
VersionRef = Annotated[Ref, Field(description="Version number (2) of that target, or id")]


def find_shot(project: Project, ref: str) -> Shot:
    """A shot by number or id. Raises NotFound, saying which there are."""
    for shot in project.film.shots.values():
        if ref in (shot.id, str(shot.number)):
            return shot
    count = len(project.film.shots)
    there = f"the film has shots 1 to {count}" if count else "the film has no shots yet"
    raise NotFound(f"There is no shot {ref}: {there}.", shot=ref)


def find_shots(project: Project, refs: tuple[str, ...]) -> tuple[Shot, ...]:
    """Shots by number or id, in the film's order, each once."""
    found = {s.id: s for s in (find_shot(project, ref) for ref in refs)}
    return tuple(sorted(found.values(), key=lambda s: s.start_frame))


def find_scene(project: Project, ref: str) -> Scene:
    """A scene by number, title or id. Raises NotFound."""
    for scene in project.film.scenes.values():
        if ref in (scene.id, str(scene.number)) or ref.casefold() == scene.title.casefold():
            return scene
    count = len(project.film.scenes)
    there = f"the film has scenes 1 to {count}" if count else "the film has no scenes yet"
    raise NotFound(f"There is no scene {ref}: {there}.", scene=ref)


def find_asset(project: Project, ref: str) -> Asset:
    """An asset by name or id. Raises NotFound, naming those there are."""
    for asset in project.film.assets.values():
        if ref == asset.id or ref.casefold() == asset.name.casefold():
            return asset
    names = ", ".join(a.name for a in project.film.assets.values()) or "none yet"
    raise NotFound(f"There is no asset '{ref}'. The film has: {names}.", asset=ref)


def find_rule(project: Project, ref: str) -> Rule:
    """A rule by number or id. Raises NotFound."""
    for rule in project.film.rules.values():
        if ref in (rule.id, str(rule.number)):
            return rule
    raise NotFound(f"There is no rule {ref}; list_rules shows them.", rule=ref)


def find_version(
    project: Project, target: Shot | Asset, ref: str, kind: VersionKind | None = None
) -> Version:
    """A target's version by number or id; of its newest kind when no kind is named."""
    versions = project.versions_of(target.id, kind)
    by_id = [v for v in versions if v.id == ref]
    clips = [v for v in versions if v.kind is VersionKind.CLIP]
    pool = by_id or (versions if kind else clips or versions)
    for version in pool:
        if ref in (version.id, str(version.number)):
            return version
    numbers = ", ".join(str(v.number) for v in pool) or "none yet"
    raise NotFound(f"There is no version {ref} of that; there are: {numbers}.", version=ref)


def current_version(project: Project, target: Shot | Asset) -> Version | None:
    """The version a person means by "it": the selected clip, else the selected still."""
    if isinstance(target, Shot):
        chosen = target.selected.clip or target.selected.still
    else:
        chosen = target.selected_version_id
    return project.versions.get(chosen) if chosen else None

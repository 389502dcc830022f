"""Finding what a person named: shot 3, scene "the sea", version 2, or an id.

Why here: every tool and channel names things the same way.
Next: any tool with a `shot` argument; arguments.py, which reads the rest.
"""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from miri.domain.asset import Asset
from miri.domain.project import Project
from miri.domain.rule import Rule
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.version import Version, VersionKind
from miri.errors import NotFound
from prompts.library import phrase

MOST_NAMED = 400
LONGEST_NAME = 200
_SPAN = re.compile(r"(\d{1,4})\s*(?:-|–|\.\.)\s*(\d{1,4})")


def _as_said(value: object) -> str:
    """3, 3.0 (as some models write it), "#3", "@Noa": the bare number or name."""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    said = str(whole).strip().lstrip("#@").strip()
    if len(said) > LONGEST_NAME:
        raise PydanticKnownError("string_too_long", {"max_length": LONGEST_NAME})
    return said


def _several(value: Any) -> Any:
    """One number, or "3, 4", "3 4", "3-6", beside a list."""
    if isinstance(value, int | float):
        return (value,)
    if not isinstance(value, str):
        return value
    span = _SPAN.fullmatch(value.strip())
    if span and 0 <= int(span[2]) - int(span[1]) < MOST_NAMED:
        return tuple(range(int(span[1]), int(span[2]) + 1))
    return tuple(part for part in re.split(r"[\s,]+", value) if part)


def _names(value: Any) -> Any:
    """One name, or several with commas between, beside a list."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


Ref = Annotated[str, BeforeValidator(_as_said)]
"""A number as people say it (3), a name, or an id; numbers and text are both taken."""
ShotRefs = Annotated[tuple[Ref, ...], BeforeValidator(_several)]
"""Several shots: [3, 4], and from a person's hand also 3 or "3, 4" or "3-6"."""
Names = Annotated[tuple[Ref, ...], BeforeValidator(_names)]
"""Several names: ["Noa", "the sea"], and from a person's hand also "Noa, the sea"."""

ShotRef = Annotated[Ref, Field(description="Shot number (3) or id")]
SceneRef = Annotated[Ref, Field(description="Scene number (2), title or id")]
AssetRef = Annotated[Ref, Field(description="Asset name or id")]
VersionRef = Annotated[Ref, Field(description="Version number (2) of that target, or id")]


def find_shot(project: Project, ref: str) -> Shot:
    """A shot by number or id. Raises NotFound, saying which there are."""
    for shot in project.film.shots.values():
        if ref in (shot.id, str(shot.number)):
            return shot
    raise _missing(project, "shot", ref, len(project.film.shots))


def find_shots(project: Project, refs: tuple[str, ...]) -> tuple[Shot, ...]:
    """Shots by number or id, in the film's order, each once."""
    found = {s.id: s for s in (find_shot(project, ref) for ref in refs)}
    return tuple(sorted(found.values(), key=lambda s: s.start_frame))


def find_scene(project: Project, ref: str) -> Scene:
    """A scene by number, title or id. Raises NotFound."""
    for scene in project.film.scenes.values():
        if ref in (scene.id, str(scene.number)) or ref.casefold() == scene.title.casefold():
            return scene
    raise _missing(project, "scene", ref, len(project.film.scenes))


def find_asset(project: Project, ref: str) -> Asset:
    """An asset by name or id. Raises NotFound, naming those there are."""
    for asset in project.film.assets.values():
        if ref == asset.id or ref.casefold() == asset.name.casefold():
            return asset
    names = ", ".join(a.name for a in project.film.assets.values())
    raise _missing(project, "asset", ref, len(names), names=names)


def find_rule(project: Project, ref: str) -> Rule:
    """A rule by number or id. Raises NotFound."""
    for rule in project.film.rules.values():
        if ref in (rule.id, str(rule.number)):
            return rule
    raise _missing(project, "rule", ref, len(project.film.rules))


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
    numbers = ", ".join(str(v.number) for v in pool)
    raise _missing(project, "version", ref, len(pool), numbers=numbers)


def _missing(project: Project, kind: str, ref: str, count: int, **values: object) -> NotFound:
    """What is not there, and what is."""
    key = f"find.{kind}" if count else f"find.no_{kind}"
    said = phrase(key, project.film.settings.language, ref=ref, count=count, **values)
    return NotFound(said, **{kind: ref})


def current_version(project: Project, target: Shot | Asset) -> Version | None:
    """The version a person means by "it": the selected clip, else the selected still."""
    if isinstance(target, Shot):
        chosen = target.selected.clip or target.selected.still
    else:
        chosen = target.selected_version_id
    return project.versions.get(chosen) if chosen else None

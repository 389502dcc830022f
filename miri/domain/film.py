"""The Film: all that a person can change their mind about, in one value.

Why here: undo, restore and branches replace this value (or entities of it) and nothing else;
versions, jobs, money and threads are history and never rewind.
Next: project.py, which holds a Film beside the history.
"""

from fractions import Fraction
from typing import Any

from pydantic import Field

from miri.domain.asset import Asset
from miri.domain.base import Value
from miri.domain.rule import Rule
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.song import Song
from miri.domain.story import Brief, Look, Treatment
from miri.domain.time import FrameRate

SINGLE = ("song", "brief", "treatment", "look", "settings")
MANY = {"scene": "scenes", "asset": "assets", "shot": "shots", "rule": "rules"}


class FilmSettings(Value):
    """`language` is the one Miri speaks and displays in; size in pixels."""

    name: str = "Untitled"
    language: str = "en"
    fps: FrameRate = Fraction(24)
    width: int = 1280
    height: int = 720


class Film(Value):
    """The film as it is wanted now. Dicts are keyed by id, in no meaningful order."""

    settings: FilmSettings = FilmSettings()
    song: Song | None = None
    brief: Brief = Brief()
    treatment: Treatment | None = None
    look: Look | None = None
    scenes: dict[str, Scene] = Field(default_factory=dict)
    assets: dict[str, Asset] = Field(default_factory=dict)
    shots: dict[str, Shot] = Field(default_factory=dict)
    rules: dict[str, Rule] = Field(default_factory=dict)

    @property
    def ordered_scenes(self) -> tuple[Scene, ...]:
        """Scenes by number."""
        return tuple(sorted(self.scenes.values(), key=lambda s: s.number))

    @property
    def ordered_shots(self) -> tuple[Shot, ...]:
        """Shots by their place on the timeline."""
        return tuple(sorted(self.shots.values(), key=lambda s: s.start_frame))

    def entity(self, key: str) -> Any:
        """The entity named by an id or one of `SINGLE`; None where there is none."""
        if key in SINGLE:
            return getattr(self, key)
        return getattr(self, MANY[key.split("_", maxsplit=1)[0]]).get(key)

    def entity_keys(self) -> set[str]:
        """Every key `entity` would answer."""
        return {*SINGLE, *self.scenes, *self.assets, *self.shots, *self.rules}

    def with_entity(self, key: str, value: Any) -> "Film":
        """This film with one entity replaced (None removes it from its dict)."""
        if key in SINGLE:
            return self.model_copy(update={key: value})
        field = MANY[key.split("_", maxsplit=1)[0]]
        kept = {k: v for k, v in getattr(self, field).items() if k != key}
        return self.model_copy(update={field: kept if value is None else {**kept, key: value}})

    def with_all(self, field: str, values: tuple[Any, ...]) -> "Film":
        """This film with a whole dict replaced by values that have ids."""
        return self.model_copy(update={field: {v.id: v for v in values}})

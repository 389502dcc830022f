"""Events that change the film: song, story, scenes, assets, shots, rules, and steps back.

Why here: what undo and restore act on.
Next: version_events.py.
"""

from typing import Any, Literal

from pydantic import Field

from miri.domain.asset import Asset
from miri.domain.base import Value
from miri.domain.film import Film
from miri.domain.rule import Rule
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.song import LyricLine, Moment, Section, Song
from miri.domain.story import Brief, Look, Treatment
from miri.domain.version import VersionStatus
from miri.events.event import Event


class FilmEvent(Event):
    """An event a person can undo."""


class SongAdded(FilmEvent):
    """A song was chosen; its length is now the film's length."""

    song: Song

    def touches(self) -> frozenset[str]:
        return frozenset({"song"})


class SongAnalysed(FilmEvent):
    """The song was listened to: beats, sections, energy are known (lyrics are kept as they were)."""

    song: Song

    def touches(self) -> frozenset[str]:
        return frozenset({"song"})


class LyricsSet(FilmEvent):
    """The words were given, and placed on the song."""

    text: str
    lines: tuple[LyricLine, ...]
    moments: tuple[Moment, ...]

    def touches(self) -> frozenset[str]:
        return frozenset({"song"})


class SectionsAdjusted(FilmEvent):
    """A person moved or renamed sections."""

    sections: tuple[Section, ...]

    def touches(self) -> frozenset[str]:
        return frozenset({"song"})


class MomentsMarked(FilmEvent):
    """The song's moments, all of them, as they are now."""

    moments: tuple[Moment, ...]

    def touches(self) -> frozenset[str]:
        return frozenset({"song"})


class BriefSaved(FilmEvent):
    """The interview settled something."""

    brief: Brief

    def touches(self) -> frozenset[str]:
        return frozenset({"brief"})


class TreatmentWritten(FilmEvent):
    """The film was told in words (again)."""

    treatment: Treatment

    def touches(self) -> frozenset[str]:
        return frozenset({"treatment"})


class LookSet(FilmEvent):
    """Palette, lens, grain, light."""

    look: Look

    def touches(self) -> frozenset[str]:
        return frozenset({"look"})


class ScenesPlanned(FilmEvent):
    """The film was broken into scenes; earlier scenes and shots leave the timeline."""

    scenes: tuple[Scene, ...]

    def touches(self) -> frozenset[str]:
        return frozenset({"scenes", "timeline", *(s.id for s in self.scenes)})


class SceneEdited(FilmEvent):
    """One scene's words, time of day or assets changed (not its place in the song)."""

    scene: Scene

    def touches(self) -> frozenset[str]:
        return frozenset({self.scene.id})


class ShotsPlanned(FilmEvent):
    """The timeline was cut into shots; these replace all shots of the scenes they belong to."""

    shots: tuple[Shot, ...]
    scene_ids: tuple[str, ...]

    def touches(self) -> frozenset[str]:
        return frozenset({"timeline", *(s.id for s in self.shots)})


class ShotsChanged(FilmEvent):
    """Some shots changed, some may be gone. Only a change of slots touches the timeline."""

    how: Literal["edited", "retimed", "split", "merged", "locked", "unlocked"]
    shots: tuple[Shot, ...]
    removed: tuple[str, ...] = ()

    def touches(self) -> frozenset[str]:
        slots = {"timeline"} if self.how in ("retimed", "split", "merged") else set[str]()
        return frozenset({*slots, *(s.id for s in self.shots), *self.removed})


class AssetDefined(FilmEvent):
    """An asset was described, or described anew."""

    asset: Asset

    def touches(self) -> frozenset[str]:
        return frozenset({"assets", self.asset.id})


class RuleAdded(FilmEvent):
    """A rule was learned or told."""

    rule: Rule

    def touches(self) -> frozenset[str]:
        return frozenset({"rules", self.rule.id})


class RuleRetired(FilmEvent):
    """A rule holds no more."""

    rule_id: str

    def touches(self) -> frozenset[str]:
        return frozenset({"rules", self.rule_id})


class VersionSelected(FilmEvent):
    """Another version of a shot or an asset is in use."""

    target_id: str
    kind: str
    version_id: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.target_id})


class RevisionRestored(FilmEvent):
    """The film is again as it was at `to_seq`; the ledger and all versions stay."""

    to_seq: int
    film: Film

    def touches(self) -> frozenset[str]:
        return frozenset({"scenes", "timeline", "assets", "rules", *self.film.entity_keys()})


class Verdict(Value):
    """How a version was judged."""

    target_id: str
    status: VersionStatus
    reason: str = ""


class ChangeUndone(FilmEvent):
    """A person's last change in their thread is taken back, entity by entity.

    `entities` holds the JSON each shall have (None: it shall not be there), `verdicts` how versions
    were judged before. `undone` is the command taken back; undoing an undo is a redo.
    """

    undone: str
    seqs: tuple[int, ...]
    entities: dict[str, dict[str, Any] | None] = Field(default_factory=dict)
    verdicts: dict[str, Verdict] = Field(default_factory=dict)

    def touches(self) -> frozenset[str]:
        structure = (
            {"timeline", "scenes"}
            if any(key.split("_")[0] in ("shot", "scene") for key in self.entities)
            else set[str]()
        )
        kinds = {"asset": "assets", "rule": "rules"}
        lists = {kinds[k] for key in self.entities if (k := key.split("_")[0]) in kinds}
        judged = {*self.verdicts, *(v.target_id for v in self.verdicts.values())}
        return frozenset({*structure, *lists, *judged, *self.entities})

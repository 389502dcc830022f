"""StoryWriter: writes what the director leaves out: treatment, scenes, shots.

Why here: content is the director's argument; where it is missing a tool asks this port.
Next: miri/providers/offline/writer; part of it is timing (miri/domain/slots.py), never guessed here.
"""

from typing import Protocol

from pydantic import Field

from miri.domain.base import Value
from miri.domain.film import Film
from miri.domain.prompt import Camera, HexColour, Subject
from miri.domain.shot import Shot
from miri.domain.story import Look, Treatment


class SceneIdea(Value):
    """A scene in words, for a stretch of sections [first, last] (indices into the song's sections).

    `assets` are names; new ones are described in `new_assets` of the plan.
    """

    title: str
    summary: str
    time_of_day: str = ""
    first_section: int = Field(ge=0)
    last_section: int = Field(ge=0)
    assets: tuple[str, ...] = ()


class AssetIdea(Value):
    """An asset in words; `kind` as in AssetKind."""

    kind: str
    name: str
    description: str
    colours: tuple[str, ...] = ()


class ScenePlan(Value):
    """All scenes in order, covering every section once, and the assets they need."""

    scenes: tuple[SceneIdea, ...]
    assets: tuple[AssetIdea, ...] = ()


class ShotSlot(Value):
    """A slot to fill: where it lies, what is sung there, how energetic the music is."""

    index: int
    scene_id: str
    start_frame: int
    end_frame: int
    section: str
    energy: int
    lyric: str = ""


class ShotIdea(Value):
    """What happens in a slot. `display` is in the person's language, the rest in English.

    `palette` is the shot's own; empty, it follows the film's look. `unread`: words of a note that
    could only be passed on as they are.
    """

    display: str
    scene: str
    subjects: tuple[Subject, ...] = ()
    lighting: str = ""
    camera: Camera = Camera()
    motion: str = ""
    assets: tuple[str, ...] = ()
    chained: bool = False
    palette: tuple[HexColour, ...] = ()
    unread: str = ""


class StoryWriter(Protocol):
    """Writes in the film's language where people read it, in English where models do."""

    async def treatment(self, film: Film, note: str = "") -> Treatment:
        """A treatment from brief, lyrics and song; `note` says what to change in the last one."""
        ...

    async def look(self, film: Film, words: str = "") -> Look:
        """A look that fits brief and mood."""
        ...

    async def scenes(self, film: Film, note: str = "") -> ScenePlan:
        """Scenes over the song's sections."""
        ...

    async def shots(
        self, film: Film, slots: tuple[ShotSlot, ...], note: str = ""
    ) -> tuple[ShotIdea, ...]:
        """One idea per slot, in order."""
        ...

    async def note(self, film: Film, shot: Shot, note: str) -> ShotIdea:
        """The shot as it is, changed by what the note asks for and nothing else."""
        ...

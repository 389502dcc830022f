"""RuleStoryWriter: writes treatment, look, scenes and shots by rule, offline, always the same.

Why here: the StoryWriter port for everyone without a key, and for every test; what it does not
know it leaves in the person's words.
Next: story.py (what all four are told from), README.md (how to teach it).
"""

from dataclasses import dataclass

from miri.domain.film import Film
from miri.domain.shot import Shot
from miri.domain.story import Look, Treatment
from miri.ports.story_writer import ScenePlan, ShotIdea, ShotSlot
from miri.providers.offline.writer.looks import write_look
from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.scene_plan import write_scenes
from miri.providers.offline.writer.shot_notes import write_note
from miri.providers.offline.writer.shots import write_shots
from miri.providers.offline.writer.story import Story
from miri.providers.offline.writer.treatment import write_treatment


@dataclass(frozen=True)
class RuleStoryWriter:
    """Implements miri.ports.story_writer.StoryWriter. Deterministic; reads nothing but the film."""

    async def treatment(self, film: Film, note: str = "") -> Treatment:
        """A treatment; a note is obeyed as far as the tables know it, and always named."""
        return write_treatment(Story(Reading(film, note)))

    async def look(self, film: Film, words: str = "") -> Look:
        """A look; `words` come before what the brief says."""
        return write_look(Story(Reading(film, "")), words)

    async def scenes(self, film: Film, note: str = "") -> ScenePlan:
        """Three to seven scenes over the song's sections (fewer where it has fewer)."""
        return write_scenes(Story(Reading(film, note)))

    async def shots(
        self, film: Film, slots: tuple[ShotSlot, ...], note: str = ""
    ) -> tuple[ShotIdea, ...]:
        """One idea per slot. Subjects carry the film's assets in their exact words."""
        return write_shots(Story(Reading(film, note)), slots)

    async def note(self, film: Film, shot: Shot, note: str) -> ShotIdea:
        """The same shot, changed by just that; what no table knows goes along in words."""
        return write_note(film, shot, note)

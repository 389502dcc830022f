"""What a tool is given: the project as it is now, who asks, and the ports it may read from.

Why here: tools decide from this and write nothing themselves.
Next: targets.py (finding shot 3), registry.py.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from miri.domain.approval import Approval
from miri.domain.film import Film
from miri.domain.identity import Actor
from miri.domain.job import Job, JobKind
from miri.domain.project import Project
from miri.domain.thread import Block
from miri.log.archive import Archive
from miri.ports.image_model import ImageOffer
from miri.ports.media_store import MediaStore
from miri.ports.song_probe import SongProbe
from miri.ports.story_writer import StoryWriter
from miri.ports.video_model import VideoOffer
from prompts.library import phrase
from tools.outcome import Outcome


@dataclass(frozen=True)
class Desk:
    """The ports tools read from; bootstrap fills it. Models draw nothing here: they are asked
    for prices and limits, jobs do the work."""

    archive: Archive
    media: MediaStore
    writer: StoryWriter
    images: ImageOffer
    clips: VideoOffer
    probe: SongProbe
    sample_song: Callable[[str], Awaitable[Mapping[str, Any]]]
    """Language -> {"path", "name", "lyrics"} of the song that ships."""


Replan = Callable[[str, Mapping[str, Any]], Awaitable[Outcome]]


@dataclass(frozen=True)
class ToolContext:
    """One call. `now` is unix micros. `replan` runs another tool's decision on this same state."""

    project: Project
    actor: Actor
    desk: Desk
    call_id: str
    now: int
    replan: Replan
    thread_id: str | None = None
    turn_id: str | None = None
    approval: Approval | None = None

    @property
    def film(self) -> Film:
        """The film as wanted now."""
        return self.project.film

    @property
    def language(self) -> str:
        """The language people read here."""
        return self.project.film.settings.language

    @property
    def token(self) -> str:
        """What the ids made in this call end with: the same when the decision is made again,
        another in every other call and project, whatever keys clients choose."""
        text = f"{self.project.id}:{self.call_id}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def say(self, key: str, **values: object) -> str:
        """A phrase in the film's language."""
        return phrase(key, self.language, **values)

    def job(
        self,
        kind: JobKind,
        target_id: str,
        label: str,
        order: dict[str, Any],
        price_micros: int = 0,
        queue: str = "",
    ) -> Job:
        """A job of this call; its id follows from the call and the target, so a re-run of the
        decision names the same job."""
        return Job(
            id=f"job_{self.token}_{target_id.rsplit('_', 1)[-1]}"[:64],
            project_id=self.project.id,
            kind=kind,
            target_id=target_id,
            label=label,
            order=order,
            actor=self.actor,
            thread_id=self.thread_id,
            turn_id=self.turn_id,
            call_id=self.call_id,
            price_micros=price_micros,
            queue=queue,
        )


def block(kind: str, **data: Any) -> Block:
    """A block a person sees: text, media, gallery, table, approval, progress, choices."""
    return Block(kind=kind, data=data)

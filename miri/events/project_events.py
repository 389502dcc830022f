"""Events about the project itself: its birth, name, size, languages, media, money limits, end.

Why here: grouped by noun; fold.py reads them.
Next: film_events.py.
"""

from miri.domain.film import Film, FilmSettings
from miri.domain.media import Media
from miri.events.event import Event
from miri.events.film_events import FilmEvent


class ProjectCreated(Event):
    """The first event of a log. A branch carries the full film it starts from."""

    owner: str
    film: Film
    branched_from: str | None = None

    def touches(self) -> frozenset[str]:
        return frozenset({"project", *self.film.entity_keys()})


class SettingsChanged(FilmEvent):
    """Name, language, rate or size changed."""

    settings: FilmSettings

    def touches(self) -> frozenset[str]:
        return frozenset({"settings"})


class MediaAdded(Event):
    """A file is now this project's; it may be fetched through it."""

    media: Media

    def touches(self) -> frozenset[str]:
        return frozenset({self.media.id})


class ProjectDeleted(Event):
    """A person deleted the project: a tombstone; the purge follows."""

    def touches(self) -> frozenset[str]:
        return frozenset({"project"})

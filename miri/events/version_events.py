"""Events about attempts and cuts: started, ready, judged; jobs that moved; films that were cut.

Why here: history that never rewinds.
Next: talk_events.py.
"""

from miri.domain.job import JobKind, JobState
from miri.domain.media import Media
from miri.domain.project import MadeCut
from miri.domain.version import Version
from miri.events.event import Event
from miri.events.film_events import FilmEvent


class VersionStarted(Event):
    """An attempt was ordered."""

    made: Version

    def touches(self) -> frozenset[str]:
        return frozenset({self.made.id, self.made.target_id})


class VersionReady(Event):
    """An attempt came out well. It becomes the selected one unless the shot was locked meanwhile."""

    version_id: str
    target_id: str
    media: Media
    cost_micros: int = 0

    def touches(self) -> frozenset[str]:
        return frozenset({self.version_id, self.target_id, self.media.id})


class VersionFailed(Event):
    """An attempt came to nothing; `reason` is a person's sentence."""

    version_id: str
    target_id: str
    reason: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.version_id, self.target_id})


class VersionApproved(FilmEvent):
    """A person likes it."""

    version_id: str
    target_id: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.version_id, self.target_id})


class VersionRejected(FilmEvent):
    """A person does not, and says why."""

    version_id: str
    target_id: str
    reason: str

    def touches(self) -> frozenset[str]:
        return frozenset({self.version_id, self.target_id})


class JobMoved(Event):
    """An accepted transition of a job. The job row is the truth; this tells the clients."""

    job_id: str
    kind: JobKind
    state: JobState
    target_id: str
    label: str
    error: str = ""

    def touches(self) -> frozenset[str]:
        return frozenset({self.job_id})


class CutMade(Event):
    """A cut was ordered from the timeline as it stood."""

    cut: MadeCut

    def touches(self) -> frozenset[str]:
        return frozenset({self.cut.id, "cuts"})


class CutRendered(Event):
    """The film of a cut is there."""

    cut_id: str
    media: Media
    seconds_micros: int = 0

    def touches(self) -> frozenset[str]:
        return frozenset({self.cut_id, self.media.id})

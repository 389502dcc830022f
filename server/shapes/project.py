"""The project document, and a line of the list of projects: the names are a public contract.

Why here: what tools/document.py builds out of domain objects, declared.
Next: events.py, which tells of its changes.
"""

from typing import Literal

from miri.domain.approval import Approval
from miri.domain.asset import Asset
from miri.domain.job import JobKind, JobState
from miri.domain.ledger import Budget
from miri.domain.project import MadeCut
from miri.domain.rule import Rule
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.song import Song
from miri.domain.story import Brief, Look, Treatment
from miri.domain.thread import Thread
from miri.domain.version import Version
from server.shapes.shape import Shape, maybe

Status = Literal["empty", "working", "draft", "film"]
Language = Literal["en", "he"]


class ApprovalLine(Approval):
    """An approval; money in micro-dollars, times in unix micros."""

    total_micros: int
    expires: int


class SceneLine(Scene):
    """A scene with its shots in order."""

    shot_ids: list[str]


class JobLine(Shape):
    """A job: no orders, no leases."""

    id: str
    kind: JobKind
    state: JobState
    target_id: str
    label: str
    thread_id: str | None
    call_id: str | None
    price_micros: int
    error: str


class MediaLine(Shape):
    """A file of the project."""

    content_type: str
    size: int
    name: str


class ProjectDocument(Shape):
    """A project, now or at a revision. Times in frames, money in micro-dollars."""

    id: str
    name: str
    seq: int
    owner: str
    language: Language
    fps: int | str
    width: int
    height: int
    status: Status
    song: Song | None
    brief: Brief
    treatment: Treatment | None
    look: Look | None
    scenes: list[SceneLine]
    assets: list[Asset]
    shots: list[Shot]
    versions: list[Version]
    rules: list[Rule]
    budget: Budget
    approvals: list[ApprovalLine]
    jobs: list[JobLine]
    cuts: list[MadeCut]
    threads: list[Thread]
    media: dict[str, MediaLine]


class ProjectLine(Shape):
    """One of the person's projects; how far it is and its newest picture, of the first fifty."""

    id: str
    name: str
    seq: int
    updated: int
    status: Status = maybe()
    thumbnail_media_id: str | None = maybe()


class ProjectList(Shape):
    """The most recently changed first."""

    projects: list[ProjectLine]

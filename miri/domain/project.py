"""A Project: what the fold of its log yields. The Film as wanted now, beside all its history.

Why here: every decision reads this one value; `entity_seqs` says what it was based on.
Next: miri/events/fold.py builds it; tools/document.py shows it.
"""

from pydantic import Field

from miri.domain.approval import Approval, ApprovalStatus
from miri.domain.base import Value
from miri.domain.film import Film
from miri.domain.ledger import Budget
from miri.domain.media import Media
from miri.domain.thread import Thread
from miri.domain.version import Version, VersionKind

SCHEMA = 1


class MadeCut(Value):
    """A numbered cut that was rendered, or is being rendered (then `media_id` is None)."""

    id: str
    number: int
    kind: str
    frames: int
    width: int
    height: int
    job_id: str = ""
    media_id: str | None = None
    seq: int = 0
    """The revision it was cut from."""


class Project(Value):
    """Project state at `seq` (0: nothing yet). `owner` is a person's id."""

    schema_version: int = SCHEMA
    id: str
    seq: int = 0
    owner: str = ""
    created: int = 0
    updated: int = 0
    deleted: bool = False
    film: Film = Film()
    versions: dict[str, Version] = Field(default_factory=dict)
    media: dict[str, Media] = Field(default_factory=dict)
    cuts: dict[str, MadeCut] = Field(default_factory=dict)
    budget: Budget = Budget()
    approvals: dict[str, Approval] = Field(default_factory=dict)
    threads: dict[str, Thread] = Field(default_factory=dict)
    entity_seqs: dict[str, int] = Field(default_factory=dict)

    def basis(self, *keys: str) -> dict[str, int]:
        """What a decision that read these entities rests on: `{entity: its last seq}`."""
        return {key: self.entity_seqs.get(key, 0) for key in keys}

    def versions_of(self, target_id: str, kind: VersionKind | None = None) -> tuple[Version, ...]:
        """A target's versions, oldest first; of one kind, or all."""
        found = (v for v in self.versions.values() if v.target_id == target_id)
        return tuple(
            sorted((v for v in found if kind in (None, v.kind)), key=lambda v: (v.kind, v.number))
        )

    def pending_approvals(self, thread_id: str | None = None) -> tuple[Approval, ...]:
        """Approvals waiting for a person, oldest first; of one thread, or all."""
        waiting = (a for a in self.approvals.values() if a.status is ApprovalStatus.PENDING)
        return tuple(
            sorted(
                (a for a in waiting if thread_id in (None, a.thread_id)),
                key=lambda a: a.requested_at,
            )
        )

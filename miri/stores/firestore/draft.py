"""A Draft: what a group of commits will write, decided in memory on what was read. Pure.

Why here: the contract of ProjectStore.commit, member by member: a member that is refused takes no
other with it, and one that is admitted is seen by those after it.
Next: group.py, which reads, has this decide, and writes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from miri.domain.job import Job
from miri.errors import KeyTaken, MiriError, StaleBasis
from miri.events.event import Event, Recorded
from miri.ports.project_store import Commit, ProjectLine
from miri.stores.firestore.body import Body
from miri.stores.firestore.parcel import Parcel
from miri.stores.project_line import next_line

Outcome = tuple[Recorded, ...] | MiriError


@dataclass(frozen=True)
class Row:
    """A job row as stored: `born` orders rows, `parts` go when it is replaced, `stamp` is when it
    was last written (google's update_time)."""

    version: int
    born: int
    parts: tuple[str, ...] = ()
    stamp: Any = None


@dataclass(frozen=True)
class Seen:
    """What was read for a group, all of one moment. `tokens` name the batches that wrote it."""

    line: ProjectLine | None
    stamp: Any
    tokens: frozenset[str]
    recent: tuple[str, ...]
    seqs: Mapping[str, int]
    rows: Mapping[str, Row]
    claims: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """A document of the log to write; `born` are the entities that first appear in it."""

    recorded: tuple[Recorded, ...]
    body: Body
    born: tuple[str, ...]


@dataclass
class Draft:
    """The group's writes so far. `guarded`: the project's document must not have moved."""

    seen: Seen
    now: int
    guarded: bool = False
    log: list[Entry] = field(default_factory=list[Entry])
    jobs: dict[str, tuple[Job, Body]] = field(default_factory=dict[str, tuple[Job, Body]])
    claims: dict[str, Body] = field(default_factory=dict[str, Body])
    touched: dict[str, int] = field(default_factory=dict[str, int])
    line: ProjectLine | None = None
    _answers: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        self.line = self.seen.line
        self._answers = dict(self.seen.claims)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.log or self.jobs or self.claims)

    def admit(self, parcel: Parcel) -> Outcome:
        """Take a commit in, or say why not."""
        try:
            self._check(parcel.commit)
        except MiriError as refusal:
            return refusal
        self.guarded = self.guarded or bool(parcel.pages or parcel.commit.basis)
        recorded = tuple(r for page in self._append(parcel) for r in page)
        for write in parcel.commit.jobs:
            self.jobs[write.job.id] = (write.job, parcel.jobs[write.job.id])
        self.claims.update(parcel.answers)
        self._answers.update(parcel.commit.keys)
        return recorded

    def _check(self, commit: Commit) -> None:
        for key in commit.keys:
            if key in self._answers:
                raise KeyTaken(key, self._answers[key])
        changed = [entity for entity, seq in commit.basis.items() if self._seq(entity) != seq]
        changed += [w.job.id for w in commit.jobs if self._version(w.job.id) != w.expected]
        if changed:
            raise StaleBasis("Something changed meanwhile.", changed=changed)

    def _seq(self, entity: str) -> int:
        return self.touched.get(entity, self.seen.seqs.get(entity, 0))

    def _version(self, job_id: str) -> int | None:
        if job_id in self.jobs:
            return self.jobs[job_id][0].version
        row = self.seen.rows.get(job_id)
        return row.version if row else None

    def _append(self, parcel: Parcel) -> Iterator[tuple[Recorded, ...]]:
        for page in parcel.pages:
            recorded = tuple([self._record(parcel.commit, event) for event in page.events])
            touched = {entity: r.seq for r in recorded for entity in r.event.touches()}
            born = tuple(sorted(entity for entity in touched if not self._seq(entity)))
            self.touched.update(touched)
            self.log.append(Entry(recorded, page.body, born))
            yield recorded

    def _record(self, commit: Commit, event: Event) -> Recorded:
        context = commit.context
        recorded = Recorded(
            seq=self.line.seq + 1 if self.line else 1,
            project_id=commit.project_id,
            ts=self.now,
            actor=context.actor,
            thread_id=context.thread_id,
            turn_id=context.turn_id,
            command_id=context.command_id,
            event=event,
        )
        self.line = next_line(self.line, event, recorded)
        return recorded

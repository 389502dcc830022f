"""A Parcel: one commit with its bodies packed, and what it weighs in a batch.

Why here: packing does not depend on the seq, so it is done once, before the commit waits in line.
Next: writer.py, where parcels wait; draft.py, which decides about them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from miri.errors import TooLarge
from miri.events.event import Event
from miri.log.event_json import dump_event
from miri.ports.project_store import Commit
from miri.stores.firestore.body import INLINE_BYTES, REQUEST_BYTES, Body, merged, packed
from miri.stores.firestore.layout import bucket_of

EVENTS_A_DOCUMENT = 100
"""At most, in one document of the log; a reading up to a seq reads no more than this too many."""
WRITES = 480
"""At most, in one batch: Firestore takes 500, and a few may come on top (see draft.py)."""
OVERHEAD = 300
"""Bytes that a write costs besides its body, about."""


@dataclass(frozen=True)
class Page:
    """Events of one commit that share a document of the log."""

    events: tuple[Event, ...]
    body: Body


@dataclass(frozen=True)
class Parcel:
    """`touched` is what its events touch; `jobs` and `answers` hold bodies by job id and key."""

    commit: Commit
    pages: tuple[Page, ...]
    jobs: Mapping[str, Body]
    answers: Mapping[str, Body]
    touched: frozenset[str]

    @property
    def bodies(self) -> tuple[Body, ...]:
        """All of them."""
        return (*(p.body for p in self.pages), *self.jobs.values(), *self.answers.values())

    @property
    def parts(self) -> Mapping[str, bytes]:
        """What must be stored before the commit can name it."""
        return merged(self.bodies)

    @property
    def buckets(self) -> frozenset[str]:
        """The buckets that tell the seqs of what it read and of what it touches."""
        return frozenset(map(bucket_of, {*self.touched, *self.commit.basis}))

    @property
    def writes(self) -> int:
        """Documents that it writes, the project's own among them."""
        return 1 + len(self.bodies) + len(self.buckets)

    @property
    def size(self) -> int:
        """Bytes of a batch that it takes, about; an entity is named up to three times."""
        named = 3 * sum(len(entity.encode()) + 12 for entity in self.touched)
        return sum(body.size for body in self.bodies) + OVERHEAD * self.writes + named


async def parcel_of(commit: Commit) -> Parcel:
    """Pack a commit. Raises TooLarge where no batch could take it whole."""
    pages = list(_pages(commit.events))
    documents = len(pages) + len(commit.jobs) + len(commit.keys)
    room = min(INLINE_BYTES, REQUEST_BYTES // max(documents, 1) // 2)
    parcel = Parcel(
        commit=commit,
        pages=tuple([Page(page, await packed(_text(page), room)) for page in pages]),
        jobs={w.job.id: await packed(w.job.model_dump_json(), room) for w in commit.jobs},
        answers={key: await packed(answer, room) for key, answer in commit.keys.items()},
        touched=frozenset(entity for event in commit.events for entity in event.touches()),
    )
    if parcel.writes > WRITES or parcel.size > REQUEST_BYTES:
        raise TooLarge(
            "This is too much to store in one piece; ask for a part of it first.",
            writes=parcel.writes,
            limit=WRITES,
        )
    return parcel


def _pages(events: tuple[Event, ...]) -> Iterable[tuple[Event, ...]]:
    for start in range(0, len(events), EVENTS_A_DOCUMENT):
        yield events[start : start + EVENTS_A_DOCUMENT]


def _text(events: tuple[Event, ...]) -> str:
    return "\n".join(map(dump_event, events))

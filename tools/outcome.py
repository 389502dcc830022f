"""What a tool answers: what the model reads, what a person sees, and what is to be written.

Why here: a tool decides and changes nothing; both the context it is given and the declaration it is
part of speak of this.
Next: context.py (what it decides from), registry.py (which commits it).
"""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from miri.domain.job import Job
from miri.domain.thread import Block
from miri.events.event import Event
from miri.ports.project_store import JobWrite


class Result(BaseModel):
    """Base of what the model reads. `says` is one sentence in the film's language."""

    model_config = ConfigDict(frozen=True)

    says: str


@dataclass(frozen=True)
class Outcome:
    """What a tool decided: nothing has happened until the registry commits it.

    `reads` names the entities the decision rests on: if one changed meanwhile, the tool runs
    again on the new state. Jobs carry their price; the registry asks for approval. `rewrites`
    are rows that exist already and change (a cancel flag, a retry).
    """

    result: Result
    events: tuple[Event, ...] = ()
    jobs: tuple[Job, ...] = ()
    rewrites: tuple[JobWrite, ...] = ()
    reads: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

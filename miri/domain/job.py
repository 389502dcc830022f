"""A Job: work that takes a while (a still, a clip, an analysis, a render) and its state machine.

Why here: transitions are a table; everything else about jobs is a loop around it.
Next: miri/jobs/engine.py; miri/ports/project_store.py keeps the rows.
"""

from enum import StrEnum
from typing import Any

from pydantic import Field

from miri.domain.base import Value
from miri.domain.identity import Actor


class JobKind(StrEnum):
    """What a job makes."""

    ANALYSIS = "analysis"
    STILL = "still"
    CLIP = "clip"
    RENDER = "render"


class JobState(StrEnum):
    """States of an attempt; part of the contract with clients."""

    QUEUED = "QUEUED"
    SUBMITTING = "SUBMITTING"
    SUBMITTED = "SUBMITTED"
    RUNNING = "RUNNING"
    FETCHING = "FETCHING"
    READY = "READY"
    SUBMIT_UNKNOWN = "SUBMIT_UNKNOWN"
    ORPHANED = "ORPHANED"
    FAILED = "FAILED"
    FETCH_FAILED = "FETCH_FAILED"
    CANCELLED = "CANCELLED"


S = JobState
ALLOWED: dict[JobState, frozenset[JobState]] = {
    S.QUEUED: frozenset({S.SUBMITTING, S.RUNNING, S.CANCELLED, S.FAILED}),
    S.SUBMITTING: frozenset({S.SUBMITTED, S.SUBMIT_UNKNOWN, S.QUEUED, S.FETCHING, S.FAILED}),
    S.SUBMIT_UNKNOWN: frozenset({S.SUBMITTED, S.FETCHING, S.FAILED, S.ORPHANED}),
    S.SUBMITTED: frozenset({S.RUNNING, S.FETCHING, S.FAILED, S.CANCELLED}),
    S.RUNNING: frozenset({S.FETCHING, S.READY, S.FAILED, S.CANCELLED, S.QUEUED}),
    S.FETCHING: frozenset({S.READY, S.FETCH_FAILED}),
    S.FETCH_FAILED: frozenset({S.FETCHING, S.FAILED}),
    S.ORPHANED: frozenset({S.SUBMITTED, S.FETCHING, S.QUEUED, S.FAILED}),
    S.READY: frozenset(),
    S.FAILED: frozenset({S.QUEUED}),
    S.CANCELLED: frozenset(),
}
"""From a state, the states a compare-and-set may move to. QUEUED -> RUNNING and back is for work
done in this house; what a provider may have been paid for never goes back to QUEUED by itself:
FAILED -> QUEUED and ORPHANED -> QUEUED are a person's word (a new attempt, a new reserve)."""

OVER = frozenset({S.READY, S.FAILED, S.CANCELLED})
FOR_A_PERSON = frozenset({S.ORPHANED, S.FETCH_FAILED})
"""Where nothing goes on until a person says how; money may have been paid."""
AT_PROVIDER = frozenset({S.SUBMITTING, S.SUBMIT_UNKNOWN, S.SUBMITTED, S.RUNNING, S.ORPHANED})
"""Where a provider may still tell how an attempt ended."""


class Job(Value):
    """A job row. `version` is its compare-and-set counter; `fence` rises with every lease.

    Times are unix microseconds. `order` and `result` are JSON-safe. `queue` names the provider it
    goes to; empty: this house does it. `due` is when a loop should look at it again; `tries` counts
    what went wrong on the way since its last transition, for the waits in between.
    """

    id: str
    project_id: str
    kind: JobKind
    state: JobState = JobState.QUEUED
    target_id: str
    label: str
    order: dict[str, Any]
    result: dict[str, Any] = Field(default_factory=dict)
    actor: Actor
    thread_id: str | None = None
    turn_id: str | None = None
    call_id: str | None = None
    approval_id: str | None = None
    price_micros: int = 0
    attempt: int = Field(default=1, ge=1)
    version: int = 1
    fence: int = 0
    owner: str = ""
    lease_until: int = 0
    cancel_requested: bool = False
    error: str = ""
    queue: str = ""
    request_id: str = ""
    due: int = 0
    tries: int = 0
    submitted_at: int = 0

    @property
    def is_over(self) -> bool:
        """True when nothing will change it any more (but a person's retry)."""
        return self.state in OVER

    @property
    def is_at_rest(self) -> bool:
        """True when it is over, or waits for a person."""
        return self.is_over or self.state in FOR_A_PERSON

    @property
    def attempt_id(self) -> str:
        """Names this attempt to a provider: it travels in the webhook's address."""
        return f"{self.id}.{self.attempt}"

    def moved(self, state: JobState, **changes: Any) -> "Job":
        """The row after a transition. Raises ValueError where the table forbids it."""
        if state not in ALLOWED[self.state]:
            raise ValueError(f"a job can't go from {self.state} to {state}")
        return self.model_copy(update={**changes, "state": state, "version": self.version + 1})

    @property
    def books(self) -> dict[str, Any]:
        """The part of the result that counts money of attempts given up: whatever else becomes of
        the row, it stays."""
        return {k: v for k, v in self.result.items() if k in ("written_off", "late_micros")}

    def with_write_off(self) -> "Job":
        """The row remembering that this attempt's reserve was written off: a report that comes
        after all must not book it again."""
        attempts = [*self.result.get("written_off", []), self.attempt]
        return self.model_copy(update={"result": {**self.result, "written_off": attempts}})

    def next_attempt(self) -> "Job":
        """The row queued once more, as a new attempt; what a person asks for. An attempt that was
        paid and came to nothing (its file was lost) goes on counting."""
        paid = sum(int(self.result.get(kind, 0)) for kind in ("late_micros", "cost_micros"))
        return self.moved(
            JobState.QUEUED,
            attempt=self.attempt + 1,
            result=self.books | ({"late_micros": paid} if paid else {}),
            error="",
            owner="",
            request_id="",
            due=0,
            tries=0,
            cancel_requested=False,
        )

    def touched(self, **changes: Any) -> "Job":
        """The row after a change that is no transition (lease renewal, cancel flag)."""
        return self.model_copy(update={**changes, "version": self.version + 1})

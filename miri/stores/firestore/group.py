"""A Group: commits of one project that share a batch. Read, decide, write; again if it moved.

Why here: compare-and-set on the project's document with jitter; no transaction, so nobody waits
for a lock. A batch whose answer is lost is looked for before anything is written again: each
leaves its token on what it writes.
Next: draft.py (the decision), batch.py (the writes), failures.py (the kinds of failure).
"""

import time
import uuid
from collections.abc import Sequence
from itertools import count

from miri.errors import Broken, MiriError, Unavailable
from miri.log.clock import Clock
from miri.stores.firestore.batch import fill, store_parts
from miri.stores.firestore.connection import Client
from miri.stores.firestore.draft import Draft, Outcome
from miri.stores.firestore.failures import (
    PATIENCE,
    RPC_SECONDS,
    any_failure,
    changed_meanwhile,
    no_answer,
    pause,
    translated,
)
from miri.stores.firestore.parcel import Parcel
from miri.stores.firestore.see import see


class Group:
    """Commits of one project, to be decided in this order."""

    def __init__(self, client: Client, parcels: Sequence[Parcel], clock: Clock) -> None:
        self._client = client
        self._project_id = parcels[0].commit.project_id
        self._parcels = parcels
        self._clock = clock
        self._sent: dict[str, list[Outcome]] = {}
        self._admitted: set[int] = set()
        """Members of batches whose answer was lost: they may have happened."""

    async def settle(self) -> list[Outcome]:
        """What became of each. Raises Unavailable where it can't be told, or what the batch was
        refused for: then nothing was written."""
        patient_until = time.monotonic() + PATIENCE
        for n in count(1):
            try:
                return await self._try()
            except changed_meanwhile() as error:
                failure = error
            except no_answer() as error:
                failure = error
                self._remember_lost()
            except any_failure() as error:
                raise translated(error) from error
            if time.monotonic() > patient_until:
                raise Unavailable(_why(failure)) from failure
            await pause(n)
        raise Broken("Counting ended.")

    async def _try(self) -> list[Outcome]:
        seen = await see(self._client, self._parcels)
        for token in seen.tokens & self._sent.keys():
            return self._sent[token]
        draft = Draft(seen, self._clock())
        outcomes = [draft.admit(parcel) for parcel in self._parcels]
        if not draft.is_empty:
            await store_parts(self._client, self._project_id, draft)
            await self._send(draft, outcomes)
        return [self._sure(n, outcome) for n, outcome in enumerate(outcomes)]

    async def _send(self, draft: Draft, outcomes: list[Outcome]) -> None:
        token = uuid.uuid4().hex
        batch = self._client.batch()
        fill(batch, self._client, self._project_id, draft, token)
        self._sent[token] = outcomes
        await batch.commit(retry=None, timeout=RPC_SECONDS)

    def _remember_lost(self) -> None:
        for outcomes in self._sent.values():
            self._admitted |= {n for n, o in enumerate(outcomes) if not isinstance(o, MiriError)}

    def _sure(self, n: int, outcome: Outcome) -> Outcome:
        """A refusal may be the echo of our own batch, once that has been written over."""
        if isinstance(outcome, MiriError) and n in self._admitted:
            return Unavailable("Firestore did not answer; it may have been done.")
        return outcome


def _why(failure: Exception) -> str:
    if isinstance(failure, changed_meanwhile()):
        return "Too many change this project at once; try again in a moment."
    return translated(failure).message

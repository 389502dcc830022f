"""Google's errors in three kinds, and what they are called in miri/errors.py.

Why here: translated once, at this edge. What happened decides what may be done about it: changed
meanwhile (decide again), no answer (look whether it landed), refused (nobody else's fault).
Next: group.py, which acts on the kinds.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from functools import cache
from itertools import count
from typing import Any, TypeVar

from miri.errors import Broken, MiriError, Refused, TooLarge, Unavailable

T = TypeVar("T")
Kinds = tuple[type[Exception], ...]

RPC_SECONDS = 10.0
"""One request's time; a connection that swallows everything is noticed by it."""
PATIENCE = 10.0
"""Seconds during which a commit or a reading is tried again."""
JITTER = 0.02
"""Seconds by which the longest pause grows with each try; at most LONGEST."""
LONGEST = 0.5


@cache
def changed_meanwhile() -> Kinds:
    """A precondition did not hold: nothing was written."""
    from google.api_core import exceptions as google

    return (google.AlreadyExists, google.FailedPrecondition, google.NotFound, google.Aborted)


@cache
def no_answer() -> Kinds:
    """Firestore is away or slow: it may have been written, and may be yet."""
    from google.api_core import exceptions as google

    return (google.ServerError, google.RetryError, google.TooManyRequests, google.Cancelled)


@cache
def any_failure() -> Kinds:
    """Whatever google's libraries raise."""
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError

    return (GoogleAPIError, GoogleAuthError)


def translated(error: Exception) -> MiriError:
    """The error as Miri's."""
    from google.api_core import exceptions as google
    from google.auth.exceptions import GoogleAuthError

    if isinstance(error, GoogleAuthError):
        return Unavailable(f"Firestore could not check who asks: {_said(error)}.")
    if isinstance(error, (*no_answer(), google.Aborted)):
        return Unavailable(f"Firestore does not answer now: {_said(error)}.")
    if isinstance(error, google.Forbidden | google.Unauthorized):
        return Refused(
            f"Firestore refuses this identity: {_said(error)}. It needs the role Cloud Datastore "
            "User (roles/datastore.user) in GOOGLE_CLOUD_PROJECT."
        )
    if isinstance(error, google.NotFound):
        return Refused(
            f"{_said(error)}. `gcloud firestore databases create` makes the database of "
            "GOOGLE_CLOUD_PROJECT."
        )
    if isinstance(error, google.FailedPrecondition):
        return Refused(
            f"{_said(error)}. The indexes are in deploy/firestore.indexes.json "
            "(`firebase deploy --only firestore:indexes`)."
        )
    if isinstance(error, google.InvalidArgument):
        return TooLarge(f"Firestore can't keep this: {_said(error)}.")
    return Broken(f"Firestore answered what we did not foresee: {_said(error)}.")


def _said(error: Exception) -> str:
    message: Any = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(message).split("\n")[0].rstrip(". ")


async def asked(reading: Callable[[], Awaitable[T]]) -> T:
    """What a reading answers, tried again while Firestore is away. Raises Miri's errors."""
    patient_until = time.monotonic() + PATIENCE
    for n in count(1):
        try:
            return await reading()
        except no_answer() as error:
            if time.monotonic() > patient_until:
                raise translated(error) from error
        except any_failure() as error:
            raise translated(error) from error
        await pause(n)
    raise Broken("Counting ended.")


async def pause(n: int) -> None:
    """Wait before trying for the n+1st time: by chance, so that rivals part, and longer each time."""
    await asyncio.sleep(random.uniform(0, min(JITTER * n, LONGEST)))

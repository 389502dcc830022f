"""Google's errors in three kinds, and what they are called in miri/errors.py.

Why here: translated once, at this edge. What happened decides what may be done about it: changed
meanwhile (decide again), no answer (look whether it landed), refused (nobody else's fault).
Next: group.py, which acts on the kinds.
"""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from miri.errors import Broken, MiriError, Refused, TooLarge, Unavailable

T = TypeVar("T")
Kinds = tuple[type[Exception], ...]

RPC_SECONDS = 10.0
"""One request's time; a connection that swallows everything is noticed by it."""
PATIENCE = 10.0
"""Seconds during which a commit or a reading is tried again."""


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


@contextmanager
def translating() -> Generator[None]:
    """Within, google's errors leave as Miri's."""
    try:
        yield
    except any_failure() as error:
        raise translated(error) from error


async def asked(reading: Callable[[], Awaitable[T]]) -> T:
    """What a reading answers, tried again while Firestore is away. Raises Miri's errors."""
    import stamina

    with translating():
        attempts = stamina.retry_context(
            on=no_answer(), attempts=None, timeout=PATIENCE, wait_initial=0.05, wait_max=1.0
        )
        async for attempt in attempts:
            with attempt:
                return await reading()
    raise Unavailable("Firestore does not answer now.")

"""What an answer to a submission proves: accepted, never sent, refused for certain, or unknown.

Why here: fal takes no idempotency key, so a POST is sent once and its outcome is read with care:
only what is certain may be repeated.
Next: fal_queue.py, which sends; miri/ports/provider_queue.py, the outcomes.
"""

from typing import Any, cast

import httpx

from miri.ports.provider_queue import Accepted, NotSent, Submission, TurnedDown, Unknown
from miri.providers.fal.outcome import complaint

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
"""httpx raises these before a byte of the request is written."""
MAYBE_TAKEN = frozenset({408, 409})
SECOND = 1_000_000


def of_failure(error: httpx.HTTPError) -> Submission:
    """A POST that got no answer."""
    said = str(error) or type(error).__name__
    if isinstance(error, NEVER_LEFT):
        return NotSent(reason=f"fal can't be reached: {said}.")
    return Unknown(reason=f"The connection to fal broke while it was being sent: {said}.")


def of_answer(answer: httpx.Response) -> Submission:
    """A POST that was answered."""
    if answer.status_code == 429:
        return NotSent(
            reason="fal takes no more orders just now.", wait_micros=_retry_after(answer)
        )
    if answer.status_code >= 500 or answer.status_code in MAYBE_TAKEN:
        return Unknown(reason=f"fal answered {answer.status_code} while it was being sent.")
    if answer.status_code >= 400:
        return TurnedDown(reason=complaint(answer))
    request_id = _request_id(answer)
    if request_id is None:
        return Unknown(reason="fal answered with what can't be read.")
    return Accepted(request_id=request_id)


def _retry_after(answer: httpx.Response) -> int:
    try:
        return int(float(answer.headers.get("Retry-After", "0")) * SECOND)
    except ValueError:
        return 0


def _request_id(answer: httpx.Response) -> str | None:
    try:
        body: Any = answer.json()
    except ValueError:
        return None
    found = cast("dict[str, Any]", body).get("request_id") if isinstance(body, dict) else None
    return found if isinstance(found, str) and found else None

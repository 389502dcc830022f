"""Results and failures of fal, read into reports and into words.

Why here: `detail` may be a text or a list; a failure is "COMPLETED" with an error; what a person
reads of it is decided once.
Next: fal_queue.py and webhook.py, which ask.
"""

from collections.abc import Iterator
from typing import Any, cast

import httpx

from miri.ports.inbox import Report

Document = dict[str, Any]
POLICY = "content_policy_violation"
POLICY_SAID = (
    "fal's content policy refused it. Say it in other words: without real people's names, "
    "brands, nudity or violence."
)


def complaint(answer: httpx.Response) -> str:
    """What fal says is wrong, in a sentence."""
    try:
        body = answer.json()
    except ValueError:
        return f"fal refused it ({answer.status_code})."
    return words_of(body, answer.status_code)


def words_of(body: Any, status: int = 0) -> str:
    """The sentence for a failure's body."""
    said = [text for text in _details(body) if text]
    if any(POLICY in text for text in said):
        return POLICY_SAID
    code = f" ({status})" if status else ""
    return f"fal refused it{code}: {'; '.join(said)[:500] or 'without a reason'}."


def good(attempt_id: str, request_id: str, payload: Document) -> Report:
    """The report of a result. One that names no file is a failure nobody charges for."""
    files = list(_files(payload))
    if not files:
        return bad(attempt_id, request_id, "fal said it was done, and sent no file.")
    return Report(
        attempt_id=attempt_id,
        request_id=request_id,
        good=True,
        urls=tuple(str(file["url"]) for file in files),
        content_type=str(files[0].get("content_type") or ""),
    )


def bad(attempt_id: str, request_id: str, reason: str) -> Report:
    """The report of a failure."""
    return Report(attempt_id=attempt_id, request_id=request_id, good=False, reason=reason)


def _files(payload: Document) -> Iterator[Document]:
    found = payload.get("images") or [payload.get("video")]
    for file in cast("list[Any]", found if isinstance(found, list) else []):
        if isinstance(file, dict) and isinstance(cast("Document", file).get("url"), str):
            yield cast("Document", file)


def _details(body: Any) -> Iterator[str]:
    detail = cast("Document", body).get("detail") if isinstance(body, dict) else body
    if isinstance(detail, str):
        yield detail
    for item in cast("list[Any]", detail if isinstance(detail, list) else []):
        if isinstance(item, dict):
            told = cast("Document", item)
            place = ".".join(str(p) for p in told.get("loc", ()))
            yield f"{told.get('type', '')} {place}: {told.get('msg', '')}".strip()

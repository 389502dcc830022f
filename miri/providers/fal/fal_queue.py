"""FalQueue: fal's queue over HTTP; a submission is one POST by our own client, never repeated.

Why here: fal's own client retries submissions, and each retry may be a second bill (measured: one
call, four submissions). Status, result and cancellation are safe to ask again.
Next: submission.py, outcome.py, webhook.py, download.py.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from miri.domain.job import Job
from miri.errors import NotFound, Unavailable
from miri.ports.inbox import Letter, Report
from miri.ports.provider_queue import Cancelling, Submission
from miri.providers.fal.download import check_host, download
from miri.providers.fal.outcome import bad, complaint, good
from miri.providers.fal.requests import app_of, request_of
from miri.providers.fal.submission import of_answer, of_failure
from miri.providers.fal.webhook import KeySet, LetterOpener, SealedAddress

TIMEOUT = httpx.Timeout(30.0, connect=5.0, pool=5.0)


class FalQueue:
    """`address` makes and proves the addresses of webhooks, whether or not one is asked for."""

    name = "fal"

    def __init__(
        self, key: str, queue_url: str, jwks_url: str, address: SealedAddress, rest_url: str = ""
    ) -> None:
        self._url = queue_url
        self._key = {"Authorization": f"Key {key}"}
        self._own = {urlsplit(url).netloc for url in (queue_url, rest_url) if url}
        self._web = httpx.AsyncClient(
            timeout=TIMEOUT, transport=httpx.AsyncHTTPTransport(retries=0), follow_redirects=False
        )
        self._letters = LetterOpener(address, KeySet(self._web, jwks_url))

    async def submit(self, job: Job, webhook_url: str | None) -> Submission:
        """See the port."""
        endpoint, body = request_of(job)
        asked = {"fal_webhook": webhook_url} if webhook_url else {}
        try:
            answer = await self._web.post(
                f"{self._url}/{endpoint}", json=body, params=asked, headers=self._key
            )
        except httpx.HTTPError as error:
            return of_failure(error)
        return of_answer(answer)

    async def look(self, job: Job) -> Report | None:
        """See the port."""
        status = await self._asked("GET", f"{self._request(job)}/status")
        if status.get("status") != "COMPLETED":
            return None
        answer = await self._answer("GET", self._request(job))
        if answer.status_code == 200:
            return good(job.attempt_id, job.request_id, _document(answer))
        if "error" in status or answer.status_code < 500:
            return bad(job.attempt_id, job.request_id, complaint(answer))
        raise Unavailable(f"fal does not give the result now ({answer.status_code}).")

    async def cancel(self, job: Job) -> Cancelling:
        """See the port."""
        answer = await self._answer("PUT", f"{self._request(job)}/cancel")
        if answer.status_code == 200:
            return Cancelling.CANCELLED
        return Cancelling.TOO_LATE if answer.status_code == 400 else Cancelling.UNKNOWN

    async def fetch(self, url: str, out: Path) -> str:
        """See the port."""
        check_host(url, self._own)
        return await download(self._web, url, out)

    async def open_letter(self, letter: Letter) -> Report:
        """See the port."""
        return await self._letters.open(letter)

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.aclose()

    def _request(self, job: Job) -> str:
        endpoint, _ = request_of(job)
        return f"{self._url}/{app_of(endpoint)}/requests/{job.request_id}"

    async def _asked(self, method: str, url: str) -> dict[str, Any]:
        answer = await self._answer(method, url)
        if answer.status_code == 404:
            raise NotFound("fal does not know this request any more.")
        if answer.status_code >= 300:
            raise Unavailable(f"fal does not answer now ({answer.status_code}).")
        return _document(answer)

    async def _answer(self, method: str, url: str) -> httpx.Response:
        try:
            return await self._web.request(method, url, headers=self._key)
        except httpx.HTTPError as error:
            raise Unavailable(f"fal can't be reached: {error or type(error).__name__}.") from error


def _document(answer: httpx.Response) -> dict[str, Any]:
    try:
        return dict(answer.json())
    except (ValueError, TypeError) as error:
        raise Unavailable("fal answered with what can't be read.") from error

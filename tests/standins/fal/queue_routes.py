"""The queue over HTTP: submit, status, result, cancel.

Why here: what fal's queue answers, to the status code and the field.
Next: queue.py holds the requests.
"""

import asyncio
import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from tests.standins.fal.access import dropped, unavailable
from tests.standins.fal.checks import request_complaints
from tests.standins.fal.faults import Rule
from tests.standins.fal.fields import Complaint
from tests.standins.fal.queue import Queue
from tests.standins.fal.submissions import Outcome, Submission, prompt_of
from tests.standins.fal.table import Endpoint, endpoints

CANCEL_STATUS = {"OK": 200, "CANCELLATION_REQUESTED": 202, "ALREADY_COMPLETED": 400}
REPORT_SECONDS = 10.0
NOT_FOUND = {"detail": "Request not found", "status": "NOT_FOUND"}


class QueueRoutes:
    """`refused` remembers what was turned away by the checks, for the control paths."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.faults = queue.faults
        self.refused: list[dict[str, Any]] = []

    async def submit(self, request: web.Request) -> web.StreamResponse:
        """POST /{endpoint id}[?fal_webhook=]."""
        endpoint = endpoints().get(request.match_info["endpoint"])
        if endpoint is None:
            return _refusal(404, f"Application {request.match_info['endpoint']!r} not found")
        body = await _json_body(request)
        subject = self.queue.subject(endpoint.id, body)
        strikes = self.faults.strikes("submit", subject, endpoint.id, prompt_of(body))
        if early := _before_acceptance(request, strikes):
            return early
        if complaints := self._complaints(request, endpoint, body):
            detail = [complaint.shown() for complaint in complaints]
            self.refused.append({"endpoint": endpoint.id, "body": body, "detail": detail})
            headers = {"X-Fal-Retryable": "false"}
            return web.json_response({"detail": detail}, status=422, headers=headers)
        return await self._accepted(request, subject, endpoint, body, strikes)

    def _complaints(self, request: web.Request, endpoint: Endpoint, body: Any) -> list[Complaint]:
        found = _envelope_complaints(request, body)
        if found or self.queue.options.late_validation:
            return found
        published = self.queue.options.published_schemas
        return request_complaints(endpoint, body, published=published)

    async def _accepted(
        self,
        request: web.Request,
        subject: str,
        endpoint: Endpoint,
        body: dict[str, Any],
        strikes: dict[str, Rule],
    ) -> web.StreamResponse:
        timeout = request.headers.get("X-Fal-Request-Timeout")
        base = f"{request.scheme}://{request.host}"
        webhook = request.query.get("fal_webhook")
        start_timeout = float(timeout) if timeout else None
        s = self.queue.accept(subject, endpoint, body, webhook, base, start_timeout)
        if "webhook_first" in strikes:
            with suppress(TimeoutError):
                await asyncio.wait_for(s.reported.wait(), REPORT_SECONDS)
        if "slow" in strikes:
            await asyncio.sleep(strikes["slow"].seconds)
        if "drop_after_accept" in strikes:
            return dropped(request)
        if rule := strikes.get("error_after_accept"):
            return unavailable(request, rule)
        if "garbled" in strikes:
            return web.Response(text="<html>gateway</html>", content_type="text/html")
        base = _elsewhere(request) if "foreign_urls" in strikes else s.base
        answer = {"status": "IN_QUEUE", "request_id": s.id, **s.urls(base)}
        answer["queue_position"] = self.queue.position(s)
        if s.webhook:
            answer["gateway_request_id"] = s.id
        return _answer(s, answer)

    async def status(self, request: web.Request) -> web.StreamResponse:
        """GET .../requests/{id}/status[?logs=]: 202 until it has ended."""
        if request.query.get("logs", "0").lower() not in ("true", "false", "1", "0"):
            return _refusal(422, "logs should be a boolean")
        s = self._found(request)
        if isinstance(s, web.Response):
            return s
        return _answer(s, self._status(s, request), 200 if s.state == "COMPLETED" else 202)

    async def result(self, request: web.Request) -> web.StreamResponse:
        """GET .../requests/{id}: the output, or how it failed."""
        s = self._found(request)
        if isinstance(s, web.Response):
            return s
        if s.outcome is None:
            return _answer(s, {"detail": "Request is still in progress"}, 400)
        return _answer(s, s.outcome.body, s.outcome.status, s.outcome.headers())

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        """PUT .../requests/{id}/cancel."""
        s = self._found(request)
        if isinstance(s, web.Response):
            return s
        word = self.queue.cancel(s)
        return _answer(s, {"status": word}, CANCEL_STATUS[word])

    def _found(self, request: web.Request) -> Submission | web.Response:
        """The request the path names, or what is answered in its place."""
        app = f"{request.match_info['owner']}/{request.match_info['app']}"
        s = self.queue.find(app, request.match_info["id"])
        if s is None:
            return web.json_response(NOT_FOUND, status=404)
        s.polls += 1
        subject = f"{s.subject}:{s.polls}"
        strikes = self.faults.strikes("poll", subject, s.endpoint.id, s.prompt)
        if "poll_drop" in strikes:
            return dropped(request)
        if rule := strikes.get("poll_error"):
            return unavailable(request, rule)
        return s

    def _status(self, s: Submission, request: web.Request) -> dict[str, Any]:
        shown: dict[str, Any] = {"status": s.state, "request_id": s.id, **s.urls()}
        if s.state == "IN_QUEUE":
            return shown | {"queue_position": self.queue.position(s)}
        wanted = request.query.get("logs", "0").lower() in ("true", "1")
        shown["logs"] = _logs(s) if wanted else None
        if s.outcome:
            shown["metrics"] = {"inference_time": max(0.0, s.ended_at - s.started_at)}
            shown |= _failure(s.outcome)
        return shown


def _failure(outcome: Outcome) -> dict[str, Any]:
    if outcome.good:
        return {}
    kind = {"error_type": outcome.error_type} if outcome.error_type else {}
    return {"error": outcome.error, **kind}


def _logs(s: Submission) -> list[dict[str, Any]]:
    entry = {"level": "INFO", "source": "runner", "timestamp": str(s.started_at)}
    return [{"message": f"running {s.endpoint.id}", **entry}]


async def _json_body(request: web.Request) -> Any:
    """The body, or None if it is no JSON."""
    try:
        return json.loads(await request.read())
    except ValueError:
        return None


def _before_acceptance(request: web.Request, strikes: dict[str, Rule]) -> web.Response | None:
    if rule := strikes.get("rate_limited"):
        wait = {"Retry-After": f"{rule.seconds:g}"}
        body = {"detail": "Too many requests", "error_type": "rate_limit"}
        return web.json_response(body, status=429, headers=wait)
    if rule := strikes.get("server_error"):
        return unavailable(request, rule)
    return dropped(request) if "drop_before_accept" in strikes else None


def _envelope_complaints(request: web.Request, body: Any) -> list[Complaint]:
    """What is wrong around the arguments: media type, query, headers."""
    found: list[Complaint] = []
    if request.content_type != "application/json" or not isinstance(body, dict):
        found.append(Complaint((), "The body should be a JSON object", "json_invalid"))
    for name in request.query.keys() - {"fal_webhook"}:
        found.append(Complaint((name,), "Unknown query parameter", "extra_forbidden"))
    hook = request.query.get("fal_webhook")
    if hook is not None and not _is_web_address(hook):
        found.append(Complaint(("fal_webhook",), "Should be an http(s) URL", "url_parsing"))
    if request.headers.get("X-Fal-Queue-Priority", "normal") not in ("normal", "low"):
        found.append(Complaint(("X-Fal-Queue-Priority",), "normal or low", "literal_error"))
    if not _is_wait(request.headers.get("X-Fal-Request-Timeout", "2")):
        found.append(Complaint(("X-Fal-Request-Timeout",), "more than 1 s", "value_error"))
    return found


def _is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_wait(text: str) -> bool:
    try:
        return float(text) > 1
    except ValueError:
        return False


def _elsewhere(request: web.Request) -> str:
    """Another host name that leads here too, so that a key sent to it is seen."""
    here = request.url
    host = "localhost" if here.host != "localhost" else "127.0.0.1"
    return str(here.origin().with_host(host))


def _refusal(status: int, detail: str) -> web.Response:
    return web.json_response({"detail": detail}, status=status)


def _answer(
    s: Submission, body: Any, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    named = {"X-Fal-Request-Id": s.id, **(headers or {})}
    return web.json_response(body, status=status, headers=named)

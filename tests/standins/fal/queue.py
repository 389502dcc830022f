"""The queue: accepts, runs as many at once as there are runners, ends, cancels.

Why here: the life of a request, apart from how it is asked about.
Next: queue_routes.py is the HTTP side; webhooks.py reports what ended.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from tests.standins.fal.bills import Bills, clip_price, image_price
from tests.standins.fal.checks import request_complaints
from tests.standins.fal.clock import Clock
from tests.standins.fal.faults import Faults
from tests.standins.fal.fields import Complaint
from tests.standins.fal.files import Files
from tests.standins.fal.options import Options
from tests.standins.fal.references import BadReferenceError, Reference, load, named
from tests.standins.fal.results import Made, Order, asked_seconds, image_size, make
from tests.standins.fal.submissions import Outcome, Submission, content_key, request_id
from tests.standins.fal.table import Endpoint
from tests.standins.fal.webhooks import Webhooks

FOREIGN = "http://files.elsewhere.invalid"
RUNNER_FAULTS = {503: "runner_disconnected", 504: "request_timeout"}
CANCELLED = Outcome(
    400, {"detail": "Request was cancelled"}, "Request was cancelled", "request_cancelled"
)
NO_START = Outcome(
    504, {"detail": "Request timed out before it started"}, "Timed out", "startup_timeout"
)


class Queue:
    """All requests of this stand-in's life, in the order of acceptance."""

    def __init__(
        self,
        options: Options,
        clock: Clock,
        faults: Faults,
        bills: Bills,
        files: Files,
        webhooks: Webhooks,
    ) -> None:
        self.options = options
        self.clock = clock
        self.faults = faults
        self.bills = bills
        self.files = files
        self.webhooks = webhooks
        self.submissions: dict[str, Submission] = {}
        self.crashes: list[str] = []
        self._sent: Counter[str] = Counter()
        self._runners = asyncio.Semaphore(options.runners)

    def subject(self, endpoint: str, body: Any) -> str:
        """The name of the next request with this content in draws of chance."""
        key = content_key(endpoint, body)
        self._sent[key] += 1
        return f"{key}:{self._sent[key]}"

    def accept(
        self,
        subject: str,
        endpoint: Endpoint,
        body: dict[str, Any],
        webhook: str | None,
        base: str,
        start_timeout: float | None,
    ) -> Submission:
        """Take a request in: from here on it is paid for, whatever the client hears."""
        name = request_id(self.faults.seed, subject)
        bill = self.bills.open(name, endpoint.id, self._estimate(endpoint, body))
        accepted = Submission(
            name, subject, endpoint, body, webhook, base, self.clock.now(), start_timeout, bill
        )
        accepted.faults = self.faults.strikes("run", subject, endpoint.id, accepted.prompt)
        self.submissions[name] = accepted
        accepted.task = asyncio.create_task(self._run(accepted))
        accepted.task.add_done_callback(lambda task: self._crashed(accepted, task))
        return accepted

    def _crashed(self, s: Submission, task: asyncio.Task[None]) -> None:
        """A mistake of the stand-in itself is told, not left waiting."""
        if task.cancelled() or not (error := task.exception()):
            return
        self.crashes.append(f"{s.endpoint.id}: {error!r}")
        self._end(s, Outcome(500, {"detail": f"The stand-in has a bug: {error!r}"}, "bug"))

    def find(self, app: str, name: str) -> Submission | None:
        """The request, asked for under its OWNER/APP."""
        found = self.submissions.get(name)
        known = found and found.endpoint.app == app and "forgotten" not in found.faults
        return found if known else None

    def position(self, waiting: Submission) -> int:
        """How many are before it in the queue."""
        before = (s for s in self.submissions.values() if s.state == "IN_QUEUE")
        return next((n for n, s in enumerate(before) if s is waiting), 0)

    def cancel(self, running: Submission) -> str:
        """Stop a request that has not ended; answers with fal's word for what happened."""
        if running.state == "COMPLETED":
            return "ALREADY_COMPLETED"
        strikes = self.faults.strikes("cancel", running.subject, running.endpoint.id)
        queued = running.state == "IN_QUEUE"
        if "cancel_ignored" not in strikes and running.task:
            running.cancelled = True
            running.task.cancel()
            self._end(running, CANCELLED)
        return "OK" if queued else "CANCELLATION_REQUESTED"

    async def stop(self) -> None:
        """End all tasks."""
        tasks = [s.task for s in self.submissions.values() if s.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, s: Submission) -> None:
        await self.clock.sleep_until(s.accepted_at + self._drawn(s, "queue_seconds"))
        if not await self._started(s):
            self._end(s, NO_START)
        else:
            try:
                self._end(s, await self._worked(s))
            finally:
                self._runners.release()
        await self.webhooks.deliver(s)

    async def _started(self, s: Submission) -> bool:
        """Get a runner, unless the caller's start timeout passes first."""
        left = None
        if s.start_timeout is not None:
            left = s.accepted_at + s.start_timeout - self.clock.now()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._runners.acquire(), left)
            s.state, s.started_at = "IN_PROGRESS", self.clock.now()
            return True
        return False

    async def _worked(self, s: Submission) -> Outcome:
        slow = s.faults.get("slow_run")
        if "stuck" in s.faults:
            await asyncio.Event().wait()
        seconds = self._drawn(s, "run_seconds") + (slow.seconds if slow else 0.0)
        await self.clock.sleep_until(s.started_at + seconds)
        return self._refused_by_rule(s) or await self._made(s)

    def _refused_by_rule(self, s: Submission) -> Outcome | None:
        if "content_policy" in s.faults:
            return _invalid([flagged()])
        if rule := s.faults.get("run_error"):
            kind = RUNNER_FAULTS.get(rule.status, "internal_server_error")
            body = {"detail": f"The runner failed: {kind}", "error_type": kind}
            return Outcome(
                rule.status, body, f"Invalid status code: {rule.status}", kind, retryable=True
            )
        return None

    async def _made(self, s: Submission) -> Outcome:
        """Load what the request names, make the result, keep its files, fix the price."""
        published = self.options.published_schemas
        if complaints := request_complaints(s.endpoint, s.body, published=published):
            return _invalid(complaints)
        try:
            references = await load(s.endpoint, s.body, self._own_file)
        except BadReferenceError as error:
            return _invalid([error.complaint])
        s.references = [reference.shown() for reference in references]
        strikes = self.faults.strikes("make", s.subject, s.endpoint.id, s.prompt)
        wrong = strikes["wrong_size"].what or "size" if "wrong_size" in strikes else ""
        base = FOREIGN if "foreign_file" in strikes else s.base
        order = self._order(s.endpoint, s.body, references, f"{base}/files/{s.id}", wrong)
        made = await asyncio.to_thread(make, order)
        self._keep(s, made)
        s.bill.price_micros = self._price(order)
        return Outcome(200, made.output)

    def _order(
        self,
        endpoint: Endpoint,
        body: dict[str, Any],
        references: list[Reference],
        folder: str = "",
        wrong: str = "",
    ) -> Order:
        height = self.options.clip_height
        return Order(endpoint, body, references, lambda n: f"{folder}/{n}", height, wrong)

    def _keep(self, s: Submission, made: Made) -> None:
        strikes = self.faults.strikes("file", s.subject, s.endpoint.id, s.prompt)
        fault = next(iter(strikes.values()), None)
        for name, (kind, data) in made.files.items():
            self.files.put(f"{s.id}/{name}", kind, data, fault)

    def _end(self, s: Submission, outcome: Outcome) -> None:
        s.state, s.outcome, s.ended_at = "COMPLETED", outcome, self.clock.now()
        s.bill.charged = outcome.good
        s.bill.why = "done" if outcome.good else outcome.error or "failed"

    def _drawn(self, s: Submission, what: str) -> float:
        least, most = getattr(self.options, what)
        return least + (most - least) * self.faults.chance(what, s.subject)

    def _own_file(self, url: str) -> bytes | None:
        path = urlsplit(url).path.removeprefix("/files/")
        kept = self.files.get(path)
        return kept.data if kept else None

    def _estimate(self, endpoint: Endpoint, body: dict[str, Any]) -> int:
        """The price before the references are loaded: each counts as one megapixel."""
        if request_complaints(endpoint, body, published=False):
            return 0
        pictures = [
            Reference(name, kind, url, b"", 1024, 1024)
            for name, kind, url in named(endpoint, body)
            if kind == "image"
        ]
        recorded = {"video", "audio"} & {f.kind for f in endpoint.fields.values()}
        return 0 if recorded else self._price(self._order(endpoint, body, pictures))

    def _price(self, order: Order) -> int:
        rule = self.bills.price(order.endpoint)
        if order.endpoint.makes.startswith("images"):
            outputs = [image_size(order)] * order.body.get("num_images", 1)
            return image_price(rule, outputs, [(r.width, r.height) for r in order.references])
        seconds: Fraction = asked_seconds(order)
        return clip_price(rule, seconds, sound=bool(order.option("generate_audio")))


def flagged() -> Complaint:
    """The refusal of a content checker."""
    text = "The content could not be processed because it was flagged by a content checker."
    return Complaint(("prompt",), text, "content_policy_violation")


def _invalid(complaints: list[Complaint]) -> Outcome:
    detail = {"detail": [complaint.shown() for complaint in complaints]}
    return Outcome(422, detail, "Invalid status code: 422")

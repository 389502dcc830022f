"""One accepted request and what becomes of it.

Why here: the record that the queue changes, the routes show and the webhooks report.
Next: queue.py.
"""

import asyncio
import hashlib
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.standins.fal.bills import Bill
from tests.standins.fal.faults import Rule
from tests.standins.fal.table import Endpoint

OWN_IDS = re.compile(r"\b[a-z]+_[0-9A-Za-z]{8,}\b")
OWN_ADDRESS = re.compile(r"https?://(127\.0\.0\.1|localhost):\d+")


@dataclass(frozen=True)
class Outcome:
    """How a request ended: what GET response_url answers."""

    status: int
    body: dict[str, Any]
    error: str | None = None
    error_type: str | None = None
    retryable: bool = False

    @property
    def good(self) -> bool:
        """Whether there is a result."""
        return self.status == 200

    def headers(self) -> dict[str, str]:
        """What fal adds to a failure."""
        if self.good:
            return {}
        kind = {"X-Fal-Error-Type": self.error_type} if self.error_type else {}
        return kind | {"X-Fal-Retryable": "true" if self.retryable else "false"}


@dataclass
class Submission:
    """`subject` names it in draws of chance: its content and how often that was sent before."""

    id: str
    subject: str
    endpoint: Endpoint
    body: dict[str, Any]
    webhook: str | None
    base: str
    accepted_at: float
    start_timeout: float | None
    bill: Bill
    faults: dict[str, Rule] = field(default_factory=dict)
    state: str = "IN_QUEUE"
    started_at: float = 0.0
    ended_at: float = 0.0
    outcome: Outcome | None = None
    cancelled: bool = False
    references: list[dict[str, Any]] = field(default_factory=list)
    polls: int = 0
    reported: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    @property
    def prompt(self) -> str:
        """Its prompt, or nothing."""
        return prompt_of(self.body)

    def urls(self, base: str | None = None) -> dict[str, str]:
        """The three addresses of later calls."""
        root = f"{base or self.base}/{self.endpoint.app}/requests/{self.id}"
        return {
            "response_url": root,
            "status_url": f"{root}/status",
            "cancel_url": f"{root}/cancel",
        }

    def shown(self) -> dict[str, Any]:
        """For the control paths."""
        return {
            "request_id": self.id,
            "endpoint": self.endpoint.id,
            "body": self.body,
            "webhook": self.webhook,
            "state": self.state,
            "cancelled": self.cancelled,
            "status": self.outcome.status if self.outcome else None,
            "output": self.outcome.body if self.outcome else None,
            "accepted_at": self.accepted_at,
            "references": self.references,
        }


def prompt_of(body: Any) -> str:
    """The prompt of a body that may be anything."""
    prompt = body.get("prompt", "") if isinstance(body, dict) else ""
    return prompt if isinstance(prompt, str) else ""


def content_key(endpoint: str, body: Any) -> str:
    """A digest of a request that is the same in every run: without ids made up by the client."""
    text = json.dumps([endpoint, body], sort_keys=True)
    return hashlib.sha256(OWN_ADDRESS.sub("", OWN_IDS.sub("", text)).encode()).hexdigest()[:20]


def request_id(seed: int, subject: str) -> str:
    """An id in fal's form, by seed."""
    return str(uuid.UUID(hashlib.sha256(f"{seed} {subject}".encode()).hexdigest()[:32], version=4))

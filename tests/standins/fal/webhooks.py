"""Signed webhooks, delivered until they are taken: eleven tries, with doubling waits.

Why here: a receiver must cope with callbacks that come twice, late, never, or from someone else.
Next: signing.py makes the headers; faults.py says which delivery goes wrong, and how.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import aiohttp

from tests.standins.fal.clock import Clock
from tests.standins.fal.faults import Faults, Rule
from tests.standins.fal.options import Options
from tests.standins.fal.signing import Keys
from tests.standins.fal.submissions import Submission

TRIES = 11
STALE_SECONDS = 601
OTHER_ID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Delivery:
    """One POST and what came back: `status` 0 if nothing did."""

    request_id: str
    url: str
    kind: str
    attempt: int
    status: int
    at: float


@dataclass(frozen=True)
class Letter:
    """A body with the headers it is sent under."""

    headers: dict[str, str]
    body: bytes


def document(s: Submission) -> dict[str, Any]:
    """What fal reports about a request that ended."""
    outcome = s.outcome
    if outcome is None:
        raise ValueError("the request has not ended")
    return {
        "request_id": s.id,
        "gateway_request_id": s.id,
        "status": "OK" if outcome.good else "ERROR",
        "payload": outcome.body,
        "error": outcome.error,
    }


class Webhooks:
    """Sends, retries, and remembers every POST."""

    def __init__(self, options: Options, clock: Clock, faults: Faults, keys: Keys) -> None:
        self.options = options
        self.clock = clock
        self.faults = faults
        self.keys = keys
        self.log: list[Delivery] = []
        self._web: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the connection pool."""
        timeout = aiohttp.ClientTimeout(total=self.options.webhook_timeout)
        self._web = aiohttp.ClientSession(timeout=timeout)

    async def stop(self) -> None:
        """Close the connection pool."""
        if self._web:
            await self._web.close()

    async def deliver(self, s: Submission) -> None:
        """Report a request that ended, as well or as badly as the faults say."""
        if s.webhook is None or s.cancelled:
            return
        strikes = self.faults.strikes("webhook", s.subject, s.endpoint.id, s.prompt)
        if "webhook_never" in strikes:
            return
        await self.clock.sleep_until(self.clock.now() + self._delay(s, strikes))
        spoilt = [rule for kind, rule in strikes.items() if kind in SPOILT]
        for rule in spoilt:
            await self._post(s.webhook, s.id, rule.kind, 1, SPOILT[rule.kind](self, s, rule))
        if not any(rule.what == "instead" for rule in spoilt):
            twice = strikes.get("webhook_duplicated")
            copies = 1 + (twice.copies if twice else 0)
            await asyncio.gather(*(self._until_taken(s, s.webhook) for _ in range(copies)))

    async def send(self, url: str, body: bytes, *, name: str, forged: bool, age: int) -> int:
        """POST a body of a test's own, signed now less `age` seconds; the receiver's status."""
        letter = self._letter(name, body, age=age, forged=forged)
        return await self._post(url, name, "by_hand", 1, letter)

    def _delay(self, s: Submission, strikes: dict[str, Rule]) -> float:
        late, shuffled = strikes.get("webhook_late"), strikes.get("webhook_shuffled")
        wait = late.seconds if late else 0.0
        return wait + (
            shuffled.seconds * self.faults.chance("order", s.subject) if shuffled else 0.0
        )

    async def _until_taken(self, s: Submission, url: str) -> None:
        for attempt in range(1, TRIES + 1):
            letter = self._letter(s.id, _written(document(s)))
            status = await self._post(url, s.id, "good", attempt, letter)
            s.reported.set()
            if 200 <= status < 300:
                return
            wait = self.options.webhook_backoff * 2 ** (attempt - 1)
            await self.clock.sleep_until(self.clock.now() + wait)

    def _letter(
        self, name: str, body: bytes, *, age: int = 0, user: str = "", forged: bool = False
    ) -> Letter:
        stamp = int(self.clock.stamp()) - age
        user_id = user or self.options.user_id
        return Letter(self.keys.headers(name, user_id, stamp, body, forged=forged), body)

    async def _post(self, url: str, name: str, kind: str, attempt: int, letter: Letter) -> int:
        if self._web is None:
            raise RuntimeError("start the stand-in first")
        headers = {**letter.headers, "Content-Type": "application/json"}
        try:
            async with self._web.post(
                url, data=letter.body, headers=headers, allow_redirects=False
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        self.log.append(Delivery(name, url, kind, attempt, status, self.clock.now()))
        return status

    def _forged(self, s: Submission, _rule: Rule) -> Letter:
        lie = {**document(s), "status": "OK", "error": None, "payload": forged_payload()}
        return self._letter(s.id, _written(lie), forged=True)

    def _stale(self, s: Submission, _rule: Rule) -> Letter:
        return self._letter(s.id, _written(document(s)), age=STALE_SECONDS)

    def _tampered(self, s: Submission, _rule: Rule) -> Letter:
        """Signed well, changed on the way."""
        lie = {**document(s), "status": "OK", "error": None, "payload": forged_payload()}
        return Letter(self._letter(s.id, _written(document(s))).headers, _written(lie))

    def _mismatched(self, s: Submission, _rule: Rule) -> Letter:
        """Signed well under this request's id, but the body speaks of another."""
        return self._letter(s.id, _written({**document(s), "request_id": OTHER_ID}))

    def _wrong_user(self, s: Submission, _rule: Rule) -> Letter:
        return self._letter(s.id, _written(document(s)), user="somebody-else")

    def _malformed(self, s: Submission, _rule: Rule) -> Letter:
        return self._letter(s.id, b'{"request_id": "' + s.id.encode() + b'", "status":')

    def _oversized(self, s: Submission, rule: Rule) -> Letter:
        return self._letter(s.id, _written({**document(s), "padding": "x" * rule.bytes}))

    def shown(self) -> list[dict[str, Any]]:
        """For the control paths."""
        return [asdict(delivery) for delivery in self.log]


def forged_payload() -> dict[str, Any]:
    """What a forger would like the receiver to fetch."""
    return {"video": {"url": "http://169.254.169.254/latest/meta-data/"}, "images": []}


def _written(body: dict[str, Any]) -> bytes:
    """Spaced as no library does it: whoever signs what they parsed, not what came, is found out."""
    return json.dumps(body, separators=(", ", ":")).encode()


SPOILT: dict[str, Callable[[Webhooks, Submission, Rule], Letter]] = {
    "webhook_forged": Webhooks._forged,
    "webhook_stale": Webhooks._stale,
    "webhook_tampered": Webhooks._tampered,
    "webhook_mismatched": Webhooks._mismatched,
    "webhook_wrong_user": Webhooks._wrong_user,
    "webhook_malformed": Webhooks._malformed,
    "webhook_oversized": Webhooks._oversized,
}

"""fal's webhooks: the address they are sent to, and the proof that fal sent them.

Protocol: ED25519 over `request id, user id, timestamp, sha256 of the raw body`, joined by line
feeds, against any key of fal's key set; a timestamp at most five minutes off. Besides, the address
itself carries our own seal, so that only who was told it can use it.
Why here: a forged webhook would make us fetch what an attacker names.
Next: fal_queue.py; server/webhooks/fal.py.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote

import httpx

from miri.domain.job import Job
from miri.errors import Forbidden, Refused, Unavailable
from miri.ports.inbox import Letter, Report
from miri.providers.fal.outcome import bad, good, words_of

TOLERANCE_SECONDS = 300
KEYS_LIVE_SECONDS = 24 * 3600
ASKED_AGAIN_SECONDS = 60
"""A signature that no key fits may mean that fal has new ones; a forger must not make us ask often."""
HEADERS = ("request-id", "user-id", "timestamp", "signature")


@dataclass(frozen=True)
class SealedAddress:
    """Where fal should report an attempt to. `secret` never leaves this process."""

    public_url: str
    secret: bytes

    def of(self, job: Job) -> str:
        """The address of a job's present attempt."""
        attempt = job.attempt_id
        return f"{self.public_url}/webhooks/fal/{quote(attempt)}?s={self.seal(attempt)}"

    def seal(self, attempt_id: str) -> str:
        """What proves that we made the address."""
        return hmac.new(self.secret, attempt_id.encode(), hashlib.sha256).hexdigest()


@dataclass
class KeySet:
    """fal's public keys, asked for when first needed."""

    web: httpx.AsyncClient
    url: str
    stopwatch: Callable[[], float] = time.monotonic
    _keys: tuple[bytes, ...] = ()
    _asked: float = field(default=float("-inf"))

    async def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether one of the keys signed it. Raises Unavailable where the keys can't be had."""
        if self._any_fits(signature, message) and self._age < KEYS_LIVE_SECONDS:
            return True
        if not self._keys or self._age > ASKED_AGAIN_SECONDS:
            await self._ask()
        return self._any_fits(signature, message)

    @property
    def _age(self) -> float:
        return self.stopwatch() - self._asked

    def _any_fits(self, signature: bytes, message: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        for key in self._keys:
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            except InvalidSignature:
                continue
            return True
        return False

    async def _ask(self) -> None:
        try:
            answer = await self.web.get(self.url)
            answer.raise_for_status()
            keys = answer.json()["keys"]
            self._keys = tuple(_key(k) for k in keys if k.get("crv") == "Ed25519")
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unavailable("fal's public keys can't be had just now.") from error
        self._asked = self.stopwatch()


def _key(document: Mapping[str, str]) -> bytes:
    text = document["x"]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class LetterOpener:
    """Proves a letter, then reads it."""

    address: SealedAddress
    keys: KeySet
    now: Callable[[], float] = time.time

    async def open(self, letter: Letter) -> Report:
        """See ProviderQueue.open_letter."""
        if not hmac.compare_digest(letter.seal, self.address.seal(letter.attempt_id)):
            raise Forbidden("This address was not made here.")
        await self._prove(letter)
        return _read(letter)

    async def _prove(self, letter: Letter) -> None:
        request_id, user, stamp, signature = (
            letter.headers.get(f"x-fal-webhook-{name}", "") for name in HEADERS
        )
        if not stamp.isdecimal() or abs(self.now() - int(stamp)) > TOLERANCE_SECONDS:
            raise Forbidden("This webhook is too old, or its clock is wrong.")
        digest = hashlib.sha256(letter.body).hexdigest()
        message = f"{request_id}\n{user}\n{stamp}\n{digest}".encode()
        try:
            proof = binascii.unhexlify(signature)
        except (binascii.Error, ValueError) as error:
            raise Forbidden("This webhook is not signed.") from error
        if not await self.keys.fits(proof, message):
            raise Forbidden("This webhook was not signed by fal.")


def _read(letter: Letter) -> Report:
    try:
        told: Any = json.loads(letter.body)
    except ValueError as error:
        raise Refused("This webhook is no JSON.") from error
    if not isinstance(told, dict):
        raise Refused("This webhook is no JSON object.")
    body = cast("dict[str, Any]", told)
    request_id, payload = body.get("request_id"), body.get("payload")
    if not isinstance(request_id, str) or body.get("status") not in ("OK", "ERROR"):
        raise Refused("This webhook tells no request and no status.")
    if request_id != letter.headers.get("x-fal-webhook-request-id"):
        raise Forbidden("This webhook speaks of another request than it was signed for.")
    if body["status"] == "OK" and isinstance(payload, dict):
        return good(letter.attempt_id, request_id, cast("dict[str, Any]", payload))
    reason = words_of(payload if isinstance(payload, dict) else body.get("error"))
    return bad(letter.attempt_id, request_id, reason)

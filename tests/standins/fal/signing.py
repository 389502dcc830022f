"""Webhook signatures as fal makes them, and the key set by which they are verified.

Why here: ED25519 over request id, user id, timestamp and the body's SHA-256, one to a line.
Next: webhooks.py sends what is signed here; app.py serves the key set.
"""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Keys:
    """The signing key of this stand-in, those it replaced, and one nobody knows."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._turn = 0
        self._published = [self._key("standin")]
        self._stranger = self._key("stranger")

    def rotate(self, *, keep_old: bool) -> None:
        """Sign with a new key from now on; `keep_old` leaves the old ones in the set."""
        self._turn += 1
        self._published = [self._key("standin"), *(self._published if keep_old else [])]

    def key_set(self) -> dict[str, list[dict[str, str]]]:
        """The JWKS document."""
        return {"keys": [_jwk(key) for key in self._published]}

    def headers(
        self, request_id: str, user_id: str, stamp: int, body: bytes, *, forged: bool = False
    ) -> dict[str, str]:
        """The four headers of a webhook; `forged` signs by a key that is in no set."""
        lines = (request_id, user_id, str(stamp), hashlib.sha256(body).hexdigest())
        key = self._stranger if forged else self._published[0]
        return {
            "X-Fal-Webhook-Request-Id": request_id,
            "X-Fal-Webhook-User-Id": user_id,
            "X-Fal-Webhook-Timestamp": str(stamp),
            "X-Fal-Webhook-Signature": key.sign("\n".join(lines).encode()).hex(),
        }

    def _key(self, name: str) -> Ed25519PrivateKey:
        text = f"{name} {self._seed} {self._turn}"
        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(text.encode()).digest())


def _jwk(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes_raw()
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    kid = hashlib.sha256(raw).hexdigest()[:16]
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": x}

"""Who is asking: on loopback the person at the machine; behind tokens, the token's person.

Why here: HTTP and sockets decide it alike, and everything below only sees an Actor.
Next: http/asking.py, http/session.py, sockets/handlers.py.
"""

import hashlib
import hmac
from dataclasses import dataclass

from miri.domain.identity import LOCAL_PERSON, Actor, ActorKind
from miri.errors import MiriError
from miri.log.clock import wall_clock

COOKIE = "miri_session"
"""Where a browser that signed in keeps that it did; never readable by a page."""
SESSION_SECONDS = 30 * 24 * 3600


class Unauthorised(MiriError):
    """No token, or not one of ours."""

    code = "unauthorised"
    status = 401


@dataclass(frozen=True)
class Door:
    """`tokens` are `name=secret` or a bare secret; none: everyone is the local person."""

    tokens: tuple[str, ...]

    def admit(self, token: str | None) -> Actor:
        """The actor of a bearer token. Raises Unauthorised."""
        if not self.tokens:
            return LOCAL_PERSON
        for known in self.tokens:
            if token and hmac.compare_digest(token.encode(), _secret(known).encode()):
                return _person(known)
        raise Unauthorised("This Miri asks for a token: send it as “Authorization: Bearer …”.")

    @property
    def asks(self) -> bool:
        """Whether a token is needed at all."""
        return bool(self.tokens)

    def session(self, token: str) -> str:
        """What a browser keeps in the token's place: until when, sealed with the token. A token
        that is taken out of the settings ends its sessions."""
        until = str(wall_clock() // 1_000_000 + SESSION_SECONDS)
        return f"{until}.{_seal(token, until)}"

    def admit_session(self, kept: str | None) -> Actor:
        """The actor of a browser that signed in. Raises Unauthorised."""
        if not self.tokens:
            return LOCAL_PERSON
        until, _, seal = (kept or "").partition(".")
        for known in self.tokens:
            ours = hmac.compare_digest(seal.encode(), _seal(_secret(known), until).encode())
            if ours and int(until) > wall_clock() // 1_000_000:
                return _person(known)
        raise Unauthorised("This Miri asks for a token: sign in with it.")


def _secret(known: str) -> str:
    return known.rpartition("=")[2]


def _seal(secret: str, until: str) -> str:
    return hmac.new(secret.encode(), f"session until {until}".encode(), "sha256").hexdigest()


def _person(known: str) -> Actor:
    name, _, secret = known.rpartition("=")
    digest = hashlib.sha256(secret.encode()).hexdigest()[:12]
    return Actor(kind=ActorKind.PERSON, person_id=f"person_{name or digest}", name=name or "You")

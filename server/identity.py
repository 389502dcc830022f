"""Who is asking: on loopback the person at the machine; behind tokens, the token's person.

Why here: HTTP and sockets decide it alike, and everything below only sees an Actor.
Next: http/app.py, sockets/handlers.py.
"""

import hashlib
import hmac
from dataclasses import dataclass

from miri.domain.identity import LOCAL_PERSON, Actor, ActorKind
from miri.errors import MiriError

COOKIE = "miri_token"
"""Where a browser that came in by the entrance keeps its token; never readable by a page."""


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
            name, _, secret = known.rpartition("=")
            if token and hmac.compare_digest(token.encode(), secret.encode()):
                digest = hashlib.sha256(secret.encode()).hexdigest()[:12]
                person = f"person_{name or digest}"
                return Actor(kind=ActorKind.PERSON, person_id=person, name=name or "You")
        raise Unauthorised("This Miri asks for a token: send it as “Authorization: Bearer …”.")

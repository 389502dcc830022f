"""Signing in: a browser shows its token once, and its page, pictures and socket come in by cookie.

Why here: an <img>, a <video> or a browser's socket can send no Authorization header. Without
MIRI_API_TOKENS the door is open to this machine, and nobody is asked.
Next: ../identity.py, what the cookie holds; gate.py and asking.py, which keep other sites from
using it.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field, StringConstraints

from miri.domain.identity import Actor
from miri.errors import MiriError
from miri.log.clock import wall_clock
from server.http.asking import Received, Someone, StudioNow
from server.identity import COOKIE, SESSION_SECONDS, Door, Unauthorised
from server.shapes.shape import Shape

router = APIRouter(prefix="/api/session", tags=["session"])
MOST_WRONG = 10
"""Wrong tokens that one address may show in a minute; right ones are not counted."""
MINUTE = 60_000_000
MOST_ADDRESSES = 10_000


class TooOften(MiriError):
    """Too many wrong tokens from one address."""

    code = "too_often"
    status = 429
    retryable = True


@dataclass
class WrongTokens:
    """Who guessed lately: the newest wrong tries of each address, in unix micros."""

    clock: Callable[[], int] = wall_clock
    _tries: OrderedDict[str, deque[int]] = field(default_factory=OrderedDict)

    def check(self, address: str) -> None:
        """Raises TooOften where an address guessed too often within the last minute."""
        tries = self._tries.get(address, ())
        if len(tries) == MOST_WRONG and tries[0] > self.clock() - MINUTE:
            raise TooOften("Too many wrong tokens came from there. Wait a minute, then try again.")

    def add(self, address: str) -> None:
        """One more; the address that was quiet the longest is forgotten when there are too many."""
        self._tries.setdefault(address, deque(maxlen=MOST_WRONG)).append(self.clock())
        self._tries.move_to_end(address)
        if len(self._tries) > MOST_ADDRESSES:
            self._tries.popitem(last=False)


class SignIn(Received):
    """Body of POST /api/session."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "the token you were given"}]}
    )

    token: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        min_length=1, max_length=500
    )


class SessionPerson(Shape):
    """Whom the server takes us for."""

    id: str
    name: str


class Session(Shape):
    """Whether this Miri asks for a token at all, and who is asking."""

    asks: bool
    person: SessionPerson | None


@router.get("")
async def session(request: Request, someone: Someone) -> Session:
    """Whether this Miri asks for a token, and whom it takes you for."""
    return _told(request.app.state.door, someone)


@router.post("")
async def sign_in(body: SignIn, request: Request, response: Response, studio: StudioNow) -> Session:
    """Show a token; it is answered with a cookie that no script reads and no other site sends."""
    door: Door = request.app.state.door
    wrong: WrongTokens = request.app.state.wrong_tokens
    address = request.client.host if request.client else ""
    wrong.check(address)
    try:
        person = door.admit(body.token)
    except Unauthorised:
        wrong.add(address)
        raise
    if door.asks:
        response.set_cookie(
            COOKIE,
            door.session(body.token),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="strict",
            secure=_is_secure(request, studio.settings.public_url),
        )
    return _told(door, person)


@router.delete("", status_code=204)
async def sign_out(response: Response) -> None:
    """Forget this browser; the token stays good for others."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def _told(door: Door, person: Actor | None) -> Session:
    known = SessionPerson(id=person.person_id, name=person.name) if person else None
    return Session(asks=door.asks, person=known)


def _is_secure(request: Request, public_url: str | None) -> bool:
    """Whether the browser came by https, also where a proxy in front of us ended it."""
    public = urlsplit(public_url or "")
    by_proxy = public.scheme == "https" and request.headers.get("host") == public.netloc
    return request.url.scheme == "https" or by_proxy

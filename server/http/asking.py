"""What every request brings: the studio, the person, the idempotency key, a body that is whole.

Why here: FastAPI's dependencies, declared once.
Next: projects.py, threads.py, tools.py, media.py.
"""

from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from miri.domain.identity import Actor, new_id
from miri.errors import Forbidden
from server.http.gate import LOOKS
from server.identity import COOKIE, Door, Unauthorised
from server.received import check_text
from server.studio import Studio

OWN_HEADER = "x-miri"


class Received(BaseModel):
    """Base of request bodies: unknown fields and broken text are refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, data: Any) -> Any:
        return check_text(data)


Arguments = Annotated[dict[str, Any], AfterValidator(check_text)]


def _studio(request: Request) -> Studio:
    return request.app.state.studio


def _actor(request: Request, authorization: Annotated[str | None, Header()] = None) -> Actor:
    """By token, or by the cookie of a browser that signed in. A browser says which page a write
    comes from, and the gate lets our own through alone; one that does not say must be no form:
    it sends a header that a form can't."""
    door: Door = request.app.state.door
    token = (authorization or "").removeprefix("Bearer ").strip()
    if token or COOKIE not in request.cookies:
        return door.admit(token)
    by_page = "origin" in request.headers or OWN_HEADER in request.headers
    if door.asks and request.method not in LOOKS and not by_page:
        raise Forbidden(
            f"A signed-in browser's request must say where it comes from: {OWN_HEADER}."
        )
    return door.admit_session(request.cookies[COOKIE])


def _someone(request: Request, authorization: Annotated[str | None, Header()] = None):
    try:
        return _actor(request, authorization)
    except Unauthorised:
        return None


def _key(
    idempotency_key: Annotated[
        str | None,
        Header(max_length=200, description="Send the same key again and nothing happens twice"),
    ] = None,
) -> str:
    return idempotency_key or new_id("key")


StudioNow = Annotated[Studio, Depends(_studio)]
Person = Annotated[Actor, Depends(_actor)]
Someone = Annotated[Actor | None, Depends(_someone)]
"""A person, or None for whoever showed no right token: to whom things are simply not there."""
Key = Annotated[str, Depends(_key)]

"""What every request brings: the studio, the person, the idempotency key.

Why here: FastAPI's dependencies, declared once.
Next: projects.py, threads.py, tools.py, media.py.
"""

from typing import Annotated

from fastapi import Depends, Header, Request

from miri.domain.identity import Actor, new_id
from server.studio import Studio


def _studio(request: Request) -> Studio:
    return request.app.state.studio


def _actor(request: Request, authorization: Annotated[str | None, Header()] = None) -> Actor:
    token = (authorization or "").removeprefix("Bearer ").strip()
    return request.app.state.door.admit(token or None)


def _key(
    idempotency_key: Annotated[
        str | None,
        Header(max_length=200, description="Send the same key again and nothing happens twice"),
    ] = None,
) -> str:
    return idempotency_key or new_id("key")


StudioNow = Annotated[Studio, Depends(_studio)]
Person = Annotated[Actor, Depends(_actor)]
Key = Annotated[str, Depends(_key)]

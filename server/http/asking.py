"""What every request brings: the studio, the person, the idempotency key, a body that is whole.

Why here: FastAPI's dependencies, declared once.
Next: projects.py, threads.py, tools.py, media.py.
"""

from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from miri.domain.identity import Actor, new_id
from server.identity import COOKIE
from server.received import check_text
from server.studio import Studio


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
    token = (authorization or "").removeprefix("Bearer ").strip()
    return request.app.state.door.admit(token or request.cookies.get(COOKIE))


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

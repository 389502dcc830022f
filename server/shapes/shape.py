"""What a shape is: a model of JSON that we send. It describes; nothing is built or checked with it
while serving.

Why here: OpenAPI, the page's types and the tests read the same declaration.
Next: project.py.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Base of all shapes: what is not declared is not sent."""

    model_config = ConfigDict(extra="forbid")


def maybe() -> Any:
    """The default of a field that is left out where there is nothing to say."""
    return Field(default=None, json_schema_extra={"maybe": True})

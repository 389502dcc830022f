"""What a tool is: a params model, a result model, one async function, a permission, a text.

Why here: the same declaration serves the agent, HTTP, sockets, slash commands, MCP.
Next: context.py (what a tool is given), outcome.py (what it answers), registry.py (who calls it).
A tool's file shows the shape: tools/song/set_lyrics.py.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from prompts.library import tool_text
from tools.context import ToolContext
from tools.outcome import Outcome


class Permission(StrEnum):
    """READ: looks. DRAFT: changes, costs nothing. SPEND: may cost money. USER: a person's gesture."""

    READ = "READ"
    DRAFT = "DRAFT"
    SPEND = "SPEND"
    USER = "USER"


class Params(BaseModel):
    """Base of a tool's arguments. Unknown arguments are refused; fields carry descriptions.

    A number is taken where text is wanted (a film may be called 1984), and spaces around text go.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True
    )


class Row(Params):
    """One row of an argument that is a list: a scene, a shot of a person's own list."""


Run = Callable[[ToolContext, Any], Awaitable[Outcome]]


@dataclass(frozen=True)
class Tool:
    """One thing Miri can do."""

    name: str
    craft: str
    permission: Permission
    params: type[Params]
    run: Run
    for_model: bool

    @property
    def text(self) -> dict[str, Any]:
        """Its words: summary, summary_he, examples, description."""
        return tool_text(self.craft, self.name)

    def summary(self, language: str) -> str:
        """What it does, in a few words for people."""
        return str(self.text.get(f"summary_{language}", self.text["summary"]))


def declare(
    module: str,
    permission: Permission,
    params: type[Params],
    run: Run,
    *,
    for_model: bool = True,
) -> Tool:
    """A tool named by its module (`tools.<craft>.<name>`). USER tools are never for the model."""
    _, craft, name = module.split(".")
    return Tool(
        name,
        craft,
        permission,
        params,
        run,
        for_model and permission is not Permission.USER,
    )

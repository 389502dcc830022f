"""Tools over HTTP: what there is, and calling one by hand.

Why here: every button of the studio is one of these calls.
Next: tools/registry.py.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Header, Query

from server.http.asking import Arguments, Key, Person, StudioNow
from server.http.languages import preferred
from server.shapes.talk import ToolAnswer, ToolList
from server.thread_document import flat
from tools.registry import all_tools

router = APIRouter(prefix="/api", tags=["tools"])


@router.get("/tools", responses={200: {"model": ToolList}})
async def listing(
    language: Annotated[Literal["en", "he"] | None, Query(description="Of the summaries")] = None,
    accept_language: Annotated[str, Header()] = "",
) -> dict[str, Any]:
    """Every tool with its parameters' JSON schema and phrases that reach it. Summaries are in the
    language named, or in the one the request accepts first."""
    spoken = language or preferred(accept_language)
    return {
        "language": spoken,
        "tools": [
            {
                "name": tool.name,
                "craft": tool.craft,
                "summary": tool.summary(spoken),
                "permission": tool.permission.value,
                "parameters": tool.params.model_json_schema(),
                "examples": tool.text["examples"],
            }
            for tool in all_tools().values()
        ],
    }


@router.post("/projects/{project_id}/tools/{name}", responses={200: {"model": ToolAnswer}})
async def call(
    project_id: str,
    name: str,
    studio: StudioNow,
    person: Person,
    key: Key,
    arguments: Annotated[
        Arguments, Body(default_factory=dict, examples=[{"shot": 3, "note": "darker"}])
    ],
    x_thread_id: Annotated[str | None, Header(description="The conversation it is said in")] = None,
) -> dict[str, Any]:
    """Call a tool as the person; the same Idempotency-Key takes effect once."""
    answer = await studio.call_tool(project_id, name, arguments, person, key, x_thread_id)
    return {
        "text": answer.text,
        "result": answer.result,
        "blocks": [flat(b) for b in answer.blocks],
    }

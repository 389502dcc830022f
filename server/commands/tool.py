"""tool: one tool call from the shell, answered as JSON.

Why here: scripts and people in a hurry.
Next: tools/slash.py reads the arguments.
"""

import asyncio
import json
import shlex

from rich.console import Console

from miri.config import Settings
from miri.domain.identity import LOCAL_PERSON, new_id
from server.bootstrap import open_studio
from server.commands.last_project import last_project
from tools.registry import find_tool
from tools.slash import help_text, read_command


def call_tool(settings: Settings, name: str, arguments: list[str], project: str) -> None:
    """Call and print; jobs it queued are worked before it returns."""
    console = Console(highlight=False)
    if name == "help":
        console.print(help_text("en"), markup=False)
        return
    find_tool(name)
    words = " ".join(_quoted(a) for a in arguments)
    _, read = read_command(f"/{name} {words}")
    answer = asyncio.run(_call(settings, name, read, project))
    console.print_json(json.dumps(answer, ensure_ascii=False))


def _quoted(argument: str) -> str:
    key, sep, value = argument.partition("=")
    plain = not sep or value.startswith(("{", "[")) or shlex.quote(value) == value
    return argument if plain else f"{key}={json.dumps(value, ensure_ascii=False)}"


async def _call(
    settings: Settings, name: str, arguments: dict[str, object], project: str
) -> dict[str, object]:
    async with open_studio(settings) as studio:
        await studio.start()
        try:
            project_id = await last_project(studio, project)
            answer = await studio.call_tool(
                project_id, name, dict(arguments), LOCAL_PERSON, new_id("key")
            )
            await studio.engine.finish(project_id)
            return {"text": answer.text, "result": answer.result}
        finally:
            await studio.stop()

"""docs/tools.md: every tool with its arguments and how to ask for it, from the registry.

Why here: the names are a contract with every channel. Next: tools/registry.py, prompts/tools.
"""

from typing import Any

from prompts.library import phrase
from tools.registry import all_tools
from tools.tool import Permission, Tool

DOCUMENT = "docs/tools.md"
HEAD = """# Tools

Everything Miri can do. Each is one declaration (`tools/<craft>/<name>.py`, its words in
`prompts/tools/<craft>/<name>.md`), and can be called everywhere: by saying it, as
`/tool key=value key="two words" key={json}` in any channel, as
`POST /api/projects/{id}/tools/{name}` with JSON, or as `python -m server tool`.
This page is written from the declarations by `make tables`.

"""
WHO = {
    Permission.READ: "looks",
    Permission.DRAFT: "changes, costs nothing",
    Permission.SPEND: "may cost: quoted first",
    Permission.USER: "a person's own gesture",
}


def render() -> str:
    """The page: a table for each craft, the tools in the order of their names."""
    crafts = dict.fromkeys(sorted(tool.craft for tool in all_tools().values()))
    return HEAD + "\n".join(section(craft) for craft in crafts)


def section(craft: str) -> str:
    """One craft's table."""
    rows = [row(tool) for tool in all_tools().values() if tool.craft == craft]
    head = "| tool | what it does | who, and cost | arguments | say it |\n|---|---|---|---|---|\n"
    return f"## {phrase(f'craft.{craft}', 'en')} (`tools/{craft}/`)\n\n{head}{''.join(rows)}"


def row(tool: Tool) -> str:
    """One tool's row."""
    schema = tool.params.model_json_schema()
    needed = set(schema.get("required", ()))
    listed = [argument(n, f, n in needed) for n, f in schema.get("properties", {}).items()]
    said = [f"“{e}”" for e in tool.text["examples"] if not e.startswith("/")]
    cells = (
        f"`{tool.name}`",
        tool.text["summary"],
        WHO[tool.permission],
        "<br>".join(listed),
        "<br>".join(said),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def argument(name: str, field: dict[str, Any], needed: bool) -> str:
    """One argument: its name (bold where it must be given) and meaning."""
    shown = f"**{name}**" if needed else name
    meaning = field.get("description", "")
    return f"{shown}: {meaning}" if meaning else shown

"""The brief told to a person: which slot holds what.

Why here: "noted" alone hides a misunderstanding; slot and words show it at once.
Next: save_brief.py, and tools/project/show_project.py, which tells all of it.
"""

from collections.abc import Mapping

from tools.context import ToolContext


def told(ctx: ToolContext, fields: Mapping[str, str]) -> str:
    """`the story: ...; who we see: ...`, without an end stop; what is empty is left out."""
    return "; ".join(
        ctx.say(f"brief_field.{name}", said=said.strip().rstrip("."))
        for name, said in fields.items()
        if said.strip()
    )

"""docs/settings.md: every setting with its default and meaning, from miri/config.py.

Why here: the names are a contract with whoever runs Miri. Next: miri/config.py.
"""

from pydantic_core import PydanticUndefined

from miri.config import Settings, variable

DOCUMENT = "docs/settings.md"
HEAD = """# Settings

All are optional; with none set, Miri runs by itself, offline. They are environment variables.
This page is written from `miri/config.py` by `make tables`.

| variable | default | meaning |
|---|---|---|
"""


def render() -> str:
    """The page: one row for each setting, in the order of their declaration."""
    return HEAD + "".join(row(field) for field in Settings.model_fields)


def row(field: str) -> str:
    """One setting's row."""
    described = Settings.model_fields[field]
    default = described.default
    shown = "" if default in (None, PydanticUndefined) else f"`{default}`"
    return f"| `{variable(field)}` | {shown} | {described.description} |\n"

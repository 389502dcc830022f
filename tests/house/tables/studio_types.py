"""web/src/wire/generated.ts: what the server sends, as the page's compiler knows it.

Why here: the page can't believe in a field the server does not send: its types are read off the
declarations in server/shapes, and fail the build where the page says otherwise. What things mean is
told there; here are names and types alone, so that a word in a docstring changes nothing.
Next: server/shapes/README.md.
"""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.http.session import Session
from server.shapes import events, project, talk

DOCUMENT = "web/src/wire/generated.ts"
HEAD = "/* Written by `make tables` from server/shapes; not by hand. */\n"
ROOTS: tuple[type[BaseModel], ...] = (
    project.ProjectDocument,
    project.ProjectList,
    talk.ThreadDocument,
    talk.ThreadList,
    talk.ToolList,
    talk.ToolAnswer,
    Session,
    events.EventHead,
    *dict.fromkeys(events.DATA.values()),
)
PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def render() -> str:
    """The file: one type for each model or enumeration, by name, then what each event carries."""
    _, schema = models_json_schema([(m, "serialization") for m in ROOTS])
    types = [declared(name, body) for name, body in sorted(schema["$defs"].items())]
    rows = [f"  {kind}: {model.__name__};\n" for kind, model in events.DATA.items()]
    carried = f"\nexport interface EventData {{\n{''.join(rows)}}}\n"
    return HEAD + "".join(types) + carried


def declared(name: str, schema: dict[str, Any]) -> str:
    """An exported type; a model becomes an interface."""
    if schema.get("type") == "object" and "properties" in schema:
        return f"\nexport interface {name} {{\n{fields(schema)}}}\n"
    return f"\nexport type {name} = {written(schema)};\n"


def fields(schema: dict[str, Any]) -> str:
    """An interface's fields; all are always sent but those that may be left out."""
    lines: list[str] = []
    for name, field in schema["properties"].items():
        mark = "?" if field.get("maybe") else ""
        lines.append(f"  {name}{mark}: {written(field)};\n")
    if schema.get("additionalProperties") is True:
        lines.append("  [more: string]: unknown;\n")
    return "".join(lines)


def written(schema: dict[str, Any]) -> str:
    """A schema as a TypeScript type."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(written(part) for part in schema[union]))
    return container(schema)


def container(schema: dict[str, Any]) -> str:
    """A list, a tuple, a map, or a plain value. Raises KeyError for what JSON does not have."""
    kind = schema.get("type")
    if kind == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(written(part) for part in schema['prefixItems'])}]"
        held = written(schema.get("items", {}))
        return f"({held})[]" if " | " in held else f"{held}[]"
    if kind == "object":
        held = schema.get("additionalProperties")
        return f"Record<string, {written(held) if isinstance(held, dict) else 'unknown'}>"
    return PLAIN[kind] if kind else "unknown"

"""The API, described on one page that needs nothing from anywhere: no script, no other origin.

Why here: FastAPI's own page loads its viewer from a CDN, which our content policy forbids and which
fails without network. This one is written from the same OpenAPI document.
Next: /openapi.json for machines.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse

from server.http.policy import HEADERS

router = APIRouter(include_in_schema=False)
STYLE = """body{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2.5rem auto;padding:0 1rem;
color:#1b1b1f;background:#fcfbf8}h2{margin:2.2rem 0 .2rem;font-size:1.05rem;font-family:ui-monospace,
monospace}h2 b{color:#7a3b12}p{margin:.3rem 0}pre{background:#f1eee7;padding:.7rem 1rem;overflow:auto;
border-radius:.4rem}dt{font-family:ui-monospace,monospace}dd{margin:0 0 .3rem 1.5rem;color:#55514a}
@media(prefers-color-scheme:dark){body{background:#16151a;color:#e8e4dc}h2 b{color:#e0a070}
pre{background:#221f26}dd{color:#a8a298}}"""
LEAD = """<p>Errors are JSON: <code>{error, message, details, retryable}</code>. Send
<code>Idempotency-Key</code> with what must happen once. The same document for machines is
<a href="/openapi.json">/openapi.json</a>; the tools and their arguments are
<a href="/api/tools">/api/tools</a>. Events come over Socket.IO as <code>event</code>: emit
<code>subscribe {project_id, since}</code>.</p>"""


@router.get("/docs")
async def reference(request: Request) -> HTMLResponse:
    """The page."""
    app: FastAPI = request.app
    return HTMLResponse(reference_page(app.openapi()), headers=HEADERS)


def reference_page(document: dict[str, Any]) -> str:
    """An OpenAPI document as HTML."""
    parts = [
        _call(path, method, call, document["components"]["schemas"])
        for path, calls in document["paths"].items()
        for method, call in calls.items()
    ]
    title = escape(f"{document['info']['title']} {document['info']['version']}")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}: the API</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        f"<h1>{title}: the API</h1>{LEAD}{''.join(parts)}</html>"
    )


def _call(path: str, method: str, call: dict[str, Any], schemas: dict[str, Any]) -> str:
    rows = "".join(
        f"<dt>{escape(p['name'])} <small>({p['in']})</small></dt><dd>{escape(_told(p))}</dd>"
        for p in call.get("parameters", [])
        if p["name"] != "authorization"
    )
    told = escape(call.get("description") or call.get("summary", ""))
    answers = ", ".join(call.get("responses", {}))
    examples = "".join(
        f"<pre>{escape(json.dumps(e, ensure_ascii=False, indent=2))}</pre>"
        for e in _examples(call, schemas)
    )
    return (
        f"<h2><b>{method.upper()}</b> {escape(path)}</h2><p>{told}</p>"
        f"{f'<dl>{rows}</dl>' if rows else ''}{examples}<p><small>answers {answers}</small></p>"
    )


def _told(parameter: dict[str, Any]) -> str:
    needed = "required" if parameter.get("required") else "optional"
    return f"{parameter.get('description', '')} ({needed})".strip()


def _examples(call: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Any]:
    for content in call.get("requestBody", {}).get("content", {}).values():
        schema = content.get("schema", {})
        named = schemas.get(str(schema.get("$ref", "")).rpartition("/")[2], {})
        yield from schema.get("examples", [])
        yield from named.get("examples", [])
        yield from (e["value"] for e in content.get("examples", {}).values())

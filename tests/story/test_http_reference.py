"""What the API says of itself: the OpenAPI document builds, its examples hold, its page needs nothing."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from miri.config import load_settings
from server.app import build_api
from server.bootstrap import open_studio
from server.http.reference import reference_page
from tools.registry import all_tools


@pytest.fixture
async def api(tmp_path: Path) -> Any:
    async with open_studio(load_settings(home=tmp_path, store="memory")) as studio:
        yield build_api(studio)


async def test_the_document_names_every_call_of_the_contract(api: FastAPI) -> None:
    calls = {(m, p) for p, ms in api.openapi()["paths"].items() for m in ms}
    project, thread = "/api/projects/{project_id}", "/api/threads/{thread_id}"
    assert {
        ("post", "/api/projects"),
        ("get", "/api/projects"),
        ("get", project),
        ("get", f"{project}/events"),
        ("post", f"{project}/media"),
        ("get", f"{project}/media/{{media_id}}"),
        ("post", f"{project}/tools/{{name}}"),
        ("post", f"{project}/threads"),
        ("get", f"{project}/threads"),
        ("get", thread),
        ("post", f"{thread}/messages"),
        ("post", f"{thread}/stop"),
        ("get", "/api/tools"),
        *(("get", f"/{name}") for name in ("startupz", "livez", "readyz", "metrics")),
    } <= calls


async def test_every_schema_is_one_and_every_example_fits_its_schema(api: FastAPI) -> None:
    document = api.openapi()
    checked = 0
    for schema, example in examples(document):
        whole = {**schema, "components": document["components"]}
        Draft202012Validator.check_schema(whole)
        Draft202012Validator(whole).validate(example)
        checked += 1
    assert checked >= 4


def examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each (schema, example) of a document, wherever it stands."""
    if isinstance(node, list):
        for part in node:
            yield from examples(part)
    elif isinstance(node, dict):
        if isinstance(node.get("examples"), list):
            yield from ((node, example) for example in node["examples"])
        if isinstance(node.get("examples"), dict) and "schema" in node:
            yield from ((node["schema"], e["value"]) for e in node["examples"].values())
        for part in node.values():
            yield from examples(part)


def test_every_tools_parameters_are_a_schema_with_a_told_meaning() -> None:
    for tool in all_tools().values():
        schema = tool.params.model_json_schema()
        Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False, tool.name
        assert tool.text["summary"] and tool.text["description"] and tool.text["examples"]


async def test_the_page_lists_every_call_and_loads_nothing(api: FastAPI) -> None:
    document = api.openapi()
    page = reference_page(document)
    for path in document["paths"]:
        assert path in page
    assert "Make shot 3 darker" in page and "Night drive" in page
    assert not re.search(r"<script|src=|<link|@import|url\(|https?://", page)

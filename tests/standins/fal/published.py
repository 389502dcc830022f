"""fal's published request and result shapes, where they lie beside the checkout.

Why here: our own table may be wrong in the same way as an adapter; the vendor's types are not ours.
They are no part of the repository: without them the own checks of checks.py stand alone.
Next: checks.py.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from tests.standins.fal.fields import Complaint

FILE = Path(__file__).parents[4] / "shared" / "contracts" / "fal_endpoints.schema.json"


@cache
def _definitions() -> dict[str, Any]:
    if not FILE.is_file():
        return {"EndpointTypeMap": {"properties": {}}}
    return json.loads(FILE.read_text("utf-8"))["definitions"]


def published_endpoints() -> tuple[str, ...]:
    """The ids fal's types know; none where the file is not there."""
    return tuple(_definitions()["EndpointTypeMap"]["properties"])


def published_shape(endpoint: str, side: str) -> dict[str, Any]:
    """The object schema of an endpoint's `input` or `output`, references followed."""
    shape = _definitions()["EndpointTypeMap"]["properties"][endpoint]["properties"][side]
    while "$ref" in shape:
        shape = _definitions()[shape["$ref"].rsplit("/", 1)[-1]]
    return shape


@cache
def _validator(endpoint: str, side: str) -> Draft7Validator:
    key = endpoint.replace("~", "~0").replace("/", "~1")
    at = f"#/definitions/EndpointTypeMap/properties/{key}/properties/{side}"
    return Draft7Validator({"definitions": _definitions(), "$ref": at})


def published_complaints(endpoint: str, body: Any, side: str) -> list[Complaint]:
    """What the published schema says against a body; nothing where it does not know."""
    if endpoint not in published_endpoints():
        return []
    return [
        Complaint(tuple(error.absolute_path), error.message, f"schema_{error.validator}")
        for error in _validator(endpoint, side).iter_errors(body)
    ]

"""Arguments as they come (a model's JSON, a slash command, a button) checked against a tool.

Why here: what is wrong with them is told in the film's language, whoever sent them.
Next: registry.py, which calls `read_params`; targets.py, how things are named.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from miri.errors import Refused
from prompts.library import phrase, phrase_table
from tools.tool import Params, Tool

KINDS = {
    "literal_error": "one_of",
    "enum": "one_of",
    "int_parsing": "whole_number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "bool_parsing": "true_or_false",
    "bool_type": "true_or_false",
    "tuple_type": "a_list",
}
"""Of pydantic's error types, those whose phrase has a name of its own."""


def read_params(tool: Tool, arguments: Mapping[str, Any], language: str = "en") -> Params:
    """The arguments as the tool's model. An argument that is null was not given.

    Raises Refused, naming each wrong one in the language; `details` holds pydantic's own words.
    """
    said = {name: value for name, value in arguments.items() if value is not None}
    try:
        return tool.params.model_validate(said)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        wrong = {_place(one): one["msg"] for one in found}
        told = "; ".join(f"{_place(one)}: {_told(tool, one, language)}" for one in found[:4])
        message = phrase("arguments.wrong", language, tool=tool.name, what=told)
        raise Refused(message, arguments=wrong) from error


def _place(one: ErrorDetails) -> str:
    return ".".join(str(part) for part in one["loc"]) or "arguments"


def _told(tool: Tool, one: ErrorDetails, language: str) -> str:
    """What is wrong with one argument."""
    values: dict[str, object] = dict(one.get("ctx", {}))
    if "expected" in values:
        values["expected"] = ", ".join(re.findall(r"'([^']*)'", str(values["expected"])))
    values["known"] = ", ".join(tool.params.model_fields) or "—"
    key = f"arguments.{KINDS.get(one['type'], one['type'])}"
    return phrase(key if key in phrase_table() else "arguments.other", language, **values)

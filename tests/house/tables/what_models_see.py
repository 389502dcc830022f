"""The tools as models see them, kept so that a change of what they read is never an accident.

Why here: every word of it is read before each answer. Next: agent/toolbox.py.
"""

import json

from agent.toolbox import tool_schemas

DOCUMENT = "tests/unit/tools/snapshots/what_models_see.json"


def render() -> str:
    """The function schemas as JSON, one line per value."""
    return json.dumps(tool_schemas(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

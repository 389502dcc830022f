"""The toolbox: the registry as LangChain sees it.

Why here: tools know nothing of LangChain; this is the one place that translates.
Next: graph.py binds the schemas and runs the calls.
"""

import json
from typing import Any

from langchain_core.messages import ToolCall, ToolMessage

from agent.state import TurnContext
from tools.registry import Answer, Caller, Registry, all_tools


def tool_schemas() -> list[dict[str, Any]]:
    """Every tool the model may call, in the function format all chat models share."""
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": f"{tool.text['summary']}. {tool.text['description']}",
                "parameters": tool.params.model_json_schema(),
            },
        }
        for tool in all_tools().values()
        if tool.for_model
    ]


class Toolbox:
    """Runs a model's tool calls, each exactly once: the call's id is its key."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    async def run(self, call: ToolCall, turn: TurnContext) -> ToolMessage:
        """One call's committed answer, or its refusal, as the model reads it."""
        caller = Caller(
            actor=turn.actor.miri(),
            key=str(call["id"]),
            thread_id=turn.thread_id,
            turn_id=turn.turn_id,
        )
        answer = await self._registry.call_in_turn(
            call["name"], call["args"], turn.project_id, caller
        )
        return ToolMessage(
            content=model_text(answer),
            tool_call_id=str(call["id"]),
            name=call["name"],
            status="error" if answer.failed else "success",
            id=f"result_{call['id']}",
        )


def model_text(answer: Answer) -> str:
    """The face of an answer that the model reads: its result as JSON."""
    return json.dumps(answer.result, ensure_ascii=False)

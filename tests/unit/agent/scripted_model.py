"""A chat model that says what a test wrote down: a stand-in for a vendor's model, through LangChain.

Why here: the graph must work with any LangChain chat model; this one is strict: it refuses a
conversation in which a tool call has no answer, as real ones do.
Next: test_turns.py.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field, PrivateAttr

Line = AIMessage | Exception | Callable[[list[BaseMessage]], AIMessage]


def says(text: str, *calls: tuple[str, dict[str, Any]]) -> AIMessage:
    """A line: words, then tool calls with ids that differ from line to line."""
    return AIMessage(
        content=text,
        tool_calls=[
            {"name": name, "args": args, "id": f"call_{abs(hash(text)) % 10**8}_{n}"}
            for n, (name, args) in enumerate(calls)
        ],
    )


class ScriptedModel(BaseChatModel):
    """Says its lines in order; `heard` is every conversation it was given."""

    pause: float = 0.0
    _lines: list[Line] = PrivateAttr(default_factory=list)
    heard: list[list[BaseMessage]] = Field(default_factory=list)

    def script(self, *lines: Line) -> "ScriptedModel":
        self._lines = list(lines)
        self.heard = []
        return self

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **kwargs: Any) -> "ScriptedModel":
        self._bound = tools
        return self

    def _next(self, messages: list[BaseMessage]) -> AIMessage:
        answered = {m.tool_call_id for m in messages if isinstance(m, ToolMessage)}
        for message in messages:
            for call in getattr(message, "tool_calls", []):
                assert call["id"] in answered, "a tool call without an answer"
        self.heard.append(list(messages))
        line = self._lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, AIMessage) else line(messages)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._next(messages))])

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        line = self._next(messages)
        for word in line.text.split(" "):
            if word:
                yield ChatGenerationChunk(message=AIMessageChunk(content=word + " "))
                await asyncio.sleep(self.pause)
        chunks = [
            {"name": c["name"], "args": json.dumps(c["args"]), "id": c["id"], "index": n}
            for n, c in enumerate(line.tool_calls)
        ]
        yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=chunks))

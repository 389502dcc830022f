"""The offline director: a chat model of our own that understands by rule and calls the same tools.

Why here: without a key the whole product runs, demos and tests; it says that it is offline.
It reads exactly what a real model reads: instructions, digest, conversation, tool results.
Next: script.py (what it does with a reading), leading.py (what comes next), read.py (the grammar).
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable

from agent.offline.script import Line, next_line

PIECES = re.compile(r"(?:\s*\S+){1,8}\s*|\s+")
"""What is said, a few words at a time: it is all there at once, and each piece has its price."""


class OfflineDirector(BaseChatModel):
    """Deterministic: the same conversation and digest give the same words and calls."""

    @property
    def _llm_type(self) -> str:
        return "miri-offline-director"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """It knows the tools by heart."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        said = _message(messages)
        return ChatResult(generations=[ChatGeneration(message=said)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        said = _message(messages)
        for piece in PIECES.findall(said.text):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=piece, id=said.id))
            if run_manager:
                run_manager.on_llm_new_token(piece, chunk=chunk)
            yield chunk
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                id=said.id,
                additional_kwargs=said.additional_kwargs,
                tool_call_chunks=[
                    {
                        "name": call["name"],
                        "args": json.dumps(call["args"], ensure_ascii=False),
                        "id": call["id"],
                        "index": n,
                        "type": "tool_call_chunk",
                    }
                    for n, call in enumerate(said.tool_calls)
                ],
            )
        )

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        """One trip to a thread for all of it; LangChain's own way makes one for each word."""
        for chunk in await asyncio.to_thread(lambda: list(self._stream(messages))):
            if run_manager:
                await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk


def _message(messages: list[BaseMessage]) -> AIMessage:
    line = next_line(messages)
    key = _key(messages)
    return AIMessage(
        content=line.text,
        id=f"offline-{key}",
        tool_calls=[
            {"name": tool, "args": args, "id": f"call_{key}_{n}", "type": "tool_call"}
            for n, (tool, args) in enumerate(line.calls)
        ],
        additional_kwargs=_memory(line),
    )


def _memory(line: Line) -> dict[str, Any]:
    """What it needs to remember of this line when the next message comes."""
    kept = {
        "proposed": line.proposed,
        "question": line.question,
        "unplaced": line.unplaced,
        "plan": line.plan,
        "shot": line.shot,
        "miri_blocks": line.blocks,
    }
    return {name: value for name, value in kept.items() if value}


def _key(messages: list[BaseMessage]) -> str:
    """Stable over a resumed turn: the message answered, and how many lines were said since."""
    humans = [n for n, m in enumerate(messages) if isinstance(m, HumanMessage)]
    at = humans[-1] if humans else 0
    lines = sum(isinstance(m, AIMessage) for m in messages[at:])
    return hashlib.sha256(f"{messages[at].id}:{lines}".encode()).hexdigest()[:20]

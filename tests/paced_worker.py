"""A worker whose director is no rule and no vendor, but paced: `python -m tests.paced_worker`.

It says twenty words a second (or as PACED_SECONDS says), and for a message "define 3 things" calls a
tool three times, with call ids of its own each time it is asked, as vendors' models do.
Why here: a turn must last long enough to be killed in its middle, and to be watched while it speaks.
Next: cluster.py starts it; chaos/test_cluster.py kills it.
"""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from miri.config import load_settings
from miri.ports.image_model import Picture, StillOrder
from miri.providers.offline.artist.artist import AnimaticArtist
from server.bootstrap import Parts
from server.commands.worker import work
from server.logs import configure_logs

DRAWING_SECONDS = 1.5
WANTED = re.compile(r"define (\d+) (\w+)")
WORDS = "word by word she goes on to say what she has in mind for this film of yours".split()


class PacedDirector(BaseChatModel):
    """`pause` seconds after each word; "say 40 words" wants so many, else there are sixteen."""

    pause: float = 0.05

    @property
    def _llm_type(self) -> str:
        return "paced"

    def bind_tools(self, tools: Any, **kwargs: Any) -> "PacedDirector":
        return self

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        raise AssertionError("this one only streams")

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        asked, done = _asked(messages)
        said, wanted = f"said-{uuid4().hex}", WANTED.search(asked)
        for word in _words(asked):
            yield _chunk(said, content=f"{word} ")
            await asyncio.sleep(self.pause)
        if wanted and done < int(wanted.group(1)):
            name = f"{wanted.group(2)} {done + 1}"
            yield _chunk(said, content="", tool_call_chunks=[_call("prop", name)])


def _asked(messages: list[BaseMessage]) -> tuple[str, int]:
    """The last message of a person, and how many tools answered since."""
    at = max(n for n, m in enumerate(messages) if isinstance(m, HumanMessage))
    return str(messages[at].content), sum(isinstance(m, ToolMessage) for m in messages[at:])


def _words(asked: str) -> list[str]:
    many = re.search(r"say (\d+) words", asked)
    count = int(many.group(1)) if many else len(WORDS)
    return [WORDS[n % len(WORDS)] for n in range(count)]


def _call(kind: str, name: str) -> dict[str, Any]:
    args = json.dumps({"kind": kind, "name": name})
    return {"name": "define_asset", "args": args, "id": f"call_{uuid4().hex}", "index": 0}


def _chunk(said: str, **fields: Any) -> ChatGenerationChunk:
    return ChatGenerationChunk(message=AIMessageChunk(id=said, **fields))


class PacedArtist(AnimaticArtist):
    """Draws as the animatic artist, after a while."""

    async def draw(self, order: StillOrder) -> Picture:
        await asyncio.sleep(DRAWING_SECONDS)
        return await super().draw(order)


def main() -> None:
    """A worker as any other."""
    configure_logs()
    pause = float(os.environ.get("PACED_SECONDS", "0.05"))
    work(load_settings(), Parts(model=PacedDirector(pause=pause), images=PacedArtist()))


if __name__ == "__main__":
    main()

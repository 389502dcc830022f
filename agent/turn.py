"""One turn: a message goes through the graph; what Miri says streams out and is kept.

Why here: the small machine QUEUED -> RUNNING -> DONE | STOPPED | FAILED around one graph run.
A turn that was cut off goes on from its last checkpoint; each tool call has taken effect once.
Next: graph.py; slash commands skip the graph and go straight to the registry.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import structlog
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    RemoveMessage,
    ToolMessage,
)
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.errors import GraphRecursionError

from agent.graph import REMEMBERED, Graph
from agent.slash_turn import run_command, studio_note
from agent.state import TurnContext
from agent.talk import Talker
from miri.domain.thread import Block, Message, TurnState
from miri.errors import Broken, MiriError, Unavailable
from miri.events.event import Context, Recorded
from miri.events.talk_events import MessagePosted
from miri.log.feed import Signal
from prompts.library import phrase
from tools.registry import Registry
from tools.slash import is_command

KEPT = 90
"""Messages of a thread held in working memory before the oldest go; the log keeps all."""
TIDIED_EVERY = 8
"""Turns of a thread between two prunings of its checkpoints."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Running:
    """A turn that runs in this process."""

    turn_id: str
    work: "asyncio.Task[None]"


@dataclass
class TurnRunner:
    """Runs turns. `partials` is the text so far of messages being said, for those who join."""

    graph: Graph
    registry: Registry
    talker: Talker
    partials: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _running: dict[str, "Running"] = field(default_factory=dict[str, "Running"])
    _ended: dict[str, int] = field(default_factory=dict[str, int])

    async def run(self, project_id: str, thread_id: str, turn_id: str, posted: Recorded) -> None:
        """Run the turn that answers a posted message, to its end; never raises for what goes wrong
        inside it."""
        if not isinstance(posted.event, MessagePosted):
            raise Broken(f"Turn {turn_id} answers no message.")
        actor = posted.actor
        where = Context(actor=actor.miri(), thread_id=thread_id, turn_id=turn_id)
        await self.talker.move_turn(where, project_id, TurnState.RUNNING)
        context = TurnContext(project_id, thread_id, turn_id, actor)
        work = asyncio.create_task(self._work(context, posted.event.message))
        self._running[thread_id] = Running(turn_id, work)
        try:
            state, error = await self._outcome(work, context)
            await self.talker.move_turn(where, project_id, state, error)
            await self._tidy(thread_id)
        finally:
            work.cancel()
            self._running.pop(thread_id, None)
            self._hold(thread_id, None)

    async def _outcome(
        self, work: "asyncio.Task[None]", context: TurnContext
    ) -> tuple[TurnState, str]:
        await asyncio.wait({work})  # cancelled itself, it leaves the turn open: it is resumed
        if work.cancelled():
            await self._keep_partial(context)
            return TurnState.STOPPED, ""
        error = work.exception()
        if error is None:
            stopped = await self._was_stopped(context)
            return TurnState.STOPPED if stopped else TurnState.DONE, ""
        message = await self._in_words(error, context)
        await self._explain(context, message)
        return TurnState.FAILED, message

    async def _in_words(self, error: BaseException, context: TurnContext) -> str:
        """What to say of a turn that broke; what we did not foresee is logged whole."""
        if isinstance(error, MiriError):
            return error.message
        language = await self._language(context)
        if isinstance(error, GraphRecursionError):
            return phrase("turn.looped", language)
        log.error("turns.broken", turn=context.turn_id, exc_info=error)
        return phrase("turn.broken", language)

    async def _tidy(self, thread_id: str) -> None:
        """Now and then, forget the steps of turns that are over; if the saver is away, later."""
        self._ended[thread_id] = ended = self._ended.get(thread_id, 0) + 1
        saver = self.graph.checkpointer
        if ended % TIDIED_EVERY == 0 and isinstance(saver, BaseCheckpointSaver):
            try:
                await saver.aprune([thread_id])
            except Unavailable as error:
                log.warning("turns.not_tidied", thread=thread_id, error=error.message)

    async def _was_stopped(self, context: TurnContext) -> bool:
        project = await self.talker.archive.open(context.project_id)
        thread = project.threads.get(context.thread_id)
        return thread is not None and thread.stop_requested

    def nudge(self, thread_id: str, spared: str = "") -> None:
        """A stop was asked for: cut off the speech, if a turn runs here and is not to be spared."""
        running = self._running.get(thread_id)
        if running is not None and running.turn_id != spared:
            running.work.cancel()

    async def _work(self, context: TurnContext, message: Message) -> None:
        if message.role == "person" and is_command(message.text):
            human = await run_command(self.registry, self.talker, self.graph, context, message)
            if human is None:
                return
        else:
            human = await self._human(context, message)
        config: RunnableConfig = {
            "configurable": {"thread_id": context.thread_id},
            "recursion_limit": 60,
        }
        given = await self._input(config, context, human)
        if given == "over":
            return
        stream = self.graph.astream(
            given,
            config,
            context=context,
            stream_mode=["messages", "updates"],
            durability="sync",
        )
        await self._follow(stream, context)

    async def _input(
        self, config: RunnableConfig, context: TurnContext, human: HumanMessage
    ) -> Any:
        """A new turn's input; None to go on from the last checkpoint; "over" when only the end
        was not recorded."""
        state = await self.graph.aget_state(config)
        held: list[BaseMessage] = state.values.get("messages", [])
        at = next((n for n, m in enumerate(held) if m.id == human.id), None)
        if at is None:
            return {"messages": [*_too_old(held), *_cut_off(held), human], "rounds": 0}
        for said in held[at + 1 :]:
            await self._said(context, said)  # what was decided, but perhaps not yet written down
        # a step whose writes were kept but not yet its checkpoint is in `tasks` and not in `next`
        return None if state.next or state.tasks else "over"

    async def _human(self, context: TurnContext, message: Message) -> HumanMessage:
        if message.role == "system":
            return studio_note(message.blocks[0].data, message.id)
        text = message.text
        if not message.media_ids:
            return HumanMessage(text, id=message.id)
        project = await self.talker.archive.open(context.project_id)
        for media_id in message.media_ids:
            media = project.media[media_id]
            attached = {"media_id": media_id, "type": media.content_type, "name": media.name}
            text += f"\nATTACHED: {json.dumps(attached, ensure_ascii=False)}"
        return HumanMessage(text, id=message.id)

    async def _follow(self, stream: AsyncIterator[Any], context: TurnContext) -> None:
        async for mode, item in stream:
            if mode == "messages":
                chunk = item[0]
                if isinstance(chunk, AIMessageChunk) and chunk.text:
                    await self._delta(context, chunk)
            else:
                for update in item.values():
                    for said in (update or {}).get("messages", []):
                        await self._said(context, said)

    async def _delta(self, context: TurnContext, chunk: AIMessageChunk) -> None:
        message_id = f"msg_{chunk.id}"
        held = self.partials.get(context.thread_id)
        if held is None or held["message_id"] != message_id:
            held = {"turn_id": context.turn_id, "message_id": message_id, "text": ""}
            await self._signal(context, "TEXT_MESSAGE_START", {"message_id": message_id})
        at = len(held["text"])
        held["text"] += chunk.text
        self._hold(context.thread_id, held)
        data = {"message_id": message_id, "delta": chunk.text, "at": at}
        await self._signal(context, "TEXT_MESSAGE_CONTENT", data)

    async def _said(self, context: TurnContext, said: BaseMessage) -> None:
        if not isinstance(said, AIMessage):
            return
        for call in said.tool_calls:
            data = {"call_id": call["id"], "tool": call["name"], "args": call["args"]}
            await self._signal(context, "TOOL_CALL_START", data)
        blocks = tuple(
            Block.model_validate(b) for b in said.additional_kwargs.get("miri_blocks", [])
        )
        # first: who joins while it is written down must not be told of a message half said
        self._hold(context.thread_id, None)
        if said.text or blocks:
            where = self._where(context)
            await self.talker.speak(where, context.project_id, f"msg_{said.id}", said.text, blocks)

    async def _keep_partial(self, context: TurnContext) -> None:
        held = self._hold(context.thread_id, None)
        if held and held["text"]:
            where = self._where(context)
            await self.talker.speak(
                where, context.project_id, held["message_id"], held["text"] + " …", ()
            )

    def _hold(self, thread_id: str, text: dict[str, str] | None) -> dict[str, str] | None:
        """The text so far of a message, or None where it is over; answers what it was before."""
        before = self.partials.pop(thread_id, None)
        if text is not None:
            self.partials[thread_id] = text
        relay = self.talker.archive.feed.relay
        if relay is not None and (before is not None or text is not None):
            relay.keep_partial(thread_id, text)
        return before

    async def _explain(self, context: TurnContext, message: str) -> None:
        log.warning("turns.failed", turn=context.turn_id, error=message)
        where = self._where(context)
        await self.talker.speak(
            where, context.project_id, f"msg_failed_{context.turn_id}", message, ()
        )

    async def _language(self, context: TurnContext) -> str:
        project = await self.talker.archive.open(context.project_id)
        return project.film.settings.language

    def _where(self, context: TurnContext) -> Context:
        return Context(
            actor=context.actor.miri(), thread_id=context.thread_id, turn_id=context.turn_id
        )

    async def _signal(self, context: TurnContext, kind: str, data: dict[str, Any]) -> None:
        await self.talker.archive.feed.send(
            Signal(
                project_id=context.project_id,
                thread_id=context.thread_id,
                turn_id=context.turn_id,
                type=kind,
                data=data,
            )
        )


def _too_old(held: list[BaseMessage]) -> list[RemoveMessage]:
    """What the model is no longer shown goes, up to a person's message, so that no call loses its
    answer: a talk that goes on for months must not make each step slower."""
    if len(held) <= KEPT:
        return []
    people = (n for n, m in enumerate(held) if isinstance(m, HumanMessage))
    first = next((n for n in people if n >= len(held) - REMEMBERED), 0)
    return [RemoveMessage(id=str(m.id)) for m in held[:first]]


def _cut_off(held: list[BaseMessage]) -> list[ToolMessage]:
    """Answers for tool calls that a stop left without one; chat models refuse a talk with gaps."""
    last = held[-1] if held else None
    calls = last.tool_calls if isinstance(last, AIMessage) else []
    return [
        ToolMessage("stopped by the person", tool_call_id=str(call["id"]), status="error")
        for call in calls
    ]

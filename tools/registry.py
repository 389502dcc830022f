"""The registry: finds every tool, and is the only way to write.

A call is: validate -> may this actor -> decide on the state now -> money -> commit, and again if
what was read has changed. Each call takes effect once: its key is claimed in the same commit.
Why here: agent, HTTP, sockets, slash commands, terminal and MCP all come through `call`.
Next: spending.py; agent/toolbox.py; server/http/tools.py.
"""

import asyncio
import hashlib
import importlib
import json
import pkgutil
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakValueDictionary

import tools
from miri.domain.identity import Actor, ActorKind
from miri.domain.project import Project
from miri.domain.thread import Block
from miri.errors import (
    Conflict,
    Forbidden,
    KeyTaken,
    MiriError,
    NotFound,
    Refused,
    StaleBasis,
)
from miri.events.event import Context, Event
from miri.events.talk_events import ToolCalled, ToolReturned
from miri.events.version_events import JobMoved
from miri.log.clock import Clock, wall_clock
from miri.ports.project_store import Commit, JobWrite
from prompts.library import phrase
from tools.arguments import read_params
from tools.context import Desk, ToolContext
from tools.outcome import Outcome
from tools.spending import queued_again, with_money
from tools.tool import Params, Permission, Tool

TRIES = 8
"""How often a decision is made again because what it read changed."""


@cache
def all_tools() -> dict[str, Tool]:
    """Every tool by name: each module tools/<craft>/<name>.py that has a TOOL."""
    found: dict[str, Tool] = {}
    for craft in pkgutil.iter_modules(tools.__path__):
        if craft.ispkg:
            package = importlib.import_module(f"tools.{craft.name}")
            for module in pkgutil.iter_modules(package.__path__):
                tool = getattr(
                    importlib.import_module(f"tools.{craft.name}.{module.name}"),
                    "TOOL",
                    None,
                )
                if tool is not None:
                    found[tool.name] = tool
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Caller:
    """Who calls, and from where. `key` makes the call idempotent (a tool call id, a client's key)."""

    actor: Actor
    key: str
    thread_id: str | None = None
    turn_id: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came of a call: `text` and `result` for the model, `blocks` for the person."""

    text: str
    result: dict[str, Any]
    blocks: tuple[Block, ...] = ()
    failed: bool = False

    def dump(self) -> dict[str, Any]:
        """JSON-safe."""
        blocks = [b.model_dump() for b in self.blocks]
        return {
            "text": self.text,
            "result": self.result,
            "blocks": blocks,
            "failed": self.failed,
        }

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> "Answer":
        """Back from `dump`."""
        blocks = tuple(Block.model_validate(b) for b in stored["blocks"])
        return cls(stored["text"], stored["result"], blocks, stored["failed"])


class Registry:
    """Calls tools. In a thread, the call and its return are part of the log."""

    def __init__(self, desk: Desk, clock: Clock = wall_clock) -> None:
        self.desk = desk
        self._clock = clock
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def call(
        self, name: str, arguments: Mapping[str, Any], project_id: str, caller: Caller
    ) -> Answer:
        """Run a tool to its committed end. Raises a MiriError (nothing written) when refused;
        the same key with the same arguments gives the first answer again, with others Conflict."""
        language = await self._language(project_id)
        tool = find_tool(name, language)
        permit(tool, caller.actor, language)
        params = read_params(tool, arguments, language)
        print_of = _fingerprint(name, arguments)
        for attempt in range(TRIES):
            try:
                async with self._turn(project_id, attempt):
                    return await self._once(tool, params, arguments, project_id, caller, print_of)
            except KeyTaken as taken:
                return _first_answer(taken, print_of)
            except StaleBasis:
                continue
        raise Conflict(phrase("registry.too_busy", language), tool=name)

    @asynccontextmanager
    async def _turn(self, project_id: str, attempt: int) -> AsyncGenerator[None]:
        """A first attempt goes ahead at once; who has to decide again stands in line, so that
        many who write at once do not make each other's decisions stale without end."""
        line = self._lines.setdefault(project_id, asyncio.Lock())
        async with line if attempt else nullcontext():
            yield

    async def call_in_turn(
        self, name: str, arguments: Mapping[str, Any], project_id: str, caller: Caller
    ) -> Answer:
        """As `call`, but a refusal is an answer too: recorded in the thread for all to see."""
        try:
            return await self.call(name, arguments, project_id, caller)
        except MiriError as error:
            answer = Answer(error.message, error.document(), failed=True)
            if isinstance(error, Conflict) or caller.thread_id is None:
                return answer
            return await self._record_failure(name, arguments, project_id, caller, answer)

    async def _once(
        self,
        tool: Tool,
        params: Params,
        arguments: Mapping[str, Any],
        project_id: str,
        caller: Caller,
        print_of: str,
    ) -> Answer:
        project = await self._project(tool, project_id)
        ctx = self._context(project, caller)
        claimed = await self.desk.archive.store.claimed(_key(project_id, caller))
        if claimed is not None:
            raise KeyTaken(caller.key, claimed)
        try:
            outcome = await tool.run(ctx, params)
        except MiriError as error:
            raise _in_language(error, ctx.language) from error
        if tool.permission is not Permission.USER:
            outcome = with_money(ctx, tool.name, dict(arguments), outcome)
        answer = Answer(
            outcome.result.says,
            outcome.result.model_dump(mode="json"),
            outcome.blocks,
        )
        await self._commit(tool, arguments, ctx, caller, outcome, answer, print_of)
        return answer

    async def _language(self, project_id: str) -> str:
        """The language refusals are told in; English where there is no such project yet."""
        try:
            return (await self.desk.archive.open(project_id)).film.settings.language
        except NotFound:
            return "en"

    async def _project(self, tool: Tool, project_id: str) -> Project:
        if tool.name == "create_project":
            return Project(id=project_id)
        return await self.desk.archive.open(project_id)

    def _context(self, project: Project, caller: Caller) -> ToolContext:
        async def replan(name: str, arguments: Mapping[str, Any]) -> Outcome:
            tool = find_tool(name)
            return await tool.run(ctx, read_params(tool, arguments, ctx.language))

        ctx = ToolContext(
            project=project,
            actor=caller.actor,
            desk=self.desk,
            call_id=_call_id(caller),
            now=self._clock(),
            replan=replan,
            thread_id=caller.thread_id,
            turn_id=caller.turn_id,
        )
        return ctx

    async def _commit(
        self,
        tool: Tool,
        arguments: Mapping[str, Any],
        ctx: ToolContext,
        caller: Caller,
        outcome: Outcome,
        answer: Answer,
        print_of: str,
    ) -> None:
        queued = tuple(
            JobMoved(
                job_id=j.id,
                kind=j.kind,
                state=j.state,
                target_id=j.target_id,
                label=j.label,
            )
            for j in (*outcome.jobs, *queued_again(outcome))
        )
        told = _told(caller, ctx.call_id, tool.name, arguments, answer)
        events = (*told[:1], *outcome.events, *queued, *told[1:])
        if not events and not outcome.jobs and not outcome.rewrites:
            return
        stored = json.dumps({"print": print_of, "answer": answer.dump()}, ensure_ascii=False)
        await self.desk.archive.commit(
            Commit(
                project_id=ctx.project.id,
                context=Context(
                    actor=caller.actor,
                    thread_id=caller.thread_id,
                    turn_id=caller.turn_id,
                    command_id=ctx.call_id,
                ),
                events=events,
                basis=ctx.project.basis(*outcome.reads),
                jobs=(*(JobWrite(job=job) for job in outcome.jobs), *outcome.rewrites),
                keys={_key(ctx.project.id, caller): stored},
            )
        )

    async def _record_failure(
        self,
        name: str,
        arguments: Mapping[str, Any],
        project_id: str,
        caller: Caller,
        answer: Answer,
    ) -> Answer:
        call_id = _call_id(caller)
        stored = {"print": _fingerprint(name, arguments), "answer": answer.dump()}
        commit = Commit(
            project_id=project_id,
            context=Context(actor=caller.actor, thread_id=caller.thread_id, turn_id=caller.turn_id),
            events=_told(caller, call_id, name, arguments, answer),
            keys={_key(project_id, caller): json.dumps(stored, ensure_ascii=False)},
        )
        try:
            await self.desk.archive.commit(commit)
        except KeyTaken as taken:
            return _first_answer(taken, _fingerprint(name, arguments))
        return answer


def find_tool(name: str, language: str = "en") -> Tool:
    """A tool by name. Raises NotFound."""
    tool = all_tools().get(name)
    if tool is None:
        raise NotFound(phrase("registry.no_tool", language, tool=name[:80]), tool=name[:80])
    return tool


def permit(tool: Tool, actor: Actor, language: str = "en") -> None:
    """Raises Forbidden where the actor may not call the tool at all."""
    if tool.permission is Permission.USER and actor.kind is not ActorKind.PERSON:
        what = tool.summary(language)
        raise Forbidden(phrase("registry.person_only", language, what=what), tool=tool.name)


def _in_language(error: MiriError, language: str) -> MiriError:
    """A refusal from below (a file that is no song) in the film's language."""
    said = error.said(language)
    return error if said == error.message else type(error)(said, **error.details)


def _key(project_id: str, caller: Caller) -> str:
    return f"call:{project_id}:{caller.key}"


def _call_id(caller: Caller) -> str:
    digest = hashlib.sha256(caller.key.encode()).hexdigest()[:20]
    return caller.key if caller.key.startswith("call_") else f"call_{digest}"


def _fingerprint(name: str, arguments: Mapping[str, Any]) -> str:
    text = json.dumps([name, arguments], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _first_answer(taken: KeyTaken, print_of: str) -> Answer:
    stored = json.loads(taken.answer)
    if stored["print"] != print_of:
        raise Refused("This Idempotency-Key was already used for something else.")
    return Answer.load(stored["answer"])


def _told(
    caller: Caller,
    call_id: str,
    name: str,
    arguments: Mapping[str, Any],
    answer: Answer,
) -> tuple[Event, ...]:
    if caller.thread_id is None:
        return ()
    called = ToolCalled(
        thread_id=caller.thread_id,
        call_id=call_id,
        tool=name,
        arguments=dict(arguments),
    )
    returned = ToolReturned(
        thread_id=caller.thread_id,
        call_id=call_id,
        tool=name,
        state="failed" if answer.failed else "done",
        text=json.dumps(answer.result, ensure_ascii=False),
        blocks=answer.blocks,
    )
    return (called, returned)

"""The graph: director speaks -> toolbox acts -> director speaks ..., checkpointed at every step.

Why here: the whole loop is these three functions; nothing waits inside it for a person.
Next: conductor.py, which runs turns through it; digest.py, what the director is told.
"""

from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, SystemMessage
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from agent.digest import digest_text
from agent.state import Talk, TurnContext
from agent.toolbox import Toolbox, tool_schemas
from miri.log.archive import Archive
from prompts.library import instructions

MAX_ROUNDS = 12
"""Model calls in one turn; a turn that loops is stopped and explained."""
REMEMBERED = 60
"""Messages of the thread that go along; the digest carries what is older."""

Graph = CompiledStateGraph[Talk, TurnContext, Talk, Talk]


def build_graph(
    model: BaseChatModel, archive: Archive, toolbox: Toolbox, saver: BaseCheckpointSaver[Any]
) -> Graph:
    """The compiled graph over one chat model."""
    bound = model.bind_tools(tool_schemas())

    async def director(state: Talk, runtime: Runtime[TurnContext]) -> dict[str, Any]:
        turn = runtime.context
        project = await archive.open(turn.project_id)
        jobs = list(await archive.store.jobs(turn.project_id))
        told = [
            SystemMessage(instructions("director"), id="instructions"),
            SystemMessage(digest_text(project, jobs, turn.thread_id), id="digest"),
        ]
        said = await bound.ainvoke([*told, *_recent(state)])
        return {"messages": [said], "rounds": state.get("rounds", 0) + 1}

    async def act(state: Talk, runtime: Runtime[TurnContext]) -> dict[str, Any]:
        last = state["messages"][-1]
        calls = last.tool_calls if isinstance(last, AIMessage) else []
        return {"messages": [await toolbox.run(call, runtime.context) for call in calls]}

    async def after_director(state: Talk, runtime: Runtime[TurnContext]) -> str:
        last = state["messages"][-1]
        acting = isinstance(last, AIMessage) and last.tool_calls
        if not acting or state["rounds"] > MAX_ROUNDS or await _stopped(archive, runtime.context):
            return END
        return "toolbox"

    async def after_toolbox(state: Talk, runtime: Runtime[TurnContext]) -> str:
        return END if await _stopped(archive, runtime.context) else "director"

    graph = StateGraph(Talk, context_schema=TurnContext)
    graph.add_node("director", director)
    graph.add_node("toolbox", act)
    graph.add_node("told", _nothing)
    graph.add_edge("told", END)
    graph.add_edge(START, "director")
    graph.add_conditional_edges("director", after_director, ["toolbox", END])
    graph.add_conditional_edges("toolbox", after_toolbox, ["director", END])
    return graph.compile(checkpointer=saver)


async def _nothing(state: Talk) -> dict[str, Any]:
    """What a person did by command is written into the talk as if from here; nothing follows."""
    return {}


async def _stopped(archive: Archive, turn: TurnContext) -> bool:
    thread = (await archive.open(turn.project_id)).threads.get(turn.thread_id)
    return thread is not None and thread.stop_requested


def _recent(talk: Talk) -> list[Any]:
    """The last messages, never beginning with a tool's answer whose call was cut off."""
    messages = talk["messages"][-REMEMBERED:]
    while messages and messages[0].type in ("tool", "ai") and len(messages) > 1:
        messages = messages[1:]
    return messages

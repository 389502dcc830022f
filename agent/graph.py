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
from langgraph.types import Command

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

    async def director(state: Talk, runtime: Runtime[TurnContext]) -> Command[str]:
        turn = runtime.context
        project = await archive.open(turn.project_id)
        jobs = list(await archive.store.jobs(turn.project_id))
        told = [
            SystemMessage(instructions("director"), id="instructions"),
            SystemMessage(digest_text(project, jobs, turn.thread_id), id="digest"),
        ]
        said = await bound.ainvoke([*told, *_recent(state)])
        rounds = state.get("rounds", 0) + 1
        acting = said.tool_calls and rounds <= MAX_ROUNDS and not await _stopped(archive, turn)
        goto = "toolbox" if acting else END
        return Command(update={"messages": [said], "rounds": rounds}, goto=goto)

    async def act(state: Talk, runtime: Runtime[TurnContext]) -> Command[str]:
        last = state["messages"][-1]
        calls = last.tool_calls if isinstance(last, AIMessage) else []
        answers = [await toolbox.run(call, runtime.context) for call in calls]
        goto = END if await _stopped(archive, runtime.context) else "director"
        return Command(update={"messages": answers}, goto=goto)

    graph = StateGraph(Talk, context_schema=TurnContext)
    graph.add_node("director", director, destinations=("toolbox", END))
    graph.add_node("toolbox", act, destinations=("director", END))
    graph.add_node("told", _nothing)
    graph.add_edge("told", END)
    graph.add_edge(START, "director")
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

"""A slash command as a turn: the person calls the tool themselves; no model is asked.

Why here: commands are a person's gestures, so USER tools work; the model is told afterwards.
Next: tools/slash.py reads the command.
"""

from typing import Any

from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from agent.graph import Graph
from agent.state import TurnContext
from agent.talk import Talker
from miri.domain.thread import Message
from miri.errors import MiriError
from miri.events.event import Context
from tools.registry import Caller, Registry
from tools.slash import help_text, read_command


async def run_command(
    registry: Registry, talker: Talker, graph: Graph, turn: TurnContext, message: Message
) -> None:
    """Run it, say what came of it, and let the model know."""
    text = await _result(registry, talker, turn, message)
    where = Context(actor=turn.actor.miri(), thread_id=turn.thread_id, turn_id=turn.turn_id)
    await talker.speak(where, turn.project_id, f"msg_{message.id}_answer", text, ())
    config: RunnableConfig = {"configurable": {"thread_id": turn.thread_id}}
    told: dict[str, Any] = {
        "messages": [
            HumanMessage(message.text, id=message.id),
            AIMessage(text, id=f"{message.id}_answer"),
        ]
    }
    await graph.aupdate_state(config, told, as_node="told")


async def _result(registry: Registry, talker: Talker, turn: TurnContext, message: Message) -> str:
    project = await talker.archive.open(turn.project_id)
    if message.text.strip().split()[0] == "/help":
        return help_text(project.film.settings.language)
    try:
        name, arguments = read_command(message.text)
    except MiriError as error:
        return error.message
    caller = Caller(turn.actor, f"command:{message.id}", turn.thread_id, turn.turn_id)
    answer = await registry.call_in_turn(name, arguments, turn.project_id, caller)
    return answer.text

"""A slash command as a turn: the person calls the tool themselves; no model is asked.

Why here: commands are a person's gestures, so USER tools work; the model is told afterwards.
Next: tools/slash.py reads the command.
"""

import json
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from agent.graph import Graph
from agent.state import TurnContext
from agent.talk import Talker
from miri.domain.thread import Message
from miri.errors import MiriError
from miri.events.event import Context
from tools.registry import Caller, Registry, all_tools
from tools.slash import help_text, read_command

LEADING = ("song", "interview", "story", "breakdown")
"""Crafts after whose commands the director proposes what comes next."""


async def run_command(
    registry: Registry, talker: Talker, graph: Graph, turn: TurnContext, message: Message
) -> HumanMessage | None:
    """Run it, say what came of it, and let the model know.

    Where it moved the film along (a song, a story, a breakdown), answers the note with which the
    director goes on; else None.
    """
    name, text, moved = await _result(registry, talker, turn, message)
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
    return (
        studio_note({"note": "command_done", "tool": name}, f"{message.id}_then") if moved else None
    )


def studio_note(data: dict[str, Any], message_id: str) -> HumanMessage:
    """What happened while nobody spoke, as the director reads it."""
    return HumanMessage(f"STUDIO NOTE: {json.dumps(data, ensure_ascii=False)}", id=message_id)


async def _result(
    registry: Registry, talker: Talker, turn: TurnContext, message: Message
) -> tuple[str, str, bool]:
    """The tool's name, what to say of it, and whether it moved the film along."""
    project = await talker.archive.open(turn.project_id)
    if message.text.strip().split()[0] == "/help":
        return "help", help_text(project.film.settings.language), False
    try:
        name, arguments = read_command(message.text)
    except MiriError as error:
        return "", error.message, False
    caller = Caller(turn.actor, f"command:{message.id}", turn.thread_id, turn.turn_id)
    answer = await registry.call_in_turn(name, arguments, turn.project_id, caller)
    moved = not answer.failed and all_tools()[name].craft in LEADING
    return name, answer.text, moved

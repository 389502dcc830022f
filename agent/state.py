"""What a graph run knows: the conversation (checkpointed) and the turn's surroundings (not).

Why here: LangGraph keeps `Talk` per thread; `TurnContext` is given anew with every run.
Next: graph.py.
"""

from dataclasses import dataclass
from typing import Annotated, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages

from miri.domain.identity import Actor


class Talk(TypedDict):
    """The model's working memory of one thread. `rounds` counts model calls of this turn."""

    messages: Annotated[list[AnyMessage], add_messages]
    rounds: int


@dataclass(frozen=True)
class TurnContext:
    """Where and for whom a turn runs. `actor` is the person; tools are called as Miri for them."""

    project_id: str
    thread_id: str
    turn_id: str
    actor: Actor

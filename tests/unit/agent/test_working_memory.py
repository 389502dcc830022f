"""Working memory: what a thread holds between turns stays small, however long people talk."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from agent.graph import REMEMBERED
from agent.turn import KEPT, TIDIED_EVERY
from miri.domain.identity import LOCAL_PERSON
from miri.domain.thread import TurnState
from miri.events.event import Context
from miri.events.talk_events import TurnMoved
from miri.ports.project_store import Commit
from server.bootstrap import Parts
from server.studio import Studio
from tests.studio_fixtures import new_session, running_studio
from tests.unit.agent.scripted_model import ScriptedModel, says

TURNS = 40


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture
async def studio(tmp_path: Path, model: ScriptedModel) -> AsyncIterator[Studio]:
    async with running_studio(tmp_path, "sqlite", Parts(model=model)) as made:
        yield made


async def held(studio: Studio, thread_id: str) -> list[BaseMessage]:
    state = await studio.conductor.runner.graph.aget_state(
        {"configurable": {"thread_id": thread_id}}
    )
    return state.values["messages"]


async def test_a_long_talk_holds_its_last_messages_and_no_call_without_its_answer(
    studio: Studio, model: ScriptedModel, tmp_path: Path
) -> None:
    session = await new_session(studio)
    for n in range(TURNS):
        lines = says(f"Looking {n}.", ("show_project", {})), says(f"That is all {n}.")
        model.script(*lines)  # it refuses a talk in which a call has no answer
        await session.say(f"where are we? {n}")
        assert len(model.heard[-1]) <= REMEMBERED + 2
    kept = await held(studio, session.thread_id)
    assert REMEMBERED <= len(kept) <= KEPT + 4
    assert isinstance(kept[0], HumanMessage) and isinstance(kept[-1], AIMessage)
    assert kept[-1].text.strip() == f"That is all {TURNS - 1}."
    thread = await studio.thread(session.thread_id, LOCAL_PERSON)
    assert len([m for m in thread["messages"] if m["role"] == "person"]) == TURNS
    with sqlite3.connect(tmp_path / "talk.db") as database:
        (steps,) = database.execute("SELECT count(*) FROM checkpoints").fetchone()
        (writes,) = database.execute("SELECT count(*) FROM writes").fetchone()
    assert steps <= 8 * TIDIED_EVERY and writes <= 40 * TIDIED_EVERY


async def test_a_turn_whose_message_is_gone_fails_and_holds_up_nobody(
    studio: Studio, model: ScriptedModel
) -> None:
    session = await new_session(studio)
    lost = TurnMoved(
        thread_id=session.thread_id, turn="turn_lost", state=TurnState.QUEUED, message_id="msg_x"
    )
    context = Context(actor=LOCAL_PERSON, thread_id=session.thread_id, turn_id="turn_lost")
    await studio.archive.commit(
        Commit(project_id=session.project_id, context=context, events=(lost,))
    )
    model.script(says("Here."))
    assert (await session.say("hello?")).strip() == "Here."
    states = [r.event.state for r in await session.events() if isinstance(r.event, TurnMoved)]
    assert states.count(TurnState.FAILED) == 1 and states[-1] is TurnState.DONE

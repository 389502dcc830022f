"""Who runs a thread's turns: of all processes that share a store, the one that holds its lease."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent.talk import note
from miri.domain.identity import LOCAL_PERSON
from miri.domain.thread import TurnState
from miri.events.talk_events import TurnMoved
from miri.ports.leases import Lease
from server.bootstrap import Parts
from server.studio import Studio
from tests.studio_fixtures import Session, new_session, running_studio
from tests.unit.agent.scripted_model import ScriptedModel, says

DEAD = "engine_gone@elsewhere/1/1"


class House:
    """Two studios over one home, as two processes are; each has a director of its own."""

    def __init__(self, studios: list[Studio], models: list[ScriptedModel]) -> None:
        self.studios, self.models = studios, models

    def at(self, number: int, session: Session) -> Session:
        return Session(self.studios[number], session.project_id, session.thread_id)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    models = [ScriptedModel(pause=0.01), ScriptedModel(pause=0.01)]
    parts = [Parts(model=model) for model in models]
    async with (
        running_studio(tmp_path, store="sqlite", parts=parts[0]) as one,
        running_studio(tmp_path, store="sqlite", parts=parts[1]) as other,
    ):
        yield House([one, other], models)


async def moves(session: Session) -> list[tuple[str, TurnState]]:
    events = [r.event for r in await session.events()]
    return [(e.turn, e.state) for e in events if isinstance(e, TurnMoved)]


async def no_open_turn(session: Session) -> None:
    async with asyncio.timeout(30):
        while (await session.project()).threads[session.thread_id].open_turns:
            await asyncio.sleep(0.01)


async def test_of_two_processes_that_are_told_of_a_turn_one_runs_it_and_it_runs_what_comes_after(
    house: House,
) -> None:
    session = await new_session(house.studios[0])
    for model in house.models:
        model.script(*(says(f"These are the words of line {n}.") for n in range(6)))
    for n in range(6):
        here = house.studios[n % 2].conductor
        await here.say(session.thread_id, LOCAL_PERSON, f"message {n}")
        for studio in house.studios:
            studio.conductor.kick(session.project_id, session.thread_id)
    await no_open_turn(session)
    told = await moves(session)
    assert len(told) == len(set(told)) == 18
    assert [s for _, s in told].count(TurnState.DONE) == 6
    assert sum(len(model.heard) for model in house.models) == 6
    for studio in house.studios:
        await studio.conductor.idle()
    lease = await house.studios[0].archive.store.leases.seen(f"turn:{session.thread_id}")
    assert lease.owner == ""


async def test_a_turn_that_nobody_was_told_of_is_taken_up_at_the_second_look(house: House) -> None:
    session = await new_session(house.studios[0])
    other = house.studios[1]
    house.models[1].script(says("I found it lying."))
    message = note("left", other.conductor.talker.clock)
    await other.conductor.talker.post(session.project_id, session.thread_id, LOCAL_PERSON, message)
    for studio in house.studios:
        await studio.rounds.stop()
    await other.rounds.look()
    assert house.models[1].heard == []
    await other.rounds.look()
    await no_open_turn(session)
    assert (await session.last_words()).strip() == "I found it lying."


async def test_a_turn_whose_lease_was_taken_over_is_let_go_and_left_to_the_new_holder(
    house: House,
) -> None:
    session = await new_session(house.studios[0])
    one = house.studios[0]
    one.conductor.holder.renew_seconds = 0.02
    house.models[0].script(says("word " * 5_000))
    await one.conductor.say(session.thread_id, LOCAL_PERSON, "talk on")
    name, leases = f"turn:{session.thread_id}", one.archive.store.leases
    async with asyncio.timeout(30):
        while session.thread_id not in one.conductor.runner.partials:
            await asyncio.sleep(0.01)
        seen = await leases.seen(name)
        stolen = Lease(name=name, owner=DEAD, fence=seen.fence + 1, beat=seen.beat + 1)
        while not await leases.put(stolen, seen.beat):
            seen = await leases.seen(name)
            stolen = stolen.model_copy(update={"beat": seen.beat + 1})
        await one.conductor.idle(session.thread_id)
    assert [state for _, state in await moves(session)] == [TurnState.QUEUED, TurnState.RUNNING]
    assert (await leases.seen(name)).owner == DEAD
    assert await session.last_words() == ""


async def test_a_process_that_does_not_work_leaves_turns_alone(house: House) -> None:
    session = await new_session(house.studios[0])
    one, other = house.studios
    await other.rounds.stop()
    await one.rounds.stop()
    one.conductor.works = False
    await one.conductor.say(session.thread_id, LOCAL_PERSON, "hello")
    await one.conductor.idle()
    assert [state for _, state in await moves(session)] == [TurnState.QUEUED]
    house.models[1].script(says("Here I am."))
    other.conductor.kick(session.project_id, session.thread_id)
    await no_open_turn(session)
    assert house.models[0].heard == []

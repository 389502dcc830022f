"""LangChain's conformance suite over every checkpointer, and what it does not ask of ours.

Why here: the director's memory must be the same wherever it is kept.
Next: agent/checkpoints.py; agent/firestore_checkpoints.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.conformance import checkpointer_test, validate
from langgraph.graph import END, START, MessagesState, StateGraph

from agent.checkpoints import Saver, firestore_saver, open_saver
from miri.domain.identity import LOCAL_PERSON, Actor
from miri.stores.firestore.connection import connect, disconnect
from miri.stores.firestore.failures import asked

BASE = {"put", "put_writes", "get_tuple", "list", "delete_thread"}
OURS = BASE | {"delete_for_runs", "copy_thread", "prune"}


@asynccontextmanager
async def in_firestore(emulator: str) -> AsyncIterator[Saver]:
    client = connect(f"demo-{uuid4().hex}", emulator)
    yield firestore_saver(client, asked)
    await disconnect(client)


def opened(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> AbstractAsyncContextManager[Saver]:
    if kind == "firestore":
        return in_firestore(request.getfixturevalue("firestore_emulator"))
    return open_saver(tmp_path / f"{uuid4().hex}.db" if kind == "sqlite" else None)


@pytest.fixture(params=["memory", "sqlite", "firestore"])
async def saver(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Saver]:
    async with opened(request.param, request, tmp_path) as made:
        yield made


@pytest.fixture
async def firestore(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Saver]:
    async with opened("firestore", request, tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("kind", "able"),
    [("memory", BASE | {"prune"}), ("sqlite", BASE | {"prune"}), ("firestore", OURS)],
)
async def test_a_saver_passes_langchains_conformance_suite(
    kind: str, able: set[str], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    @checkpointer_test(name=f"{kind}-{uuid4().hex}")
    async def made() -> AsyncGenerator[Saver, None]:
        async with opened(kind, request, tmp_path) as saver:
            yield saver

    report = await validate(made)
    told = {name: result.failures for name, result in report.results.items() if result.failures}
    assert not told
    assert report.passed_all_base()
    assert able <= {name for name, result in report.results.items() if result.passed}


def thread(name: str = "thread_a", **more: Any) -> dict[str, Any]:
    return {"configurable": {"thread_id": name, "checkpoint_ns": "", **more}}


def talking(saver: Saver, answer: str = "I hear you") -> Any:
    async def speak(state: MessagesState) -> dict[str, Any]:
        return {"messages": [AIMessage(f"{answer} {len(state['messages'])}")]}

    graph = StateGraph(MessagesState)
    graph.add_node("speak", speak)
    graph.add_edge(START, "speak")
    graph.add_edge("speak", END)
    return graph.compile(checkpointer=saver)


async def said(graph: Any, config: dict[str, Any]) -> list[str]:
    return [m.content for m in (await graph.aget_state(config)).values["messages"]]


async def test_a_graph_talks_on_and_can_be_forked_from_before(saver: Saver) -> None:
    graph, config = talking(saver), thread()
    for words in ("one", "two"):
        await graph.ainvoke({"messages": [HumanMessage(words)]}, config, durability="sync")
    assert await said(graph, config) == ["one", "I hear you 1", "two", "I hear you 3"]
    history = [state async for state in graph.aget_state_history(config)]
    first = next(s for s in history if len(s.values.get("messages", ())) == 2 and not s.next)
    fork = await graph.aupdate_state(
        first.config, {"messages": [HumanMessage("other")]}, as_node="__start__"
    )
    await graph.ainvoke(None, fork, durability="sync")
    assert await said(graph, config) == ["one", "I hear you 1", "other", "I hear you 3"]
    assert [m.content for m in history[0].values["messages"]][2] == "two"


async def test_talk_of_three_mebibytes_comes_back_whole(saver: Saver) -> None:
    noise = "".join(uuid4().hex for _ in range(100_000))
    graph, config = talking(saver), thread("נושא/אחד")
    await graph.ainvoke({"messages": [HumanMessage(noise)]}, config, durability="sync")
    assert (await said(graph, config))[0] == noise
    await saver.adelete_thread("נושא/אחד")
    assert (await graph.aget_state(config)).values == {}


async def test_what_is_read_back_is_data_and_makes_no_objects_of_other_types(saver: Saver) -> None:
    values = {"who": [LOCAL_PERSON, HumanMessage("hi")]}
    stored = await saver.aput(
        thread(),
        {**empty_checkpoint(), "channel_values": values, "channel_versions": {"who": "1"}},
        {},
        {"who": "1"},
    )
    person, message = (await saver.aget_tuple(stored)).checkpoint["channel_values"]["who"]
    assert not isinstance(person, Actor)
    assert message == HumanMessage("hi")


async def test_pruning_keeps_the_newest_and_drops_what_only_the_others_had(
    firestore: Saver,
) -> None:
    graph, config = talking(firestore), thread()
    for words in ("one", "two", "three"):
        await graph.ainvoke({"messages": [HumanMessage(words)]}, config, durability="sync")
    before = await said(graph, config)
    kept = await blobs(firestore, "thread_a")
    await firestore.aprune(["thread_a"])
    assert await said(graph, config) == before
    assert len([s async for s in graph.aget_state_history(config)]) == 1
    assert len(await blobs(firestore, "thread_a")) == 1 < len(kept)
    await graph.ainvoke({"messages": [HumanMessage("four")]}, config, durability="sync")
    assert (await said(graph, config))[-2:] == ["four", "I hear you 7"]


async def test_a_thread_whose_values_older_checkpoints_tell_is_not_pruned(firestore: Saver) -> None:
    told = {"counters_since_delta_snapshot": {"messages": [1, 1]}}
    for n in range(3):
        await firestore.aput(thread(), empty_checkpoint(), {"step": n, **told}, {})
    await firestore.aprune(["thread_a"])
    assert len([t async for t in firestore.alist(thread())]) == 3


async def blobs(saver: Any, name: str) -> list[str]:
    place = saver.client.collection("conversations").document(f"t.{name}").collection("blobs")
    return [s.id async for s in place.stream()]


async def test_writes_that_a_task_repeats_stay_as_they_first_were(saver: Saver) -> None:
    stored = await saver.aput(thread(), empty_checkpoint(), {}, {})
    await saver.aput_writes(stored, [("a", "first"), ("b", 1)], "task")
    await saver.aput_writes(stored, [("a", "second"), ("b", 2), ("c", 3)], "task")
    found = await saver.aget_tuple(stored)
    assert found.pending_writes == [("task", "a", "first"), ("task", "b", 1), ("task", "c", 3)]

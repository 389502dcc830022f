"""The talk's serializer: the same bytes as LangGraph's own, made once for each message."""

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from agent import serializer
from agent.serializer import TalkSerializer

TALK = [
    HumanMessage("hello", id="h1"),
    AIMessage("", id="a1", tool_calls=[{"name": "stop", "args": {"n": 1}, "id": "c1"}]),
    ToolMessage("stopped", tool_call_id="c1", id="t1"),
]
STATE = {"v": 4, "channel_values": {"messages": TALK, "rounds": 2}}


def test_it_writes_what_langgraph_writes_and_reads_what_langgraph_wrote() -> None:
    plain, ours = JsonPlusSerializer(allowed_msgpack_modules=None), TalkSerializer()
    written = plain.dumps_typed(STATE)
    assert ours.dumps_typed(STATE) == ours.dumps_typed(STATE) == written
    assert ours.loads_typed(written) == plain.loads_typed(written) == STATE


def test_a_message_read_again_is_the_same_message() -> None:
    ours = TalkSerializer()
    written = JsonPlusSerializer().dumps_typed(TALK)
    first, second = ours.loads_typed(written), ours.loads_typed(written)
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_a_message_that_gets_its_id_later_is_written_with_it() -> None:
    ours = TalkSerializer()
    message = AIMessage("hi")
    ours.dumps_typed([message])
    message.id = "a2"
    assert ours.loads_typed(ours.dumps_typed([message]))[0].id == "a2"


def test_what_is_remembered_has_a_limit(monkeypatch) -> None:
    monkeypatch.setattr(serializer, "KEPT_BYTES", 3_000)
    ours = TalkSerializer()
    for n in range(50):
        message = HumanMessage("x" * 500, id=f"h{n}")
        assert ours.loads_typed(ours.dumps_typed(message)) == message
    assert 0 < ours._size <= 3_000
    assert len(ours._by_bytes) == len(ours._by_message) < 10

"""What must be true of a project's log after any crash, however it came about.

Why here: each restart is followed by the same questions.
Next: test_restarts.py, soak.py.
"""

from collections import Counter
from typing import Any

from tests.guest import OVER, Guest

Event = dict[str, Any]
ENDS = {"READY", "FAILED", "CANCELLED"}


async def assert_nothing_lost_and_nothing_twice(guest: Guest) -> list[Event]:
    """The whole log, once it holds what a log must."""
    document = await guest.settled(120)
    events = await guest.events()
    assert [e["seq"] for e in events] == list(range(1, document["seq"] + 1))
    _messages(events)
    _turns(events)
    _calls(events)
    _jobs(events, document)
    return events


def _messages(events: list[Event]) -> None:
    said = [e["data"]["message"] for e in events if e["type"] in MESSAGES]
    assert twice(m["id"] for m in said) == []


def _turns(events: list[Event]) -> None:
    """Every turn that was queued ended, once."""
    queued = [e["data"]["turn_id"] for e in events if e["type"] == "RUN_QUEUED"]
    ended = [e["data"]["turn_id"] for e in events if e["type"] == "RUN_FINISHED"]
    assert twice(queued) == twice(ended) == [] and set(queued) == set(ended)
    failed = [e for e in events if e["type"] == "RUN_FINISHED" and e["data"]["status"] == "FAILED"]
    assert failed == []


def _calls(events: list[Event]) -> None:
    """Every tool call took effect once: it was told once, and so was its answer."""
    called = [e["data"]["call_id"] for e in events if e["type"] == "TOOL_CALL_START"]
    returned = [e["data"]["call_id"] for e in events if e["type"] == "TOOL_CALL_RESULT"]
    assert twice(called) == [] and called == returned


def _jobs(events: list[Event], document: dict[str, Any]) -> None:
    """Every job was queued, ended once, and made one thing."""
    moves = [e["data"]["job"] for e in events if e["type"] == "JOB_UPDATED"]
    assert twice(m["id"] for m in moves if m["state"] in ENDS) == []
    assert {m["id"] for m in moves} == {j["id"] for j in document["jobs"]}
    assert all(j["state"] in OVER for j in document["jobs"])
    ready = [e["data"]["version"]["id"] for e in events if e["type"] == "VERSION_READY"]
    cuts = [e["data"]["cut"]["id"] for e in events if e["type"] == "CUT_READY"]
    assert twice(ready) == twice(cuts) == []
    assert not [v for v in document["versions"] if v["status"] == "MAKING"]
    notes = [e["data"]["call_id"] for e in events if e["type"] == "STUDIO_NOTE"]
    assert twice(notes) == []


def twice(values: Any) -> list[Any]:
    """What is there more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


MESSAGES = ("MESSAGE_POSTED", "TEXT_MESSAGE_END")

"""What a client that stays connected is promised: every event once, in order, whatever happens."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from miri.config import load_settings
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.rehearsal import RehearsedClips, RehearsedImages
from server.bootstrap import Parts, open_studio
from server.studio import Studio
from tests.guest import Guest
from tests.listener import Listener, listening
from tests.live_server import served
from tests.unit.agent.scripted_model import ScriptedModel, says


@dataclass
class House:
    """A served studio with a scripted director and pictures that have a price."""

    studio: Studio
    url: str
    model: ScriptedModel
    guest: Guest


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    artist, model = AnimaticArtist(), ScriptedModel()
    parts = Parts(
        model=model,
        images=RehearsedImages(artist, 20_000),
        clips=RehearsedClips(artist, 500_000),
    )
    settings = load_settings(home=tmp_path, store="sqlite", api_tokens=None)
    async with (
        open_studio(settings, parts) as studio,
        served(studio) as url,
        httpx.AsyncClient(base_url=url, timeout=30) as http,
    ):
        yield House(studio, url, model, await Guest(http).begin())


async def test_no_event_is_missed_none_comes_twice_and_all_are_in_order(house: House) -> None:
    """Four people write at once while five clients come, go and come back."""
    project, chance = house.guest.project_id, random.Random(7)
    writing = True

    async def write(person: int) -> None:
        for n in range(30):
            await house.guest.did("define_asset", kind="prop", name=f"Thing {person} {n}")

    async def listen() -> Listener:
        await asyncio.sleep(chance.random() * 0.3)
        listener = await Listener(house.url).connect()
        await listener.follow(project, 0)
        while writing:
            await asyncio.sleep(chance.random() * 0.15)
            await listener.again(project)
        return listener

    listeners = [asyncio.create_task(listen()) for _ in range(5)]
    await asyncio.gather(*(write(person) for person in range(4)))
    writing = False
    head = (await house.guest.document())["seq"]
    assert head > 120
    for listener in await asyncio.gather(*listeners):
        await listener.until_seq(head)
        assert listener.seqs == list(range(1, head + 1))
        await listener.client.disconnect()


async def test_events_are_the_same_live_replayed_and_over_http(house: House) -> None:
    house.model.script(says("Noting.", ("save_brief", {"theme": "the sea"})), says("Noted."))
    async with listening(house.url, house.guest.project_id) as live:
        await house.guest.say("about the sea")
        document = await house.guest.document()
        await live.until_seq(document["seq"])
    async with listening(house.url, house.guest.project_id) as late:
        await late.until_seq(document["seq"])
    stored = [e for e in live.events if e["seq"] is not None]
    assert stored == late.events == await house.guest.events()
    types = [e["type"] for e in stored]
    said = ["MESSAGE_POSTED", "RUN_QUEUED", "RUN_STARTED", "TEXT_MESSAGE_END", "TOOL_CALL_START"]
    assert [t for t in types if t in said][:5] == said
    assert types[-2:] == ["TEXT_MESSAGE_END", "RUN_FINISHED"]
    assert {e["v"] for e in stored} == {1}
    assert {e["thread_id"] for e in stored[2:]} == {house.guest.thread_id}


async def test_a_client_that_comes_back_gets_exactly_what_it_missed(house: House) -> None:
    project = house.guest.project_id
    async with listening(house.url, project) as listener:
        await listener.until_seq(2)
        await listener.client.disconnect()
        for n in range(20):
            await house.guest.did("define_asset", kind="prop", name=f"Thing {n}")
        await listener.again(project)
        head = (await house.guest.document())["seq"]
        await listener.until_seq(head)
        assert listener.seqs == list(range(1, head + 1))


async def test_a_log_shorter_than_the_client_believes_is_told_by_its_seq(house: House) -> None:
    async with listening(house.url) as listener:
        head = (await house.guest.document())["seq"]
        ack = await listener.follow(house.guest.project_id, 10_000)
        assert ack == {"ok": True, "seq": head}
        await house.guest.did("define_asset", kind="prop", name="Lamp")
        await listener.until_seq(head + 1)


async def test_words_stream_and_make_up_the_whole_message(house: House) -> None:
    house.model.script(says(" ".join(f"word{n}" for n in range(40))))
    async with listening(house.url, house.guest.project_id) as listener:
        await house.guest.say("talk")
        end = await listener.until(lambda e: e["type"] == "TEXT_MESSAGE_END")
        message = end["data"]["message"]
        assert listener.text_of(message["id"]) == message["text"]
        assert len(listener.of("TEXT_MESSAGE_CONTENT")) >= 40
        assert all(e["seq"] is None for e in listener.of("TEXT_MESSAGE_CONTENT"))


async def test_who_joins_in_the_middle_reads_the_text_so_far_and_then_the_rest(
    house: House,
) -> None:
    house.model.pause = 0.004
    house.model.script(says(" ".join(f"word{n}" for n in range(150))))
    project = house.guest.project_id
    async with listening(house.url, project) as first:
        await house.guest.post("talk")
        joined: list[Listener] = []
        for _ in range(12):
            await first.until(lambda e: e["type"] == "TEXT_MESSAGE_CONTENT")
            listener = await Listener(house.url).connect()
            await listener.follow(project, first.since)
            joined.append(listener)
        await house.guest.settled()
        head = (await house.guest.document())["seq"]
        wholes = 0
        for listener in joined:
            await listener.until_seq(head)
            message = listener.of("TEXT_MESSAGE_END")[-1]["data"]["message"]
            assert listener.text_of(message["id"]) in ("", message["text"])
            wholes += any(e["data"].get("whole") for e in listener.of("TEXT_MESSAGE_CONTENT"))
            await listener.client.disconnect()
        assert wholes >= 6, "nobody joined in the middle"


async def test_two_clients_see_the_same_conversation(house: House) -> None:
    house.model.script(says("One."), says("Two."))
    project, thread = house.guest.project_id, house.guest.thread_id
    async with listening(house.url, project) as here, listening(house.url, project) as there:
        told = await here.call("message", {"thread_id": thread, "text": "hi", "media": []})
        assert set(told) == {"turn_id", "message_id"}
        await there.until(lambda e: e["type"] == "RUN_FINISHED")
        await there.call("message", {"thread_id": thread, "text": "again"})
        await here.until(lambda e: len(here.of("RUN_FINISHED")) == 2)
        await there.until(lambda e: len(there.of("RUN_FINISHED")) == 2)
        assert here.events == there.events
        posted = [e["data"]["message"]["text"] for e in there.of("MESSAGE_POSTED")]
        assert posted == ["hi", "again"]


async def test_ten_threads_talk_at_once_and_no_event_lands_in_the_wrong_one(house: House) -> None:
    threads = [await house.guest.open_thread(f"t{n}") for n in range(10)]
    house.model.pause = 0.001
    house.model.script(*[lambda m: says(f"you said {m[-1].text}") for _ in range(30)])
    async with listening(house.url, house.guest.project_id) as listener:

        async def talk(n: int) -> None:
            for turn in range(3):
                data = {"thread_id": threads[n], "text": f"thread {n} turn {turn}"}
                assert "turn_id" in await listener.call("message", data)

        await asyncio.gather(*(talk(n) for n in range(10)))
        head = (await house.guest.settled())["seq"]
        await listener.until_seq(head)
        assert listener.seqs == list(range(1, head + 1))
        for n, thread in enumerate(threads):
            ends = [e["data"]["message"] for e in listener.of("TEXT_MESSAGE_END", thread=thread)]
            assert [m["text"].strip() for m in ends] == [
                f"you said thread {n} turn {turn}" for turn in range(3)
            ]
            for message in ends:
                assert listener.text_of(message["id"]) == message["text"]
            deltas = listener.of("TEXT_MESSAGE_CONTENT", thread=thread)
            assert {e["data"]["message_id"] for e in deltas} == {m["id"] for m in ends}
            runs = [e["type"] for e in listener.of("RUN_STARTED", "RUN_FINISHED", thread=thread)]
            assert runs == ["RUN_STARTED", "RUN_FINISHED"] * 3


async def test_stop_cuts_the_speech_off_and_the_next_message_is_answered(house: House) -> None:
    house.model.pause = 0.03
    house.model.script(says(" ".join(["word"] * 300)), says("Yes?"))
    thread = house.guest.thread_id
    async with listening(house.url, house.guest.project_id) as listener:
        await listener.call("message", {"thread_id": thread, "text": "talk"})
        await listener.until(lambda e: len(listener.of("TEXT_MESSAGE_CONTENT")) > 3)
        assert (await listener.call("stop", {"thread_id": thread})) == {"ok": True}
        ended = await listener.until(lambda e: e["type"] == "RUN_FINISHED")
        assert ended["data"]["status"] == "STOPPED"
        kept = listener.of("TEXT_MESSAGE_END")[-1]["data"]["message"]["text"]
        assert 0 < kept.count("word") < 300
        assert (await house.guest.say("go on")).strip() == "Yes?"


async def test_the_word_stop_as_a_command_does_not_wait_for_what_it_stops(house: House) -> None:
    house.model.pause = 0.03
    house.model.script(says(" ".join(["word"] * 300)))
    async with listening(house.url, house.guest.project_id) as listener:
        await house.guest.post("talk")
        await listener.until(lambda e: len(listener.of("TEXT_MESSAGE_CONTENT")) > 3)
        async with asyncio.timeout(5):
            await house.guest.say("/stop")
        states = [e["data"]["status"] for e in listener.of("RUN_FINISHED")]
        assert states[0] == "STOPPED" and len(states) == 2


async def quoted(house: House, song: Path) -> dict[str, Any]:
    """A quote for two stills; its approval."""
    await house.guest.with_shots(song)
    await house.guest.did("set_budget", dollars="5")
    house.model.script(
        says("Drawing.", ("generate_stills", {"shots": ["1", "2"]})), says("That is 4 cents.")
    )
    await house.guest.say("draw the first two")
    (approval,) = (await house.guest.document())["approvals"]
    assert approval["status"] == "pending" and approval["total_micros"] == 40_000
    assert approval["lines"] and approval["thread_id"] == house.guest.thread_id
    return approval


async def test_a_quote_is_asked_approved_by_a_button_and_spent_once(
    house: House, song_file: Path
) -> None:
    async with listening(house.url, house.guest.project_id) as listener:
        approval = await quoted(house, song_file)
        asked = await listener.until(lambda e: e["type"] == "APPROVAL_REQUESTED")
        assert asked["data"]["approval"]["id"] == approval["id"]
        house.model.script(says("Both are ready."))
        press = {
            "project_id": house.guest.project_id,
            "thread_id": house.guest.thread_id,
            "name": "approve_spend",
            "args": {"approval": approval["id"]},
        }
        first = await listener.call("tool", {**press, "key": "button"})
        assert "error" not in first, first
        assert await listener.call("tool", {**press, "key": "button"}) == first
        twice = await listener.call("tool", press)
        assert twice["error"] in ("refused", "conflict", "not_found")
        document = await house.guest.settled()
        assert document["budget"]["spent_micros"] == 40_000
        assert document["budget"]["reserved_micros"] == 0
        await listener.until_seq(document["seq"])
        decided = [e["data"]["decision"] for e in listener.of("APPROVAL_DECIDED")]
        assert decided[-1] == "used"
        assert len(listener.of("VERSION_READY")) == 2
        assert (await house.guest.words())[-1].strip() == "Both are ready."


async def test_a_quote_that_is_declined_spends_nothing(house: House, song_file: Path) -> None:
    approval = await quoted(house, song_file)
    await house.guest.did("decline_spend", approval=approval["id"])
    late = await house.guest.tool("approve_spend", approval=approval["id"])
    assert late.status_code in (404, 409, 422), late.text
    document = await house.guest.settled()
    assert document["budget"]["spent_micros"] == document["budget"]["reserved_micros"] == 0
    assert {a["status"] for a in document["approvals"]} == {"declined"}


async def test_a_yes_over_http_approves_what_was_asked_last(house: House, song_file: Path) -> None:
    await quoted(house, song_file)
    house.model.script(says("Under way."), says("Both are ready."))
    assert (await house.guest.say("yes!")).strip() == "Both are ready."
    document = await house.guest.document()
    assert document["budget"]["spent_micros"] == 40_000
    assert {a["status"] for a in document["approvals"]} == {"used"}

"""The project itself: begun, named, shown, shaped, and deleted by its name; its conversations."""

from fractions import Fraction

import pytest

from miri.domain.identity import SYSTEM
from miri.errors import Conflict, Forbidden, NotFound, Refused
from tests.unit.tools.stage import OTHER_PERSON, Stage
from tools.registry import Caller


async def test_a_project_begins_with_what_was_asked_and_belongs_to_who_asked(empty: Stage):
    caller = Caller(OTHER_PERSON, "key_a")
    wanted = {"name": "ים", "language": "he", "fps": "24000/1001", "format": "9:16"}
    answer = await empty.registry.call("create_project", wanted, "project_b", caller)
    project = await empty.archive.open("project_b")
    settings = project.film.settings
    assert answer.text == "״ים״ יוצא לדרך."
    assert project.owner == OTHER_PERSON.person_id
    assert (settings.language, settings.width, settings.height) == ("he", 720, 1280)
    assert settings.fps == Fraction(24000, 1001)


@pytest.mark.parametrize(("language", "name"), [("en", "New film"), ("he", "סרט חדש")])
async def test_a_project_without_a_name_gets_one(empty: Stage, language: str, name: str):
    caller = Caller(empty.actor, "key_a")
    await empty.registry.call("create_project", {"language": language}, "project_b", caller)
    assert (await empty.archive.open("project_b")).film.settings.name == name


@pytest.mark.parametrize(
    "wrong", [{"fps": 0}, {"fps": 24.5}, {"fps": "x"}, {"format": "4:3"}, {"language": "fr"}]
)
async def test_a_project_that_can_not_be_is_refused(empty: Stage, wrong):
    with pytest.raises(Refused, match="create_project can't take that"):
        await empty.registry.call("create_project", wrong, "project_b", Caller(empty.actor, "k"))


async def test_a_project_begins_once(empty: Stage):
    with pytest.raises(Conflict):
        await empty.registry.call("create_project", {}, empty.project_id, Caller(empty.actor, "k2"))


async def test_no_machine_begins_a_project(empty: Stage):
    with pytest.raises(Forbidden):
        await empty.registry.call("create_project", {}, "project_b", Caller(SYSTEM, "k"))


async def test_the_film_is_shown_as_it_stands(empty: Stage, stage: Stage):
    assert "has no song yet" in await empty.told("show_project")
    await stage.with_pictures(1)
    answer = await stage.call("show_project")
    assert answer.text == (
        "“Night drive”, on the song “Night drive”: 3 scenes, 12 shots, 0 of them moving. What I know"
        " of the film: the story: a woman drives through the night to the sea."
    )
    assert answer.result["shots_by_status"] == {"AWAITING_APPROVAL": 1, "DRAFT": 11}
    assert answer.blocks[0].data["rows"] == [["picture ready", "1"], ["no picture yet", "11"]]


async def test_name_and_language_change(empty: Stage):
    before = (await empty.project()).seq
    assert await empty.told("rename_project", name=1984) == "The film is called “1984” now."
    assert await empty.told("set_language", language="he") == (
        "מעכשיו עברית. היי, אני מירי, ונעשה יחד קליפ."
    )
    assert await empty.types(before) == ["SettingsChanged", "SettingsChanged"]
    assert await empty.told("set_language", language="he") == (
        "מעכשיו עברית. היי, אני מירי, ונעשה יחד קליפ."
    )
    assert await empty.types(before) == ["SettingsChanged", "SettingsChanged"]
    said = await empty.told("set_language", language="en")
    assert said.startswith("I'll speak English here. Hi, I'm Miri")
    assert "at least 1 letters" in (await empty.refusal("rename_project", name="  ")).message


async def test_another_shape_says_which_pictures_have_the_old_one(stage: Stage):
    assert await stage.told("set_format", format="1:1") == "The film is 1:1 now."
    await stage.with_pictures(1, 2)
    assert "2 pictures still have the old shape" in await stage.told("set_format", format="9:16")
    settings = (await stage.film()).settings
    assert (settings.width, settings.height) == (720, 1280)


async def test_a_file_is_kept_with_the_size_it_really_has(empty: Stage):
    media = await empty.registry.desk.media.keep(b"12345", "image/png", "a.png")
    arguments = {"media": media.id, "content_type": "image/png", "size": 99, "name": "a.png"}
    before = (await empty.project()).seq
    assert await empty.told("keep_media", **arguments) == "I have the file “a.png”."
    assert (await empty.project()).media[media.id].size == 5
    await empty.call("keep_media", **arguments)
    assert await empty.types(before) == ["MediaAdded"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"media": "media_" + "0" * 64, "content_type": "image/png"}, NotFound),
        ({"media": "../../etc/passwd", "content_type": "image/png"}, Refused),
        ({"media": "media_" + "0" * 64, "content_type": "nonsense"}, Refused),
    ],
)
async def test_a_file_that_was_not_uploaded_can_not_be_kept(empty: Stage, arguments, error):
    assert isinstance(await empty.refusal("keep_media", **arguments), error)


async def test_a_film_is_deleted_by_its_name_only_and_then_gone(stage: Stage):
    await stage.call("generate_stills", shots=[1])
    for confirm in ("", "night drive", "yes"):
        refusal = await stage.refusal("delete_project", confirm=confirm)
        assert 'send: /delete_project confirm="Night drive"' in refusal.message
    assert await stage.told("delete_project", confirm="Night drive") == "“Night drive” is deleted."
    assert all(j.cancel_requested for j in await stage.jobs())
    with pytest.raises(NotFound):
        await stage.project()
    with pytest.raises(NotFound):
        await stage.call("show_project")


async def test_conversations_are_opened_named_put_away_and_brought_back(empty: Stage):
    opened = await empty.call("new_thread", title="  Ending ")
    assert opened.text == "A new conversation: “Ending”."
    thread = opened.result["thread_id"]
    assert (await empty.call("new_thread")).text == "A new conversation: “Conversation 3”."
    await empty.call("rename_thread", title="The end", thread=thread)
    await empty.call("rename_thread", title="Here")
    titles = {t.id: t.title for t in (await empty.project()).threads.values()}
    assert titles[thread] == "The end" and titles[empty.thread] == "Here"
    assert await empty.told("archive_thread", thread=thread) == "“The end” is archived."
    listed = await empty.call("list_threads")
    assert listed.text == "3 conversations."
    assert listed.result["threads"][-1] == "The end (…)" and "Here *" in listed.result["threads"]
    assert await empty.told("archive_thread", thread=thread, archived=False) == "“The end” is back."


@pytest.mark.parametrize("tool", ["rename_thread", "archive_thread"])
async def test_an_unknown_conversation_is_not_found(empty: Stage, tool: str):
    arguments = {"title": "x"} if tool == "rename_thread" else {}
    assert isinstance(await empty.refusal(tool, thread="thread_x", **arguments), NotFound)
    caller = Caller(empty.actor, "key_nowhere")
    with pytest.raises(NotFound):
        await empty.registry.call(tool, arguments, empty.project_id, caller)


async def test_the_same_key_in_two_projects_opens_two_conversations(empty: Stage):
    other = Stage(empty.registry, project_id="project_other")
    await empty.registry.call("create_project", {}, "project_other", Caller(empty.actor, "k"))
    ids = [
        (await s.registry.call("new_thread", {}, s.project_id, Caller(s.actor, "1"))).result
        for s in (empty, other)
    ]
    assert ids[0]["thread_id"] != ids[1]["thread_id"]


async def test_stop_stops_what_this_conversation_began_and_nothing_else(stage: Stage):
    await stage.call("generate_stills", shots=[1, 2])
    await stage.call("generate_stills", shots=[3], at="thread_two")
    answer = await stage.call("stop")
    assert (answer.text, answer.result["jobs"]) == ("Stopped.", 2)
    flagged = {j.thread_id for j in await stage.jobs() if j.cancel_requested}
    assert flagged == {stage.thread}

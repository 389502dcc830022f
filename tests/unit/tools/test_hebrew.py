"""A Hebrew film is answered in Hebrew throughout: every tool, its refusals, tables and buttons."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from miri.domain.thread import Block
from miri.errors import MiriError
from tests.studio_fixtures import write_song
from tests.unit.tools.stage import LINES, Stage, open_film, open_stage, with_song
from tools.registry import Answer, all_tools
from tools.slash import help_text

HEBREW = re.compile(r"[\u05d0-\u05ea]")
LATIN = re.compile(r"[A-Za-z]{3,}")
OURS = re.compile(
    r"/\w+( \w+=\S+)?|\"[^\"]*\"|\b(MP3|WAV|FLAC|M4A|OGG|LRC|BPM|Noa|Night|drive|Sea|night|animatic|true"
    r"|false|still|clip|end_still)\b|#[0-9A-F]{6}|show_history|restore_revision"
)
"""What stays as it is in every language: names, formats, commands, what a person typed."""

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("show_project", {}),
    ("show_budget", {}),
    ("ask_user", {"question": "יום או לילה?", "options": ["יום", "לילה"]}),
    ("save_brief", {"mood": "געגוע"}),
    ("set_look", {"words": "לילה כחול"}),
    ("write_treatment", {}),
    ("revise_treatment", {"note": "יותר אפל"}),
    ("mark_moment", {"words": LINES[0][2]}),
    ("adjust_section", {"section": "פזמון", "label": "verse"}),
    ("plan_scenes", {}),
    ("plan_shots", {"pace": "faster"}),
    ("edit_scene", {"scene": 1, "note": "בגשם"}),
    ("edit_shot", {"shot": 2, "note": "יותר כהה, עם מטרייה אדומה"}),
    ("retime_shot", {"shot": 2, "beats": 1}),
    ("split_shot", {"shot": 2}),
    ("merge_shots", {"shots": "2-3"}),
    ("lock_shot", {"shot": 1}),
    ("unlock_shot", {"shot": 1}),
    ("define_asset", {"kind": "prop", "name": "מנורה", "description": "a lamp"}),
    ("generate_asset", {}),
    ("generate_stills", {"shots": [1, 2]}),
    ("cancel_job", {}),
    ("retry_job", {}),
    ("list_versions", {"shot": 1}),
    ("show_history", {}),
    ("undo", {}),
    ("undo", {"redo": True}),
    ("add_rule", {"text": "בלי טקסט"}),
    ("list_rules", {}),
    ("retire_rule", {"rule": 1}),
    ("render_preview", {}),
    ("render_final", {}),
    ("new_thread", {}),
    ("list_threads", {}),
    ("archive_thread", {}),
    ("rename_thread", {"title": "סוף"}),
    ("rename_project", {"name": "נסיעה"}),
    ("set_format", {"format": "9:16"}),
    ("set_budget", {"dollars": 5}),
    ("analyse_song", {}),
    ("analyse_song", {"again": True}),
    ("set_lyrics", {"text": "שורה אחת\nשורה שנייה"}),
    ("stop", {}),
    ("set_language", {"language": "he"}),
    ("add_song", {"sample": True}),
]
REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("add_song", {}),
    ("add_song", {"media": "media_x"}),
    ("set_lyrics", {}),
    ("adjust_section", {"section": 9, "label": "verse"}),
    ("adjust_section", {"section": 1}),
    ("adjust_section", {"section": 1, "start_seconds": 2}),
    ("adjust_section", {"section": 2, "start_seconds": 99}),
    ("mark_moment", {"words": "אין כזה"}),
    ("plan_scenes", {"scenes": [{"title": "בית", "first_section": 1, "last_section": 1}]}),
    ("plan_shots", {"shots": [{"duration": "4"}]}),
    ("edit_shot", {"shot": 1}),
    ("edit_shot", {"shot": 77, "note": "כהה"}),
    ("edit_scene", {"scene": 8, "title": "א"}),
    ("edit_scene", {"scene": 1, "assets": ["דן"]}),
    ("retime_shot", {"shot": 1}),
    ("retime_shot", {"shot": 1, "start_seconds": 3}),
    ("retime_shot", {"shot": 12, "end_seconds": 3}),
    ("retime_shot", {"shot": 3, "end_seconds": 7.9}),
    ("split_shot", {"shot": 9, "at_seconds": 1}),
    ("merge_shots", {"shots": [1, 4]}),
    ("unlock_shot", {"shot": 1}),
    ("generate_clips", {}),
    ("generate_clips", {"shots": [1]}),
    ("approve_version", {"shot": 1}),
    ("reject_version", {"shot": 1, "reason": "לא"}),
    ("list_versions", {}),
    ("select_version", {"shot": 1, "version": 4}),
    ("restore_revision", {"revision": 9999}),
    ("undo", {"redo": True}),
    ("retire_rule", {"rule": 7}),
    ("retry_job", {"job": "job_x"}),
    ("cancel_job", {"job": "job_x"}),
    ("rename_thread", {"title": "א", "thread": "x"}),
    ("approve_spend", {}),
    ("approve_spend", {"approval": "x"}),
    ("set_budget", {"dollars": "הרבה"}),
    ("delete_project", {}),
]


def sentences(answer: Answer) -> Iterator[str]:
    """Everything a person reads of an answer."""
    yield answer.text
    for block in answer.blocks:
        yield from of_block(block)


def of_block(block: Block) -> Iterator[str]:
    data = block.data
    yield from [str(data[k]) for k in ("text", "label", "title") if data.get(k)]
    yield from (option["label"] for option in data.get("options", ()))
    yield from (item["title"] for item in data.get("items", ()))
    for row in (data.get("columns", ()), *data.get("rows", ())):
        yield from row


def leaks(text: str) -> list[str]:
    """English words that reached a Hebrew reader."""
    for _, _, sung in LINES:
        text = text.replace(sung, "")
    return LATIN.findall(OURS.sub("", text))


async def test_every_answer_is_in_hebrew(hebrew: Stage):
    for tool, arguments in CALLS:
        answer = await hebrew.call(tool, **arguments)
        assert HEBREW.search(answer.text), (tool, answer.text)
        for text in sentences(answer):
            assert not leaks(text), (tool, text)


@pytest.mark.parametrize(
    ("tool", "arguments"), REFUSALS, ids=[f"{t}-{n}" for n, (t, _) in enumerate(REFUSALS)]
)
async def test_every_refusal_is_in_hebrew(hebrew: Stage, tool: str, arguments):
    refusal = await hebrew.refusal(tool, **arguments)
    assert isinstance(refusal, MiriError)
    assert HEBREW.search(refusal.message)
    said = re.sub(rf"(?<!/)\b{tool}\b|\b[\w.]+:|job_x", "", refusal.message)
    assert not leaks(said), refusal.message


async def test_pictures_and_verdicts_are_told_in_hebrew(hebrew: Stage):
    await hebrew.with_pictures(1, 2)
    for tool, arguments in (
        ("list_versions", {"shot": 1}),
        ("approve_version", {"shot": 1}),
        ("reject_version", {"shot": 2, "reason": "בהיר מדי"}),
        ("select_version", {"shot": 1, "version": 1}),
        ("generate_clips", {}),
        ("show_project", {}),
    ):
        answer = await hebrew.call(tool, **arguments)
        for text in sentences(answer):
            assert not leaks(text), (tool, text)


async def test_money_is_told_in_hebrew(tmp_path):
    stage = await open_film(tmp_path, "he", price=100_000)
    assert HEBREW.search((await stage.refusal("generate_stills", shots=[1])).message)
    await stage.call("set_budget", dollars=5)
    answer = await stage.call("generate_stills", shots=[1, 2])
    (shown,) = answer.blocks
    (line,) = shown.data["lines"]
    assert "2 × תמונה של animatic" in line and "$0.20" in line
    for text in (answer.text, shown.data["title"], *shown.data["lines"]):
        assert HEBREW.search(text) and not leaks(text)
    await stage.call("approve_spend")
    table = (await stage.call("show_budget")).blocks[0].data
    assert table["rows"][0] == ["תמונה לשוט 1", "ממתין", "$0.00", "$0.10"]


def test_help_is_in_hebrew():
    text = help_text("he")
    assert all(f"`/{name}`" in text for name in all_tools())
    for line in filter(None, text.splitlines()):
        assert HEBREW.search(line), line
        assert not leaks(re.sub(r"`[^`]*`", "", line)), line


async def test_one_is_told_as_one(hebrew: Stage, stage: Stage):
    assert await stage.told("generate_stills", shots=[1]) == "Drawing one shot."
    assert await hebrew.told("generate_stills", shots=[1]) == "מציירת שוט אחד."
    assert await hebrew.told("cancel_job") == "עוצרת עבודה אחת."


@pytest.mark.parametrize(
    ("data", "content_type", "tool"),
    [
        (b"la la la", "text/plain", "add_song"),
        (b"RIFF\x00\x00\x00\x00WAVEbroken", "audio/wav", "add_song"),
        (b"fLaC and then nothing", "audio/flac", "add_song"),
        (b"%PDF-1.7", "application/pdf", "set_lyrics"),
        (b"\x00\x01\x02\x03" * 50, "text/plain", "set_lyrics"),
        (b"   ", "text/plain", "set_lyrics"),
    ],
)
async def test_a_file_that_is_not_what_it_should_be_is_refused_in_hebrew(
    tmp_path, data: bytes, content_type: str, tool: str
):
    stage = await with_song(await open_stage(tmp_path, "he"))
    media = await stage.registry.desk.media.keep(data, content_type, "file")
    await stage.call("keep_media", media=media.id, content_type=content_type)
    refusal = await stage.refusal(tool, media=media.id)
    assert HEBREW.search(refusal.message)
    words = re.sub(r"\b(WAV|FLAC|MP3|M4A|OGG|PDF|UTF|KB|txt|lrc)\b", "", refusal.message)
    assert not LATIN.search(words), refusal.message


async def test_work_that_failed_says_why_in_hebrew(tmp_path):
    studio_file = write_song(tmp_path / "short.wav", seconds=6)
    stage = await open_stage(tmp_path, "he")
    media = await stage.registry.desk.media.keep_file(studio_file, "audio/wav", "a.wav")
    await stage.call("keep_media", media=media.id, content_type="audio/wav")
    await stage.call("add_song", media=media.id)
    await stage.call("analyse_song")
    await stage.call("undo")
    await stage.work()
    (job,) = await stage.jobs()
    assert job.error == "בינתיים נבחר שיר אחר."

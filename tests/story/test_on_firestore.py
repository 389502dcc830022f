"""Talking to Miri when the log and her memory are in Firestore; another process finds it all.

Why here: the store is chosen by one setting, and nothing above it may notice.
Next: tests/contract for each promise; test_song_to_film.py for the whole job.
"""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from miri.config import load_settings
from server.commands.doctor import examine
from server.studio import Studio
from tests.studio_fixtures import Session, new_session, running_studio


@pytest.fixture
def cloud(firestore_emulator: str) -> dict[str, Any]:
    """Settings of an empty cloud project."""
    return {
        "store": "firestore",
        "google_cloud_project": f"demo-{uuid4().hex}",
        "firestore_emulator_host": firestore_emulator,
    }


async def heard(studio: Studio, session: Session) -> list[str]:
    thread = await studio.thread(session.thread_id, session.actor)
    return [m["text"] for m in thread["messages"] if m["role"] == "person"]


async def test_a_talk_that_begins_in_one_process_goes_on_in_another(
    cloud: dict[str, Any], tmp_path: Path, song_file: Path
) -> None:
    async with running_studio(tmp_path, **cloud) as studio:
        session = await new_session(studio)
        assert "song" in (await session.say("hello")).lower()
        await session.say("here is my song", (await session.upload(song_file),))
        assert (await session.project()).film.song.analysed
        await session.say("It is about a woman who drives through the night to see the sea")
        before = await session.project()
    async with running_studio(tmp_path, **cloud) as other:
        resumed = Session(other, session.project_id, session.thread_id)
        assert await resumed.project() == before
        await resumed.say("A woman in a red coat, and her old dog")
        assert "red coat" in (await resumed.project()).film.brief.characters
        assert (await heard(other, resumed))[0] == "hello"
        assert [line.id for line in await other.archive.store.projects()] == [session.project_id]


def test_doctor_says_which_firestore_it_is_and_how_many_projects_are_in_it(
    cloud: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examine(load_settings(home=tmp_path, **cloud))
    told = capsys.readouterr().out.replace("\n", " ")
    where = f"firestore ({cloud['google_cloud_project']}, emulator at"
    assert f"ok      store: {where}" in told
    assert ", 0 projects" in told


def test_doctor_says_what_firestore_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = {"google_cloud_project": None, "firestore_emulator_host": None}
    assert examine(load_settings(home=tmp_path, store="firestore", **nowhere)) == 1
    assert "needs GOOGLE_CLOUD_PROJECT" in capsys.readouterr().out

"""Fixtures every test may ask for.

Why here: pytest finds them by this name.
Next: studio_fixtures.py, what they are made of.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.studio import Studio
from tests.emulator import running_emulator
from tests.studio_fixtures import Session, new_session, running_studio, write_song


@pytest.fixture(scope="session")
def song_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of a song with a clear pulse (120 BPM)."""
    return write_song(tmp_path_factory.mktemp("song") / "little song.wav")


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    """A started studio on the memory store."""
    async with running_studio(tmp_path) as made:
        yield made


@pytest.fixture
async def session(studio: Studio) -> Session:
    """A fresh English project with one thread."""
    return await new_session(studio)


@pytest.fixture(scope="session")
def firestore_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of Google's emulator; a test takes a cloud project of its own in it."""
    with running_emulator(tmp_path_factory.mktemp("firestore") / "emulator.log") as address:
        yield address

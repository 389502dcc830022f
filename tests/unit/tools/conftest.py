"""Stages for the tests of tools: an empty project, one with a song, one broken down into shots.

Why here: pytest finds them by this name.
Next: stage.py, what they are made of.
"""

from pathlib import Path

import pytest

from tests.unit.tools.stage import Stage, open_film, open_stage, with_song


@pytest.fixture
async def empty(tmp_path: Path) -> Stage:
    """A project with nothing in it."""
    return await open_stage(tmp_path)


@pytest.fixture
async def sung(tmp_path: Path) -> Stage:
    """A project with a song that was listened to."""
    return await with_song(await open_stage(tmp_path))


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """A film of three scenes and twelve shots, nothing drawn yet."""
    return await open_film(tmp_path)


@pytest.fixture
async def hebrew(tmp_path: Path) -> Stage:
    """The same film in Hebrew."""
    return await open_film(tmp_path, "he")


@pytest.fixture
async def paid(tmp_path: Path) -> Stage:
    """The same film where each picture costs ten cents; nothing may be spent yet."""
    return await open_film(tmp_path, price=100_000)

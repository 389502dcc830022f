"""The studio is built with a Node that fits: the machine's own, or the lock's.

Why here: a newcomer's machine has an old Node, or none. Next: deploy/build_studio.py.
"""

import os
import re
from pathlib import Path

import pytest

from deploy.build_studio import NODE_PACKAGE, locked, node_of_the_machine, version_of


def program(folder: Path, name: str, version: str) -> None:
    """A program that only says its version."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("node", "npm"), [("v18.20.0", "11.2.0"), ("v20.18.9", "11.2.0"), ("v24.1.0", "10.9.4")]
)
def test_a_node_that_is_too_old_is_left_alone(path: Path, node: str, npm: str):
    program(path, "node", node)
    program(path, "npm", npm)
    assert node_of_the_machine() is None


def test_a_node_without_npm_is_left_alone(path: Path):
    program(path, "node", "v24.1.0")
    assert node_of_the_machine() is None


def test_a_node_that_fits_is_used_from_where_it_is(path: Path):
    program(path, "node", "v20.19.0")
    program(path, "npm", "11.0.0")
    found = node_of_the_machine()
    assert found is not None
    assert found.node == [os.fspath(path / "node")]
    assert found.folder == path


def test_a_program_that_does_not_run_has_no_version(tmp_path: Path):
    assert version_of([str(tmp_path / "nothing")]) == ()


def test_the_lock_names_the_node_that_pip_brings_with_its_hashes():
    entry = locked(NODE_PACKAGE)
    assert entry.count("==") == 1
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", entry)) >= 2


def test_a_package_the_lock_does_not_hold_is_said_in_words():
    with pytest.raises(SystemExit, match="does not name nodejs: run make lock"):
        locked("nodejs")

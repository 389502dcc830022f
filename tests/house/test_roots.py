"""The roots have everyday names, so a stranger's package could take their place: not here.

Why here: a rival `tools` in site-packages wins over a folder without __init__.py.
Next: pyproject.toml, which lists the packages.
"""

import subprocess
import sys
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, ROOTS, python_files

OURS = "miri-director"
# redis is not here: socketio looks for it by itself
HEAVY = (
    "librosa", "moviepy", "scipy.signal", "skia", "av", "google.cloud.firestore", "google.genai", "vertexai",
    "fal_client", "taskiq", "aiogram", "slack_bolt", "mcp", "opentimelineio",
    "faster_whisper", "c2pa", "langchain_google_genai",
)  # fmt: skip


@pytest.mark.parametrize("root", [*ROOTS, "tests"])
def test_a_root_is_the_folder_of_this_checkout(root: str):
    spec = find_spec(root)
    assert spec is not None, f"{root} can't be imported"
    assert spec.origin is not None, f"{root} has no __init__.py"
    assert Path(spec.origin) == ROOT / root / "__init__.py"


def test_no_installed_package_brings_a_root_of_the_same_name():
    brought = packages_distributions()
    rivals = {root: brought[root] for root in ROOTS if set(brought.get(root, [])) - {OURS}}
    assert not rivals, rivals


def test_every_package_folder_has_an_init_file():
    folders = {p.parent for p in python_files(*ROOTS, "tests")}
    assert not [f for f in folders if not (f / "__init__.py").is_file()]


def test_starting_loads_nothing_that_is_not_used_yet():
    script = f"import sys, server.app; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == [], "load these where they are first used"

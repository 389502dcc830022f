"""The scripts around Python: which one is taken, and what is said where nothing fits.

Why here: they run before there is anything to test with. Next: deploy/find-python.sh.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.checkout import ROOT


def run(script: str, path: str) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, str(ROOT / "deploy" / script)],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def interpreter(folder: Path, name: str, version: tuple[int, int]) -> None:
    """A program that answers the question for its version as that Python would."""
    answer = (
        f"#!/bin/sh\nexec {sys.executable} -c "
        f'"import sys; sys.version_info = {version}; exec(sys.argv[1])" "$2"\n'
    )
    path = folder / name
    path.write_text(answer)
    path.chmod(0o755)


def test_a_tried_python_is_taken_before_one_that_is_newer(tmp_path: Path):
    interpreter(tmp_path, "python3", (3, 15))
    interpreter(tmp_path, "python3.12", (3, 12))
    assert run("find-python.sh", str(tmp_path)).stdout == "python3.12\n"


def test_a_newer_python_is_taken_where_there_is_no_other(tmp_path: Path):
    interpreter(tmp_path, "python3", (3, 15))
    assert run("find-python.sh", str(tmp_path)).stdout == "python3\n"


def test_where_no_python_fits_it_is_said_in_words(tmp_path: Path):
    interpreter(tmp_path, "python3", (3, 9))
    ran = run("find-python.sh", str(tmp_path))
    assert ran.returncode == 1
    assert "Miri needs Python 3.11 or newer" in ran.stderr


def test_make_alone_lists_every_target_a_person_calls():
    make = shutil.which("make")
    assert make is not None
    listed = subprocess.run([make], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "film", "check", "bench", "lock", "tables", "hooks"):
        assert f"  make {target} " in listed, target

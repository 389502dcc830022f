"""A skip is told to a person and fails CI; a test that spends money is never CI's.

Why here: the rule holds for the whole suite, so it is tried on a suite of its own. Next: tests/skips.py.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.checkout import ROOT

SUITE = """
import pytest
from tests.machine import program

def test_needs_what_is_not_there():
    program("a-thing", "no-such-program")

@pytest.mark.live
def test_spends_money():
    pytest.skip("no key")

@pytest.mark.xfail(reason="known")
def test_is_expected_to_fail():
    assert False

def test_runs():
    pass
"""
ITSELF = "import pytest\npytest.skip('not on this machine', allow_module_level=True)\n"


def run_suite(folder: Path, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_some.py").write_text(SUITE)
    (folder / "test_itself.py").write_text(ITSELF)
    options = [
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(folder),
        "-p",
        "no:cacheprovider",
        "--continue-on-collection-errors",
    ]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-o", "pythonpath=", str(folder)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_person_sees_the_reason_of_a_skip(tmp_path: Path):
    ran = run_suite(tmp_path, ci="")
    assert ran.returncode == 0, ran.stdout
    assert "needs a-thing: as root on Debian, make test installs it" in ran.stdout
    assert "1 passed, 3 skipped, 1 xfailed" in ran.stdout


def test_under_ci_a_skip_is_a_failure_but_for_what_spends_money(tmp_path: Path):
    ran = run_suite(tmp_path, ci="true")
    assert ran.returncode != 0
    assert "Under CI nothing is skipped. Skipped: needs a-thing" in ran.stdout
    assert "Under CI nothing is skipped. Skipped: not on this machine" in ran.stdout
    assert "1 failed, 1 passed, 1 skipped, 1 xfailed, 1 error" in ran.stdout

"""The locks: hashed, without addresses, and holding what pyproject.toml asks for.

Why here: a lock that drifted from pyproject.toml installs a machine nobody described.
Next: `make lock` writes them.
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.checkout import ROOT

CORE = ROOT / "requirements.lock"
EVERYTHING = ROOT / "requirements-test.lock"
ENTRY = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; ([^\\]+?))? \\$((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", re.M
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize("lock", [CORE, EVERYTHING], ids=lambda p: p.name)
def test_a_lock_pins_everything_by_hash_and_names_no_address(lock: Path):
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    stray = [line for line in ENTRY.sub("", text).splitlines() if line.strip()]
    assert not stray, f"not a pinned, hashed entry: {stray[:3]}"


def test_the_core_lock_holds_what_a_user_needs():
    assert not unmet(PROJECT["dependencies"], CORE), "run make lock"


def test_the_test_lock_holds_every_extra_too():
    wanted = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        wanted += [r for r in extra if Requirement(r).name != PROJECT["name"]]
    assert not unmet(wanted, EVERYTHING), "run make lock"


def test_a_user_runs_the_very_versions_that_were_tested():
    tested = pinned(EVERYTHING)
    untested = {n: v for n, v in pinned(CORE).items() if not v <= tested.get(n, frozenset())}
    assert not untested, f"run make lock: {untested}"


def test_the_studios_lock_names_no_address():
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))
    addressed = [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert not addressed, "web/.npmrc sets omit-lockfile-registry-resolved"
    unhashed = [n for n, e in lock["packages"].items() if n and "integrity" not in e]
    assert not [n for n in unhashed if not lock["packages"][n].get("inBundle")]


def unmet(wanted: list[str], lock: Path) -> list[str]:
    """The requirements that no version in the lock meets."""
    have = pinned(lock)
    asked = [Requirement(text) for text in wanted]
    return [
        str(r)
        for r in asked
        if not any(
            r.specifier.contains(v, prereleases=True)
            for v in have.get(canonicalize_name(r.name), ())
        )
    ]


@cache
def pinned(lock: Path) -> dict[str, frozenset[Version]]:
    """Each package of a lock with the versions it has for one Python or another."""
    found: dict[str, set[Version]] = {}
    for entry in ENTRY.finditer(lock.read_text("utf-8")):
        found.setdefault(canonicalize_name(entry[1]), set()).add(Version(entry[2]))
    return {name: frozenset(versions) for name, versions in found.items()}

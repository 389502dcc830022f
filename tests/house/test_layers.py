"""The layers of the design hold, and their contracts watch every package there is.

Why here: a root that no contract names could import anything. Next: pyproject.toml.
"""

import subprocess
import sys
import tomllib

from tests.house.checkout import ROOT, ROOTS


def test_the_contracts_watch_every_root():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert set(linter["root_packages"]) == set(ROOTS)
    contracts = {contract["id"]: contract for contract in linter["contracts"]}
    layered = {name for layer in contracts["roots"]["layers"] for name in layer.split(" | ")}
    assert layered == set(ROOTS)
    assert contracts["miri"]["exhaustive"] is True


def test_no_module_imports_upward_or_past_a_wall():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout

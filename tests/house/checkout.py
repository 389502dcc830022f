"""The files of this checkout: what git tracks, or, without git, what a clone would hold.

Why here: the house's rules look at the project's own files, never at what lies beside them.
Next: test_files.py.
"""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("agent", "tools", "prompts", "renderer", "server", "miri")
NOT_OURS = frozenset(
    {".git", ".venv", "node_modules", "__pycache__", "static", ".hypothesis", ".pytest_cache"}
)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, absolute, in a stable order."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        return tuple(sorted(p for p in ROOT.rglob("*") if p.is_file() and is_ours(p)))
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(sorted(p for p in paths if p.is_file()))


def is_ours(path: Path) -> bool:
    """Whether no part of the path is made by a tool."""
    return not NOT_OURS.intersection(path.relative_to(ROOT).parts)


def python_files(*roots: str) -> list[Path]:
    """The Python files below the named top folders; of all of them where none is named."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and (not roots or path.relative_to(ROOT).parts[0] in roots)
    ]


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def shown(path: Path) -> str:
    """The path as a person names it, from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()

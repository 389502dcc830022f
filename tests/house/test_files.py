"""Files and folders: short, explained, and named for what they are.

Why here: in every project of this kind the tail rots into files of thousands of lines.
Next: test_code.py.
"""

import ast
import re
from pathlib import Path

from tests.house.checkout import ROOT, parsed, python_files, shown, tracked

LONGEST_FILE = 400
LONGEST_README = 15
MIRRORS = ("tests/unit/",)  # named as the code they test
NAMED_FILE = re.compile(r"(?<![\w/.-])[\w/]+\.(?:py|sh|tsx?)\b")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?|services?)($|_)")
VAGUE_CLASS = re.compile(r"(Utils?|Helpers?|Manager|Service|Impl)$")


def test_no_file_is_longer_than_four_hundred_lines():
    code = [p for p in tracked() if p.suffix in {".py", ".ts", ".tsx", ".css"}]
    told = [p for p in code if not is_generated(p)]
    long = {shown(p): count for p in told if (count := lines(p)) > LONGEST_FILE}
    assert not long, f"split these by what they tell: {long}"


def is_generated(path: Path) -> bool:
    """Whether `make tables` writes it: test_tables.py sees to it that nobody else does."""
    with path.open(encoding="utf-8") as file:
        return "Written by `make tables`" in file.readline()


def test_every_folder_of_code_says_in_a_readme_what_lives_there():
    folders = {p.parent for p in python_files() if p.name != "__init__.py"}
    folders |= {ROOT / name for name in ("web", "deploy", "docs", "tests", "prompts")}
    silent = [shown(f) for f in folders if f != ROOT and not is_told(f)]
    assert not silent, (
        f"a README.md of at most {LONGEST_README} lines is missing in: {sorted(silent)}"
    )


def test_a_folders_readme_fits_on_one_look():
    readmes = [p for p in tracked() if p.name == "README.md" and p.parent != ROOT]
    long = {shown(p): count for p in readmes if (count := lines(p)) > LONGEST_README}
    assert not long, f"at most {LONGEST_README} lines: {long}"


def test_a_readme_names_only_files_that_are_there():
    gone = [
        f"{shown(readme)}: {name}"
        for readme in tracked()
        if readme.name == "README.md"
        for name in NAMED_FILE.findall(readme.read_text("utf-8"))
        if not (ROOT / name).exists() and not any(readme.parent.rglob(name))
    ]
    assert not gone, f"these were renamed or removed: {gone}"


def test_every_module_opens_with_what_it_is_for():
    silent = [
        shown(p) for p in python_files() if parsed(p).body and not ast.get_docstring(parsed(p))
    ]
    assert not silent, f"no docstring at the top: {silent}"


def test_no_module_or_folder_has_a_name_that_fits_everything():
    vague = [
        shown(p)
        for p in python_files()
        if any(VAGUE.search(part) for part in (*p.relative_to(ROOT).parent.parts, p.stem))
    ]
    assert not vague, f"name these for what they hold: {vague}"


def test_no_class_has_a_name_that_fits_everything():
    vague = [
        f"{shown(p)}: {node.name}"
        for p in python_files()
        for node in ast.walk(parsed(p))
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name)
    ]
    assert not vague, f"name these for what they are: {vague}"


def is_told(folder: Path) -> bool:
    """Whether a README says what lives here: the folder's own, or the one above by name."""
    if (folder / "README.md").is_file() or shown(folder).startswith(MIRRORS):
        return True
    above = folder.parent / "README.md"
    return above.is_file() and f"{folder.name}/" in above.read_text("utf-8")


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())

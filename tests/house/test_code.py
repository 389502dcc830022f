"""What code may not say: the environment, machines, registries, annotations from the future.

Why here: a path of one machine or a name of a registry in a committed file works for one person.
Next: test_roots.py.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import ROOT, ROOTS, parsed, python_files, shown, tracked

READS_THE_ENVIRONMENT = ROOT / "miri" / "config.py"
HOSTS = re.compile(
    r"pypi\.org|python[h]osted|registry\.npmjs|registry\.yarnpkg|deb\.debian\.org|crates\.io"
    r"|proxy\.golang|repo\.maven",
    re.I,
)
MACHINE_PATHS = re.compile(r"(?<![\w.:/-])/(work|farm|root|home|Users|opt/wheels|opt/pypi)/")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|NotImplementedError")
DIGEST_FILES = {".lock"}


def test_the_environment_is_read_in_one_file():
    found = [
        f"{shown(p)}:{node.lineno}"
        for p in python_files(*ROOTS)
        if p != READS_THE_ENVIRONMENT
        for node in ast.walk(parsed(p))
        if touches_the_environment(node)
    ]
    assert not found, f"take a setting from miri.config instead: {found}"


def test_no_module_needs_annotations_from_the_future():
    found = [
        shown(p)
        for p in python_files()
        for node in ast.walk(parsed(p))
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    assert not found, found


def test_no_relative_import_hides_where_a_name_lives():
    found = [
        f"{shown(p)}:{node.lineno}"
        for p in python_files()
        for node in ast.walk(parsed(p))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not found, f"write the whole path: {found}"


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = [
        f"{shown(p)}:{number}"
        for p, number, line in text_lines()
        if HOSTS.search(line) or MACHINE_PATHS.search(line)
    ]
    assert not found, f"say it without the host or the machine: {found}"


def test_nothing_is_left_unfinished():
    found = [
        f"{shown(p)}:{number}"
        for p, number, line in text_lines()
        if p.suffix in {".py", ".ts", ".tsx"} and UNFINISHED.search(line)
        if p != Path(__file__)
    ]
    assert not found, f"finish it, or say in the README what can't be done: {found}"


def test_these_rules_see_what_they_are_meant_to_see():
    assert MACHINE_PATHS.search('open("/wo' + 'rk/main/a.txt")')
    assert not MACHINE_PATHS.search("src/work/of.art and https://example.org/home/page")
    assert HOSTS.search("https://py" + "pi.org/simple")
    assert UNFINISHED.search("# TO" + "DO later")
    reads = ["os.environ['A']", "os.getenv('A')", "from os import environ", "os.environb"]
    for source in reads:
        assert any(touches_the_environment(n) for n in ast.walk(ast.parse(source))), source
    assert not any(touches_the_environment(n) for n in ast.walk(ast.parse("os.replace(a, b)")))


def touches_the_environment(node: ast.AST) -> bool:
    names = {"environ", "environb", "getenv", "putenv"}
    if isinstance(node, ast.Attribute):
        return node.attr in names and isinstance(node.value, ast.Name) and node.value.id == "os"
    if isinstance(node, ast.ImportFrom):
        return node.module == "os" and any(alias.name in names for alias in node.names)
    return False


def text_lines() -> Iterator[tuple[Path, int, str]]:
    for path in tracked():
        if path.suffix in DIGEST_FILES or b"\0" in path.read_bytes()[:4096]:
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            yield path, number, line

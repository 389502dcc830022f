"""The stand-ins and the product know nothing of each other."""

import ast

from tests.house.checkout import ROOTS, parsed, python_files, shown


def roots_imported(source: ast.Module) -> set[str]:
    """The first names of all imports of a file."""
    found: set[str] = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_a_stand_in_shares_no_code_with_what_it_tests():
    files = [p for p in python_files("tests") if shown(p).startswith("tests/standins/")]
    assert len(files) > 20
    assert {shown(p): n for p in files if (n := roots_imported(parsed(p)) & {*ROOTS})} == {}
    assert roots_imported(ast.parse("from miri.jobs import x\nimport server.a")) == {
        "miri",
        "server",
    }


def test_the_product_does_not_lean_on_a_stand_in():
    leaning = [shown(p) for p in python_files(*ROOTS) if "standins" in p.read_text("utf-8")]
    assert leaning == []

"""Every type of the domain is a word of the glossary, and the glossary names no type that is gone.

Why here: a term that is not there is no type name. Next: docs/glossary.md.
"""

import ast
import re

from tests.house.checkout import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"


def domain_types() -> set[str]:
    """The public classes of miri/domain."""
    return {
        node.name
        for path in (ROOT / "miri" / "domain").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def glossary_types() -> set[str]:
    """The words that the glossary sets in bold: **Word**."""
    return set(re.findall(r"\*\*([A-Z]\w+)\*\*", GLOSSARY.read_text("utf-8")))


def test_every_domain_type_is_explained_in_the_glossary():
    missing = domain_types() - glossary_types()
    assert not missing, f"explain in docs/glossary.md, as **Word**: {sorted(missing)}"


def test_the_glossary_names_no_type_that_is_gone():
    gone = glossary_types() - domain_types()
    assert not gone, f"in docs/glossary.md but not in miri/domain: {sorted(gone)}"

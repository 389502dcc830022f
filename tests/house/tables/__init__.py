"""Tables in docs/ that are written from the code, so that they can't become untrue.

Why here: what a person reads about settings or tools is read off the declarations themselves.
Each module beside this one has `DOCUMENT`, a path below the checkout, and `render()`, its whole text.
Next: `make tables` writes them; test_tables.py fails where one is out of date.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple


class Table(NamedTuple):
    """A generated document: where it stands, and what writes its text."""

    document: str
    render: Callable[[], str]


def tables() -> Iterator[Table]:
    """Every generated document there is."""
    for found in iter_modules(__path__):
        if not found.name.startswith("_"):
            module = import_module(f"{__name__}.{found.name}")
            yield Table(module.DOCUMENT, module.render)

"""The atlas: which painter paints which place. Painters are found, not listed.

Why here: a new place is a new entry in some module's PLACES and its words in places.toml.
Next: any module beside this one.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from miri.providers.offline.artist import places
from miri.providers.offline.artist.scenery import Layer, Scenery

Painter = Callable[[Scenery], list[Layer]]


@lru_cache(maxsize=1)
def atlas() -> dict[str, Painter]:
    """All painters by the names that places.toml uses."""
    found: dict[str, Painter] = {}
    for module in sorted(iter_modules(places.__path__), key=lambda m: m.name):
        loaded = import_module(f"{places.__name__}.{module.name}")
        found |= getattr(loaded, "PLACES", {})
    return found

"""The catalogue of things: which painter draws which object or animal, and how large it is.

Why here: things are found, not listed; a new one is an entry in some module's THINGS and its
words in words/things.toml.
Next: any module beside this one; cast.py, which places them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from miri.providers.offline.artist import things
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.hours import Tones
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.relief import Relief


@dataclass(frozen=True)
class Model:
    """What a painter of a thing works with: foot at (0, 0), top at (0, -1), x to the right."""

    ink: Ink
    relief: Relief
    tones: Tones
    main: Colour
    second: Colour
    chance: Chance
    fine: float
    """The thing's height in pixels."""


@dataclass(frozen=True)
class Thing:
    """A painter, the thing's height in metres, and what it does: stands, floats, flies, glows."""

    draw: Callable[[Model], None]
    tall: float
    manner: str = "stands"
    wide: float = 1.0
    """Width in heights, for placing."""


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Thing]:
    """All things by the names that things.toml uses."""
    found: dict[str, Thing] = {}
    for module in sorted(iter_modules(things.__path__), key=lambda m: m.name):
        loaded = import_module(f"{things.__name__}.{module.name}")
        found |= getattr(loaded, "THINGS", {})
    return found

"""A Person as a text tells one, and the Clause it is read from.

Why here: reading people and reading names are two steps over the same two values.
Next: people.py (nouns, traits), person_names.py (names).
"""

from dataclasses import dataclass, field

from miri.providers.offline.writer.tables import Pair


@dataclass(frozen=True)
class Person:
    """What was said of one person. Empty fields were not said. `extra`: words nobody's table has."""

    noun: str = ""
    sex: str = ""
    age: str = ""
    many: bool = False
    name: Pair = ("", "")
    hair: str = ""
    hair_colour: str = ""
    face: tuple[str, ...] = ()
    garments: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    years: int = 0
    nth: int = 0
    """Which one of a pair: two brothers are told apart though nothing was said of either."""

    @property
    def role(self) -> str:
        """The noun, or what stands for it."""
        return self.noun or {"f": "woman", "m": "man"}.get(self.sex, "stranger")


@dataclass
class Clause:
    """A stretch of text between separators; `joined` is what stood before it."""

    words: list[str]
    joined: str
    text: str
    left: set[int] = field(default_factory=set[int])
    has_head: bool = False

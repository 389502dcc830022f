"""Luck that never changes: choices drawn from what the film is, not from the moment.

Why here: the same song and brief must give the same story, and another song another one.
Next: reading.py, which makes the luck of a film.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Luck:
    """Draws by name: asking again for the same name gives the same answer."""

    def __init__(self, *parts: object) -> None:
        self._root = "\x1f".join(str(part) for part in parts)

    def number(self, below: int, *name: object) -> int:
        """A number in [0, below)."""
        text = "\x1f".join((self._root, *(str(part) for part in name)))
        return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % below

    def pick(self, options: Sequence[T], *name: object) -> T:
        """One of the options."""
        return options[self.number(len(options), *name)]

    def shuffled(self, options: Sequence[T], *name: object) -> list[T]:
        """All options in an order of their own."""
        order = sorted(range(len(options)), key=lambda i: self.number(1 << 60, *name, i))
        return [options[i] for i in order]


class Deck:
    """Cards drawn in turn; nothing comes back before everything was drawn once."""

    def __init__(self, luck: Luck, *name: object) -> None:
        self._luck = luck
        self._name = name
        self._drawn: dict[str, int] = {}

    def draw(self, options: Sequence[T], *name: object) -> T:
        """The next card of the pack called `name`."""
        key = "\x1f".join(str(part) for part in name)
        count = self._drawn.get(key, 0)
        self._drawn[key] = count + 1
        round_number, index = divmod(count, len(options))
        return self._round(options, name, round_number)[index]

    def _round(self, options: Sequence[T], name: tuple[object, ...], number: int) -> list[T]:
        """One round's order; it never begins with the card the round before ended on."""
        order = self._luck.shuffled(options, *self._name, *name, number)
        if number and len(order) > 1 and order[0] == self._round(options, name, number - 1)[-1]:
            order.append(order.pop(0))
        return order

"""Seating: a bench, a rail, a sofa, a crate, drawn to fit whoever sits on it.

Why here: what people sit on has the height of their hips, so it is made with them, not placed.
Next: troupe.py, which draws the sitter over it.
"""

from dataclasses import dataclass

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.relief import Relief
from miri.providers.offline.artist.shape import Shape

SOFAS = ("sofa", "couch", "armchair", "ספה", "כורסה")
RAILS = ("guard rail", "guardrail", "railing", "parapet", "מעקה")
BLOCKS = ("crate", "rock", "stone", "step", "wall", "suitcase", "ארגז", "סלע", "אבן", "מדרגה", "קיר", "מזוודה")  # fmt: skip


def seat_named(words: str) -> str:
    """Which seat words tell of, the nearest first; a bench goes with everything."""
    text = words.lower()
    for name, forms in (("sofa", SOFAS), ("rail", RAILS), ("block", BLOCKS)):
        if any(form in text for form in forms):
            return name
    return "bench"


@dataclass(frozen=True)
class Seating:
    """A seat under somebody at x: its upper edge, the ground, a head's height; pixels."""

    relief: Relief
    x: float
    top: float
    ground: float
    head: float

    def block(self, colour: Colour, half: float) -> None:
        """A crate, a stone, a low wall."""
        wide = half * self.head
        box = Shape().rounded(self.x - wide, self.top, self.x + wide, self.ground, self.head * 0.12)
        self.relief.part(box, colour)

    def bench(self, colour: Colour, half: float) -> None:
        """A board on two feet."""
        wide, head = half * self.head, self.head
        for side in (-0.8, 0.8):
            self._post(self.x + side * wide, 0.13, colour.lit(-0.06))
        board = Shape().rounded(
            self.x - wide, self.top, self.x + wide, self.top + head * 0.26, head * 0.06
        )
        self.relief.part(board, colour)

    def rail(self, colour: Colour) -> None:
        """A road's rail, running past on both sides."""
        head = self.head
        for k in (-11, -6, -1.6, 1.6, 6, 11):
            self._post(self.x + k * head, 0.12, colour.lit(-0.1))
        for drop in (0.0, 0.3):
            bar = Shape().rect(
                self.x - head * 30, self.top + drop * head, self.x + head * 30,
                self.top + (drop + 0.26) * head,
            )  # fmt: skip
            self.relief.part(bar, colour.lit(-drop * 0.3), depth=head * 0.05)

    def sofa(self, colour: Colour) -> None:
        """A back, two arms, a cushion; neighbours' sofas grow together."""
        head, half = self.head, 2.0 * self.head
        back = Shape().rounded(
            self.x - half,
            self.top - head * 1.3,
            self.x + half,
            self.ground - head * 0.2,
            head * 0.3,
        )
        self.relief.part(back, colour.lit(-0.05))
        cushion = Shape().rounded(
            self.x - half, self.top, self.x + half, self.ground - head * 0.15, head * 0.16
        )
        self.relief.part(cushion, colour)

    def _post(self, x: float, half: float, colour: Colour) -> None:
        wide = half * self.head
        self.relief.part(Shape().rect(x - wide, self.top, x + wide, self.ground), colour)

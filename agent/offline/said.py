"""What was said and all that is known of it before the rules are asked.

Why here: every module that finds facts looks at the same five things.
Next: clause.py, which gathers the facts; manner.py, verdicts.py, bearing.py, wording.py find them.
"""

from dataclasses import dataclass

from agent.offline.heads import Heads
from agent.offline.pieces import Piece
from agent.offline.references import References


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said; `rest` are the pieces that say something of their own."""

    text: str
    pieces: tuple[Piece, ...]
    refs: References
    heads: Heads
    rest: tuple[Piece, ...]

    @property
    def first_head(self) -> int:
        """The place of the first order; behind the last piece if nothing is ordered."""
        return min(self.heads.places, default=len(self.pieces))

    def first(self, *tags: str) -> int:
        """The place of the first piece with one of the tags; behind the last if there is none."""
        places = (at for at, piece in enumerate(self.pieces) if piece.means(*tags))
        return next(places, len(self.pieces))

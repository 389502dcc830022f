"""The Ledger's totals: what may be spent, what is reserved, what was paid. Integer micro-dollars.

Why here: a project can never go below zero; undo never touches it.
Next: approval.py; miri/jobs writes the rows.
"""

from miri.domain.base import Value


class Budget(Value):
    """`standing_micros` is what the person allowed to be spent without asking; `unsure_micros` the
    part of what is spent that was written off because nobody knows."""

    limit_micros: int = 0
    standing_micros: int = 0
    reserved_micros: int = 0
    spent_micros: int = 0
    unsure_micros: int = 0

    @property
    def available_micros(self) -> int:
        """What may still be reserved."""
        return self.limit_micros - self.reserved_micros - self.spent_micros

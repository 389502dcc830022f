"""Events about money: limits, approvals, and the ledger's rows. Integer micro-dollars.

Why here: the ledger is append-only and is never rewound.
Next: fold.py.
"""

from miri.domain.approval import Approval, ApprovalStatus
from miri.events.event import Event


class BudgetSet(Event):
    """A person set what may be spent, and what may be spent without asking."""

    limit_micros: int
    standing_micros: int = 0

    def touches(self) -> frozenset[str]:
        return frozenset({"budget"})


class ApprovalRequested(Event):
    """A quote waits for a person's yes."""

    approval: Approval

    def touches(self) -> frozenset[str]:
        return frozenset({"approvals", self.approval.id})


class ApprovalDecided(Event):
    """A person decided, or the quote lapsed."""

    approval_id: str
    status: ApprovalStatus
    by: str = ""

    def touches(self) -> frozenset[str]:
        return frozenset({"approvals", self.approval_id})


class MoneyReserved(Event):
    """Money is set aside for one attempt of a job."""

    job_id: str
    attempt: int
    micros: int
    standing: bool = False

    def touches(self) -> frozenset[str]:
        return frozenset({"budget"})


class MoneySettled(Event):
    """The provider was paid; the reserve is closed. `reserved_micros` is what had been set aside."""

    job_id: str
    attempt: int
    reserved_micros: int
    actual_micros: int


class MoneyReleased(Event):
    """Nothing was paid; the reserve is closed."""

    job_id: str
    attempt: int
    reserved_micros: int


class MoneyWrittenOff(Event):
    """Nobody knows whether the provider was paid; the reserve is closed and counts as spent."""

    job_id: str
    attempt: int
    reserved_micros: int


class MoneyBookedLate(Event):
    """An attempt that had been given up, its reserve released, was paid after all."""

    job_id: str
    attempt: int
    actual_micros: int

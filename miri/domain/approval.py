"""An Approval: a person's yes to one plan at one price, used once.

Why here: the record that stands between a model's wish and a bill. Never made by a model.
Next: tools/project/approve_spend.py; tools/approvals.py writes the request.
"""

import hashlib
import json
from enum import StrEnum
from typing import Any

from miri.domain.base import Value


class ApprovalStatus(StrEnum):
    """PENDING -> USED | DECLINED | EXPIRED | SUPERSEDED: a yes is used in the commit that gives it."""

    PENDING = "pending"
    USED = "used"
    DECLINED = "declined"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class Approval(Value):
    """Bound to the hash of (tool, arguments, plan) and a maximum price; times are unix micros."""

    id: str
    thread_id: str
    title: str
    lines: tuple[str, ...] = ()
    tool: str
    arguments: dict[str, Any]
    plan_hash: str
    max_micros: int
    requested_at: int
    expires_at: int
    status: ApprovalStatus = ApprovalStatus.PENDING


def plan_hash(tool: str, plan: list[str]) -> str:
    """SHA-256 over the tool's name and the recipes it would make, in order."""
    return hashlib.sha256(json.dumps([tool, plan]).encode()).hexdigest()

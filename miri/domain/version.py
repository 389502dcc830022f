"""A Version: one immutable attempt at an asset or a shot, with the Recipe it was made from.

Why here: nothing is ever overwritten; a take that was good stays.
Next: project.py folds them; tools/versions selects among them.
"""

import hashlib
import json
from enum import StrEnum
from typing import Any

from pydantic import Field

from miri.domain.base import Value


class VersionKind(StrEnum):
    """What an attempt is."""

    STILL = "still"
    END_STILL = "end_still"
    CLIP = "clip"


class VersionStatus(StrEnum):
    """MAKING -> READY -> APPROVED | REJECTED; FAILED where nothing came out."""

    MAKING = "MAKING"
    READY = "READY"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"


class Recipe(Value):
    """The exact inputs of a version, without the prefix. Its hash is the idempotency key:
    asking twice costs once; another take is a new recipe because `take` differs."""

    provider: str
    endpoint: str
    take: int = Field(default=1, ge=1)
    seed: int = Field(ge=0, lt=2**32)
    inputs: dict[str, Any] = Field(description="JSON-safe model inputs: prompt, size, references")

    @property
    def key(self) -> str:
        """SHA-256 (hex) over the canonical JSON of everything above."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class Version(Value):
    """`number` counts a target's versions of one kind from 1. `cost_micros` is what was paid."""

    id: str
    target_id: str
    kind: VersionKind
    number: int = Field(ge=1)
    status: VersionStatus = VersionStatus.MAKING
    media_id: str | None = None
    provider: str
    endpoint: str
    recipe: Recipe
    rule_ids: tuple[str, ...] = ()
    cost_micros: int = 0
    job_id: str = ""
    review: str = ""
    reason: str = Field(default="", description="why a person rejected it, or why it failed")

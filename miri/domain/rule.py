"""A Rule: something learned from a "no", in a person's words; the Rulebook is their set.

Why here: what was rejected once should not come back.
Next: tools/rulebook; prompts are audited against active rules.
"""

from pydantic import Field

from miri.domain.base import Value


class Rule(Value):
    """`scope` is "project" or the id of a scene or asset it holds for."""

    id: str
    number: int = Field(ge=1)
    text: str = Field(min_length=3)
    scope: str = "project"
    evidence: str = Field(default="", description="the version whose rejection taught it")
    active: bool = True

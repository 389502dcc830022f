"""The ground every domain object stands on: frozen, strict pydantic models.

Why here: one base class fixes what "domain object" means, so no file repeats it.
Next: time.py and money.py (the two measures), then project.py (how it all hangs together).
"""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable domain object; unknown fields are refused, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
